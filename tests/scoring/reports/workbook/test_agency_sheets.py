"""The sheet of each agency in the internal details: title, headings, seats, total and grades."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from scoring.rounds import status_of
from tests.scoring.reports.workbook.agency_pages import below, detail, page, rows
from tests.scoring.reports.workbook.extended_rounds import (
    CLASSES,
    agencies,
    decision,
    events,
)
from tests.scoring.reports.workbook.rounds import (
    BY_TOTAL,
    HEAD,
    MEAN,
    TWO_PLACES,
    half_even,
    panel_rubric,
    results_of,
    trimmed,
)

HEADINGS = ["serial number", "criterion", "full marks", "method"]


def test_a_sheet_reads_like_the_paper() -> None:
    """Number, criterion, full marks, method, a column for each seat, the score; total, rank and grade below."""
    found = replace(trimmed(), round=trimmed().round.model_copy(update={"date": "2026-05-01"}))
    made = page(found, "乙")
    seats = [f"panel组{at}" for at in range(1, 8)]
    assert [made["A1"].value, made["A2"].value] == [
        "示例市乙局: marks and scores",
        "示例市评议    Organizer: 示例市普法办    Date: 2026-05-01    preliminary result",
    ]
    assert rows(made, "serial number", "grade") == [
        [*HEADINGS, "panel组", *[None] * 6, "score"],
        [None, None, None, None, *seats],
        ["1", "评议", 20, None, *[None] * 7, 17],
        ["1.1", "甲项", 10, None, 9, "recused", 9, 9, 9, 9, 9, 9],
        ["1.2", "乙项", 10, None, 8, "recused", 8, 8, 8, 8, 7, 8],
        ["total score", None, 20, *[None] * 8, 17],
        ["rank", *[None] * 10, 1],
        ["grade", *[None] * 10, "优秀"],
    ]


def test_a_group_that_marks_nothing_of_an_agency_has_no_columns() -> None:
    """A part for one class is marked by a group of its own: other agencies' sheets do not show it."""
    parts = (
        f"{CLASSES}parts: [{{id: p, title: 评议, by: panel, pool: {MEAN}, points: 10}},"
        f" {{id: q, title: 专项, for: [one], by: council, pool: {MEAN}, points: 10}}]\n"
    )
    marks = {"甲": {"p": "9 9", "q": "8 8"}, "乙": {"p": "9 8"}}
    found = results_of(HEAD + TWO_PLACES + BY_TOTAL + parts, marks, agencies=agencies("甲", "乙", 甲="one", 乙="two"))
    heads = [rows(page(found, agency), "serial number", "1")[:2] for agency in ("甲", "乙")]
    assert [head[0][4:-1] for head in heads] == [["panel组", None, "council组", None], ["panel组", None]]
    assert [head[1][4:] for head in heads] == [
        ["panel组1", "panel组2", "council组1", "council组2"],
        ["panel组1", "panel组2"],
    ]


def test_without_raters_one_column_says_where_figures_come_from() -> None:
    """A rubric that only reads files still has its sheets."""
    rubric = HEAD + TWO_PLACES + BY_TOTAL + "parts: [{id: a, title: 网上投票, given: {from: votes, scale: 10}}]\n"
    found = results_of(rubric, {"甲": {}, "乙": {}}, imports={"votes": {"甲": "5", "乙": "6"}})
    assert rows(page(found, "乙"), "serial number", "rank") == [
        [*HEADINGS, "where it comes from", "score"],
        [],
        ["1", "网上投票", 10, None, "from imports/votes.csv", 6],
        ["total score", None, 10, None, None, 6],
        ["rank", None, None, None, None, 1],
    ]


def test_a_decision_stands_beside_the_computed_grade() -> None:
    """Computed, proposed and decided grades are three things; who withdrew has none of them, and says why."""
    said: dict[str, Any] = {"decision": decision(), "status": status_of(decision())}
    grades = [row[-1] for row in rows(page(events(), "乙", **said), "computed grade", "decided grade")]
    assert grades == ["合格", "合格", "优秀"]
    made = page(events(), "丁", given={"丁": {"p": Decimal(9)}}, **said)
    assert made["A2"].value == "示例市评议    Organizer: 示例市普法办    decided version    withdrawn (并入他局)"
    assert [row[7:] for row in rows(made, "total score", "rank")] == [["—", "—", "—"], ["—"]]
    renamed = page(events(), "乙", **said)
    assert renamed["A1"].value == "示例市文化和旅游局 (formerly 示例市乙局): marks and scores"


def test_many_seats_stay_readable() -> None:
    """Whoever marks nothing of an agency has no column; columns narrow, and beyond thirty seats go on beside."""
    marks = {agency: {"a": " ".join(["9"] * 40), "b": " ".join(["8"] * 40)} for agency in ("甲", "乙")}
    only = [{"rater": f"panel-{at}", "agencies": ["甲"]} for at in range(25, 41)]
    marks["乙"] = {leaf: " ".join([words[0]] * 24 + ["-"] * 16) for leaf, words in marks["乙"].items()}
    book = detail(results_of(panel_rubric(MEAN), marks, assignments=only))
    wide, narrow = book["示例市甲局"], book["示例市乙局"]
    assert [len(rows(made, "1.1", "1.2")[0]) for made in (wide, narrow)] == [45, 29]
    assert [(made.page_setup.fitToWidth, made.print_title_cols) for made in (wide, narrow)] == [
        (2, "$A:$B"),
        (None, None),
    ]
    widths = [made.column_dimensions["E"].width for made in (wide, narrow)]
    assert [round(width) for width in widths if width] == [6, 6]


def test_names_stand_behind_the_seats_where_they_may() -> None:
    """With names the headings say who sits there, and so does the list of dropped values."""
    assert [cell.value for cell in detail(half_even(), names=True)["示例市甲局"][4]][4:6] == [
        "panel组1 panel-1",
        "panel组2 panel-2",
    ]
    made = detail(trimmed(), names=True)["示例市甲局"]
    assert below(made, "How raters' values were pooled")[1] == [
        "Highest dropped: panel组3 panel-3; lowest dropped: panel组2 panel-2"
    ]
