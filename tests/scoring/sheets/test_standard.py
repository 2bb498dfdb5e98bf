"""评分标准 in print."""

from __future__ import annotations

import pytest

from rubrics import read_rubric, tree
from scoring.sheets.standard import methods_of, part_of, standard
from tests.everything_rubric import RUBRIC
from tests.scoring.sheets.blanks import HEAD, leaf_of

LEVELS = "levels: [{title: high, points: 8, when: all there}, {title: low, points: 2.5}]"


@pytest.mark.parametrize(
    ("criterion", "text"),
    [
        ("points: 10", "—"),
        ("points: 10, text: 看清单", "看清单"),
        ("points: 10, marking: {points: {step: 0.5}}", "points from 0 to 10, in steps of 0.5."),
        ("points: 10, marking: {points: {min: 2}}", "points from 2 to 10."),
        ("marking: {points: {max: 12}}", "points from 0 to 12."),
        (f"text: T, marking: {{{LEVELS}}}", "T\nhigh (8 points): all there\nlow (2.5 points)"),
        (
            "marking: {checklist: [{title: a, points: 1}, {title: b, points: 2}]}",
            "(1) a (1 points)\n(2) b (2 points)\n√ or × for each item, in this order.",
        ),
        ("points: 6, marking: {count: {rated: true, each: 2}}", "2 × the number that raters write, at most 6."),
        ("points: 10, reason_below: 60%", "Below 6 points: write down the reason."),
        (
            f"text: T, reason_below: 50%, marking: {{{LEVELS}}}",
            "T\nhigh (8 points): all there\nlow (2.5 points)\nBelow 4 points: write down the reason.",
        ),
    ],
)
def test_everything_a_rater_needs_stands_in_print(criterion: str, text: str) -> None:
    """Text, levels with their descriptors, items, the rule of the marking, and when a reason is due."""
    assert standard(leaf_of(criterion), run_on=False).render() == text


def test_levels_may_follow_each_other() -> None:
    """That saves paper; the text before and what comes behind keep their own lines."""
    found = standard(leaf_of(f"text: T, reason_below: 50%, marking: {{{LEVELS}}}"), run_on=True).render()
    assert found == "T\nhigh (8 points): all there; low (2.5 points)\nBelow 4 points: write down the reason."


def test_methods_and_part_stand_beside_it() -> None:
    """Built-in methods and those that the rubric names; nothing where there is none."""
    rubric = read_rubric(RUBRIC, "rubric.yaml")
    leaves = {leaf.id: leaf for leaf in tree(rubric).leaves()}
    found = {name: tuple(map(str, methods_of(leaves[name], rubric))) for name in ("A3", "heard")}
    assert found == {"A3": (), "heard": ("hearing",)}
    assert [part_of(leaves[name]) for name in ("A1", "heard")] == ["Visit", ""]
    assert part_of(leaf_of("points: 1")) == "Part"


def test_a_criterion_right_below_the_rubric_has_no_part() -> None:
    """There is nothing to stand beside it but the rubric's own title."""
    veto = "criteria: [{id: V, title: Veto, by: panel, marking: {veto: {rated: any, score: 0}}}]\n"
    rubric = f"{HEAD}parts: [{{id: P, title: Part, points: 9, by: panel, pool: {{mean: {{}}, quorum: 1}}}}]\n{veto}"
    leaves = {leaf.id: leaf for leaf in tree(read_rubric(rubric, "rubric.yaml")).leaves()}
    assert part_of(leaves["V"]) == ""
