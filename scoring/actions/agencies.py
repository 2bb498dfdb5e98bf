"""The agencies of a round: listed and searched, added, corrected, taken off the list again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from django.db.models import Count

from rubrics import Place, Problem, Problems, say
from scoring.actions.paging import Pages, pages_of
from scoring.actions.plans import Plan, plan_of
from scoring.actions.revising import Values, revise
from scoring.actions.searching import holding
from scoring.folder.plan import ROUND_FILE
from scoring.rounds import Round as RoundValue
from scoring.storage.models import Answer, Person, Record, Role, Round, Sheet, Upload

PAGE = 50
_BETWEEN = re.compile(r"[\t,，;；]")


@dataclass(frozen=True)
class Row:
    """One agency in a list. `number` is its place in official order, `people` how many may sign in for it."""

    number: int
    id: str
    name: str
    former: tuple[str, ...]
    kind: str
    region: str
    presents: int | None
    withdrawn: str | None
    people: int
    report: bool


@dataclass(frozen=True)
class Listing:
    """One page of the agencies that were asked for."""

    rows: tuple[Row, ...]
    pages: Pages


def listed(round_: Round, plan: Plan, asked: str = "", page: int = 1, kind: str = "") -> Listing:
    """Return a page of the agencies whose names, id, class and region hold every word that was asked for."""
    titles = class_titles(plan)
    fits = holding(asked)
    former = plan.round.former_names
    found = [
        (number, agency)
        for number, agency in enumerate(plan.round.agencies, start=1)
        if (not kind or agency.agency_class == kind)
        and fits(
            agency.id,
            agency.name,
            plan.round.names[agency.id],
            *former.get(agency.id, ()),
            titles.get(agency.agency_class or "", ""),
            agency.region or "",
        )
    ]
    pages = pages_of(len(found), page, PAGE)
    shown = found[pages.span]
    ids = [agency.id for _, agency in shown]
    people = dict(
        Person.objects.filter(round=round_, role=Role.AGENCY, is_active=True, seat__in=ids)
        .values_list("seat")
        .annotate(Count("pk"))
    )
    reports = _with_report(round_, ids)
    rows = tuple(
        Row(
            number,
            agency.id,
            plan.round.names[agency.id],
            former.get(agency.id, ()),
            titles.get(agency.agency_class or "", agency.agency_class or ""),
            agency.region or "",
            agency.presents,
            plan.round.withdrawn.get(agency.id),
            people.get(agency.id, 0),
            agency.id in reports,
        )
        for number, agency in shown
    )
    return Listing(rows, pages)


def class_titles(plan: Plan) -> dict[str, str]:
    """Return the titles of the classes by id, in the rubric's order."""
    return {item.id: item.title for item in plan.rubric.classes}


def regions(plan: Plan) -> tuple[str, ...]:
    """Return the regions that agencies belong to, each once, in official order."""
    return tuple(dict.fromkeys(agency.region for agency in plan.round.agencies if agency.region))


def add_agencies(round_: Round, person: Person | None, at: datetime, plan: Plan, text: str) -> int:
    """Add an agency for every line (name, and where there is one its class and region), at the end; return how many.

    Raises Problems with every line that cannot be meant.
    """
    lines = _lines(text, plan)

    def added(before: RoundValue, values: Values) -> None:
        taken = {agency.casefold() for agency in (*(agency.id for agency in before.agencies), *_ever(round_))}
        fresh = (name for n in count(len(before.agencies) + 1) if (name := f"a{n}") not in taken)
        values["agencies"] = [*values["agencies"], *({"id": next(fresh), **line} for line in lines)]

    revise(round_, person, at, added, say("Agencies were added: {n}.", n=len(lines)))
    return len(lines)


def correct_agency(round_: Round, person: Person | None, at: datetime, agency: str, typed: Mapping[str, str]) -> None:
    """Correct what is written of an agency: its first `name`, `class`, `region`, `presents`, `number` (its place).

    Raises Problems with all faults.
    """
    faults = [
        Problem("AGENCY-NUMBER", Place(ROUND_FILE), _NO_NUMBER.filled(text=typed[key]), _WRITE_NUMBER)
        for key in ("presents", "number")
        if typed.get(key) and _whole(typed[key]) is None
    ]
    if faults:
        raise Problems(faults)

    def corrected(before: RoundValue, values: Values) -> None:  # noqa: ARG001 - the shape of every such change
        items = list(values["agencies"])
        at_ = next(i for i, item in enumerate(items) if item["id"] == agency)
        item = {**items.pop(at_), "name": typed.get("name", "")}
        for key in ("class", "region", "presents"):
            item.pop(key, None)
            if typed.get(key):
                item[key] = _whole(typed[key]) if key == "presents" else typed[key]
        number = _whole(typed.get("number", "")) or at_ + 1
        items.insert(number - 1, item)
        values["agencies"] = items

    revise(
        round_,
        person,
        at,
        corrected,
        say("What is written of the agency {agency} was corrected.", agency=_name(round_, agency)),
    )


def remove_agency(round_: Round, person: Person | None, at: datetime, agency: str) -> None:
    """Take an agency off the list that nothing has come in for. Raises Problems where something has."""
    if (
        _with_report(round_, [agency])
        or Answer.objects.filter(round=round_, agency=agency).exists()
        or Upload.objects.filter(round=round_, agency=agency).exists()
        or Sheet.objects.filter(round=round_, agency=agency, saves__isnull=False).exists()
    ):
        raise Problems([Problem("AGENCY-HAS", Place(_name(round_, agency)), _HAS, _WITHDRAW)])

    def removed(before: RoundValue, values: Values) -> None:  # noqa: ARG001 - as above
        values["agencies"] = [item for item in values["agencies"] if item["id"] != agency]

    line = say("The agency {agency} was taken off the list.", agency=_name(round_, agency))
    try:
        revise(round_, person, at, removed, line)
    except Problems as problems:
        if all(item.code == "AGENCY-UNKNOWN" for item in problems.items):
            raise Problems([Problem("AGENCY-HAS", Place(_name(round_, agency)), _HAS, _WITHDRAW)]) from problems
        raise


def _name(round_: Round, agency: str) -> str:
    return plan_of(round_).round.names[agency]


def _ever(round_: Round) -> set[str]:
    """Return the agencies that have an account or wrote something, and may be gone: none that comes is they."""
    people = set(Person.objects.filter(round=round_, role=Role.AGENCY).values_list("seat", flat=True))
    written = (model.objects.filter(round=round_).values_list("agency", flat=True) for model in (Answer, Upload))
    return people.union(*written)


def _with_report(round_: Round, ids: Iterable[str]) -> set[str]:
    """Return which of these agencies have handed in anything."""
    files = [f"submissions/{agency}/submission.yaml" for agency in ids]
    paths = Record.objects.filter(round=round_, path__in=files, current=True).values_list("path", flat=True)
    return {path.split("/")[1] for path in paths}


def _lines(text: str, plan: Plan) -> list[dict[str, Any]]:
    classes = {title: name for name, title in class_titles(plan).items()} | {name: name for name in class_titles(plan)}
    found: list[dict[str, Any]] = []
    faults: list[Problem] = []
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [cell.strip() for cell in _BETWEEN.split(line)]
        if not any(cells):
            continue
        item = {"name": cells[0]}
        rest = [cell for cell in cells[1:] if cell]
        if classes and rest:
            item["class"] = classes.get(rest[0], rest[0])
            rest = rest[1:]
        if rest:
            item["region"] = rest[0]
        if len(rest) > 1:
            faults.append(Problem("AGENCY-LINE", Place("-", number), _TOO_MUCH, _ONE_A_LINE))
        found.append(item)
    if not found and not faults:
        faults.append(Problem("AGENCY-LINE", Place("-"), say("nothing stands here."), _ONE_A_LINE))
    if faults:
        raise Problems(faults)
    return found


def _whole(text: str) -> int | None:
    plain = unicodedata.normalize("NFKC", text).strip()
    return int(plain) if plain.isascii() and plain.isdigit() and 0 < len(plain) <= _LONGEST and int(plain) else None


_LONGEST = 6
_NO_NUMBER = say("“{text}” is no place in an order.")
_WRITE_NUMBER = say("Write a whole number from 1 on, or nothing.")
_HAS = say("something has come in of this agency or for it already.")
_WITHDRAW = say("Let it withdraw instead: what came in is kept.")
_TOO_MUCH = say("more stands in this line than name, class and region.")
_ONE_A_LINE = say("Write one agency a line: its name, and after a comma its class and region where it has them.")
