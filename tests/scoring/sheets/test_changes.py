"""What is new, changed, emptied or as it was, cell by cell."""

from __future__ import annotations

import pytest

from rubrics import Place
from scoring.rounds import Check, Intake, Sheet
from scoring.sheets.changes import Change, Kind, changes
from scoring.sheets.returned import Returned, items

FILE = "back.xlsx"


def returned(*sheets: Sheet, asked: tuple[str, ...] = ("A1", "A2")) -> Returned:
    """Return a workbook with these sheets; each cell stands in a place of its own."""
    cells = [item for sheet in sheets for item in items(sheet)]
    places = {item: Place(FILE, sheet="甲局", cell=f"I{at}") for at, item in enumerate(cells, start=1)}
    return Returned(FILE, "0" * 64, "r1", 1, "per-agency", asked, sheets, places, 0)


def intake(number: int, *sheets: Sheet, asked: tuple[str, ...] = ("A1", "A2"), typed: bool = False) -> Intake:
    """Return an intake; what was typed is not checked yet."""
    way = "typed" if typed else "workbook"
    at = "2026-05-02T09:00:00+08:00"
    return Intake(pingyi=1, number=number, at=at, by="办", way=way, asked=asked, sheets=sheets)  # type: ignore[arg-type]


def told(found: tuple[Change, ...]) -> list[tuple[str, ...]]:
    """Return kind, agency, item, part and both texts of every change."""
    return [(one.kind.value, one.agency, one.item, one.part, one.before, one.after) for one in found]


def test_a_first_sheet() -> None:
    """Everything is new and knows its cell."""
    sheet = Sheet(agency="a", rater="r1", marks={"A1": "8"}, reasons={"A1": "缺台账"}, highlights="好")
    found = changes(returned(sheet), ())
    assert told(found) == [
        ("new", "a", "A1", "mark", "", "8"),
        ("new", "a", "A1", "reason", "", "缺台账"),
        ("new", "a", "~highlights", "text", "", "好"),
    ]
    assert [one.place.cell for one in found] == ["I1", "I2", "I3"]


def test_a_later_sheet() -> None:
    """Beside what counts of earlier intakes; what is emptied has no cell."""
    before = (
        intake(1, Sheet(agency="a", rater="r1", marks={"A1": "1", "A2": "2"}, problems="乱")),
        intake(2, Sheet(agency="a", rater="r1", marks={"A1": "8.50", "A2": "9"}, reasons={"A2": "少"}, recused="亲属")),
        intake(3, Sheet(agency="a", rater="r1", marks={"A1": "3"}), typed=True),
        intake(4, Sheet(agency="a", rater="r2", marks={"A1": "4"})),
    )
    found = changes(returned(Sheet(agency="a", rater="r1", marks={"A1": "8.5"}, reasons={"A2": "很少"})), before)
    assert told(found) == [
        ("unchanged", "a", "A1", "mark", "8.50", "8.5"),
        ("changed", "a", "A2", "reason", "少", "很少"),
        ("emptied", "a", "A2", "mark", "9", ""),
        ("emptied", "a", "~recused", "text", "亲属", ""),
    ]
    assert found[2].place == Place(FILE)


def test_only_what_the_workbook_was_issued_for() -> None:
    """The marks of another method are not touched by it, and a void sheet leaves nothing in force."""
    before = (
        intake(1, Sheet(agency="a", rater="r1", marks={"A1": "1"}), asked=("A1",)),
        intake(2, Sheet(agency="b", rater="r1", marks={"A2": "2"}, void="两份表")).model_copy(
            update={"check": Check(way="read_back", by="乙")}
        ),
    )
    sheets = Sheet(agency="a", rater="r1"), Sheet(agency="b", rater="r1", marks={"A2": "2"})
    assert told(changes(returned(*sheets, asked=("A2",)), before)) == [("new", "b", "A2", "mark", "", "2")]


@pytest.mark.parametrize("kind", Kind)
def test_words_for_screens(kind: Kind) -> None:
    """Each kind has its own."""
    assert kind.title.render() == kind.value
