"""Tests of rubrics.problems."""

from __future__ import annotations

from itertools import permutations

from rubrics import Place, Problem, Problems, say

RULE, REMEDY = say("12 is above 10."), say("Enter 0 to 10.")


def test_a_place_in_a_text_file() -> None:
    """File, line and path; the line alone, or neither, when they are not known."""
    places = [Place("r.yaml", 3, "parts[0]"), Place("r.yaml", 3), Place("r.yaml"), Place("r.yaml", path="id")]
    assert [place.render() for place in places] == ["r.yaml:3 parts[0]", "r.yaml:3", "r.yaml", "r.yaml id"]


def test_a_place_in_a_workbook() -> None:
    """Sheet and cell are named in the reader's language."""
    place = Place("marks.xlsx", sheet="评分", cell="D14")
    assert place.render() == "marks.xlsx sheet “评分” cell D14"
    chinese = {"sheet “{sheet}”": "工作表“{sheet}”", "cell {cell}": "单元格 {cell}"}
    assert place.render(lambda text: chinese[text]) == "marks.xlsx 工作表“评分” 单元格 D14"


def test_a_problem_says_where_which_rule_and_what_to_do() -> None:
    """Place, rule, remedy, code, on one line; the frame of the sentence can be translated."""
    problem = Problem("MARK-RANGE", Place("m.csv", 2), RULE, REMEDY)
    assert problem.render() == "m.csv:2: 12 is above 10. Enter 0 to 10. [MARK-RANGE]"
    frame = {"{place}: {rule} {remedy} [{code}]": "{place}:{rule}{remedy}〔{code}〕"}
    assert problem.render(lambda text: frame.get(text, text)) == "m.csv:2:12 is above 10.Enter 0 to 10.〔MARK-RANGE〕"


def test_problems_are_told_once_and_in_the_order_of_their_places() -> None:
    """File, sheet, line as a number, cell, code; the same problem found twice is one."""
    ordered = [
        Problem("Z", Place("a.csv"), RULE, REMEDY),
        Problem("Z", Place("a.csv", 2), RULE, REMEDY),
        Problem("A", Place("a.csv", 10), RULE, REMEDY),
        Problem("B", Place("a.csv", 10, "x"), RULE, REMEDY),
        Problem("B", Place("b.xlsx", sheet="S", cell="A1"), RULE, REMEDY),
    ]
    for shuffled in permutations(ordered):
        assert list(Problems([*shuffled, shuffled[0]]).items) == ordered


def test_cells_are_ordered_as_they_stand() -> None:
    """Row by row, and column Z before column AA."""
    cells = ["B2", "C2", "AA2", "B10"]
    found = Problems(Problem("A", Place("m.xlsx", sheet="S", cell=cell), RULE, REMEDY) for cell in reversed(cells))
    assert [problem.place.cell for problem in found.items] == cells


def test_two_rules_broken_at_one_place_are_both_told() -> None:
    """What differs only in its sentence is not a repetition, and its order does not depend on chance."""
    first, second = (Problem("A", Place("f"), say("rule {n}.", n=n), REMEDY) for n in (1, 2))
    assert Problems([second, first]).items == Problems([first, second]).items == (first, second)


def test_an_uncaught_problem_reads_as_text() -> None:
    """The exception's own text is every problem, one a line."""
    problems = Problems([Problem("B", Place("f", 2), RULE, REMEDY), Problem("A", Place("f", 1), RULE, REMEDY)])
    assert str(problems) == "f:1: 12 is above 10. Enter 0 to 10. [A]\nf:2: 12 is above 10. Enter 0 to 10. [B]"
