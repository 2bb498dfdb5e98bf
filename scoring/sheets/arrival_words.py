"""What is told about a workbook that came back, beside its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from rubrics import Message, say
from scoring.sheets.changes import Kind
from scoring.sheets.returned import items
from scoring.sheets.taking_in import Arrival

_NONE = say("none filled in")


def arrival_words(arrival: Arrival, names: Mapping[str, str]) -> Iterator[Message]:
    """Yield what to know about a workbook beside its cells; `names` are the agencies' by id."""
    known, returned = arrival.known, arrival.returned
    if known:
        yield say(
            "This very file was taken in already: intake {n}, {at}, by {by}.", n=known.number, at=known.at, by=known.by
        )
        return
    for file in arrival.repeats:
        yield say("Says no more than {file}.", file=file)
    for item in returned.errata:
        yield say(
            "Corrected since: {id} was “{issued}”, is “{now}”.", id=item.criterion, issued=item.issued, now=item.now
        )
    yield from returned.notes
    empty = tuple(names[sheet.agency] for sheet in returned.sheets if not items(sheet))
    if empty:
        yield say("Left empty, which changes nothing: {names}.", names=empty)
    if not returned.sheets:
        return
    counts = Counter(change.kind for change in arrival.changes)
    kinds = tuple(say("{kind} {n}", kind=kind.title, n=counts[kind]) for kind in Kind if counts[kind])
    yield say("Cells: {counts}; open marks: {open}", counts=kinds or (_NONE,), open=returned.open)
