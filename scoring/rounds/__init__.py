"""The round as values: agencies, groups, seats, assignments, events, and the marks that came in."""

from scoring.rounds.ballots import BallotCount, BallotRegister
from scoring.rounds.decision import DecidedGrade, Decision, check_decision
from scoring.rounds.events import Event
from scoring.rounds.feedback import Feedback, Remark, check_feedback
from scoring.rounds.figure_intakes import FiguresIntake
from scoring.rounds.intakes import Check, Intake, Settled, Sheet
from scoring.rounds.issues import Issued, Issues
from scoring.rounds.marks import AWAITED, MISSING, STATE_WORDS, Collected, Mark, MarkKey, MarkState
from scoring.rounds.model import Agency, Round, Site
from scoring.rounds.roster import Seat
from scoring.rounds.rules import check
from scoring.rounds.seats import Assignment, Group, Rater
from scoring.rounds.sheets import Entry, marks_from
from scoring.rounds.spot_checks import SpotCheck
from scoring.rounds.status import Status, status_of
from scoring.rounds.visits import Photo, VisitRecord

__all__ = [
    "AWAITED",
    "MISSING",
    "STATE_WORDS",
    "Agency",
    "Assignment",
    "BallotCount",
    "BallotRegister",
    "Check",
    "Collected",
    "DecidedGrade",
    "Decision",
    "Entry",
    "Event",
    "Feedback",
    "FiguresIntake",
    "Group",
    "Intake",
    "Issued",
    "Issues",
    "Mark",
    "MarkKey",
    "MarkState",
    "Photo",
    "Rater",
    "Remark",
    "Round",
    "Seat",
    "Settled",
    "Sheet",
    "Site",
    "SpotCheck",
    "Status",
    "VisitRecord",
    "check",
    "check_decision",
    "check_feedback",
    "marks_from",
    "status_of",
]
