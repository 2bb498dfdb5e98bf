"""The rows of a table from outside."""

from __future__ import annotations

from collections.abc import Sequence

from rubrics import say
from scoring.rounds.import_kinds import reading
from scoring.rounds.outside_rows import Rows
from scoring.rounds.outside_tables import Names, layout_of
from tests.scoring.rounds.outside import EDU, EXAM, PARKS, grid, round_, rubric


def rows_of(source: str, *rows: Sequence[object]) -> Rows:
    """Return the rows of a sheet that can be read."""
    found, how = grid(*rows), reading(rubric(), source)
    assert found is not None
    layout = layout_of(found, how, Names(round_()))
    assert layout is not None
    return Rows(found, layout, how, Names(round_()))


def test_what_the_office_is_told() -> None:
    """Rows that are blank or say nothing, sums, columns that were not read, and that nobody's name is known."""
    rows = rows_of("daily", ["单位", "得分", "备注"], [], [EDU, "90"], ["", "", "x"], ["平均分", "90"])
    assert rows.single() == {"edu": "90"}
    assert rows.notes() == (
        say("Rows that say nothing: {rows}.", rows=(2, 4)),
        say("Rows of sums and means were left out: {rows}.", rows=(5,)),
        say("Columns that were not read: {columns}.", columns=("备注",)),
    )
    unknown = rows_of("survey", ["单位", "评价"], [EDU, "满意"])
    assert dict(unknown.counted()["edu"]) == {"满意": 1}
    notice = "No column says who answered: whether somebody answered twice cannot be seen."
    assert unknown.notes() == (say(notice),)
    many = rows_of("daily", ["单位", "得分", "备注"], *([["", "", "x"]] * 25), [EDU, "1"])
    assert many.single() == {"edu": "1"}
    assert many.notes()[0] == say("Rows that say nothing: {rows}.", rows=(*range(2, 22), "…"))


def test_an_empty_sheet_of_answers() -> None:
    """A respondent who answered nothing is a row that says nothing, and no vote."""
    rows = rows_of("survey", ["编号", EDU], ["1", "满意"], ["2", ""])
    assert (dict(rows.counted()["edu"]), rows.used, rows.silent) == ({"满意": 1}, 1, [3])


def test_open_values() -> None:
    """An agency without a value is counted as open, once; one with a value that cannot be read is not."""
    rows = rows_of("daily", ["单位", "得分"], [EDU, ""], [PARKS, say("a date or time")], [EXAM, "9"])
    assert (rows.single(), rows.open_, [problem.place.cell for problem in rows.problems]) == ({"exam": "9"}, 1, ["B3"])


def test_answers_with_numbers_of_votes_that_cannot_be_read() -> None:
    """Then the row does not count, and is told."""
    rows = rows_of("typed", ["单位", "得分", "票数"], [EDU, "9", "两"], [EDU, "", "3"], [EDU, "8", "3"])
    assert (dict(rows.counted()["edu"]), rows.open_, len(rows.problems)) == ({"8": 3}, 1, 1)


def test_the_same_person_about_several_agencies() -> None:
    """In a list a respondent may stand once for each agency."""
    rows = rows_of("survey", ["编号", "单位", "评价"], ["1", EDU, "满意"], ["1", PARKS, "满意"], ["", PARKS, "满意"])
    assert ({name: sum(held.values()) for name, held in rows.counted().items()}, rows.problems) == (
        {"edu": 1, "parks": 2},
        [],
    )
