"""The sheet 评分细则 into the rubric: every indicator with what its row says."""

from __future__ import annotations

from functools import partial

from rubrics import Path, Rubric, say
from scoring.sheets.setup.gathering import Gathering
from scoring.sheets.setup.indicators import Indicator, place_all, walk
from scoring.sheets.setup.lines import read_evidence
from scoring.sheets.setup.markings import marking_kind, read_marking
from scoring.sheets.setup.names import Names
from scoring.sheets.setup.tables import Row
from submissions.table import clean


def put_criteria(held: Gathering) -> None:
    """Put every indicator into the rubric; from here on its `path` says where it stands."""
    place_all(held.roots, ())
    for one in walk(held.roots):
        row, path = one.row, one.path
        held.rubric.mark(path, row.places[one.column])
        held.rubric.put((*path, "id"), one.id, row.places["id" if one.own else one.column])
        held.put((*path, "title"), row, one.column, into=Rubric)
        if one.own:
            _put_row(held, one)


def _put_row(held: Gathering, one: Indicator) -> None:
    row, path = one.row, one.path
    for key in ("no", "points", "weight", "text"):
        held.put((*path, key), row, key, into=Rubric)
    held.rubric.mark((*path, "by"), row.places["by"])
    if clean(row["by"]):
        held.rubric.put((*path, "by"), held.groups.id(row["by"]), row.places["by"])
    _put_names(held, (*path, "methods"), row, held.methods)
    _put_names(held, (*path, "for"), row, held.classes)
    if asked := held.lines(row, "evidence", read_evidence):
        held.rubric.put((*path, "evidence"), asked, row.places["evidence"])
    _put_marking(held, one)


def _put_names(held: Gathering, path: Path, row: Row, names: Names) -> None:
    column = str(path[-1])
    held.rubric.mark(path, row.places[column])
    if clean(row[column]):
        held.rubric.put(path, list(names.ids(row[column])), row.places[column])


def _put_marking(held: Gathering, one: Indicator) -> None:
    row = one.row
    kind = marking_kind(row["marking"])
    base = one.path if one.is_part else (*one.path, "marking")
    held.rubric.mark((*one.path, "marking"), row.places["marking"])
    if kind is None:
        _unknown(held, row)
    elif one.below or (one.is_part and kind != "given"):
        rule = say("“{title}” is not marked in this way: it is marked as a whole, or below.", title=_short(one.title))
        held.fault("SETUP-MARKING", row.places["marking"], rule, say("Empty this cell, and mark those below."))
    else:
        held.rubric.mark((*base, kind), row.places["content"])
        content = held.lines(row, "content", partial(read_marking, kind, held.facts))
        if content is not None:
            held.rubric.put((*base, kind), content, row.places["content"])


def _unknown(held: Gathering, row: Row) -> None:
    if clean(row["marking"]):
        rule = say("“{word}” is no way of marking.", word=_short(row["marking"]))
        held.fault("SETUP-MARKING", row.places["marking"], rule, say("Choose one of the list."))
    elif clean(row["content"]):
        rule = say("levels or settings are written here, but no way of marking is chosen.")
        held.fault("SETUP-MARKING", row.places["content"], rule, say("Choose the way of marking beside it."))


def _short(text: str) -> str:
    return clean(text)[:40]
