"""Tests of scoring.rounds.papers: what is still to be typed, and what waits to be checked."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from rubrics import Place
from scoring.rounds import Entry, Intake, Round, Sheet, marks_from
from scoring.rounds.intakes import entries_of
from scoring.rounds.papers import Paper, papers, unchecked
from tests.scoring.rounds.paper_round import CRITERIA, a_round, paper, rubric, typed

FULL = dict(zip(CRITERIA, ("10", "5", "优秀", "一等", "√√", "2", "0", "0", "否"), strict=True))


def left(
    *intakes: Intake, table: tuple[Entry, ...] = (), round_: Round | None = None, again: bool = False
) -> tuple[Paper, ...]:
    """Return the papers that are left once intakes and a table in sheets/ are in."""
    round_ = round_ or a_round()
    before, _ = marks_from(rubric(), round_, [])
    marks, problems = marks_from(rubric(), round_, [*entries_of(intakes, before, "intakes"), *table])
    assert problems == []
    return papers(rubric(), round_, marks, intakes, again=again)


def keys(found: tuple[Paper, ...]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return agency, rater and criteria of papers."""
    return [(one.agency, one.rater, one.asked) for one in found]


def sheet(agency: str = "a", rater: str = "r1", **said: Any) -> Sheet:  # noqa: ANN401 - parts of a sheet
    """Return a sheet that is filled in."""
    return Sheet(agency=agency, rater=rater, **{"marks": FULL, **said})


def test_agencies_stand_in_reporting_order() -> None:
    """乙局 reports first; whoever is recused has no sheet."""
    order = [("b", "r1"), ("a", "r1"), ("a", "r2")]
    assert [(one.agency, one.rater) for one in left()] == order
    assert {one.asked for one in left()} == {CRITERIA}


def test_what_the_round_has_closed_is_not_asked_for() -> None:
    """Absent raters, agencies that withdrew and 不涉及 need no typing."""
    events = [
        {"date": "2026-03-01", "reason": "因公", "absent": {"rater": "r2"}},
        {"date": "2026-03-01", "reason": "撤并", "withdrawn": {"agency": "b"}},
    ]
    spared = [{"agency": "a", "criterion": "half", "reason": "无此职能"}]
    found = left(round_=a_round(events=events, not_applicable=spared))
    assert [(one.agency, one.rater, "half" in one.asked) for one in found] == [("a", "r1", False)]


def test_a_sheet_that_counts_is_done() -> None:
    """What was typed and checked is not asked for again, what is open on the paper neither."""
    partly = sheet(marks={"half": "8"})
    assert keys(left(typed(1, partly)))[1:] == keys(left())[2:]


def test_all_can_be_typed_again() -> None:
    """Then the sheet is asked for as a whole."""
    assert keys(left(typed(1, sheet()), again=True)) == keys(left())


def test_what_nobody_checked_is_still_to_be_typed() -> None:
    """It does not count."""
    assert keys(left(typed(1, sheet(), checked=False))) == keys(left())


def test_the_rest_of_a_workbook_is_typed() -> None:
    """What came in open is asked for; the points that came in are remembered for the paper's own total."""
    workbook = typed(1, sheet(marks={"half": "8.5", "veto": "否"})).model_copy(
        update={"way": "workbook", "check": None}
    )
    found = next(one for one in left(workbook) if (one.agency, one.rater) == ("a", "r1"))
    assert set(found.asked) == set(CRITERIA) - {"half", "veto"}
    assert found.held == Fraction(17, 2)


def test_what_a_table_says_is_never_typed_over() -> None:
    """Two marks for one cell would be an error of the folder."""
    table = tuple(Entry("a", "r1", name, text, Place("sheets/marks.csv", 2)) for name, text in FULL.items())
    assert keys(left(table=table, again=True)) == [one for one in keys(left()) if one[:2] != ("a", "r1")]


def test_what_waits_to_be_checked() -> None:
    """The last of each typist, until a sheet counts; of other criteria, and of marks that are none, nothing waits."""
    first, second = typed(1, sheet(), by="甲", checked=False), typed(2, sheet(), by="乙", checked=False)
    later = typed(3, sheet(total="40"), by="甲", checked=False)
    other = typed(4, sheet("b"), by="丙", checked=False)
    part = typed(5, sheet(), by="丁", checked=False, asked=("half",))
    unsound = typed(6, sheet(marks={"half": "12"}), by="戊", checked=False)
    assert unchecked([later, second, first, other, part, unsound], paper()) == {
        "甲": (later, later.sheets[0]),
        "乙": (second, second.sheets[0]),
    }
    assert unchecked([first, second, typed(6, sheet())], paper()) == {}
