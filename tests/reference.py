"""The rubric language computed the slow and obvious way: one agency at a time, in Fractions, straight down the tree.

Written from the rules (docs/how-scores-are-made.md) and not from the engine, which must agree with it bit for bit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from rubrics import Pool, Rubric
from scoring.rounds import MarkState
from tests.reference_leaves import Leaves
from tests.reference_numbers import to_places
from tests.reference_pools import Panel, kept, mean
from tests.reference_tree import (
    Node,
    below,
    by_raters,
    children,
    is_extra,
    is_veto,
    marking,
    most,
    most_combined,
    name,
    scaling,
    weightless,
)

__all__ = ["Node", "OneAgency", "Panel", "below", "kept", "mean", "name", "to_places"]


@dataclass
class OneAgency(Leaves):
    """Everything about one agency, its leaves taken together up to the total."""

    panels: dict[str, Panel] = field(default_factory=dict)
    scores: dict[tuple[str, str | None], Fraction | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.extras = {name(node) for node in below(self.rubric) if is_extra(node)}
        total = self.value(self.tree, None)
        self.total = None if most_combined(self.tree, self.gone) == 0 else total
        if self.total is None:
            self.troubles.add(("nothing_applies", "total"))

    def missed(self, rater: str | None) -> frozenset[str]:
        """Return the leaves that do not count: rescaled away for the agency, or not marked by the rater."""
        if rater is None:
            return self.gone
        leaves = [name(node) for node in below(self.tree) if by_raters(node) and not is_veto(node)]
        silent = {leaf for leaf in leaves if self.state(rater, leaf) is not MarkState.GIVEN}
        return self.gone | (silent - self.spared)

    def value(self, node: Node, rater: str | None) -> Fraction | None:
        """Return what a node is worth to a rater (below a pool) or at all; None where it does not apply."""
        key = name(node), rater
        if key not in self.scores:
            found = self.pooled(node, node.pool) if node.pool else self.combined(node, rater)
            self.scores[key] = None if found is None else self.finished(node, found)
        return self.scores[key]

    def finished(self, node: Node, score: Fraction) -> Fraction:
        """Multiply, subtract, clamp, scale, round, where that is written; then a veto on the number."""
        if node.factor and node.factor.number is not None:
            score *= Fraction(node.factor.number)
        if node.factor and node.factor.source is not None:
            score *= self.read(node, node.factor.source)
        if node.subtract:
            score -= self.read(node, node.subtract.source)
        if node.floor is not None:
            score = max(score, Fraction(node.floor))
        if node.cap is not None:
            score = min(score, Fraction(node.cap))
        score *= scaling(node)
        if node.round:
            score = to_places(score, node.round)
        rules = [(marking(child), self.vetoes.get(name(child))) for child in children(node)]
        forced = [
            Fraction(rule.veto.score)
            for rule, yes in rules
            if rule and rule.veto and rule.veto.score is not None and yes
        ]
        return min(forced) if forced else score

    def combined(self, node: Node, rater: str | None) -> Fraction | None:
        """Return the children together, or the leaf itself; brought to the whole where that is written."""
        if not children(node):
            return self.leaf(node, rater)
        missed = self.missed(rater)
        values = [(child, self.value(child, rater)) for child in children(node) if not is_veto(child)]
        there = [(child, value) for child, value in values if value is not None and name(child) not in self.extras]
        extras = [value for child, value in values if value is not None and name(child) in self.extras]
        if any(child.weight is not None for child in children(node)):
            shared = [(Fraction(c.weight or 0), v, most(c, missed)) for c, v in there if c.weight and most(c, missed)]
            whole = sum((weight for weight, _, _ in shared), Fraction(0))
            reached = sum((weight * value / (full or 0) for weight, value, full in shared), Fraction(0))
            base = reached * (most_combined(node, missed) or 0) / whole if whole else None
        else:
            base = sum((value for _, value in there), Fraction(0)) if there else None
        if base is None and not extras:
            return None
        return (base or Fraction(0)) * self.conversion(node, rater) + sum(extras, Fraction(0))

    def conversion(self, node: Node, rater: str | None) -> Fraction:
        """Return what brings a rater to the agency's whole, and an agency to the total."""
        found = Fraction(1)
        if rater is not None and node.pool and node.pool.incomplete == "rescale":
            whole, own = most_combined(node, self.gone), most_combined(node, self.missed(rater))
            found *= whole / own if whole and own else 1
        if isinstance(node, Rubric) and self.gone:
            whole, own = most_combined(node), most_combined(node, self.gone)
            found *= whole / own if whole and own else 1
        return found

    def pooled(self, node: Node, pool: Pool) -> Fraction | None:
        """Return the raters' values as one."""
        leaves = [name(leaf) for leaf in below(node) if by_raters(leaf) and not is_veto(leaf)]
        wanted = [leaf for leaf in leaves if leaf not in self.spared and leaf not in self.idle(node, pool)]
        raters = self.raters(leaves[0] if leaves else name(node), pool)
        values: dict[str, dict[str, Fraction]] = {group: {} for group in raters}
        for group, ids in raters.items():
            for rater in ids:
                value = self.combined(node, rater)
                given = [self.state(rater, leaf) is MarkState.GIVEN for leaf in wanted]
                enough = any(given) or not wanted if pool.incomplete == "rescale" else all(given)
                if enough and value is not None:
                    values[group][rater] = value
        panel = Panel(pool, values, {group: len(self.round_.group(group).members) for group in raters})
        if self.applies(node):
            self.panels[name(node)] = panel
            states = [self.state(rater, leaf) for ids in raters.values() for rater in ids for leaf in leaves]
            kinds = {"awaited"} if MarkState.AWAITED in states else panel.troubles()
            self.troubles |= {(kind, name(node)) for kind in kinds}
        return panel.pooled() if self.applies(node) else None

    def idle(self, node: Node, pool: Pool) -> set[str]:
        """Return the leaves that do not make a rescaled sheet count, where others do: extras, and without weight."""
        whole = next(item for item in below(self.rubric) if name(item) == name(node))
        marked = {name(leaf) for leaf in below(node) if by_raters(leaf) and not is_veto(leaf)} - self.spared
        found = self.extras | set(weightless(whole))
        return found if pool.incomplete == "rescale" and marked - found else set()

    def applies(self, node: Node) -> bool:
        """Return whether anything at a node applies to the agency: something can be earned, or extras are there."""
        if not children(node):
            return name(node) not in self.gone and not is_veto(node)
        if any(child.weight is not None for child in children(node)):
            weighed = most_combined(node, self.gone) != 0
            return weighed or any(name(c) in self.extras and self.applies(c) for c in children(node))
        return any(self.applies(child) for child in children(node))

    def score(self, node_id: str) -> Fraction | None:
        """Return a node's score; of raters' values below a pool the mean as the pool counts them."""
        node = next((node for node in below(self.tree) if name(node) == node_id), None)
        if node is None:
            return None
        above = self.pool_above[node_id]
        inside = {name(item) for item in below(above or node)}
        if any(at in inside for _, at in self.troubles):
            return None
        if is_veto(node):
            return None if node_id in self.spared else Fraction(0)
        if above is not None and not any(by_raters(leaf) and not is_veto(leaf) for leaf in below(node)):
            return self.value(node, None)
        if above is None:
            return self.total if node is self.tree else self.value(node, None)
        total = whole = Fraction(0)
        panel = self.panels.get(name(above))
        for rater, share in panel.shares().items() if panel else ():
            value = self.value(node, rater)
            if value is not None:
                total, whole = total + share * value, whole + share
        return total / whole if whole else None
