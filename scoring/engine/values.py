"""What a node is worth while the tree is walked, and what keeps an agency's score open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

import numpy as np

from rubrics import Message, TreeNode, say
from scoring.engine.columns import (
    Column,
    Ints,
    Mask,
    Shape,
    add,
    below,
    constant,
    inverse,
    negative,
    rounded,
    times,
    where,
)
from scoring.engine.pooling import Panel


class Step(Enum):
    """What was done to a node's value, in the order of the rubric model."""

    COMBINED = "combined"
    RESCALED = "rescaled"
    ADDED = "added"
    POOLED = "pooled"
    MULTIPLIED = "multiplied"
    SUBTRACTED = "subtracted"
    CLAMPED = "clamped"
    SCALED = "scaled"
    ROUNDED = "rounded"
    VETOED = "vetoed"


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

    def plus(self, extras: list[Value]) -> Value:
        """Return the value with what extras add to it or take from it; what can be earned stays."""
        score, applies = self.score, self.applies
        for extra in extras:
            score = add(score, where(extra.applies, extra.score, constant(0, self.shape)))
            applies = applies | extra.applies
        return replace(self.after(Step.ADDED, score), applies=applies)

    def multiplied(self, factor: Fraction) -> Value:
        """Return the value and what can be earned, both times `factor`."""
        by = constant(factor, self.shape)
        return self.after(Step.MULTIPLIED, times(self.score, by), times(self.earnable, by))

    def by_coefficient(self, coefficients: Column) -> Value:
        """Return the value times each agency's own coefficient; what can be earned stays."""
        return self.after(Step.MULTIPLIED, times(self.score, coefficients))

    def clamped(self, floor: Fraction | None, cap: Fraction | None) -> Value:
        """Return the value not below `floor` and not above `cap`; more than the cap cannot be earned either."""
        score, earnable = self.score, self.earnable
        if floor is not None:
            least = constant(floor, self.shape)
            score = where(below(score, least), least, score)
        if cap is not None:
            most = constant(cap, self.shape)
            score = where(below(most, score), most, score)
            earnable = where(below(most, earnable), most, earnable)
        return self.after(Step.CLAMPED, score, earnable)

    def scaled(self, ratio: Column) -> Value:
        """Return the value and what can be earned, both times each agency's `ratio`."""
        return self.after(Step.SCALED, times(self.score, ratio), times(self.earnable, ratio))

    def vetoed(self, mask: Mask, score: Column) -> Value:
        """Return the value with `score` in its place where a veto holds."""
        return self.after(Step.VETOED, where(mask, score, self.score))

    def less(self, amount: Column) -> Value:
        """Return the value less `amount`."""
        return self.after(Step.SUBTRACTED, add(self.score, negative(amount)))

    def brought_to(self, earnable: Column) -> Value:
        """Return the score scaled from what could be earned to `earnable`, row by row.

        Where nothing could be earned (extras alone) there is nothing to convert.
        """
        converted = times(self.score, times(earnable, inverse(self.earnable)))
        score = where(self.earnable.zero(), self.score, converted)
        return replace(self.after(Step.RESCALED, score), earnable=earnable)

    def rounded(self, node: TreeNode) -> Value:
        """Return the value rounded as the node says."""
        rule = node.node.round
        return self if rule is None else self.after(Step.ROUNDED, rounded(self.score, rule))


def summed(values: list[Value], shape: Shape) -> Value:
    """Return the sum of the children that apply, and of what they can earn."""
    nothing = constant(0, shape)
    score, earnable, applies = nothing, nothing, np.zeros(shape, np.bool_)
    for value in values:
        score = add(score, where(value.applies, value.score, nothing))
        earnable = add(earnable, where(value.applies, value.earnable, nothing))
        applies = applies | value.applies
    return Value(score, earnable, applies, ((Step.COMBINED, score),))


def shared_out(values: list[Value], weights: list[Fraction], most: Fraction) -> Value:
    """Return `most` times the weighted mean of what share of its earnable each child reached.

    The weight of a child in which nothing can be earned is shared out among the others in proportion to theirs;
    where no child with a weight applies there is nothing to share.
    """
    shape = values[0].shape
    nothing = constant(0, shape)
    score, total, applies = nothing, nothing, np.zeros(shape, np.bool_)
    for value, weight in zip(values, weights, strict=True):
        by = constant(weight, shape)
        reached = times(value.score, inverse(value.earnable))
        counts = value.applies & below(nothing, value.earnable)
        score = add(score, where(counts, times(reached, by), nothing))
        total = add(total, where(counts, by, nothing))
        applies = applies | (counts & (weight > 0))
    score = times(times(score, inverse(total)), constant(most, shape))
    earnable = where(applies, constant(most, shape), nothing)
    return Value(score, earnable, applies, ((Step.COMBINED, score),))


class OpenKind(Enum):
    """Why a node has no value for an agency yet."""

    AWAITED = "awaited"
    QUORUM = "quorum"
    DISAGREEMENT = "disagreement"
    NO_IMPORT = "no_import"
    NO_FACT = "no_fact"
    NO_VOTES = "no_votes"
    EMPTY_GROUP = "empty_group"
    NOTHING_APPLIES = "nothing_applies"


@dataclass(frozen=True, slots=True)
class Open:
    """One open matter: which agency and node, and what is missing.

    That is raters, how many values, or the name of a `source`: a file, a fact, or a group's title.
    """

    kind: OpenKind
    agency: str
    node: str
    raters: tuple[str, ...] = ()
    present: int = 0
    needed: int = 0
    source: str = ""

    def reason(self, titles: tuple[str, ...], raters: tuple[str, ...]) -> Message:
        """Return the matter in words: at which nodes, and whose marks are missing, as they may be shown."""
        words = _GROUP_QUORUM if self.kind is OpenKind.QUORUM and self.source else _REASONS[self.kind]
        return words.filled(titles=titles, raters=raters, n=self.present, needed=self.needed, source=self.source)


_REASONS = {
    OpenKind.AWAITED: say("marks awaited from {raters} ({titles})"),
    OpenKind.QUORUM: say("{n} values present, {needed} needed ({titles})"),
    OpenKind.DISAGREEMENT: say("the raters do not agree on one value ({titles})"),
    OpenKind.NO_IMPORT: say("no value in imports/{source}.csv ({titles})"),
    OpenKind.NO_FACT: say("the fact {source} has not been accepted ({titles})"),
    OpenKind.NO_VOTES: say("no votes in imports/{source}.csv ({titles})"),
    OpenKind.EMPTY_GROUP: say("no values from {source} ({titles})"),
    OpenKind.NOTHING_APPLIES: say("nothing in the rubric applies"),
}
_GROUP_QUORUM = say("{n} values from {source} present, {needed} needed ({titles})")


@dataclass(frozen=True, eq=False)
class Veto:
    """Whether a veto holds for each agency; where raters answered, how many said yes, and how many answered."""

    holds: Mask
    yes: Ints | None = None
    answered: Ints | None = None


@dataclass(frozen=True, eq=False)
class Evaluated:
    """Every node's value, the panels that were pooled, the vetoes, and all open matters."""

    values: dict[str, Value]
    panels: dict[str, Panel]
    vetoes: dict[str, Veto]
    opens: tuple[Open, ...]
