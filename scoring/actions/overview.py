"""One round at a glance for the office: numbers, and what is to be done next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from rubrics import Message, say
from scoring.actions.plans import Plan
from scoring.rounds.calendar import MARKING, Phase
from scoring.storage.models import Person, Record, Role, Round, Sheet, Signing

_UNNAMED = re.compile(r"(被评议单位|席位|评议员|成员|代表)\d+")


@dataclass(frozen=True)
class Numbers:
    """How far a round has come. `reports` are agencies that handed in, `begun` and `signed` sheets of the panel."""

    agencies: int
    raters: int
    people: dict[str, int]
    reports: int
    begun: int
    signed: int
    intakes: int


@dataclass(frozen=True)
class Step:
    """Something to be done, and the name of the page where it is."""

    what: Message
    door: str


def numbers_of(round_: Round, plan: Plan) -> Numbers:
    """Return the numbers of a round; as many queries for a large round as for a small one."""
    records = Record.objects.filter(round=round_, current=True)
    people = Person.objects.filter(round=round_, is_active=True).values_list("role").annotate(Count("pk"))
    return Numbers(
        agencies=len(plan.round.presenting),
        raters=len(plan.round.raters),
        people=dict(people),
        reports=records.filter(path__startswith="submissions/", path__endswith="/submission.yaml").count(),
        begun=Sheet.objects.filter(round=round_, saves__isnull=False).distinct().count(),
        signed=Signing.objects.filter(sheet__round=round_, undone=None).values("sheet").distinct().count(),
        intakes=records.filter(path__startswith="intakes/", path__endswith=".yaml").count(),
    )


def next_steps(round_: Round, plan: Plan, numbers: Numbers, now: datetime) -> tuple[Step, ...]:
    """Return what the office does next, the most urgent first; nothing once the round is closed."""
    return () if round_.closed else tuple(_steps(plan, numbers, now))


def _steps(plan: Plan, numbers: Numbers, now: datetime) -> Iterator[Step]:
    names = [*(agency.name for agency in plan.round.agencies), *(rater.name for rater in plan.round.raters.values())]
    unnamed = sum(1 for name in names if _UNNAMED.fullmatch(name))
    if unnamed:
        yield Step(say("Write the real names of agencies and raters: {n} are placeholders.", n=unnamed), "setup-file")
    if not plan.calendar.phases:
        yield Step(say("Say when each phase is open: without a calendar nobody can report or mark."), "calendar")
    if not {Role.AGENCY, Role.PANEL} <= numbers.people.keys():
        yield Step(say("Let people sign in: make their accounts and print their slips."), "people")
    open_ = plan.calendar.phases_open(now)
    if Phase.SUBMIT in open_ and numbers.reports < numbers.agencies:
        missing = say("Reports handed in: {n} of {all}.", n=numbers.reports, all=numbers.agencies)
        yield Step(missing, "reports")
    if open_.intersection(MARKING):
        yield Step(say("Marking is open: see whose sheets are missing."), "matrix")
    if Phase.SETTLE in open_:
        yield Step(say("Look at the notices, then let the grades be decided."), "notices")
    if Phase.PUBLISH in open_:
        yield Step(say("Give out the result."), "publication")
    if plan.calendar.phases and not open_:
        yield Step(say("No phase is open at this moment."), "calendar")
