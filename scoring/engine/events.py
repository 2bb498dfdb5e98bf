"""What happened while the round ran, in words: every event with the agencies' names and the raters' seats."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rubrics import Message, chosen, say
from rubrics.wording import method_title
from scoring.engine.results import Results
from scoring.engine.seats import seat_names
from scoring.rounds.events import KINDS, Corrected, Event, Recused, Renamed, Replaced, Withdrawn
from scoring.rounds.seats import Scope


def event_words(results: Results, event: Event) -> Message:
    """Return what an event changed; who sits where is told by seats, never by names."""
    kind = chosen(event, KINDS)[0]
    return _WORDS[kind](results, getattr(event, kind))


def _renamed(results: Results, change: Renamed) -> Message:
    names = results.round.former_names[change.agency]
    changes = [event.renamed for event in results.round.events if event.renamed]
    earlier = [item for item in changes if item.agency == change.agency].index(change)
    return say("{earlier} renamed to {name}", earlier=names[earlier], name=change.name)


def _withdrawn(results: Results, change: Withdrawn) -> Message:
    return say("{name} withdrew", name=results.round.names[change.agency])


def _replaced(results: Results, change: Replaced) -> Message:
    return say(
        "{rater} replaced by {substitute} from {name} on, {sheets}",
        rater=seat_names(results)[change.rater],
        substitute=seat_names(results)[change.by.id],
        name=results.round.names[change.since],
        sheets=_SHEETS[change.sheets],
    )


def _assigned(results: Results, change: Scope) -> Message:
    scope = _scope(results, change, say("everything"))
    return say(
        "{rater} is assigned to: {scope}; other marks are set aside",
        rater=seat_names(results)[change.rater],
        scope=scope,
    )


def _recused(results: Results, change: Recused) -> Message:
    rater, name = seat_names(results)[change.rater], results.round.names[change.agency]
    return say("{rater} recused for {name}", rater=rater, name=name)


def _absent(results: Results, change: Scope) -> Message:
    scope = _scope(results, change, say("everything still awaited"))
    return say("{rater} absent: {scope}", rater=seat_names(results)[change.rater], scope=scope)


def _corrected(_: Results, change: Corrected) -> Message:
    return say("wording of the rubric corrected, text fingerprint {text} before", text=change.text)


def _scope(results: Results, scope: Scope, unlimited: Message) -> tuple[Message | str, ...]:
    agencies = tuple(results.round.names[agency] for agency in scope.agencies or ())
    methods = tuple(method_title(results.rubric, method) for method in scope.methods or ())
    return (*agencies, *methods) or (unlimited,)


_SHEETS = {
    "valid": say("earlier sheets count"),
    "void": say("earlier sheets are void"),
}
_WORDS: dict[str, Callable[[Results, Any], Message]] = {
    "renamed": _renamed,
    "withdrawn": _withdrawn,
    "replaced": _replaced,
    "assigned": _assigned,
    "recused": _recused,
    "absent": _absent,
    "corrected": _corrected,
}
