"""The rehearsal round with all its marks, decided as computed, and given out as far as a test needs it."""

from __future__ import annotations

from django.utils import timezone

from scoring.actions.deciding import Heading, decide
from scoring.actions.publishing import give_out
from scoring.actions.results import outcome_of
from scoring.rounds.calendar import Phase
from scoring.storage.models import Person, Round, Shown
from tests.portal_people import demo_round

HEADING = Heading("示例市普法工作联席会议", "2026-06-30", "示普联纪〔2026〕3号")


def marked_round(*phases: Phase) -> Round:
    """Return the round with all its marks, in the phase of computation unless others are named."""
    return demo_round(*(phases or (Phase.SETTLE,)), marks=True)


def decided_round(*phases: Phase) -> Round:
    """Return the round with the computed grades decided."""
    made = marked_round(*phases)
    decide(made, outcome_of(made).figures, None, timezone.now(), HEADING, {}, others_as_computed=True)
    return made


def give(round_: Round, *stages: str, by: Person | None = None, panel: str = Shown.NOTHING) -> Round:
    """Give these stages of a round out, one after the other."""
    for stage in stages:
        give_out(round_, stage, outcome_of(round_).figures, by, timezone.now(), str, panel)
    return round_
