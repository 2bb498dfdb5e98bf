"""The round as values: agencies, groups, seats, assignments, recusals, and the marks that came in."""

from scoring.rounds.marks import AWAITED, STATE_WORDS, Collected, Mark, MarkKey, MarkState
from scoring.rounds.model import Agency, Group, Rater, Round
from scoring.rounds.rules import check
from scoring.rounds.sheets import Entry, marks_from

__all__ = [
    "AWAITED",
    "STATE_WORDS",
    "Agency",
    "Collected",
    "Entry",
    "Group",
    "Mark",
    "MarkKey",
    "MarkState",
    "Rater",
    "Round",
    "check",
    "marks_from",
]
