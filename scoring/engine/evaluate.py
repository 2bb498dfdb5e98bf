"""The walk up the tree: what leaves are worth in, one exact column for every node out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

import numpy as np

from rubrics import GroupPool, Pool, Rubric, TreeNode, combined_earnable, tree, unscaled_earnable
from scoring.engine.columns import Column, Ints, Mask, column, constant, where
from scoring.engine.earnable import remains, rescaled_away
from scoring.engine.leaves import Leaves
from scoring.engine.pooling import Panel, Section
from scoring.engine.values import Evaluated, Open, OpenKind, Step, Value, shared_out, summed
from scoring.rounds import Collected, Round

AmountOf = Callable[[TreeNode, str], Fraction | None]


def evaluate(rubric: Rubric, round_: Round, collected: Collected) -> Evaluated:
    """Return the value of every node for every agency, in the round's order of agencies and seats.

    Source of the rules: docs/how-scores-are-made.md. The order of agencies, raters and marks changes no value.
    """
    leaves = Leaves(rubric, round_, collected)
    walk = _Walk(leaves)
    root = tree(rubric)
    walk.node(root)
    for agency in leaves.agencies:
        if walk.combined_earnable(root, agency) == 0:
            leaves.opens.append(Open(OpenKind.NOTHING_APPLIES, agency, root.id))
    return Evaluated(walk.values, walk.panels, leaves.vetoes, tuple(sorted(set(leaves.opens), key=_open_order)))


def _open_order(item: Open) -> tuple[str, str, str, str, int, int]:
    return item.agency, item.node, item.kind.value, item.source, item.present, item.needed


@dataclass
class _Walk:
    leaves: Leaves
    values: dict[str, Value] = field(default_factory=dict)
    panels: dict[str, Panel] = field(default_factory=dict)

    def __post_init__(self) -> None:
        round_ = self.leaves.round_
        self.rubric, self.agencies = self.leaves.rubric, self.leaves.agencies
        self.without = {agency: rescaled_away(self.rubric, round_, agency) for agency in self.agencies}
        self.most, self.remains = cache(combined_earnable), cache(remains)

    def combined_earnable(self, node: TreeNode, agency: str) -> Fraction | None:
        """Return what an agency can earn at a node before its own operations."""
        return self.most(node, self.leaves.round_.classes[agency], self.without[agency])

    def node(self, node: TreeNode) -> Value:
        """Combine, convert, add extras, pool, then the node's own operations and vetoes: each only where written."""
        value = self.leaves.value(node, node.leaf) if node.leaf else self.combined(node)
        whole = self.column_of(node, self.combined_earnable)
        own = node.node
        if own.pool and own.pool.incomplete == "rescale":
            value = value.brought_to(_beside(value, whole))
        if node.parent is None:
            value = self.to_total(node, value)
        extras = [self.values[child.id] for child in node.children if child.extra and not child.veto]
        if extras:
            across = [item.across(value.shape[1]) for item in extras] if len(value.shape) > 1 else extras
            value = value.plus(across)
        if own.pool:
            value = self.pooled(node, own.pool, value, whole)
        self.values[node.id] = self.vetoed(node, self.operated(node, value))
        return self.values[node.id]

    def combined(self, node: TreeNode) -> Value:
        """Return the children that can be earned, summed or weighted; extras are walked, and added later."""
        values = [self.node(child) for child in node.children]
        raters = max((value.shape[1] for value in values if len(value.shape) > 1), default=0)
        earned = [value for child, value in zip(node.children, values, strict=True) if not child.extra]
        if raters:
            earned = [value.across(raters) for value in earned]
        if not node.weighted:
            return summed(earned, (len(self.agencies), raters) if raters else (len(self.agencies),))
        weights = [child.weight for child in node.children if not child.extra]
        return shared_out(earned, weights, node.combined_earnable or Fraction(0))

    def to_total(self, node: TreeNode, value: Value) -> Value:
        """Convert what an agency earned of the criteria that concern it to all that its class can earn."""
        if (
            not self.leaves.round_.not_applicable
            or self.rubric.not_applicable != "rescale"
            or node.combined_earnable is None
        ):
            return value
        classes = self.leaves.round_.classes
        whole = self.column_of(node, lambda node, agency: self.most(node, classes[agency]))
        return value.brought_to(_beside(value, whole))

    def operated(self, node: TreeNode, value: Value) -> Value:
        """Multiply, subtract, clamp, scale and round, where that is written."""
        own = node.node
        if own.factor and own.factor.number is not None:
            value = value.multiplied(Fraction(own.factor.number))
        elif own.factor and own.factor.source is not None:
            value = value.by_coefficient(self.imported(node, own.factor.source, value))
        if own.subtract:
            value = value.less(self.imported(node, own.subtract.source, value))
        if own.floor is not None or own.cap is not None:
            floor, cap = (None if bound is None else Fraction(bound) for bound in (own.floor, own.cap))
            value = value.clamped(floor, cap)
        if own.scale is not None:
            value = value.scaled(_beside(value, self.column_of(node, self.scale)))
        return value.rounded(node)

    def vetoed(self, node: TreeNode, value: Value) -> Value:
        """Put in place of the score what the vetoes directly below set it to, where they hold."""
        rules = [(child.id, child.veto.score) for child in node.children if child.veto]
        scores = {child: Fraction(score) for child, score in rules if score is not None}
        if not scores:
            return value
        shape = (len(self.agencies),)
        holds, becomes = np.zeros(shape, np.bool_), constant(0, shape)
        # Of several that hold, the lowest score is set last.
        for child, score in sorted(scores.items(), key=lambda item: -item[1]):
            becomes = where(self.leaves.vetoes[child].holds, constant(score, shape), becomes)
            holds = holds | self.leaves.vetoes[child].holds
        mask = holds if len(value.shape) == 1 else np.repeat(holds[:, None], value.shape[1], 1)
        return value.vetoed(mask, _beside(value, becomes))

    def scale(self, node: TreeNode, agency: str) -> Fraction:
        """Return what a node's `scale` multiplies by, for an agency of its class."""
        whole = unscaled_earnable(node, self.leaves.round_.classes[agency])
        return Fraction(node.node.scale or 0) / whole if whole else Fraction(1)

    def imported(self, node: TreeNode, source: str, value: Value) -> Column:
        held = self.leaves.collected.imports.get(source, {})
        numbers = self.leaves.held(node, held, OpenKind.NO_IMPORT, source, value.applies)
        return _beside(value, column([Fraction(number or 0) for number in numbers], (len(self.agencies),)))

    def column_of(self, node: TreeNode, amount: AmountOf) -> Column:
        """Return an amount that structure alone decides, for each agency."""
        return column([amount(node, agency) or 0 for agency in self.agencies], (len(self.agencies),))

    def pooled(self, node: TreeNode, pool: Pool, value: Value, whole: Column) -> Value:
        """Return one value for each agency, and note who was missing, the quorum and a lack of consensus."""
        marked = [leaf for leaf in node.leaves() if leaf.pooled_leaf]
        raters = self.leaves.raters(marked[0])
        enough = self.presence(pool, marked)
        panel = Panel(pool, raters, value.score, value.applies & enough, self.sections(pool, marked[0]))
        self.panels[node.id] = panel
        classes = self.leaves.round_.classes
        asked = np.array([self.remains(node, classes[agency], self.without[agency]) for agency in self.agencies])
        awaited = self.leaves.awaited(marked)
        for at in map(int, np.flatnonzero(asked)):
            if at in awaited:
                self.leaves.opens.append(Open(OpenKind.AWAITED, self.agencies[at], node.id, awaited[at]))
            else:
                self.leaves.opens += self.lacking(node, panel, at)
        score = panel.pooled()
        most = column([whole.at(at) * pool.multiple for at in range(len(self.agencies))], score.shape)
        return Value(score, most, asked, (*value.steps, (Step.POOLED, score)))

    def presence(self, pool: Pool, marked: list[TreeNode]) -> Mask:
        """Return who gave enough marks to count (agencies, raters).

        Where there is nothing to mark (all of it 不涉及), what else stands below the pool counts for every rater.
        Rescaled sheets need a mark for something that can be earned, where the agency has any.
        """
        wanted, given = self.given(marked)
        if pool.incomplete != "rescale":
            everything: Mask = given >= wanted[:, None]
            return everything
        earnable, earned = self.given([leaf for leaf in marked if not leaf.extra and _weighs(leaf)])
        asked = earnable > 0
        needed = np.minimum(np.where(asked, earnable, wanted), 1)
        enough: Mask = np.where(asked[:, None], earned, given) >= needed[:, None]
        return enough

    def given(self, leaves: list[TreeNode]) -> tuple[Ints, Ints]:
        """Return how many of these leaves concern each agency (agencies), and each rater gave (agencies, raters)."""
        wanted, given = np.zeros(len(self.agencies), np.int64), np.zeros((len(self.agencies), 1), np.int64)
        for leaf in leaves:
            concerned = self.leaves.concerns(leaf)
            wanted = wanted + concerned
            given = given + (self.leaves.sheets(leaf).given & concerned[:, None])
        return wanted, given

    def sections(self, pool: Pool, leaf: TreeNode) -> tuple[Section, ...]:
        """Return the groups of a panel with their raters' columns."""
        found: list[Section] = []
        for group in leaf.groups:
            first = found[-1].last if found else 0
            last = first + len(self.leaves.round_.raters_of(group))
            weight = Fraction(pool.groups[group]) if pool.groups else Fraction(1)
            rule = pool.of_group
            needed = max(self.needed(rule, (group,)), rule.middle_sum.n if rule.middle_sum else 1)
            found.append(Section(group, rule, weight, first, last, needed))
        return tuple(found)

    def needed(self, rule: GroupPool, groups: tuple[str, ...]) -> int:
        """Return how many values the rule asks for; a majority is more than half of the seats."""
        if rule.quorum == "majority":
            return sum(len(self.leaves.round_.group(group).members) for group in groups) // 2 + 1
        return rule.quorum or 1

    def lacking(self, node: TreeNode, panel: Panel, row: int) -> list[Open]:
        """Return why the values present do not suffice: an empty group, the quorum, or no consensus."""
        agency, pool, counts = self.agencies[row], panel.pool, [int(panel.counts(s)[row]) for s in panel.sections]
        needed, total = self.needed(pool, tuple(section.group for section in panel.sections)), sum(counts)
        if not total:
            least = sum if pool.empty_group == "refuse" else min
            needed = max(needed, least(section.needed for section in panel.sections))
            return [Open(OpenKind.QUORUM, agency, node.id, present=0, needed=needed)]
        found = []
        for section, count in zip(panel.sections, counts, strict=True):
            title = self.leaves.round_.group(section.group).title if pool.groups else ""
            if not count and pool.empty_group == "refuse":
                found.append(Open(OpenKind.EMPTY_GROUP, agency, node.id, source=title))
            elif 0 < count < section.needed:
                short = Open(OpenKind.QUORUM, agency, node.id, present=count, needed=section.needed, source=title)
                found.append(short)
        if not found and total < needed:
            found.append(Open(OpenKind.QUORUM, agency, node.id, present=total, needed=needed))
        if not found and pool.of_group.consensus and not panel.agreed(row):
            found.append(Open(OpenKind.DISAGREEMENT, agency, node.id))
        return found


def _weighs(leaf: TreeNode) -> bool:
    """Return whether a leaf counts for something all the way up to its pool: no weight of 0 in between."""
    at = leaf
    while at.node.pool is None and at.parent is not None:
        if at.parent.weighted and not at.weight:
            return False
        at = at.parent
    return True


def _beside(value: Value, amounts: Column) -> Column:
    """Return an amount for each agency in the shape of a value: the same for all raters."""
    return amounts if len(value.shape) == 1 else amounts.across(value.shape[1])
