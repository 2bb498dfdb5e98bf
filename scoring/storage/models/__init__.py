"""The tables, a file for each thing they are about."""

from scoring.storage.models.journal import JournalLine
from scoring.storage.models.people import People, Person, Role
from scoring.storage.models.records import Record
from scoring.storage.models.rounds import Round
from scoring.storage.models.saves import Save
from scoring.storage.models.sessions import Session
from scoring.storage.models.sheets import Sheet, Signing

__all__ = ["JournalLine", "People", "Person", "Record", "Role", "Round", "Save", "Session", "Sheet", "Signing"]
