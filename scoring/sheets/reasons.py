"""From which score down a mark needs a reason in writing (扣分理由)."""

from __future__ import annotations

from fractions import Fraction

from rubrics import TreeNode, full_marks


def reason_limit(leaf: TreeNode) -> Fraction | None:
    """Return the points below which the rubric asks for a reason; None where it does not, or nothing can be earned."""
    full = full_marks(leaf.leaf) if leaf.leaf else None
    return leaf.reason_below * Fraction(full) if leaf.reason_below is not None and full else None
