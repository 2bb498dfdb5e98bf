"""Where a table from outside holds what the rubric reads."""

from __future__ import annotations

import pytest

from rubrics import Message, build, parse, say
from scoring.rounds import Round
from scoring.rounds.import_kinds import reading
from scoring.rounds.outside_tables import Layout, Names, folded, grid_of, grids_of, layout_of
from submissions import Worksheet, read_csv
from tests.scoring.rounds.outside import EDU, EXAM, PARKS, ROUND, grid, round_, rubric


def layout(source: str, *rows: list[object]) -> Layout | None:
    """Return the layout of a sheet with these rows."""
    found = grid(*rows)
    assert found is not None
    return layout_of(found, reading(rubric(), source), Names(round_()))


def test_names_of_agencies() -> None:
    """By id, by the name of today or an earlier one, with spaces and wide letters; a name that two bear is nobody's."""
    names = Names(round_())
    texts = ("edu", "ＥＤＵ", "示例市 教育局", "示例市园林局", PARKS, "某局")
    assert [names.of(text) for text in texts] == ["edu", "edu", "edu", "parks", "parks", None]
    twins = ROUND.replace("name: 示例市教育局考试中心", "name: 示例市教育局")
    assert Names(build(Round, parse(twins, "round.yaml"))).of("示例市教育局") is None


@pytest.mark.parametrize(
    ("heading", "agency"),
    [
        (f"3、您对{EXAM}的工作是否满意", "exam"),
        (f"您对{EDU}是否满意", "edu"),
        ("edu", "edu"),
        ("medusa", None),
        (f"{EDU}和{PARKS}", None),
        ("意见", None),
    ],
)
def test_a_name_within_a_heading(heading: str, agency: str | None) -> None:
    """The longest name counts, where only one agency is named; ids stand alone."""
    assert Names(round_()).within(heading) == agency


@pytest.mark.parametrize(
    ("source", "heads", "shape", "columns"),
    [
        ("survey", ["单位", "满意(票)", "基本满意人数", "不满意"], "totals", {"满意": 1, "基本满意": 2, "不满意": 3}),
        ("survey", ["单位", "您的评价"], "answers", {"answer": 1}),
        ("survey", [EDU, PARKS], "matrix", {"edu": 0, "parks": 1}),
        ("typed", ["单位", "打分结果"], "answers", {"value": 1}),
        ("typed", ["单位", "得分", "人数"], "answers", {"value": 1, "votes": 2}),
        ("online", ["部门", "得票数"], "totals", {"votes": 1}),
        ("online", ["部门", "问卷编号"], "answers", {}),
        ("daily", ["单位名称", "得分(百分制)"], "totals", {"value": 1}),
    ],
)
def test_the_shape_of_a_table(source: str, heads: list[object], shape: str, columns: dict[str, int]) -> None:
    """It follows from the names of columns and from what the rubric reads."""
    found = layout(source, heads, ["x"])
    assert found is not None
    assert (found.shape, dict(found.columns)) == (shape, columns)


@pytest.mark.parametrize(
    ("source", "heads"),
    [
        ("survey", ["单位", "意见"]),
        ("typed", ["单位", "意见"]),
        ("online", ["单位", "序号", "意见"]),
        ("daily", ["单位", "上半年得分", "下半年得分"]),
        ("daily", [EDU, PARKS]),
        ("survey", [EDU]),
        ("survey", [say("a date or time"), "意见"]),
    ],
)
def test_no_such_table(source: str, heads: list[object]) -> None:
    """Where nothing says what a column holds, nothing is read."""
    assert layout(source, heads, ["x"]) is None


def test_headings_below_titles() -> None:
    """Titles above the table, with agencies' names in them, are passed over; the row that names most is the heading."""
    found = layout("survey", [f"{EDU}等单位"], ["时间", f"由{EDU}填写"], ["编号", EDU, PARKS])
    assert found is not None
    assert (found.header, found.who, dict(found.columns), found.again) == (3, 0, {"edu": 1, "parks": 2}, ())
    twice = layout("survey", ["编号", EDU, f"{EDU}补充"])
    assert twice is not None
    assert (dict(twice.columns), twice.again) == ({"edu": 1}, (("edu", 2),))


def test_grids() -> None:
    """Visible sheets that hold anything, cells without white space around them; a CSV file as a nameless sheet."""
    cells: dict[tuple[int, int], str | Message] = {(2, 1): " 甲 ", (2, 2): " ", (4, 0): say("true or false")}
    sheets = [
        Worksheet("f.xlsx", "一", cells),
        Worksheet("f.xlsx", "二", {}),
        Worksheet("f.xlsx", "三", cells, visible=False),
    ]
    found = grids_of(sheets)
    assert [(one.sheet, one.rows) for one in found] == [("一", ((2, {1: "甲"}), (4, {0: say("true or false")})))]
    assert found[0].place(2, 1).cell == "B2"
    lines = grid_of(read_csv(b"a,b\n\n1,\n", "f.csv"))
    assert (lines.rows, lines.place(3, 0).line) == (((1, {0: "a", 1: "b"}), (3, {0: "1"})), 3)


def test_how_texts_are_compared() -> None:
    """Without white space, wide letters and capitals."""
    assert folded("　Ａb（1） ") == "ab(1)"
