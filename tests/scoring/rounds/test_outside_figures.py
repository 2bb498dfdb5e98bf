"""Figures from outside, from tables of every shape to the lines of imports/."""

from __future__ import annotations

import csv
import io
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics import Problems, say
from scoring.rounds.imports import values_from
from scoring.rounds.outside_figures import conversion, read_figures
from scoring.rounds.outside_tables import grid_of
from submissions import read_csv
from tests.scoring.rounds.outside import EDU, EXAM, PARKS, figures, grid, round_, rubric, told

OPTIONS = ("满意", "基本满意", "不满意")


def test_one_row_a_respondent_and_a_column_for_each_agency() -> None:
    """Agencies are found within questions, the longer name first; answers are counted, by options."""
    found = figures(
        "survey",
        ["序号", f"1、您对{EDU}是否满意?", f"2、您对{EXAM}是否满意?", "示例市园林局", "意见"],
        ["1", "满意", "A.满意", "不满意", "好"],
        ["2", "基本 满意", "(空)", "弃权", ""],
    )
    assert found.columns == ("agency", *OPTIONS)
    assert found.lines == (("edu", "1", "1", "0"), ("exam", "1", "0", "0"), ("parks", "0", "0", "1"))
    assert (found.shape, found.rows, found.open_) == ("matrix", 2, 2)
    assert found.found == (
        ("示例市园林局", "parks"),
        (f"2、您对{EXAM}是否满意?", "exam"),
        (f"1、您对{EDU}是否满意?", "edu"),
    )
    assert found.notes == (say("Columns that were not read: {columns}.", columns=("意见",)),)
    assert [found.mean(agency) for agency in ("edu", "exam", "parks", "gone")] == [90, 100, 50, None]


def test_one_row_an_answer() -> None:
    """Each row is about the agency that it names."""
    rows = (["单位", "评价"], [EDU, "满意"], [EDU, "不满意"], ["parks", "基本满意"], ["", ""])
    assert figures("survey", *rows).lines == (("edu", "1", "0", "1"), ("parks", "0", "1", "0"))


def test_totals_of_options() -> None:
    """One row an agency, below a title, with what nobody chose left empty and sums at the end."""
    found = figures(
        "survey",
        ["满意度测评汇总"],
        [],
        ["序号", "被评议单位", "满意(票)", "基本满意票数", "不满意"],
        ["1", PARKS, "1,200票", "30", ""],
        ["2", EDU, "", "", ""],
        ["", "合计", "1200", "30", "0"],
    )
    assert found.lines == (("parks", "1200", "30", "0"),)
    assert (found.shape, found.open_) == ("totals", 1)
    assert found.notes == (
        say("Rows of sums and means were left out: {rows}.", rows=(6,)),
        say("Nothing is said of {agencies}.", agencies=(EDU, EXAM)),
    )


def test_values_that_voters_typed() -> None:
    """Each row counts once, or as often as it says."""
    rows = (["单位", "得分", "票数"], [EDU, "8.5分", "2"], [EDU, "9", ""], [EXAM, "10", "3"], [PARKS, "", ""])
    found = figures("typed", *rows)
    assert found.columns == ("agency", "value", "votes")
    assert found.lines == (("edu", "9", "1"), ("edu", "8.5", "2"), ("exam", "10", "3"))
    assert (found.mean("edu"), found.mean("parks")) == (Fraction(26, 3), None)


def test_votes() -> None:
    """As totals; as ticks in a column for each agency; and as names in a cell, several of them parted by signs."""
    totals = figures("online", ["单位", "本周得票数(票)"], [EDU, "１２３"], [PARKS, "7"])
    assert totals.lines == (("edu", "123"), ("parks", "7"))
    assert totals.mean("edu") is None
    ticks = figures("online", ["答卷编号", EDU, PARKS, EXAM], ["1", "√", "", "0"], ["2", "1", PARKS, ""])
    assert ticks.lines == (("edu", "2"), ("exam", "0"), ("parks", "1"))
    named = figures("online", ["答卷编号", "单位"], ["1", f"{EDU}┋{PARKS}┋{EDU}"], ["2", EDU])
    assert named.lines == (("edu", "2"), ("parks", "1"))


def test_plain_values() -> None:
    """日常考核分, coefficients, yes and no: one for each agency, under the only heading that says so."""
    assert figures("daily", ["单位", "2026年日常考核得分"], [EDU, "91.50"]).lines == (("edu", "91.50"),)
    assert figures("level", ["单位", "系数"], [EDU, "1.05"], [PARKS, ""]).lines == (("edu", "1.05"),)
    assert figures("fraud", ["单位", "结果"], [EDU, "否"]).lines == (("edu", "否"),)


@pytest.mark.parametrize(
    ("source", "rows", "expected"),
    [
        ("survey", [["单位", "评价"], [EDU, "还行"]], [("FIGURES-ANSWER", "B2")]),
        ("survey", [["单位", "评价"], ["某局", "满意"]], [("AGENCY-UNKNOWN", "A2")]),
        ("survey", [["单位", "评价"], ["", "满意"]], [("FIGURES-AGENCY", "A2")]),
        ("survey", [["单位", "评价"], [EDU, say("a date or time")]], [("CELL-VALUE", "B2")]),
        ("survey", [["单位", "评价"], [say("a date or time"), "满意"]], [("CELL-VALUE", "A2")]),
        ("survey", [["编号", "单位", "评价"], ["1", EDU, "满意"], ["1", EDU, "满意"]], [("FIGURES-TWICE", "A3")]),
        ("survey", [["编号", EDU, PARKS], ["1", "满意", "满意"], ["1", "满意", ""]], [("FIGURES-TWICE", "A3")]),
        ("survey", [["编号", EDU, f"{EDU}的建议"], ["1", "满意", "满意"]], [("FIGURES-TWICE", "C1")]),
        ("survey", [["单位", "满意", "不满意"], [EDU, "1", "2"]], [("FIGURES-TABLE", "A1")]),
        ("survey", [["单位", *OPTIONS], [EDU, "1", "x", "-1"]], [("VALUE-COUNT", "C2"), ("VALUE-COUNT", "D2")]),
        ("survey", [["单位", *OPTIONS], [EDU, "1", "", ""], [EDU, "2", "", ""]], [("FIGURES-TWICE", "A3")]),
        ("survey", [["单位", "评价"], [EDU, "弃权"]], [("FIGURES-EMPTY", "")]),
        ("survey", [["姓名", "意见"], ["甲", "好"]], [("FIGURES-TABLE", "")]),
        ("survey", [[f"{EDU}满意度调查"], ["姓名", "意见"]], [("FIGURES-TABLE", "")]),
        ("survey", [], [("FIGURES-TABLE", "")]),
        ("typed", [["单位", "得分"], [EDU, "11"]], [("VALUE-RANGE", "B2")]),
        ("typed", [["单位", "得分", "票数"], [EDU, "10", "x"]], [("VALUE-COUNT", "C2")]),
        ("typed", [["编号", EDU, PARKS], ["1", "10", "一"]], [("VALUE-NUMBER", "C2")]),
        ("online", [["编号", EDU, PARKS], ["1", "√", "也许"]], [("VALUE-YES-NO", "C2")]),
        ("online", [["答卷编号", "单位"], ["1", f"{EDU};某局"]], [("AGENCY-UNKNOWN", "B2")]),
        ("online", [["答卷编号", "单位"], ["1", EDU], ["1", f"{PARKS};{EDU}"]], [("FIGURES-TWICE", "A3")]),
        # A numbered list of agencies without votes is no list of votes.
        ("online", [["序号", "单位", "得票率"], ["1", EDU, "50%"]], [("FIGURES-TABLE", "")]),
        # Nor is a list under a heading that nobody knows a heading itself.
        ("online", [["评优对象", "说明"], [EDU, "x"], [PARKS, "y"]], [("VALUE-YES-NO", "A3")]),
        ("online", [["编号", EDU, PARKS], ["1", "", "×"]], [("FIGURES-EMPTY", "")]),
        ("daily", [["单位", "得分"], [EDU, "101"]], [("VALUE-RANGE", "B2")]),
        ("daily", [["单位", "得分"], [EDU, "90"], [EDU, "91"]], [("FIGURES-TWICE", "A3")]),
        ("daily", [["单位", "上半年得分", "下半年得分"], [EDU, "90", "91"]], [("FIGURES-TABLE", "")]),
        ("daily", [["单位", "得分"], ["", "90"]], [("FIGURES-AGENCY", "A2")]),
        ("daily", [["编号", EDU, PARKS], ["1", "90", "91"]], [("FIGURES-TABLE", "")]),
        ("level", [["单位", "系数"], [EDU, "0"]], [("VALUE-RANGE", "B2")]),
        ("fraud", [["单位", "结果"], [EDU, "也许"]], [("VALUE-YES-NO", "B2")]),
    ],
)
def test_what_cannot_be_counted(source: str, rows: list[list[object]], expected: list[tuple[str, str]]) -> None:
    """Each fault is told at its cell, and nothing is guessed."""
    assert told(source, *rows) == expected


def test_all_faults_at_once() -> None:
    """Whoever mends the table mends it once."""
    rows = [["单位", "评价"], ["某局", "还行"], ["", "满意"]]
    assert told("survey", *rows) == [("AGENCY-UNKNOWN", "A2"), ("FIGURES-ANSWER", "B2"), ("FIGURES-AGENCY", "A3")]


def test_several_sheets() -> None:
    """One may hold figures, wherever it stands; two are one too many."""
    note = grid(["说明"], title="说明")
    sheets = [grid(["单位", "得分"], [EDU, "9"], title=title) for title in ("一", "二")]
    assert note is not None
    one, two = (sheet for sheet in sheets if sheet)
    assert read_figures([note, two], "daily", rubric(), round_()).sheet == "二"
    with pytest.raises(Problems) as raised:
        read_figures([one, two], "daily", rubric(), round_())
    assert [(problem.code, problem.place.sheet) for problem in raised.value.items] == [("FIGURES-TABLE", "二")]


def test_a_file_of_lines() -> None:
    """A CSV file is read as a sheet is, and its faults are told by line."""
    table = read_csv(f"单位,得分\n{EDU},91.5\n".encode(), "f.csv")
    assert read_figures([grid_of(table)], "daily", rubric(), round_()).lines == (("edu", "91.5"),)
    broken = read_csv(f"单位,得分\n\n{EDU},好\n".encode(), "f.csv")
    with pytest.raises(Problems) as raised:
        read_figures([grid_of(broken)], "daily", rubric(), round_())
    assert [(problem.code, problem.place.line) for problem in raised.value.items] == [("VALUE-NUMBER", 3)]


def test_the_conversion_in_words() -> None:
    """Wherever the rubric reads a source, as a mark, a coefficient or a deduction."""
    words = {name: [line.render() for line in conversion(rubric(), name)] for name in ("daily", "level", "online")}
    assert words["daily"] == ["日常考核: the value in imports/daily.csv, at most 100"]
    coefficient = "multiplied by the agency's coefficient (imports/level.csv)"
    assert words["level"] == [f"日常考核: {coefficient}, less the agency's deductions (imports/late.csv)"]
    assert words["online"] == ["网络投票: votes ÷ the highest votes of any agency × 10"]


@given(st.lists(st.lists(st.sampled_from(["", "弃权", *OPTIONS]), min_size=3, max_size=3), min_size=1, max_size=30))
def test_the_rubric_reads_what_was_counted(sheets: list[list[str]]) -> None:
    """Whatever people ticked: imports/survey.csv holds just that, as the engine reads it."""
    rows = [[str(n), *answers] for n, answers in enumerate(sheets, start=1)]
    counts = [Counter(answers[at] for answers in sheets) for at in range(3)]
    expected = {
        agency: tuple((Decimal(points), count[title]) for title, points in zip(OPTIONS, (100, 80, 50), strict=True))
        for agency, count in zip(("edu", "exam", "parks"), counts, strict=True)
        if any(count[title] for title in OPTIONS)
    }
    table = [["编号", EDU, EXAM, PARKS], *rows]
    if not expected:
        assert told("survey", *table) == [("FIGURES-EMPTY", "")]
        return
    found = figures("survey", *table)
    imported, faults = values_from(read_csv(found.csv(), "imports/survey.csv"), "survey", rubric(), round_())
    assert imported.ballots == expected
    assert faults == []
    assert next(csv.reader(io.StringIO(found.csv().decode("utf-8-sig")))) == ["agency", *OPTIONS]
