"""Several workbooks of one run: copies are one, contradictions are refused, and the order does not matter."""

from __future__ import annotations

from itertools import permutations

import pytest

from rubrics import Place, Problem, Problems
from scoring.rounds import Sheet
from scoring.sheets.returned import Returned, items
from scoring.sheets.together import together

ALL = ("A1", "A2")


def workbook(file: str, *sheets: Sheet, asked: tuple[str, ...] = ALL) -> Returned:
    """Return a workbook of the first rater; a cell is called after its criterion."""
    places = {item: Place(file, sheet=item[0], cell=f"{item[1]}") for sheet in sheets for item in items(sheet)}
    return Returned(file, file, sheets[0].rater, 1, "per-agency", asked, sheets, places, 0)


def sheet(agency: str = "a", rater: str = "r1", **marks: str) -> Sheet:
    """Return a sheet with marks."""
    return Sheet(agency=agency, rater=rater, marks=marks)


def told(item: Problem) -> tuple[str, ...]:
    """Return code, place and rule of a problem."""
    return item.code, item.place.file, item.place.cell, item.rule.render()


def faults(*workbooks: Returned) -> list[tuple[str, ...]]:
    """Return the problems of a run, the same in whatever order."""
    found = []
    for order in permutations(workbooks):
        with pytest.raises(Problems) as caught:
            together(order)
        found.append([told(item) for item in caught.value.items])
    assert all(one == found[0] for one in found)
    return found[0]


def left(*workbooks: Returned) -> dict[str, list[str]]:
    """Return the agencies whose sheets remain, by file, the same in whatever order."""
    found = [
        {one.file: [held.agency for held in one.sheets] for one in together(order).returned}
        for order in permutations(workbooks)
    ]
    assert all(one == found[0] for one in found)
    return found[0]


def test_a_copy() -> None:
    """The first by name stands for all of them, agency by agency; a blank one says nothing."""
    first = workbook("1.xlsx", sheet(A1="8"), sheet("b"))
    second = workbook("2.xlsx", sheet(A1="8.0"), sheet("b", A2="3"))
    blank = workbook("3.xlsx", sheet(), sheet("b"))
    assert left(first, second, blank) == {"1.xlsx": ["a"], "2.xlsx": ["b"], "3.xlsx": []}
    assert together([first, second, blank]).repeated == {
        "1.xlsx": ("2.xlsx",),
        "2.xlsx": ("1.xlsx",),
        "3.xlsx": ("1.xlsx",),
    }


def test_what_has_nothing_to_do_with_each_other() -> None:
    """Other raters, other agencies, other criteria."""
    run = (
        workbook("1.xlsx", sheet(A1="8"), asked=("A1",)),
        workbook("2.xlsx", sheet(A2="3"), asked=("A2",)),
        workbook("3.xlsx", sheet("b", A1="3")),
        workbook("4.xlsx", sheet(rater="r2", A1="1")),
    )
    assert left(*run) == {"1.xlsx": ["a"], "2.xlsx": ["a"], "3.xlsx": ["b"], "4.xlsx": ["a"]}
    assert together(run).repeated == {}


def test_a_contradiction() -> None:
    """Both places are named."""
    one, two = workbook("1.xlsx", sheet(A1="8", A2="2")), workbook("2.xlsx", sheet(A1="8", A2="3"))
    assert faults(one, two) == [
        ("SHEETS-CONTRADICT", "2.xlsx", "A2", "here stands “3”, but “2” in 1.xlsx sheet “a” cell A2.")
    ]


def test_each_says_something() -> None:
    """Nobody can tell which came later, and one of the two would open what the other filled in."""
    one, two = workbook("1.xlsx", sheet(A1="8")), workbook("2.xlsx", sheet(A2="3"))
    assert faults(one, two) == [("SHEETS-PARTS", "1.xlsx", "A1", "this is filled in here, but open in 2.xlsx.")]


def test_two_methods_that_share_a_criterion() -> None:
    """What both were issued for must be the same in both; neither stands for the other."""
    one = workbook("1.xlsx", Sheet(agency="a", rater="r1", marks={"A1": "8"}, highlights="甲"), asked=("A1",))
    same = workbook("2.xlsx", Sheet(agency="a", rater="r1", marks={"A1": "8", "A2": "3"}, highlights="乙"))
    open_ = workbook("3.xlsx", sheet(A2="3"))
    assert left(one, same) == {"1.xlsx": ["a"], "2.xlsx": ["a"]}
    assert faults(one, open_) == [("SHEETS-PARTS", "1.xlsx", "A1", "this is filled in here, but open in 3.xlsx.")]
    blank = workbook("0.xlsx", sheet(), asked=("A1",))
    assert faults(blank, same) == [("SHEETS-PARTS", "2.xlsx", "A1", "this is filled in here, but open in 0.xlsx.")]
