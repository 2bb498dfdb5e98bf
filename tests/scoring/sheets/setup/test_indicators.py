"""Tests of scoring.sheets.setup.indicators: rows become a tree by the column of their titles."""

from __future__ import annotations

from rubrics import Place, Problem
from scoring.sheets.setup.ids import Ids
from scoring.sheets.setup.indicators import indicators, place_all, walk
from scoring.sheets.setup.tables import Row

COLUMNS = ("id", "level1", "level2", "level3", "points", "marking")


def _rows(*texts: dict[str, str]) -> list[Row]:
    places = [
        {column: Place("x.xlsx", cell=f"{letter}{at}") for column, letter in zip(COLUMNS, "BCDEFG", strict=True)}
        for at in range(5, 5 + len(texts))
    ]
    return [
        Row({column: held.get(column, "") for column in COLUMNS}, where)
        for held, where in zip(texts, places, strict=True)
    ]


def _tree(*texts: dict[str, str]) -> tuple[list[tuple[str, str, str]], list[tuple[str, str]]]:
    """Return title, id and path of every indicator, and code and cell of every fault."""
    faults: list[Problem] = []
    roots = indicators(_rows(*texts), Ids(""), faults)
    place_all(roots, ())
    found = [(one.title, one.id, " ".join(map(str, one.path))) for one in walk(roots)]
    return found, [(fault.code, fault.place.cell) for fault in faults]


def test_columns_are_levels() -> None:
    """Ids are made by place; parts and criteria are counted together, and sorted apart by what they are."""
    assert _tree(
        {"level1": "甲"},
        {"level2": "甲一"},
        {"level2": "甲二", "id": "X"},
        {"level3": "甲二一"},
        {"level1": "乙", "marking": "已有得分"},
        {"level1": "丙", "marking": "加分"},
    ) == (
        [
            ("甲", "1", "parts 0"),
            ("甲一", "1.1", "parts 0 criteria 0"),
            ("甲二", "X", "parts 0 parts 1"),
            ("甲二一", "1.2.1", "parts 0 parts 1 criteria 0"),
            ("乙", "2", "parts 1"),
            ("丙", "3", "criteria 2"),
        ],
        [],
    )


def test_several_titles_in_a_row() -> None:
    """What is above is repeated, or begins there."""
    found, faults = _tree(
        {"level1": "甲", "level2": "甲一"},
        {"level1": "甲", "level2": "甲二"},
        {"level1": "乙", "level2": "甲二"},
    )
    assert [item[:2] for item in found] == [("甲", "1"), ("甲一", "1.1"), ("甲二", "1.2"), ("乙", "2"), ("甲二", "2.1")]
    assert faults == []


def test_rows_that_hang_in_the_air() -> None:
    """They are told once, and those below them find their place all the same."""
    found, faults = _tree({"level2": "甲一"}, {"level3": "甲一一"}, {"points": "3"}, {"level1": "乙"})
    assert [item[0] for item in found] == ["甲一", "甲一一", "乙"]
    assert faults == [("SETUP-LEVEL", "D5"), ("SETUP-TITLE", "F7")]
