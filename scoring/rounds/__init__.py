"""The round as values: agencies, groups, seats, assignments, events, and the marks that came in."""

from scoring.rounds.decision import DecidedGrade, Decision, check_decision
from scoring.rounds.events import Event
from scoring.rounds.feedback import Feedback, Remark, check_feedback
from scoring.rounds.marks import AWAITED, MISSING, STATE_WORDS, Collected, Mark, MarkKey, MarkState
from scoring.rounds.model import Agency, Round
from scoring.rounds.roster import Seat
from scoring.rounds.rules import check
from scoring.rounds.seats import Assignment, Group, Rater
from scoring.rounds.sheets import Entry, marks_from
from scoring.rounds.status import Status, status_of

__all__ = [
    "AWAITED",
    "MISSING",
    "STATE_WORDS",
    "Agency",
    "Assignment",
    "Collected",
    "DecidedGrade",
    "Decision",
    "Entry",
    "Event",
    "Feedback",
    "Group",
    "Mark",
    "MarkKey",
    "MarkState",
    "Rater",
    "Remark",
    "Round",
    "Seat",
    "Status",
    "check",
    "check_decision",
    "check_feedback",
    "marks_from",
    "status_of",
]
