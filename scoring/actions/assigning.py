"""Assignments in bulk: who marks which agencies, by which methods, for many members of the panel at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rubrics import Message, Place, Problem, Problems, say
from scoring.actions.eventful import put_event, scope_of
from scoring.actions.plans import Plan
from scoring.actions.revising import Values, revise
from scoring.folder.plan import ROUND_FILE
from scoring.rounds import Round as RoundValue
from scoring.storage.models import Person, Round

INSTEAD, BESIDES, EVERYTHING = "instead", "besides", "everything"
_LONGEST = 40


@dataclass(frozen=True)
class Order:
    """What `raters` are to mark: `agencies` (None: all) by `methods` (None: all), `how` it goes with what they had.

    With `each`, the agencies are shared out so that each has so many of the raters; a text that is no number is
    refused. From the beginning where `date`
    is "", else from that day on, for a reason.
    """

    raters: tuple[str, ...]
    agencies: tuple[str, ...] | None = None
    methods: tuple[str, ...] | None = None
    how: str = INSTEAD
    each: int | str | None = None
    date: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Row:
    """One rater: seat, name, and what he or she marks."""

    id: str
    seat: int
    name: str
    kind: str
    scope: tuple[Message, ...]
    left: bool


def rows_of(plan: Plan) -> tuple[tuple[str, str, tuple[Row, ...]], ...]:
    """Return for every group its id, its title and its raters, seat by seat."""
    roster = plan.round.roster
    return tuple(
        (
            group.id,
            group.title,
            tuple(
                Row(
                    rater.id,
                    plan.round.seat_of[rater.id].number,
                    rater.name,
                    rater.kind or "",
                    tuple(scope_of(plan, item) for item in roster.assigned_to(rater.id)) or (say("everything"),),
                    rater.id in roster.left,
                )
                for rater in plan.round.raters_of(group.id)
            ),
        )
        for group in plan.round.groups
    )


def assign(round_: Round, person: Person | None, at: datetime, order: Order) -> None:
    """Let raters mark what an order says. Raises Problems with all that is wrong with it."""
    _refuse(order)

    def assigned(before: RoundValue, values: Values) -> None:
        shares = _shares(before, order)
        if order.date:
            _from_a_day(before, values, order, shares)
        else:
            _from_the_beginning(before, values, order, shares)

    revise(round_, person, at, assigned, say("Assignments were changed; raters: {n}.", n=len(order.raters)))


def _refuse(order: Order) -> None:
    place, faults = Place(ROUND_FILE), []
    if not order.raters:
        faults.append(Problem("ASSIGNMENT-WHOM", place, say("no rater is chosen."), say("Tick one or more.")))
    if order.agencies == ():
        faults.append(Problem("ASSIGNMENT-WHAT", place, say("no agency is chosen."), _CHOOSE))
    if order.date and not order.reason.strip():
        faults.append(Problem("EVENT-WHY", place, say("no reason is given."), say("Write why.")))
    if isinstance(order.each, str):
        rule = say("“{text}” is no number.", text=order.each[:_LONGEST])
        faults.append(Problem("ASSIGNMENT-EACH", place, rule, _WRITE_EACH))
    elif order.each is not None and not 1 <= order.each <= len(order.raters):
        rule = say("an agency cannot have {n} of {raters} raters.", n=order.each, raters=len(order.raters))
        faults.append(Problem("ASSIGNMENT-EACH", place, rule, _WRITE_EACH))
    if faults:
        raise Problems(faults)


def _shares(before: RoundValue, order: Order) -> dict[str, dict[str, Any] | None]:
    """Return by rater what is new, as an assignment of round.yaml; None for everything."""
    agencies = order.agencies
    if order.how == EVERYTHING:
        return dict.fromkeys(order.raters)
    if order.each is None:
        return {rater: _scope(before, rater, agencies, order.methods) for rater in order.raters}
    assert isinstance(order.each, int)  # noqa: S101 - a text was refused
    shared = _shared_out(before, order.raters, agencies or tuple(before.names), order.each)
    return {rater: _scope(before, rater, tuple(shared[rater]), order.methods) for rater in order.raters}


def _shared_out(before: RoundValue, raters: Sequence[str], agencies: Iterable[str], each: int) -> dict[str, list[str]]:
    """Give each agency so many raters: those with the fewest yet who are not recused, by turns."""
    recused = {(item.rater, item.agency) for item in before.recusals}
    recused |= {(event.recused.rater, event.recused.agency) for event in before.events if event.recused}
    shared: dict[str, list[str]] = {rater: [] for rater in raters}
    turn = 0
    for agency in agencies:
        able = [(len(shared[rater]), (i - turn) % len(raters), rater) for i, rater in enumerate(raters)]
        chosen = sorted(item for item in able if (item[2], agency) not in recused)[:each]
        for _, _, rater in chosen:
            shared[rater].append(agency)
        turn += each
    if not all(shared.values()):
        rule = say("there are too few agencies for {n} raters.", n=len(raters))
        raise Problems(
            [Problem("ASSIGNMENT-SHARE", Place(ROUND_FILE), rule, say("Choose fewer raters, or more each."))]
        )
    return shared


def _scope(
    before: RoundValue, rater: str, agencies: tuple[str, ...] | None, methods: tuple[str, ...] | None
) -> dict[str, Any] | None:
    every = agencies is None or set(agencies) == set(before.names)
    if every and methods is None:
        return None
    scope: dict[str, Any] = {"rater": rater}
    if not every and agencies is not None:
        scope["agencies"] = list(agencies)
    if methods is not None:
        scope["methods"] = list(methods)
    return scope


def _from_the_beginning(
    before: RoundValue, values: Values, order: Order, shares: dict[str, dict[str, Any] | None]
) -> None:
    held = list(values.get("assignments", ()))
    for rater, share in shares.items():
        limited = bool(before.roster.assigned_to(rater)) if rater in before.raters else False
        if order.how == BESIDES and not limited:
            continue  # who marks everything has nothing besides
        if order.how != BESIDES or share is None:
            held = [item for item in held if item["rater"] != rater]
        if share is not None:
            held.append(share)
    values["assignments"] = held


def _from_a_day(before: RoundValue, values: Values, order: Order, shares: dict[str, dict[str, Any] | None]) -> None:
    for rater, share in shares.items():
        now = before.roster.assigned_to(rater) if rater in before.raters else ()
        if order.how == BESIDES and not now:
            continue  # as above
        kept = [item.model_dump(mode="json", exclude_none=True) for item in now] if order.how == BESIDES else []
        values["events"] = [item for item in values.get("events", ()) if not _same(item, rater, order.date)]
        for item in (*kept, share or {"rater": rater, "agencies": list(before.names)}):
            put_event(values, {"date": order.date, "reason": order.reason.strip(), "assigned": item})


def _same(event: dict[str, Any], rater: str, date: str) -> bool:
    """Return whether an event says what a rater marks from that very day on."""
    assigned = event.get("assigned") or {}
    return assigned.get("rater") == rater and event["date"] == date


_CHOOSE = say("Choose all of them, a class, a region, or tick some.")
_WRITE_EACH = say("Write a number from 1 on, or nothing.")
