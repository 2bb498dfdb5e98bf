"""What agencies gave themselves (自评) beside what they scored; no figure of the round ever depends on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from rubrics import TreeNode
from scoring.engine.results import Results


@dataclass(frozen=True)
class SelfAssessment:
    """The points that agencies gave themselves, by agency and criterion; none where they gave none."""

    results: Results
    given: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(self.given.values())

    def score(self, node: TreeNode, agency: str) -> Fraction | None:
        """Return what an agency gave itself at a node, in the node's points.

        A branch has a sum where it does nothing but add up and everything it adds up was assessed; None elsewhere.
        """
        if node.leaf:
            found = self.given.get(agency, {}).get(node.id)
            return None if found is None else Fraction(found)
        if not self._adds_up(node, agency):
            return None
        spared, own = self.results.round.spared[agency], self.results.round.classes[agency]
        asked = [child for child in node.children if child.concerns(own) and not child.veto and child.id not in spared]
        parts = [self.score(child, agency) if _plain(child) else None for child in asked]
        known = [part for part in parts if part is not None]
        return sum(known, Fraction()) if known and len(known) == len(parts) else None

    def difference(self, node: TreeNode, agency: str) -> Fraction | None:
        """Return how far the score is above (positive) or below the self-assessment; None where either is missing."""
        own, score = self.score(node, agency), self.results.score(node.id, agency)
        return None if own is None or score is None or not _plain(node) else score - own

    def _adds_up(self, node: TreeNode, agency: str) -> bool:
        """Return whether a branch is the plain sum of what is below it, 不涉及 considered."""
        if node.weighted or not _plain(node):
            return False
        spared = self.results.round.spared[agency]
        left_out = self.results.rubric.not_applicable == "rescale" and node.parent is not None
        return left_out or not any(leaf.id in spared for leaf in node.leaves())


def _plain(node: TreeNode) -> bool:
    """Return whether a node's score is on the scale on which it is marked: nothing is done to it but pooling."""
    own = node.node
    operations = (own.factor, own.subtract, own.floor, own.cap, own.scale, own.round)
    return all(operation is None for operation in operations) and not (own.pool and own.pool.multiple != 1)
