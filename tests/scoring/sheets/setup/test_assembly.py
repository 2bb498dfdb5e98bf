"""Tests of scoring.sheets.setup.assembly: values from cells become a document whose places are cells."""

from __future__ import annotations

from rubrics import Path, Place
from scoring.rounds import Round
from scoring.sheets.setup.assembly import Assembly


def _cell(cell: str) -> Place:
    return Place("x.xlsx", sheet="表", cell=cell)


def test_lists_without_their_gaps() -> None:
    """Positions only say what comes first; places go along with what they stand for."""
    assembly = Assembly("x.xlsx")
    assembly.mark(("agencies", 7), _cell("A7"))
    assembly.put(("agencies", 7, "id"), "b", _cell("B7"))
    assembly.put(("agencies", 2, "id"), "a", _cell("B2"))
    assembly.mark(("agencies", 2, "name"), _cell("C2"))
    document = assembly.document(Round)
    assert document.value == {"agencies": [{"id": "a"}, {"id": "b"}]}
    places = {
        ("agencies", 0, "id"): "B2",
        ("agencies", 0, "name"): "C2",
        ("agencies", 1, "id"): "B7",
        ("agencies", 1, "name"): "A7",
    }
    assert {path: document.locate(path).cell for path in places} == places
    assert document.locate(("agencies", 0, "name")).path == "被评议单位／第1项／名称"


def test_where_nothing_is_known() -> None:
    """The file is the place."""
    assert Assembly("x.xlsx").document(Round).locate(("title",)) == Place("x.xlsx", path="标题")


def test_what_is_chosen_and_says_nothing_more() -> None:
    """It stands there empty, and gives way to what is said about it elsewhere, before or after."""
    first, second = Assembly("x.xlsx"), Assembly("x.xlsx")
    steps: list[tuple[Path, object]] = [(("pool", "mean"), {}), (("pool", "mean", "n"), 1), (("levels",), [])]
    for path, value in steps:
        first.put(path, value, _cell("A1"))
    for path, value in reversed(steps):
        second.put(path, value, _cell("A1"))
    assert first.document(Round).value == {"pool": {"mean": {"n": 1}}, "levels": []}
    assert second.document(Round).value == first.document(Round).value
    assert (first.faults, second.faults) == ([], [])


def test_a_whole_value_is_taken_apart() -> None:
    """Every value in it has the place of the cell."""
    assembly = Assembly("x.xlsx")
    assembly.put(("events",), [{"date": "d", "withdrawn": {"agency": "a"}}], _cell("D4"))
    document = assembly.document(Round)
    assert document.value == {"events": [{"date": "d", "withdrawn": {"agency": "a"}}]}
    assert document.locate(("events", 0, "withdrawn", "agency")).cell == "D4"


def test_what_is_said_twice() -> None:
    """The same said again is nothing new; something else is told in both places."""
    assembly = Assembly("x.xlsx")
    for value, cell in (("一", "A1"), ("一", "A2"), ("二", "A3")):
        assembly.put(("title",), value, _cell(cell))
    assembly.put(("period",), "今年", _cell("B1"))
    assembly.put(("period", "from"), "2026-01-01", _cell("B2"))
    assembly.put(("date", "from"), "x", _cell("B3"))
    assembly.put(("date",), "2026-01-01", _cell("B4"))
    assembly.document(Round)
    told = [(fault.code, fault.place.cell, fault.rule.render()) for fault in assembly.faults]
    assert told == [
        ("SETUP-TWICE", cell, f"this is also said in 表 {other}, and not the same.")
        for cell, other in (("A3", "A1"), ("B2", "B1"), ("B4", "B3"))
    ]
