"""A member recuses (回避): an event of the round with the reason, of which the office reads in the journal."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from rubrics import Place, Problem, Problems, say
from scoring.actions.plans import plan_of
from scoring.actions.revising import Values, revise
from scoring.actions.typed_text import plain
from scoring.rounds import Round as RoundValue
from scoring.storage.models import Person, Round


def recuse(round_: Round, person: Person, agency: str, reason: str, at: datetime) -> None:
    """Recuse a member from an agency: nothing more is asked for, and what was given is set aside but kept.

    Raises Problems without a reason, where the member is not asked to mark the agency, or the round is closed.
    """
    plan = plan_of(round_)
    name = plan.round.names.get(agency, agency)
    faults = []
    why = plain(reason)
    if not why:
        faults.append(Problem("RECUSE-REASON", Place(name), *_WHY))
    if agency not in plan.agencies_of(person.seat):
        faults.append(Problem("RECUSE-NOTHING", Place(name), *_NOT_ASKED))
    if faults:
        raise Problems(faults)
    event = {
        "date": timezone.localtime(at).date().isoformat(),
        "reason": why,
        "recused": {"rater": person.seat, "agency": agency},
    }

    def work(_: RoundValue, values: Values) -> None:
        values["events"] = [*values.get("events", ()), event]

    revise(round_, person, at, work, say("{name} is recused from {agency}.", name=person.name, agency=name))


_WHY = (say("the reason is missing."), say("Write why you cannot mark this agency."))
_NOT_ASKED = (
    say("you are not asked to mark this agency."),
    say("Look at your list of agencies; there may be a recusal already."),
)
