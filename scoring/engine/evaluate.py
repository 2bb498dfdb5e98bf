"""The walk up the tree: marks and given values in, one exact column for every node out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

import numpy as np

from rubrics import Criterion, Part, Rubric, TreeNode, tree
from scoring.engine.columns import Column, Mask, column, constant, where
from scoring.engine.earnable import agency_earnable
from scoring.engine.pooling import Panel
from scoring.engine.values import Evaluated, Open, OpenKind, Step, Value, shared_out, summed
from scoring.rounds import AWAITED, Collected, MarkState, Round


def evaluate(rubric: Rubric, round_: Round, collected: Collected) -> Evaluated:
    """Return the value of every node for every agency, in the round's order of agencies and seats.

    Source of the rules: docs/how-scores-are-made.md. The order of agencies, raters and marks changes no value.
    """
    walk = _Walk(rubric, round_, collected)
    root = tree(rubric)
    value = walk.node(root)
    for at in np.flatnonzero(~value.applies):
        walk.opens.append(Open(OpenKind.NOTHING_APPLIES, walk.agencies[at], root.id))
    return Evaluated(walk.values, walk.panels, tuple(sorted(set(walk.opens), key=_open_order)))


def _open_order(item: Open) -> tuple[str, str, str]:
    return item.agency, item.node, item.kind.value


@dataclass
class _Walk:
    rubric: Rubric
    round_: Round
    collected: Collected
    values: dict[str, Value] = field(default_factory=dict)
    panels: dict[str, Panel] = field(default_factory=dict)
    opens: list[Open] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.agencies = tuple(self.round_.names)
        self.not_applicable = {(item.agency, item.criterion) for item in self.round_.not_applicable}

    def node(self, node: TreeNode) -> Value:
        """Combine, pool, multiply, subtract, round: each only where it is written."""
        value = self.leaf(node, node.leaf) if node.leaf else self.combined(node)
        if node.node.pool:
            value = self.pooled(node, value)
        if node.parent is None:
            value = self.to_total(node, value)
        if node.node.factor is not None:
            value = value.multiplied(Fraction(node.node.factor))
        if node.node.subtract:
            amounts = self.imported(node, node.node.subtract.source, value.applies)
            value = value.less(amounts if len(value.shape) == 1 else amounts.across(value.shape[1]))
        value = value.rounded(node)
        self.values[node.id] = value
        return value

    def combined(self, node: TreeNode) -> Value:
        values = [self.node(child) for child in node.children]
        raters = max((value.shape[1] for value in values if len(value.shape) > 1), default=0)
        if raters:
            values = [value.across(raters) for value in values]
        if not node.weighted:
            return summed(values)
        weights = [child.weight for child in node.children]
        return shared_out(values, weights, node.combined_earnable or Fraction(0))

    def leaf(self, node: TreeNode, leaf: Part | Criterion) -> Value:
        if node.rated:
            return self.marked(node, leaf)
        rule = leaf.rule
        if rule.bands:
            held = {
                agency: facts[rule.bands.fact]
                for agency, facts in self.collected.facts.items()
                if rule.bands.fact in facts
            }
            found = self.read(node, held, OpenKind.NO_FACT, rule.bands.fact)
            bands = sorted(rule.bands.table, key=lambda band: band.at_least)
            points = [
                None if fact is None else next(Fraction(b.points) for b in reversed(bands) if fact >= b.at_least)
                for fact in found
            ]
            return self.agency_value(node, points)
        assert rule.given  # noqa: S101 - the four markings are points, levels, bands, given
        found = self.read(
            node, self.collected.imports.get(rule.given.source, {}), OpenKind.NO_IMPORT, rule.given.source
        )
        return self.agency_value(node, [None if value is None else Fraction(value) for value in found])

    def read(
        self, node: TreeNode, held: Mapping[str, Decimal], kind: OpenKind, source: str, concerned: Mask | None = None
    ) -> list[Decimal | None]:
        """Return each agency's value from a file or fact; a missing one that concerns the agency is an open matter."""
        for at, agency in enumerate(self.agencies):
            concerns = (agency, node.id) not in self.not_applicable if concerned is None else concerned[at].any()
            if agency not in held and concerns:
                self.opens.append(Open(kind, agency, node.id, source=source))
        return [held.get(agency) for agency in self.agencies]

    def imported(self, node: TreeNode, source: str, concerned: Mask) -> Column:
        held = self.collected.imports.get(source, {})
        values = self.read(node, held, OpenKind.NO_IMPORT, source, concerned)
        return column([Fraction(value or 0) for value in values], (len(self.agencies),))

    def agency_value(self, node: TreeNode, points: list[Fraction | None]) -> Value:
        shape = (len(self.agencies),)
        score = column([value if value is not None else Fraction(0) for value in points], shape)
        return self.without_not_applicable(node, score, np.ones(shape, np.bool_))

    def marked(self, node: TreeNode, leaf: Part | Criterion) -> Value:
        """Return each rater's points; where a rater gave none the leaf does not apply for that rater."""
        raters = self.seats(node)
        marks = [
            self.collected.marks.get((agency, rater, leaf.id), AWAITED) for agency in self.agencies for rater in raters
        ]
        shape = (len(self.agencies), len(raters))
        score = column([Fraction(mark.points or 0) for mark in marks], shape)
        given = np.array([mark.state is MarkState.GIVEN for mark in marks], np.bool_).reshape(shape)
        return self.without_not_applicable(node, score, given)

    def without_not_applicable(self, node: TreeNode, score: Column, held: Mask) -> Value:
        """Apply the rubric's rule for 不涉及 (rescale, full, zero) to the agencies it concerns."""
        spared = np.array([(agency, node.id) in self.not_applicable for agency in self.agencies], np.bool_)
        concerned = spared if len(held.shape) == 1 else np.repeat(spared[:, None], held.shape[1], 1)
        most = constant(node.combined_earnable or Fraction(0), score.shape)
        rule = self.rubric.not_applicable
        score = where(concerned, most if rule == "full" else constant(0, score.shape), score)
        applies = (held & ~concerned) if rule == "rescale" else (held | concerned)
        return Value(score, most, applies, ((Step.COMBINED, score),))

    def seats(self, node: TreeNode) -> tuple[str, ...]:
        return tuple(rater.id for rater in self.round_.group(node.group or "").members)

    def pooled(self, node: TreeNode, value: Value) -> Value:
        """Return one value for each agency, and note who was missing, the quorum and a lack of consensus."""
        pool = node.node.pool
        assert pool is not None  # noqa: S101 - the caller looked
        leaves = [leaf for leaf in node.leaves() if leaf.rated]
        raters = self.seats(leaves[0])
        present, whole = self.presence(node, leaves, raters, value.applies)
        if pool.incomplete == "rescale":
            value = value.brought_to(whole.across(len(raters)))
        panel = Panel(pool, raters, value.score, present)
        self.panels[node.id] = panel
        score = panel.pooled()
        counts = present.sum(axis=1)
        applies = np.array(
            [whole.at(at) > 0 or bool(value.applies[at].any()) for at in range(len(self.agencies))], np.bool_
        )
        for at, agency in enumerate(self.agencies):
            awaited = self.awaited(agency, leaves, raters)
            needed = max(pool.quorum or 1, 1)
            if not applies[at]:
                continue
            if awaited:
                self.opens.append(Open(OpenKind.AWAITED, agency, node.id, awaited))
            elif counts[at] < needed:
                self.opens.append(Open(OpenKind.QUORUM, agency, node.id, present=int(counts[at]), needed=needed))
            elif pool.consensus and not panel.agreed(at):
                self.opens.append(Open(OpenKind.DISAGREEMENT, agency, node.id))
        return Value(score, whole, applies, ((Step.POOLED, score),))

    def awaited(self, agency: str, leaves: list[TreeNode], raters: tuple[str, ...]) -> tuple[str, ...]:
        marks = self.collected.marks
        return tuple(
            rater
            for rater in raters
            if any(marks.get((agency, rater, leaf.id), AWAITED).state is MarkState.AWAITED for leaf in leaves)
        )

    def presence(
        self, node: TreeNode, leaves: list[TreeNode], raters: tuple[str, ...], applies: Mask
    ) -> tuple[Mask, Column]:
        """Return whose value counts (agencies, raters), and what each agency can earn at this node.

        Where there is nothing to mark (all of it 不涉及), what else stands below the pool counts for every rater.
        """
        shape = (len(self.agencies), len(raters))
        given, wanted = np.zeros(shape, np.int64), np.zeros(len(self.agencies), np.int64)
        for leaf in leaves:
            spared = np.array([(agency, leaf.id) in self.not_applicable for agency in self.agencies], np.bool_)
            wanted += ~spared
            for at, agency in enumerate(self.agencies):
                for seat, rater in enumerate(raters):
                    mark = self.collected.marks.get((agency, rater, leaf.id), AWAITED)
                    given[at, seat] += mark.state is MarkState.GIVEN
        pool = node.node.pool
        enough = np.ones_like(wanted) if pool and pool.incomplete == "rescale" else np.maximum(wanted, 1)
        present = applies & ((given >= enough[:, None]) | (wanted == 0)[:, None])
        whole = [agency_earnable(self.rubric, self.round_, node, agency, own_factor=False) for agency in self.agencies]
        return present, column(whole, (len(self.agencies),))

    def to_total(self, node: TreeNode, value: Value) -> Value:
        """Convert what an agency earned of the criteria that concern it to the rubric's total."""
        most = node.combined_earnable
        if not self.not_applicable or self.rubric.not_applicable != "rescale" or most is None:
            return value
        return value.brought_to(constant(most, value.shape))
