"""What of the rubric's tree concerns each agency, before any mark is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cached_property

from rubrics import Pool, TreeNode, combined_earnable
from rubrics.tree import unscaled_earnable
from scoring.engine.earnable import agency_earnable
from scoring.engine.results import Results
from scoring.engine.values import OpenKind


class Kind(Enum):
    """What a number is that scores start from: a leaf's points, an amount or a coefficient that a node reads.

    Those stand among the raw inputs; what a pool makes of raters' values does not.
    """

    LEAF = "leaf"
    POOLED = "pooled"
    SUBTRACT = "subtract"
    FACTOR = "factor"


@dataclass(frozen=True)
class Support:
    """The leaves of which one mark is enough, or `always` where no mark is needed at all."""

    leaves: frozenset[str] = frozenset()
    always: bool = False

    def __or__(self, other: Support) -> Support:
        return Support(self.leaves | other.leaves, self.always or other.always)


@dataclass(frozen=True, eq=False)
class Structure:
    """Questions about nodes and agencies that no mark can change the answer to."""

    results: Results

    @cached_property
    def _scores(self) -> dict[tuple[str, str], Fraction | None]:
        return {}

    @cached_property
    def _applies(self) -> dict[tuple[str, str], bool]:
        return {}

    @cached_property
    def _earnables(self) -> dict[tuple[str, str, bool], Fraction]:
        return {}

    def score(self, node_id: str, agency: str) -> Fraction | None:
        """Return an agency's exact score at a node, as the results say it; each is worked out once."""
        if (node_id, agency) not in self._scores:
            self._scores[node_id, agency] = self.results.score(node_id, agency)
        return self._scores[node_id, agency]

    @cached_property
    def nodes(self) -> tuple[TreeNode, ...]:
        """Every node that concerns any agency of the round, or that ties ask for; each before its children."""
        asked = {key.target for key in self.results.rubric.rank.ties}
        classes = set(self.results.round.classes.values())
        return tuple(
            node
            for node in self.results.nodes.values()
            if node.id in asked or any(node.concerns(name) for name in classes)
        )

    @cached_property
    def agencies(self) -> tuple[str, ...]:
        """The ids of the agencies in official order."""
        return tuple(self.results.rows)

    @cached_property
    def pools(self) -> tuple[TreeNode, ...]:
        """The nodes that pool, in the rubric's order."""
        return tuple(node for node in self.nodes if node.node.pool)

    @cached_property
    def vetoes(self) -> tuple[TreeNode, ...]:
        """The leaves that are vetoes, in the rubric's order."""
        return tuple(node for node in self.nodes if node.veto)

    @cached_property
    def _spared(self) -> frozenset[tuple[str, str]]:
        return frozenset((item.agency, item.criterion) for item in self.results.round.not_applicable)

    def spared(self, node: TreeNode, agency: str) -> bool:
        """Return whether a leaf is 不涉及 for an agency."""
        return (agency, node.id) in self._spared

    def exists(self, node: TreeNode, agency: str) -> bool:
        """Return whether a node is written for the agency's class."""
        return node.concerns(self.results.round.classes[agency])

    def concerned(self, leaf: TreeNode, agency: str) -> bool:
        """Return whether a leaf is asked of an agency: written for its class, and not 不涉及."""
        return self.exists(leaf, agency) and not self.spared(leaf, agency)

    def applies(self, node: TreeNode, agency: str) -> bool:
        """Return whether anything at or below a node counts for an agency."""
        if (node.id, agency) not in self._applies:
            self._applies[node.id, agency] = self._counts(node, agency)
        return self._applies[node.id, agency]

    def _counts(self, node: TreeNode, agency: str) -> bool:
        if not self.exists(node, agency):
            return False
        if node.leaf:
            left_out = node.veto is not None or self.results.rubric.not_applicable == "rescale"
            return not (left_out and self.spared(node, agency))
        if node.node.pool and self.marked(node, agency):
            return True
        added = any(self.applies(child, agency) for child in self.extras(node, agency))
        if not node.weighted:
            return added or any(self.applies(child, agency) for child in self.earned(node, agency))
        return added or any(child.weight for child in self.weighed(node, agency))

    def earned(self, node: TreeNode, agency: str) -> tuple[TreeNode, ...]:
        """Return the children that a node combines for an agency: all that apply, without extras."""
        return tuple(child for child in node.children if not child.extra and self.applies(child, agency))

    def weighed(self, node: TreeNode, agency: str) -> tuple[TreeNode, ...]:
        """Return the weighted children that share the weight for an agency: those in which it can earn anything."""
        return tuple(child for child in self.earned(node, agency) if self.earnable(child, agency) > 0)

    def extras(self, node: TreeNode, agency: str) -> tuple[TreeNode, ...]:
        """Return the children whose points are added to a node: bonus and penalty, and parts of nothing else."""
        return tuple(child for child in node.children if child.extra and not child.veto and self.applies(child, agency))

    def vetoes_of(self, node: TreeNode, agency: str) -> tuple[TreeNode, ...]:
        """Return the vetoes directly below a node that are asked of an agency."""
        return tuple(child for child in node.children if child.veto and self.concerned(child, agency))

    def awaited_vetoes(self, node: TreeNode, agency: str) -> tuple[TreeNode, ...]:
        """Return the vetoes that a node must wait for itself: directly below, or in parts of nothing else."""
        found: list[TreeNode] = []
        for child in node.children:
            if child.veto or not self.applies(child, agency):
                found += (leaf for leaf in child.leaves() if leaf.veto and self.concerned(leaf, agency))
        return tuple(found)

    def void(self, agency: str) -> bool:
        """Return whether nothing in the whole rubric can be earned by an agency."""
        return any(item.kind is OpenKind.NOTHING_APPLIES for item in self.results.opens[agency])

    def spared_points(self, leaf: TreeNode) -> Fraction:
        """Return what a spared leaf is worth where it still counts: all its points, or none."""
        return (leaf.combined_earnable or Fraction(0)) if self.results.rubric.not_applicable == "full" else Fraction(0)

    def combined_earnable(self, node: TreeNode, agency: str) -> Fraction:
        """Return what an agency can earn at a node, before the node's own operations."""
        return self._most(node, agency, combined=True)

    def earnable(self, node: TreeNode, agency: str) -> Fraction:
        """Return what an agency can earn at a node, before the parent's weight."""
        return self._most(node, agency, combined=False)

    def whole(self, agency: str) -> Fraction:
        """Return what an agency of this class can earn in all, were nothing 不涉及."""
        root = self.results.tree
        return combined_earnable(root, self.results.round.classes[agency]) or Fraction(0)

    def _most(self, node: TreeNode, agency: str, *, combined: bool) -> Fraction:
        key = (node.id, agency, combined)
        if key not in self._earnables:
            results = self.results
            self._earnables[key] = agency_earnable(results.rubric, results.round, node, agency, combined=combined)
        return self._earnables[key]

    def scaling(self, node: TreeNode, agency: str) -> Fraction:
        """Return what a node's `scale` multiplies by, for an agency of its class."""
        whole = unscaled_earnable(node, self.results.round.classes[agency])
        return Fraction(node.node.scale or 0) / whole if whole else Fraction(1)

    def marked(self, node: TreeNode, agency: str) -> tuple[TreeNode, ...]:
        """Return the leaves at or below a node on which raters mark this agency and that a pool makes one value of."""
        return tuple(leaf for leaf in node.leaves() if leaf.pooled_leaf and self.concerned(leaf, agency))

    def outer_quorum(self, pool: Pool, groups: tuple[str, ...]) -> int:
        """Return how many values of all groups together a pool needs."""
        if pool.quorum == "majority":
            return sum(len(self.results.round.group(group).members) for group in groups) // 2 + 1
        return pool.quorum or 1

    def read(self, node: TreeNode, agency: str, *, below: bool = False) -> tuple[tuple[TreeNode, Kind], ...]:
        """Return what is read from a file or a fact for this agency; vetoes are settled by themselves.

        With `below` what `node` itself multiplies by or subtracts is left out: it comes after a pool.
        """
        found: list[tuple[TreeNode, Kind]] = []
        for inner in node.walk():
            if inner.leaf and not inner.rated and not inner.veto and self.concerned(inner, agency):
                found.append((inner, Kind.LEAF))
            if self.applies(inner, agency) and not (below and inner is node):
                found += [(inner, kind) for kind in self.amounts(inner)]
        return tuple(found)

    @staticmethod
    def amounts(node: TreeNode) -> tuple[Kind, ...]:
        """Return which numbers of its own a node reads from a file."""
        factor = (Kind.FACTOR,) if node.node.factor and node.node.factor.source else ()
        return (*factor, Kind.SUBTRACT) if node.node.subtract else factor

    def for_raters(self, node: TreeNode) -> bool:
        """Return whether a node's value belongs to a rater (a mark below it has not been pooled yet)."""
        return node.below_pool and any(leaf.pooled_leaf for leaf in node.leaves())

    @staticmethod
    def plain(node: TreeNode) -> bool:
        """Return whether a leaf counts exactly as it was entered."""
        own = node.node
        written = (own.factor, own.subtract, own.floor, own.cap, own.scale, own.round)
        return node.leaf is not None and all(operation is None for operation in written)

    def giving(self, node: TreeNode, agency: str) -> Support:
        """Return what a rater must have marked, one of it at least, for a node to count."""
        if not self.applies(node, agency) or node.veto:
            return Support()
        if node.leaf:
            return self._of_leaf(node, agency)
        found = self.earning(node, agency) if node.weighted else Support()
        counted = (
            self.extras(node, agency) if node.weighted else (*self.earned(node, agency), *self.extras(node, agency))
        )
        for child in counted:
            found |= self.giving(child, agency)
        return found

    def earning(self, node: TreeNode, agency: str) -> Support:
        """Return what a rater must have marked, one of it at least, for anything to be earned at a node."""
        if not self.applies(node, agency) or node.extra:
            return Support()
        if node.leaf:
            return self._of_leaf(node, agency) if self.combined_earnable(node, agency) else Support()
        found = Support()
        for child in self.earned(node, agency):
            if not node.weighted or child.weight:
                found |= self.earning(child, agency)
        return found

    def _of_leaf(self, leaf: TreeNode, agency: str) -> Support:
        rated = leaf.pooled_leaf and not self.spared(leaf, agency)
        return Support(frozenset({leaf.id})) if rated else Support(always=True)

    @cached_property
    def worked_below(self) -> tuple[TreeNode, ...]:
        """The nodes below a pool that are worked out rater by rater: all but leaves that count as entered."""
        return tuple(node for node in self.nodes if node.below_pool and not self.plain(node))
