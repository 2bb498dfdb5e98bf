"""What a node is worth while the tree is walked, and what keeps an agency's score open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

import numpy as np

from rubrics import Message, TreeNode, say
from scoring.engine.columns import Column, Mask, Shape, add, constant, inverse, negative, rounded, times, where
from scoring.engine.pooling import Panel


class Step(Enum):
    """What was done to a node's value, in the order of the rubric model."""

    COMBINED = "combined"
    POOLED = "pooled"
    RESCALED = "rescaled"
    MULTIPLIED = "multiplied"
    SUBTRACTED = "subtracted"
    ROUNDED = "rounded"


@dataclass(frozen=True, eq=False)
class Value:
    """A node's score and what could be earned, for agencies (A,) or for agencies x raters (A, R).

    `applies` is False where the node does not concern the agency, or the rater did not mark it and that is allowed.
    `steps` holds the column after every operation, the last of them the score.
    """

    score: Column
    earnable: Column
    applies: Mask
    steps: tuple[tuple[Step, Column], ...] = ()

    @property
    def shape(self) -> Shape:
        """(agencies,) or (agencies, raters)."""
        return self.score.shape

    def across(self, raters: int) -> Value:
        """Return an agency's value as the same value for each of `raters`."""
        if len(self.shape) > 1:
            return self
        return Value(
            self.score.across(raters), self.earnable.across(raters), np.repeat(self.applies[:, None], raters, 1)
        )

    def after(self, step: Step, score: Column, earnable: Column | None = None) -> Value:
        """Return the value after one more operation."""
        return replace(
            self,
            score=score,
            earnable=self.earnable if earnable is None else earnable,
            steps=(*self.steps, (step, score)),
        )

    def multiplied(self, factor: Fraction) -> Value:
        """Return the value and what can be earned, both times `factor`."""
        by = constant(factor, self.shape)
        return self.after(Step.MULTIPLIED, times(self.score, by), times(self.earnable, by))

    def less(self, amount: Column) -> Value:
        """Return the value less `amount`."""
        return self.after(Step.SUBTRACTED, add(self.score, negative(amount)))

    def brought_to(self, earnable: Column) -> Value:
        """Return the score scaled from what could be earned to `earnable`, row by row."""
        score = times(self.score, times(earnable, inverse(self.earnable)))
        return replace(self.after(Step.RESCALED, score), earnable=earnable)

    def rounded(self, node: TreeNode) -> Value:
        """Return the value rounded as the node says."""
        rule = node.node.round
        return self if rule is None else self.after(Step.ROUNDED, rounded(self.score, rule))


def summed(values: list[Value]) -> Value:
    """Return the sum of the children that apply, and of what they can earn."""
    shape = values[0].shape
    nothing = constant(0, shape)
    score, earnable, applies = nothing, nothing, np.zeros(shape, np.bool_)
    for value in values:
        score = add(score, where(value.applies, value.score, nothing))
        earnable = add(earnable, where(value.applies, value.earnable, nothing))
        applies = applies | value.applies
    return Value(score, earnable, applies, ((Step.COMBINED, score),))


def shared_out(values: list[Value], weights: list[Fraction], most: Fraction) -> Value:
    """Return `most` times the weighted mean of what share of its earnable each child reached.

    The weight of a child that does not apply is shared out among the others in proportion to theirs; where no
    child with a weight applies there is nothing to share.
    """
    shape = values[0].shape
    nothing = constant(0, shape)
    score, total, applies = nothing, nothing, np.zeros(shape, np.bool_)
    for value, weight in zip(values, weights, strict=True):
        by = constant(weight, shape)
        reached = times(value.score, inverse(value.earnable))
        score = add(score, where(value.applies, times(reached, by), nothing))
        total = add(total, where(value.applies, by, nothing))
        applies = applies | (value.applies & (weight > 0))
    score = times(times(score, inverse(total)), constant(most, shape))
    return Value(score, constant(most, shape), applies, ((Step.COMBINED, score),))


class OpenKind(Enum):
    """Why a node has no value for an agency yet."""

    AWAITED = "awaited"
    QUORUM = "quorum"
    DISAGREEMENT = "disagreement"
    NO_IMPORT = "no_import"
    NO_FACT = "no_fact"
    NOTHING_APPLIES = "nothing_applies"


@dataclass(frozen=True, slots=True)
class Open:
    """One open matter: which agency and node, and what is missing (raters, counts or the name of a source)."""

    kind: OpenKind
    agency: str
    node: str
    raters: tuple[str, ...] = ()
    present: int = 0
    needed: int = 0
    source: str = ""

    def reason(self, titles: tuple[str, ...], raters: tuple[str, ...]) -> Message:
        """Return the matter in words: at which nodes, and whose marks are missing, as they may be shown."""
        return _REASONS[self.kind].filled(
            titles=titles, raters=raters, n=self.present, needed=self.needed, source=self.source
        )


_REASONS = {
    OpenKind.AWAITED: say("marks awaited from {raters} ({titles})"),
    OpenKind.QUORUM: say("{n} values present, {needed} needed ({titles})"),
    OpenKind.DISAGREEMENT: say("the raters do not agree on one value ({titles})"),
    OpenKind.NO_IMPORT: say("no value in imports/{source}.csv ({titles})"),
    OpenKind.NO_FACT: say("the fact {source} has not been accepted ({titles})"),
    OpenKind.NOTHING_APPLIES: say("nothing in the rubric applies"),
}


@dataclass(frozen=True, eq=False)
class Evaluated:
    """Every node's value, the panels that were pooled, and all open matters."""

    values: dict[str, Value]
    panels: dict[str, Panel]
    opens: tuple[Open, ...]
