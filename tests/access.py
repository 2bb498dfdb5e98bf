"""Every door of the portal beside everybody who may try it, in every phase and stage: who passes, and when.

`access.txt` beside this file says what must be: below each door the phases in which it opens (`all`, `-` for none, or
the letters of SIGNS) and to whom. Where the stage of publication makes a difference, it stands before what holds from
it on. Visitors “of another agency” try what is not theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from pathlib import Path

from tests.portal_data import data_folder

data_folder()

from django.db import transaction
from django.utils import timezone

from scoring.actions.permissions import Visitor
from scoring.actions.plans import Plan, plan_of
from scoring.portal import urls
from scoring.portal.doors import DOORS, Door
from scoring.rounds.calendar import Calendar, Phase, Window
from scoring.storage.models import Person, Publication, Role, Round
from scoring.storage.models.publication import Shown, Stage
from tests.portal_people import demo_round, somebody

assert urls.urlpatterns, "importing the addresses opens all doors"
EXPECTED = Path(__file__).with_name("access.txt")
NAMED = re.compile(r"<(?P<kind>\w+):(?P<name>\w+)>")
SIGNS = {Phase.PREPARE: "p", Phase.SUBMIT: "s", Phase.SITE_VISIT: "v", Phase.DOCUMENT_REVIEW: "d", Phase.INTERVIEW: "i",
         Phase.MEETING: "m", Phase.SETTLE: "c", Phase.PUBLISH: "P"}  # fmt: skip
STAGES = (
    "nothing out",
    "for approval",
    "internal",
    "internal, standings",
    "internal, marks",
    "letters",
    "public",
    "closed",
)


@dataclass(frozen=True)
class Tries:
    """Somebody at a door: who it is, and whose things the address names."""

    title: str
    person: Person | None
    agency: str
    rater: str


def everybody(round_: Round) -> tuple[Tries, ...]:
    """Return one of each sort: with things of their own and of others, and one from another round."""
    plan = plan_of(round_)
    # Who is recused from an agency has nothing to do with its material either.
    recused = plan.round.recusals[0]
    rater, other = recused.rater, next(rater for rater in plan.round.raters if rater != recused.rater)
    mine, panel = plan.agencies_of(rater)[0], somebody(Role.PANEL, round_, rater)
    agency = somebody(Role.AGENCY, round_, mine)
    return (
        Tries("stranger", None, mine, rater),
        Tries("office", somebody(Role.OFFICE), mine, rater),
        Tries("panel member", panel, mine, rater),
        Tries("panel member, of another rater", panel, mine, other),
        Tries("panel member, of an agency recused from", panel, recused.agency, rater),
        Tries("agency", agency, mine, rater),
        Tries("agency, of another agency", agency, recused.agency, rater),
        Tries("observer", somebody(Role.OBSERVER, round_), mine, rater),
    )


def concerns(door: Door, tries: Tries) -> bool:
    """Return whether a door makes the difference that sets this sort of visitor apart."""
    named = {found["name"] for found in NAMED.finditer(door.route)}
    other = tries.title.partition(", of an")[2]
    return not other or ("rater" if other.endswith("rater") else "agency") in named


def in_phase(plan: Plan, phase: Phase) -> Plan:
    """Return the plan with just one phase open, from an hour ago."""
    opens = timezone.localtime(timezone.now() - timedelta(hours=1)).isoformat(timespec="seconds")
    return Plan(plan.round, plan.rubric, Calendar(phases=(Window(phase=phase.value, opens=opens),)))


def reach(round_: Round, stage: str) -> None:
    """Bring a round's publication to a stage, the stages before it included."""
    now = timezone.now()
    if stage == "closed":
        round_.closed = now
        round_.save(update_fields=["closed"])
        return
    given, _, shown = stage.partition(", ")
    names = {
        "for approval": Stage.APPROVAL,
        "internal": Stage.INTERNAL,
        "letters": Stage.LETTERS,
        "public": Stage.PUBLIC,
    }
    if given in names:
        panel = {"": Shown.NOTHING, "standings": Shown.STANDINGS, "marks": Shown.MARKS}[shown]
        Publication.objects.create(
            round=round_, stage=names[given], at=now, engine="", records="0" * 64, figures="0" * 64, panel=panel
        )


def address(door: Door, round_: Round, tries: Tries) -> str:
    """Return the address of a door, for the things that `tries` names; what has a number is number 1."""
    known = {"slug": round_.slug, "agency": tries.agency, "rater": tries.rater}
    return "/" + NAMED.sub(lambda found: known.get(found["name"], "1" if found["kind"] == "int" else "x"), door.route)


def asking(door: Door, round_: Round, tries: Tries, plan: Plan) -> Visitor:
    """Return who asks at a door, while the round goes by this plan."""
    named = {found["name"] for found in NAMED.finditer(door.route)}
    visitor = Visitor(
        tries.person,
        timezone.now(),
        round_ if "slug" in named else None,
        tries.agency if "agency" in named else None,
        tries.rater if "rater" in named else None,
    )
    visitor.__dict__["plan"] = plan
    return visitor


def opens(door: Door, round_: Round, tries: Tries, plans: dict[Phase, Plan]) -> str:
    """Return the phases in which a door opens to somebody: `all`, their signs, or "" for none."""
    found = ""
    for phase, plan in plans.items():
        visitor = asking(door, round_, tries, plan)
        if door.may(visitor) and door.when(visitor) is None:
            found += SIGNS[phase]
    return "all" if len(found) == len(SIGNS) else found


def doors() -> list[Door]:
    """Return all doors by address."""
    return sorted(DOORS, key=lambda held: (held.route, held.method))


def table(round_: Round) -> Iterator[str]:
    """Yield the lines of the table, in one round that goes through all stages."""
    people = everybody(round_)
    plans = {phase: in_phase(plan_of(round_), phase) for phase in Phase}
    cells: dict[tuple[Door, str], list[tuple[str, str]]] = {}
    for stage in STAGES:
        reach(round_, stage)
        for door in DOORS:
            for tries in people:
                cells.setdefault((door, tries.title), []).append((stage, opens(door, round_, tries, plans)))
    for door in doors():
        yield f"{door.method} /{door.route} ({door.name})"
        lines: dict[str, list[str]] = {}
        for tries in people:
            runs = [(next(group)[0], held) for held, group in groupby(cells[door, tries.title], lambda cell: cell[1])]
            told = "; ".join(f"{stage}: {held or '-'}" if stage != STAGES[0] else held or "-" for stage, held in runs)
            if concerns(door, tries):
                lines.setdefault(told, []).append(tries.title)
        for told, titles in lines.items():
            yield f"    {told.ljust(8)} | {'; '.join(titles)}"


def main() -> None:
    """Write the table anew: to be read line by line before it is committed."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with transaction.atomic():
        EXPECTED.write_text("\n".join(table(demo_round())) + "\n", encoding="utf-8")
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
