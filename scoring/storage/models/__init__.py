"""The tables, a file for each thing they are about."""

from scoring.storage.models.drafts import Answer, Piece
from scoring.storage.models.following_up import Review, Task, TaskAnswer, TaskFile, TaskState
from scoring.storage.models.journal import JournalLine
from scoring.storage.models.people import People, Person, Role
from scoring.storage.models.publication import Publication, Shown, Stage
from scoring.storage.models.records import Record
from scoring.storage.models.rounds import Round
from scoring.storage.models.saves import Save
from scoring.storage.models.sessions import Session
from scoring.storage.models.sheets import Sheet, Signing
from scoring.storage.models.uploads import Upload

__all__ = [
    "Answer",
    "JournalLine",
    "People",
    "Person",
    "Piece",
    "Publication",
    "Record",
    "Review",
    "Role",
    "Round",
    "Save",
    "Session",
    "Sheet",
    "Shown",
    "Signing",
    "Stage",
    "Task",
    "TaskAnswer",
    "TaskFile",
    "TaskState",
    "Upload",
]
