"""What a node's value carries, and open matters in words."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from rubrics import Rubric, TreeNode, read_rubric, tree, write
from scoring.engine.columns import column, constant
from scoring.engine.values import Open, OpenKind, Step, Value, shared_out, summed
from tests.scoring.rounds.test_sheets import RUBRIC


def value(score: int, most: int, *, applies: bool = True) -> Value:
    """Return one agency's value."""
    return Value(constant(score, (1,)), constant(most, (1,)), np.array([applies]))


def node(**changes: object) -> TreeNode:
    """Return the root of a rubric with these changes."""
    found: Rubric = read_rubric(write({**RUBRIC, **changes}), "rubric.yaml")
    return tree(found)


def test_what_was_done_is_kept_in_order() -> None:
    """The score after every operation, the last of them the score."""
    root = node(round={"places": 0, "mode": "half_up"})
    total = summed([value(7, 10), value(2, 5)], (1,))
    done = total.multiplied(Fraction(3, 2)).less(constant(1, (1,))).rounded(root)
    assert [(step, column.at(0)) for step, column in done.steps] == [
        (Step.COMBINED, 9),
        (Step.MULTIPLIED, Fraction(27, 2)),
        (Step.SUBTRACTED, Fraction(25, 2)),
        (Step.ROUNDED, 13),
    ]
    assert (done.score.at(0), done.earnable.at(0)) == (Fraction(13), Fraction(45, 2))


def test_not_rounded_unless_written() -> None:
    """A node without a rounding rule keeps its value as it is."""
    held = value(7, 10)
    assert held.rounded(node()) is held


def test_what_does_not_apply_is_left_out() -> None:
    """A sum leaves it out of both score and earnable; weights are shared out among the others."""
    here, gone = value(6, 10), value(0, 10, applies=False)
    total = summed([here, gone], (1,))
    assert (total.score.at(0), total.earnable.at(0), total.applies.tolist()) == (Fraction(6), Fraction(10), [True])
    shared = shared_out([here, gone], [Fraction(40), Fraction(60)], Fraction(100))
    assert (shared.score.at(0), shared.earnable.at(0), shared.applies.tolist()) == (Fraction(60), Fraction(100), [True])


def test_a_sum_of_nothing() -> None:
    """Where only extras stand below there is nothing to sum: 0 of 0, and nothing applies yet."""
    nothing = summed([], (2,))
    assert [nothing.score.at(0), nothing.earnable.at(1), nothing.applies.tolist()] == [0, 0, [False, False]]


def test_extras_are_added() -> None:
    """What an extra adds or takes changes the score alone; one that applies makes the node apply."""
    extra, gone = value(3, 0), value(9, 0, applies=False)
    more = value(6, 10).plus([extra, gone, value(-5, 0)])
    assert (more.score.at(0), more.earnable.at(0), more.applies.tolist()) == (Fraction(4), Fraction(10), [True])
    assert [(step, column.at(0)) for step, column in more.steps] == [(Step.ADDED, Fraction(4))]
    assert value(0, 0, applies=False).plus([extra]).applies.tolist() == [True]
    assert value(0, 0, applies=False).plus([gone]).applies.tolist() == [False]


def test_kept_between_floor_and_cap() -> None:
    """The cap cuts what can be earned too, the floor does not; either may be left out."""
    three = Value(column([-4, 5, 12], (3,)), constant(15, (3,)), np.ones(3, np.bool_))
    nothing, six, ten, twenty = Fraction(0), Fraction(6), Fraction(10), Fraction(20)
    assert held_by(three.clamped(nothing, ten)) == ([0, 5, 10], [10, 10, 10])
    assert held_by(three.clamped(nothing, None)) == ([0, 5, 12], [15, 15, 15])
    assert held_by(three.clamped(None, ten)) == ([-4, 5, 10], [10, 10, 10])
    assert held_by(three.clamped(six, twenty)) == ([6, 6, 12], [15, 15, 15])
    assert [step for step, _ in three.clamped(Fraction(0), None).steps] == [Step.CLAMPED]


def held_by(held: Value) -> tuple[list[int | Fraction], list[int | Fraction]]:
    """Return every agency's score, and what each can earn."""
    rows = range(held.shape[0])
    return [held.score.at(row) for row in rows], [held.earnable.at(row) for row in rows]


def test_coefficients_scales_and_vetoes() -> None:
    """A coefficient changes the score alone, a scale both; a veto puts its own score in place."""
    two = Value(column([8, 6], (2,)), constant(10, (2,)), np.ones(2, np.bool_))
    assert held_by(two.by_coefficient(column([Fraction(11, 10), 1], (2,)))) == ([Fraction(44, 5), 6], [10, 10])
    assert held_by(two.scaled(column([10, 5], (2,)))) == ([80, 30], [100, 50])
    assert held_by(two.vetoed(np.array([False, True]), column([1, 2], (2,)))) == ([8, 2], [10, 10])
    done = two.by_coefficient(constant(1, (2,))).scaled(constant(1, (2,))).vetoed(np.ones(2, np.bool_), two.score)
    assert [step for step, _ in done.steps] == [Step.MULTIPLIED, Step.SCALED, Step.VETOED]


def test_a_weight_of_nothing_carries_nothing() -> None:
    """Where only a child of weight 0 applies the node does not apply: there is no weight to share."""
    shared = shared_out([value(6, 10), value(0, 10, applies=False)], [Fraction(0), Fraction(100)], Fraction(100))
    assert shared.applies.tolist() == [False]


def test_brought_to_another_scale() -> None:
    """A score of what could be earned becomes the same share of something else."""
    brought = value(6, 10).brought_to(constant(100, (1,)))
    assert (brought.score.at(0), brought.earnable.at(0)) == (Fraction(60), Fraction(100))


def test_the_same_value_for_every_rater() -> None:
    """An agency's value across raters; a raters' value stays what it is."""
    across = value(6, 10).across(3)
    assert (across.shape, across.applies.tolist()) == ((1, 3), [[True, True, True]])
    assert across.across(3) is across


@pytest.mark.parametrize("kind", list(OpenKind))
def test_every_open_matter_has_words(kind: OpenKind) -> None:
    """Each kind of open matter becomes one sentence with its names and numbers."""
    matter = Open(kind, "a", "panel", ("j1", "j2"), present=2, needed=5, source="public")
    assert (
        matter.reason(("评议团", "社会评议"), ("1", "2")).render()
        == {
            OpenKind.AWAITED: "marks awaited from 1, 2 (评议团, 社会评议)",
            OpenKind.QUORUM: "2 values from public present, 5 needed (评议团, 社会评议)",
            OpenKind.DISAGREEMENT: "the raters do not agree on one value (评议团, 社会评议)",
            OpenKind.NO_IMPORT: "no value in imports/public.csv (评议团, 社会评议)",
            OpenKind.NO_FACT: "the fact public has not been accepted (评议团, 社会评议)",
            OpenKind.NO_VOTES: "no votes in imports/public.csv (评议团, 社会评议)",
            OpenKind.EMPTY_GROUP: "no values from public (评议团, 社会评议)",
            OpenKind.NOTHING_APPLIES: "nothing in the rubric applies",
        }[kind]
    )


def test_a_quorum_of_all_values() -> None:
    """Where no group is named the quorum is one of all values."""
    matter = Open(OpenKind.QUORUM, "a", "panel", present=1, needed=3)
    assert matter.reason(("评议团",), ()).render() == "1 values present, 3 needed (评议团)"


def test_open_matters_are_values() -> None:
    """Two open matters that say the same are one."""
    assert len({Open(OpenKind.AWAITED, "a", "panel"), Open(OpenKind.AWAITED, "a", "panel")}) == 1
