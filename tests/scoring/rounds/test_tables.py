"""Tables of marks in their two shapes, and what is wrong with them."""

from __future__ import annotations

import pytest

from rubrics import Place
from scoring.rounds import Entry
from scoring.rounds.tables import entries_from
from submissions import Row, Table, read_csv


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


def test_chinese_headings() -> None:
    """The words of the columns may be Chinese; ids of criteria stand for themselves."""
    entries, problems = entries_from(sheet("被评议单位,参评人,指标,评分,备注\na,j1,step,8.5,好\n"))
    line = Place("sheets/marks.csv", 2)
    assert (entries, problems) == ([Entry("a", "j1", "step", "8.5", line, "好", line, line, line)], [])
    entries, problems = entries_from(sheet("单位,评议员,step,max\na,j1,8.5,\n"))
    assert (entries, problems) == ([entry("a", "step", "8.5", 2)], [])


def test_a_sheet_of_a_workbook() -> None:
    """Every mark has a cell of its own, and so has every name."""
    rows = (Row(1, ("agency", "rater", "step")), Row(4, ("a", "j1", "8")))
    [found], _ = entries_from(Table("sheets/m.xlsx", "评分", rows))
    places = found.place, found.agency_at, found.rater_at, found.criterion_at
    assert [place.cell for place in places if place] == ["C4", "A4", "B4", "C1"]
