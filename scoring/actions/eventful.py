"""What happens to a round while it runs: recusals, replacements, withdrawals, renamings; entered, and taken back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from rubrics import Message, Place, Problem, Problems, say, write
from scoring.actions.plan_titles import method_named
from scoring.actions.plans import Plan, plan_of
from scoring.actions.revising import Values, revise
from scoring.folder.plan import ROUND_FILE
from scoring.rounds import Event
from scoring.rounds import Round as RoundValue
from scoring.rounds.events import Renamed
from scoring.rounds.seats import Scope
from scoring.storage.models import Person, Round

Typed = Mapping[str, str]


@dataclass(frozen=True)
class Happened:
    """One event as a list shows it; `key` knows it again when it is taken back."""

    key: str
    date: str
    what: Message
    reason: str


def happened(plan: Plan) -> tuple[Happened, ...]:
    """Return the events of a round in their order, after the recusals that were known beforehand."""
    known = tuple(
        Happened(
            _key(item.model_dump(mode="json", by_alias=True, exclude_none=True)),
            "",
            _RECUSED.filled(rater=_rater(plan.round, item.rater), agency=_agency(plan.round, item.agency)),
            item.reason,
        )
        for item in plan.round.recusals
    )
    return known + tuple(
        Happened(
            _key(event.model_dump(mode="json", by_alias=True, exclude_none=True)),
            event.date,
            told(plan, event),
            event.reason,
        )
        for event in plan.round.events
    )


def told(plan: Plan, event: Event) -> Message:
    """Return an event as a sentence."""
    kind = next((kind for kind in _TOLD if getattr(event, kind) is not None), None)
    if kind is None:
        return say("The rubric's wording was corrected; what counts stayed the same.")
    return _TOLD[kind](plan, getattr(event, kind))


def scope_of(plan: Plan, scope: Scope) -> Message:
    """Return which agencies and methods are meant, the first agencies by name."""
    if scope.agencies is None:
        agencies = say("all agencies")
    else:
        names = tuple(_agency(plan.round, agency) for agency in scope.agencies[:_MOST_NAMED])
        more = len(scope.agencies) - len(names)
        agencies = say("{names} and {n} more", names=names, n=more) if more else Message("{names}", (("names", names),))
    if scope.methods is None:
        return agencies
    methods = tuple(method_named(plan, method) for method in scope.methods)
    return say("{agencies}; only {methods}", agencies=agencies, methods=methods)


def enter(round_: Round, person: Person | None, at: datetime, kind: str, typed: Typed) -> None:
    """Enter an event of a kind (renamed, withdrawn, replaced, recused, absent) from what was typed into the form.

    Raises Problems with all that is wrong with it.
    """
    if kind not in _MAKERS:
        raise Problems([Problem("EVENT-KIND", Place(ROUND_FILE), _NO_KIND, _A_KIND)])

    def entered(before: RoundValue, values: Values) -> None:
        event = _event(before, kind, typed)
        if event not in values.get("events", ()):
            _refuse_known(before, event)
        put_event(values, event)

    revise(round_, person, at, entered, _line(round_, kind, typed))


def put_event(values: Values, event: dict[str, Any]) -> None:
    """Put an event after all that are not later than it; nothing where the very same is there."""
    events = list(values.get("events", ()))
    if event in events:
        # The button was pressed twice.
        return
    place = next((i for i in range(len(events), 0, -1) if events[i - 1]["date"] <= event["date"]), 0)
    events.insert(place, event)
    values["events"] = events


def take_back(round_: Round, person: Person | None, at: datetime, key: str, why: str) -> None:
    """Remove an event, or a recusal that was known beforehand.

    Raises Problems where it is gone, where no reason is given, and where the round would not be sound without it.
    """
    if not why.strip():
        raise Problems([Problem("EVENT-WHY", Place(ROUND_FILE), say("no reason is given."), say("Write why."))])

    def without(before: RoundValue, values: Values) -> None:
        for field in ("recusals", "events"):
            held = [item.model_dump(mode="json", by_alias=True, exclude_none=True) for item in getattr(before, field)]
            index = next((i for i, item in enumerate(held) if _key(item) == key), None)
            if index is not None:
                del values[field][index]
                return
        raise Problems([Problem("EVENT-GONE", Place(ROUND_FILE), _GONE, _RELOAD)])

    revise(round_, person, at, without, say("An event was taken back: {why}", why=why.strip()))


def _event(before: RoundValue, kind: str, typed: Typed) -> dict[str, Any]:
    by_name = {name: agency for agency, name in before.names.items()}
    agency = typed.get("agency", "")
    typed = {**typed, "agency": agency if agency in before.names else by_name.get(agency, agency)}
    return {"date": typed.get("date", ""), "reason": typed.get("reason", ""), kind: _MAKERS[kind](before, typed)}


def _refuse_known(before: RoundValue, event: Mapping[str, Any]) -> None:
    """Raise Problems where a recusal stands already, for whatever reason: the papers would tell it twice."""
    recused = event.get("recused")
    known = [(item.rater, item.agency) for item in before.recusals]
    known += [(item.recused.rater, item.recused.agency) for item in before.events if item.recused]
    if recused and (recused["rater"], recused["agency"]) in known:
        names = {"rater": _rater(before, recused["rater"]), "agency": _agency(before, recused["agency"])}
        raise Problems([Problem("EVENT-KNOWN", Place(ROUND_FILE), _KNOWN.filled(**names), _LOOK_BELOW)])


def _renamed(before: RoundValue, typed: Typed) -> dict[str, Any]:  # noqa: ARG001 - the shape of every maker
    return {"agency": typed.get("agency", ""), "name": typed.get("name", "")}


def _withdrawn(before: RoundValue, typed: Typed) -> dict[str, Any]:  # noqa: ARG001 - as above
    return {"agency": typed.get("agency", "")}


def _recused(before: RoundValue, typed: Typed) -> dict[str, Any]:  # noqa: ARG001 - as above
    return {"rater": typed.get("rater", ""), "agency": typed.get("agency", "")}


def _replaced(before: RoundValue, typed: Typed) -> dict[str, Any]:
    rater = typed.get("rater", "")
    fresh = next(name for n in count(2) if (name := f"{rater}-{n}") not in before.raters)
    by = {"id": fresh, "name": typed.get("name", "")}
    if typed.get("kind_of_member"):
        by["kind"] = typed["kind_of_member"]
    return {"rater": rater, "by": by, "since": typed.get("agency", ""), "sheets": typed.get("sheets", "valid")}


def _absent(before: RoundValue, typed: Typed) -> dict[str, Any]:  # noqa: ARG001 - as above
    scope: dict[str, Any] = {"rater": typed.get("rater", "")}
    if typed.get("agency"):
        scope["agencies"] = [typed["agency"]]
    if typed.get("method"):
        scope["methods"] = [typed["method"]]
    return scope


_MAKERS = {
    "renamed": _renamed,
    "withdrawn": _withdrawn,
    "recused": _recused,
    "replaced": _replaced,
    "absent": _absent,
}


def _line(round_: Round, kind: str, typed: Typed) -> Message:
    held = plan_of(round_).round
    rater, agency = _rater(held, typed.get("rater", "")), _agency(held, typed.get("agency", ""))
    name = typed.get("name", "")
    return {
        "renamed": _RENAMED.filled(agency=agency, name=name),
        "withdrawn": _WITHDREW.filled(agency=agency),
        "recused": _RECUSED.filled(rater=rater, agency=agency),
        "replaced": _REPLACED.filled(rater=rater, name=name, agency=agency),
        "absent": say("{rater} was entered as absent.", rater=rater),
    }[kind]


def _rater(round_: RoundValue, rater: str) -> str:
    return round_.raters[rater].name if rater in round_.raters else rater


def _agency(round_: RoundValue, agency: str) -> str:
    return round_.names.get(agency, agency)


def _earlier(round_: RoundValue, change: Renamed) -> str:
    """Return what an agency was called before this renaming of several."""
    changes = [event.renamed for event in round_.events if event.renamed and event.renamed.agency == change.agency]
    return round_.former_names[change.agency][changes.index(change)]


def _key(item: Mapping[str, Any]) -> str:
    return hashlib.sha256(write(dict(item)).encode()).hexdigest()[:16]


_MOST_NAMED = 5
_RENAMED = say("The agency {agency} is called {name} now.")
_WITHDREW = say("{agency} withdrew.")
_RECUSED = say("{rater} is recused from {agency}.")
_REPLACED = say("{name} sits on the seat of {rater}, from {agency} on.")
_ABSENT = say("{rater} is absent: {scope}.")
_ASSIGNED = say("{rater} marks: {scope}.")
_TOLD: Mapping[str, Callable[[Plan, Any], Message]] = {
    "renamed": lambda plan, it: _RENAMED.filled(agency=_earlier(plan.round, it), name=it.name),
    "withdrawn": lambda plan, it: _WITHDREW.filled(agency=_agency(plan.round, it.agency)),
    "recused": lambda plan, it: _RECUSED.filled(
        rater=_rater(plan.round, it.rater), agency=_agency(plan.round, it.agency)
    ),
    "replaced": lambda plan, it: _REPLACED.filled(
        rater=_rater(plan.round, it.rater), name=it.by.name, agency=_agency(plan.round, it.since)
    ),
    "absent": lambda plan, it: _ABSENT.filled(rater=_rater(plan.round, it.rater), scope=scope_of(plan, it)),
    "assigned": lambda plan, it: _ASSIGNED.filled(rater=_rater(plan.round, it.rater), scope=scope_of(plan, it)),
}
_NO_KIND = say("there is no such kind of event.")
_A_KIND = say("Choose one of the page's forms.")
_GONE = say("this event is not there any more, or somebody changed it.")
_RELOAD = say("Reload the page.")
_KNOWN = say("{rater} is already recused from {agency}.")
_LOOK_BELOW = say("Look at the list below, or take the earlier entry back.")
