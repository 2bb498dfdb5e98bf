"""What a node's value carries, and open matters in words."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from rubrics import Rubric, TreeNode, read_rubric, tree, write
from scoring.engine.columns import constant
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
    done = summed([value(7, 10), value(2, 5)]).multiplied(Fraction(3, 2)).less(constant(1, (1,))).rounded(root)
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
    total = summed([here, gone])
    assert (total.score.at(0), total.earnable.at(0), total.applies.tolist()) == (Fraction(6), Fraction(10), [True])
    shared = shared_out([here, gone], [Fraction(40), Fraction(60)], Fraction(100))
    assert (shared.score.at(0), shared.earnable.at(0), shared.applies.tolist()) == (Fraction(60), Fraction(100), [True])


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
            OpenKind.QUORUM: "2 values present, 5 needed (评议团, 社会评议)",
            OpenKind.DISAGREEMENT: "the raters do not agree on one value (评议团, 社会评议)",
            OpenKind.NO_IMPORT: "no value in imports/public.csv (评议团, 社会评议)",
            OpenKind.NO_FACT: "the fact public has not been accepted (评议团, 社会评议)",
            OpenKind.NOTHING_APPLIES: "nothing in the rubric applies",
        }[kind]
    )


def test_open_matters_are_values() -> None:
    """Two open matters that say the same are one."""
    assert len({Open(OpenKind.AWAITED, "a", "panel"), Open(OpenKind.AWAITED, "a", "panel")}) == 1
