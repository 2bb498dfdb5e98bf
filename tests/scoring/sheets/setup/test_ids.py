"""Tests of scoring.sheets.setup.ids and row_ids: ids for rows that have none."""

from __future__ import annotations

from rubrics import Place
from scoring.sheets.setup.ids import AGENCIES, GROUPS, NODES, RATERS, SITES, Ids, ids_of
from scoring.sheets.setup.row_ids import agency_ids, group_ids
from scoring.sheets.setup.tables import Row
from tests.scoring.sheets.setup.workbooks import setup_of


def _rows(*texts: dict[str, str]) -> list[Row]:
    return [Row(held, dict.fromkeys(held, Place("x.xlsx"))) for held in texts]


def test_made_ids_are_unlike_all_others() -> None:
    """Neither one that a row bears, nor one that the round has under another name, in whatever case."""
    ids = Ids("a", {("", "甲局"): "A2"}, {"a1"})
    assert [ids.of(("", name), number) for name, number in (("乙局", "1"), ("丙局", "2"), ("甲局", "3"))] == [
        "a1-2",
        "a2-2",
        "A2",
    ]
    assert ids.of(("", "甲局"), "4") == "a4"


def test_what_a_round_has() -> None:
    """Everything that bears an id is known by what it belongs to and its name."""
    found = ids_of(setup_of())
    assert found[AGENCIES].known["", "甲局"] == "a"
    assert found[GROUPS].known == {("", "评议团"): "panel"}
    assert found[RATERS].known["panel", "三"] == "r3"
    assert found[SITES].known == {("c", "村委会"): "s1"}
    assert (found[NODES].known["total", "机制"], found[NODES].known["P", "责任清单"]) == ("P", "A1")
    assert {ids.prefix for ids in ids_of(None).values()} == {"", "a", "g", "r", "s"}


def test_agencies() -> None:
    """Row by row."""
    rows = _rows({"id": "", "name": "甲局"}, {"id": "b", "name": "乙局"}, {"id": "", "name": "丙局"})
    assert agency_ids(rows, Ids("a")) == ["a1", "b", "a3"]


def test_groups() -> None:
    """Members without a group sit in the one above; a group that bears its id once bears it in all rows."""
    rows = _rows(
        {"group": "", "group_id": ""},
        {"group": "评议团", "group_id": ""},
        {"group": "", "group_id": ""},
        {"group": "联席会议", "group_id": ""},
        {"group": "评议团", "group_id": "panel"},
        {"group": "联席会议", "group_id": ""},
    )
    assert group_ids(rows, Ids("g")) == ["g1", "panel", "panel", "g3", "panel", "g3"]
