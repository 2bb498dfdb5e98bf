"""What of the rubric's tree concerns each agency, before any mark is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from rubrics import TreeNode
from scoring.engine.results import Results
from scoring.rounds import Group


@dataclass(frozen=True, eq=False)
class Structure:
    """Questions about nodes and agencies that no mark can change the answer to."""

    results: Results

    @cached_property
    def _scores(self) -> dict[tuple[str, str], Fraction | None]:
        return {}

    def score(self, node_id: str, agency: str) -> Fraction | None:
        """Return an agency's exact score at a node, as the results say it; each is worked out once."""
        if (node_id, agency) not in self._scores:
            self._scores[node_id, agency] = self.results.score(node_id, agency)
        return self._scores[node_id, agency]

    @cached_property
    def nodes(self) -> tuple[TreeNode, ...]:
        """Every node, each before its children."""
        return tuple(self.results.nodes.values())

    @cached_property
    def agencies(self) -> tuple[str, ...]:
        """The ids of the agencies in official order."""
        return tuple(self.results.rows)

    @cached_property
    def pools(self) -> tuple[TreeNode, ...]:
        """The nodes that pool, in the rubric's order."""
        return tuple(node for node in self.nodes if node.node.pool)

    @cached_property
    def _spared(self) -> frozenset[tuple[str, str]]:
        return frozenset((item.agency, item.criterion) for item in self.results.round.not_applicable)

    def spared(self, node: TreeNode, agency: str) -> bool:
        """Return whether a leaf is 不涉及 for an agency."""
        return (agency, node.id) in self._spared

    def applies(self, node: TreeNode, agency: str) -> bool:
        """Return whether anything at or below a node counts for an agency."""
        if self.results.rubric.not_applicable != "rescale":
            return True
        return any(not self.spared(leaf, agency) for leaf in node.leaves())

    def spared_points(self, leaf: TreeNode) -> Fraction:
        """Return what a spared leaf is worth where it still counts: all its points, or none."""
        return (leaf.combined_earnable or Fraction(0)) if self.results.rubric.not_applicable == "full" else Fraction(0)

    def combined_earnable(self, node: TreeNode, agency: str) -> Fraction:
        """Return what an agency can earn at a node, before the node's own factor."""
        if node.leaf:
            return node.combined_earnable or Fraction(0) if self.applies(node, agency) else Fraction(0)
        if node.weighted:
            return node.combined_earnable or Fraction(0)
        return sum((self.earnable(child, agency) for child in node.children if self.applies(child, agency)), Fraction())

    def earnable(self, node: TreeNode, agency: str) -> Fraction:
        """Return what an agency can earn at a node, before the parent's weight."""
        most = self.combined_earnable(node, agency)
        return most if node.node.factor is None else most * Fraction(node.node.factor)

    def group(self, pool: TreeNode) -> Group:
        """Return the group whose marks a node pools."""
        rated = next(leaf for leaf in pool.leaves() if leaf.rated)
        return self.results.round.group(rated.group or "")

    def marked(self, node: TreeNode, agency: str) -> tuple[TreeNode, ...]:
        """Return the leaves at or below a node on which raters mark this agency."""
        return tuple(leaf for leaf in node.leaves() if leaf.rated and not self.spared(leaf, agency))

    def read(self, node: TreeNode, agency: str, *, below: bool = False) -> tuple[tuple[TreeNode, bool], ...]:
        """Return what is read from a file for this agency, as (node, whether it is subtracted there).

        With `below` the subtraction at `node` itself is left out: it comes after a pool.
        """
        found: list[tuple[TreeNode, bool]] = []
        for inner in node.walk():
            if inner.leaf and not inner.rated and not self.spared(inner, agency):
                found.append((inner, False))
            if inner.node.subtract and not (below and inner is node) and self.applies(inner, agency):
                found.append((inner, True))
        return tuple(found)

    def for_raters(self, node: TreeNode) -> bool:
        """Return whether a node's value belongs to a rater (a mark below it has not been pooled yet)."""
        return node.below_pool and any(leaf.rated for leaf in node.leaves())

    def plain(self, node: TreeNode) -> bool:
        """Return whether a leaf counts exactly as it was entered."""
        own = node.node
        return node.leaf is not None and own.factor is None and own.subtract is None and own.round is None

    def always(self, node: TreeNode, agency: str) -> bool:
        """Return whether a node has a value for every rater, whatever was marked: from a file or a spared leaf."""
        leaves = [leaf for leaf in node.leaves() if self.applies(leaf, agency)]
        return any(not leaf.rated or self.spared(leaf, agency) for leaf in leaves)

    @cached_property
    def worked_below(self) -> tuple[TreeNode, ...]:
        """The nodes below a pool that are worked out rater by rater: all but leaves that count as entered."""
        return tuple(node for node in self.nodes if node.below_pool and not self.plain(node))
