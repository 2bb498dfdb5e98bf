"""The first row of a table."""

from __future__ import annotations

from rubrics import Place
from scoring.rounds.headings import Headings, empty_table
from submissions import read_csv


def headings(text: str, own: tuple[str, ...] = ()) -> Headings:
    """Return the headings of a CSV text."""
    return Headings(read_csv(text.encode(), "imports/x.csv"), own)


def test_names_in_two_languages() -> None:
    """Chinese words become the names of columns, except where a word stands for itself."""
    assert headings("单位,数值,,得票数,备注\na,1,2,3,4\n").column == {
        "agency": 0,
        "value": 1,
        "votes": 3,
        "remark": 4,
    }
    assert headings("单位,得分\na,1\n", ("得分",)).names == ("agency", "得分")


def test_one_column_in_two_languages_stands_twice() -> None:
    """Told under its English name, at the first row."""
    held = headings("agency,单位,value\na,甲局,1\n").faults(("agency", "value"))
    assert [(item.code, item.place, item.rule.render()) for item in held] == [
        ("TABLE-TWICE", Place("imports/x.csv", 1), "the column “agency” stands twice.")
    ]


def test_columns_that_are_missing() -> None:
    """All in one sentence."""
    [problem] = headings("unit\na\n").faults(("agency", "value"))
    assert problem.rule.render() == "the columns agency, value are missing."
    assert problem.remedy.render() == "The first row names the columns: agency, value, …"


def test_columns_that_are_not_known() -> None:
    """Those that nothing reads, and those without a name that hold something."""
    held = headings("agency,value,grade,,remark\na,1,优,7,\n")
    assert [(item.code, item.rule.render()) for item in held.unknown(("agency", "value", "remark"))] == [
        ("TABLE-COLUMN", "the column “grade” is not known.")
    ]
    assert [(item.code, item.rule.render()) for item in held.unnamed()] == [
        ("TABLE-UNNAMED", "column 4 holds something, but the first row does not name it.")
    ]
    assert headings("agency,value\na,1\n").faults(("agency", "value")) == []


def test_an_empty_table() -> None:
    """It has no first row."""
    problem = empty_table(read_csv(b"", "imports/x.csv"))
    assert (problem.code, problem.place) == ("TABLE-EMPTY", Place("imports/x.csv", 1))
