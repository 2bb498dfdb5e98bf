"""Tests of scoring.engine.void and of what is said about suspicious sheets."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.engine.notices import notices
from scoring.rounds import MarkState
from tests.worked_case import read_case

CASE = """
title: 对所有单位评分都相同的，作废
rubric:
  parts:
    - id: panel
      title: 评议团评分
      by: panel
      pool: {mean: {}, quorum: 2, incomplete: leave_out, ALIKE}
      criteria: [{id: A, title: 甲, points: 10}, {id: B, title: 乙, points: 10}]
marks:
  a: {A: [9, 8, 7], B: [9, 6, 7]}
  b: {A: [9, 5, 回避], B: [9, 8, 回避]}
expect: {a: {}, b: {}}
"""


def case(alike: str, text: str = CASE) -> str:
    """Return the case with or without the rule."""
    return text.replace(", ALIKE", alike)


def test_the_same_marks_for_all_agencies_are_void() -> None:
    """The first rater counts for nobody; the third, who marked one agency only, cannot be compared."""
    found = read_case(case(", alike: void"), "case.yaml").found
    panel = found.panel("panel")
    assert [panel.row(row) for row in (0, 1)] == [
        {"panel-2": Fraction(14), "panel-3": Fraction(14)},
        {"panel-2": Fraction(13)},
    ]
    states = {key[1]: mark.state for key, mark in found.collected.marks.items() if key[0] == "a"}
    assert states == {"panel-1": MarkState.VOID, "panel-2": MarkState.GIVEN, "panel-3": MarkState.GIVEN}
    assert found.missing("panel", "b", "panel-1") is MarkState.VOID
    assert found.collected.marks["a", "panel-1", "A"].points is None
    assert [item.kind.value for item in found.opens["b"]] == ["quorum"]
    assert [item.render() for item in notices(found) if "void" in item.text] == [
        "panel1 gave all agencies the same marks: these sheets are void"
    ]


def test_without_the_rule_they_count() -> None:
    """Nothing is void unless the rubric says so; it is only pointed out."""
    found = read_case(case(""), "case.yaml").found
    assert found.panel("panel").row(1) == {"panel-1": Fraction(18), "panel-2": Fraction(13)}
    assert "panel1 gave every agency the same marks" in [item.render() for item in notices(found)]


@pytest.mark.parametrize(("marks", "void"), [("[8, 8, 7]", False), ("[null, 8, 7]", True)])
def test_a_mark_that_differs_is_enough(marks: str, *, void: bool) -> None:
    """One criterion marked differently keeps the sheets valid; a mark that is missing does not differ."""
    found = read_case(case(", alike: void", CASE.replace("A: [9, 8, 7]", f"A: {marks}")), "case.yaml").found
    assert (found.collected.marks["b", "panel-1", "A"].state is MarkState.VOID) is void


def test_a_sheet_with_one_mark_for_all_criteria() -> None:
    """From four criteria on, equal marks on one sheet are pointed out."""
    text = case("").replace(
        "{id: B, title: 乙, points: 10}]",
        "{id: B, title: 乙, points: 10}, {id: C, title: 丙, points: 10}, {id: D, title: 丁, points: 10}]",
    )
    text = text.replace("B: [9, 6, 7]}", "B: [9, 6, 7], C: [9, 6, 7], D: [9, 6, 6]}")
    text = text.replace("B: [9, 8, 回避]}", "B: [9, 8, 回避], C: [8, 8, 回避], D: [9, 8, 回避]}")
    found = read_case(text, "case.yaml").found
    assert [item.render() for item in notices(found) if "all criteria" in item.text] == [
        "panel1 gave all criteria the same mark: 单位a"
    ]


def test_what_void_sheets_said_is_kept() -> None:
    """The word stays beside the mark, worth nothing; and no event set it aside."""
    levels = "{id: A, title: 甲, marking: {levels: [{title: 好, points: 9}, {title: 中, points: 8}]}}"
    text = CASE.replace("{id: A, title: 甲, points: 10}", levels)
    text = text.replace("A: [9, 8, 7]", "A: [好, 中, 好]").replace("A: [9, 5, 回避]", "A: [好, 好, 回避]")
    found = read_case(case(", alike: void", text), "case.yaml").found
    mark = found.collected.marks["a", "panel-1", "A"]
    assert (mark.state, mark.points, mark.written) == (MarkState.VOID, None, "好")
    assert [item.render() for item in notices(found) if "set aside" in item.text] == []
