"""Tables of marks and of given values, in their shapes, and what is wrong with them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rubrics import Place, read_rubric, write
from scoring.rounds import Entry
from scoring.rounds.tables import entries_from, values_from
from submissions import Table, read_csv
from tests.scoring.rounds.test_sheets import RUBRIC, a_round, rubric


def sheet(text: str) -> Table:
    """Return a CSV text as a table."""
    return read_csv(text.encode(), "sheets/marks.csv")


def test_the_long_shape() -> None:
    """A row for every mark, with a remark where the column is; an empty cell says nothing."""
    entries, problems = entries_from(sheet("agency,rater,criterion,mark,remark\na,j1,step,8.5,好\na,j2,step,,\n"))
    assert problems == []
    line = Place("sheets/marks.csv", 2)
    assert entries == [Entry("a", "j1", "step", "8.5", line, "好", line, line, line)]
    entries, problems = entries_from(sheet("mark,criterion,rater,agency\n8,step,j1,a\n"))
    assert (entries, problems) == ([Entry("a", "j1", "step", "8", line, "", line, line, line)], [])


def test_the_wide_shape() -> None:
    """A row for every agency and rater, a column for every criterion."""
    entries, problems = entries_from(sheet("agency,rater,step,max\na,j1,8.5,\nb,j1,缺席,7\n"))
    assert problems == []
    assert entries == [
        entry("a", "step", "8.5", 2),
        entry("b", "step", "缺席", 3),
        entry("b", "max", "7", 3),
    ]


def entry(agency: str, criterion: str, text: str, line: int) -> Entry:
    """Return j1's mark of the wide shape with its places: the line, with the column's name for the mark."""
    row, header = Place("sheets/marks.csv", line), Place("sheets/marks.csv", 1)
    mark = Place("sheets/marks.csv", line, criterion)
    return Entry(agency, "j1", criterion, text, mark, "", row, row, header)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["TABLE-EMPTY"]),
        ("unit,rater,step\na,j1,8\n", ["TABLE-HEADER"]),
        ("agency,rater,step,step\na,j1,8,9\n", ["TABLE-TWICE"]),
        ("agency,agency,step\na,j1,8\n", ["TABLE-HEADER", "TABLE-TWICE"]),
    ],
)
def test_tables_that_are_no_sheet(text: str, codes: list[str]) -> None:
    """An empty table, a missing column and a column that stands twice."""
    entries, problems = entries_from(sheet(text))
    assert (entries, [problem.code for problem in problems]) == ([], codes)


def test_a_column_too_many() -> None:
    """The long shape has no further columns; the marks are read all the same."""
    entries, problems = entries_from(sheet("agency,rater,criterion,mark,grade\na,j1,step,8,优\n"))
    assert ([entry.text for entry in entries], [problem.code for problem in problems]) == (["8"], ["TABLE-COLUMN"])


@pytest.mark.parametrize(
    "text", ["agency,rater,,step,,\na,j1,7,8,,\n", "agency,rater,,criterion,mark\na,j1,7,step,8\nb,j1,,step,8\n"]
)
def test_a_column_without_a_name(text: str) -> None:
    """What stands in it would be lost silently: it is told, and the marks are read all the same."""
    entries, problems = entries_from(sheet(text))
    assert [problem.code for problem in problems] == ["TABLE-UNNAMED"]
    assert problems[0].rule.render() == "column 3 holds something, but the first row does not name it."
    assert {entry.text for entry in entries} == {"8"}


def test_an_empty_column_without_a_name() -> None:
    """It says nothing."""
    entries, problems = entries_from(sheet("agency,rater,,criterion,mark\na,j1,,step,8\n"))
    assert ([entry.text for entry in entries], problems) == (["8"], [])


def values(text: str, source: str = "public") -> tuple[dict[str, Decimal], list[tuple[str, int | None]]]:
    """Return the values of an import, and code and line of its problems."""
    held, problems = values_from(read_csv(text.encode(), f"imports/{source}.csv"), source, rubric(), a_round())
    return held, [(problem.code, problem.place.line) for problem in problems]


def test_given_values() -> None:
    """A value for each agency, exactly as written; an empty cell is no value."""
    assert values("agency,value\na,91.250\nb,\n") == ({"a": Decimal("91.250")}, [])
    assert str(values("agency,value\na,91.250\n")[0]["a"]) == "91.250"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("x,90", "AGENCY-UNKNOWN"),
        ("a,1\na,2", "VALUE-TWICE"),
        ("a,９０", "VALUE-NUMBER"),
        ("a," + "9" * 400, "VALUE-NUMBER"),
        ("a,100.01", "VALUE-RANGE"),
    ],
)
def test_values_that_are_refused(rows: str, code: str) -> None:
    """Unknown agencies, second values, what is no plain number, and what lies above the scale."""
    line = 1 + len(rows.splitlines())
    assert values(f"agency,value\n{rows}\n")[1] == [(code, line)]


def test_a_source_without_a_scale_takes_any_number() -> None:
    """Nothing says how much there can be, so nothing is out of range."""
    assert values("agency,value\na,-1000\n", "deductions") == ({"a": Decimal(-1000)}, [])


def test_all_that_is_wrong_with_a_value_is_told_at_once() -> None:
    """A second value counts as second although the first is wrong, and its own faults are told with it."""
    assert values("agency,value\na,x\na,101\n") == (
        {},
        [("VALUE-NUMBER", 2), ("VALUE-TWICE", 3), ("VALUE-RANGE", 3)],
    )
    assert values("agency,value\na,\na,90\n") == ({"a": Decimal(90)}, [])


def test_the_points_of_a_criterion_are_its_scale() -> None:
    """A value above what the criterion is worth is refused, where no scale is written as well."""
    worth = {"id": "worth", "title": "丁", "points": 10, "marking": {"given": {"from": "worth"}}}
    said = read_rubric(write({**RUBRIC, "parts": [{"id": "more", "title": "附", "criteria": [worth]}]}), "rubric.yaml")
    held, problems = values_from(
        read_csv(b"agency,value\na,10\nb,10.5\n", "imports/worth.csv"), "worth", said, a_round()
    )
    assert (held, [problem.code for problem in problems]) == ({"a": Decimal(10)}, ["VALUE-RANGE"])


def test_imports_that_are_no_table() -> None:
    """An empty file and a missing column."""
    assert values("") == ({}, [("TABLE-EMPTY", 1)])
    assert values("agency,score\na,90\n") == ({}, [("TABLE-HEADER", 1)])
