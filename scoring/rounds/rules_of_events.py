"""What the events of a round may not say: two kinds at once, unknown names, an impossible order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rubrics import Fault, Path, Rubric, chosen, fingerprints, say
from scoring.rounds.events import KINDS, Event, Replaced
from scoring.rounds.model import Round
from scoring.rounds.rules_of_duties import assignment_of_nothing, check_scope
from scoring.rounds.unknown import unknown_name, unknown_names


def check_events(round_: Round, rubric: Rubric) -> Iterator[Fault]:
    """Yield every fault of the events, one by one and in their order."""
    for at, event in enumerate(round_.events):
        yield from _one(event, ("events", at))
        yield from _references(event, ("events", at), round_, rubric)
    yield from _dates(round_)
    yield from _names(round_)
    yield from _withdrawals(round_)
    yield from _substitutes(round_)
    yield from _corrections(round_, rubric)


def _one(event: Event, path: Path) -> Iterator[Fault]:
    if len(chosen(event, KINDS)) != 1:
        yield (
            "EVENT-ONE",
            path,
            say("an event is of exactly one kind."),
            say("Write one of: {choices}; what happened besides is an event of its own.", choices=KINDS),
        )


def _references(event: Event, path: Path, round_: Round, rubric: Rubric) -> Iterator[Fault]:
    for kind in chosen(event, KINDS):
        yield from unknown_names(getattr(event, kind), (*path, kind), round_)
    if event.assigned:
        yield from check_scope(event.assigned, (*path, "assigned"), rubric)
        if event.assigned.agencies is None and event.assigned.methods is None:
            yield assignment_of_nothing((*path, "assigned"))
    if event.absent:
        yield from check_scope(event.absent, (*path, "absent"), rubric)
    if event.replaced and event.replaced.since not in round_.names:
        yield unknown_name((*path, "replaced", "since"), say("agency"), event.replaced.since, tuple(round_.names))


def _dates(round_: Round) -> Iterator[Fault]:
    for at, (before, event) in enumerate(pairwise(round_.events), start=1):
        if event.date < before.date:
            yield (
                "EVENT-ORDER",
                ("events", at, "date"),
                say("{date} is before the event above it, of {before}.", date=event.date, before=before.date),
                say("Put the events in the order of their dates."),
            )


def _names(round_: Round) -> Iterator[Fault]:
    names = {agency.id: agency.name for agency in round_.agencies}
    for at, event in enumerate(round_.events):
        if not event.renamed:
            continue
        own, name = event.renamed.agency, event.renamed.name
        if name in names.values():
            holder = next(agency for agency, held in names.items() if held == name)
            yield (
                "EVENT-NAME",
                ("events", at, "renamed", "name"),
                say("“{agency}” is called {name} already.", agency=holder, name=name),
                say("Correct the name, or remove the event."),
            )
        names[own] = name


def _withdrawals(round_: Round) -> Iterator[Fault]:
    gone: set[str] = set()
    for at, event in enumerate(round_.events):
        if event.withdrawn:
            if event.withdrawn.agency in gone:
                yield _after_withdrawal(("events", at, "withdrawn", "agency"), event.withdrawn.agency)
            gone.add(event.withdrawn.agency)
        if event.recused and event.recused.agency in gone:
            yield _after_withdrawal(("events", at, "recused", "agency"), event.recused.agency)
        if event.replaced and event.replaced.since in gone:
            yield _after_withdrawal(("events", at, "replaced", "since"), event.replaced.since)


def _after_withdrawal(path: Path, agency: str) -> Fault:
    return (
        "EVENT-WITHDRAWN",
        path,
        say("“{agency}” has withdrawn by then.", agency=agency),
        say("Remove it, or name another agency; the order of events is the order of the list."),
    )


def _substitutes(round_: Round) -> Iterator[Fault]:
    rows = {agency: at for at, agency in enumerate(round_.names)}
    began = {member.id: 0 for group in round_.groups for member in group.members}
    replaced: set[str] = set()
    for at, event in enumerate(round_.events):
        if not event.replaced:
            continue
        path, change = ("events", at, "replaced"), event.replaced
        row = rows.get(change.since, 0)
        if change.rater in replaced:
            yield (
                "EVENT-REPLACED",
                (*path, "rater"),
                say("“{rater}” has been replaced already.", rater=change.rater),
                say("Name the substitute who sits there now, or remove the event."),
            )
        elif change.rater in round_.raters and change.rater not in began:
            yield _not_yet(path, change)
        elif row < began.get(change.rater, 0):
            yield (
                "EVENT-SINCE",
                (*path, "since"),
                say("“{rater}” marks from a later agency on than “{since}”.", rater=change.rater, since=change.since),
                say("Name that agency or one after it."),
            )
        if change.by.id in began:
            yield (
                "EVENT-SUBSTITUTE",
                (*path, "by", "id"),
                say("the id “{id}” is used by another rater.", id=change.by.id),
                say("Give the substitute an id of its own."),
            )
        began.setdefault(change.by.id, row)
        replaced.add(change.rater)


def _not_yet(path: Path, change: Replaced) -> Fault:
    return (
        "EVENT-REPLACED",
        (*path, "rater"),
        say("“{rater}” does not sit there yet.", rater=change.rater),
        say("Put the events in the order in which they happened."),
    )


def _corrections(round_: Round, rubric: Rubric) -> Iterator[Fault]:
    found = [(at, event.corrected) for at, event in enumerate(round_.events) if event.corrected]
    if not found:
        return
    scoring, text = fingerprints(rubric).short
    texts = [*(corrected.text for _, corrected in found), text]
    for (at, corrected), after in zip(found, texts[1:], strict=True):
        if corrected.scoring != scoring:
            yield (
                "EVENT-CORRECTED",
                ("events", at, "corrected", "scoring"),
                say(
                    "the correction changed what counts: the scoring fingerprint is {now}, not {before}.",
                    now=scoring,
                    before=corrected.scoring,
                ),
                say("Correct wording only; a change of what counts needs another round."),
            )
        if corrected.text == after:
            yield (
                "EVENT-CORRECTED",
                ("events", at, "corrected", "text"),
                say("the correction changed nothing: the text fingerprint is still {now}.", now=after),
                say("Write the fingerprint from before the correction, or remove the event."),
            )
