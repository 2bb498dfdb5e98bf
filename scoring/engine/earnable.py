"""How much an agency can earn at a node, when criteria that do not concern it are rescaled away."""

from __future__ import annotations

from fractions import Fraction

from rubrics import Rubric, TreeNode
from scoring.rounds import Round


def agency_earnable(rubric: Rubric, round_: Round, node: TreeNode, agency: str, *, own_factor: bool = True) -> Fraction:
    """Return what an agency can earn at a node, 0 where nothing applies or no scale is known.

    Without `own_factor` it is what the node combines, before its own factor. Under a weight the whole stays the same
    while any child with a weight applies.
    """
    most = node.combined_earnable or Fraction(0)
    if rubric.not_applicable == "rescale":
        spared = {item.criterion for item in round_.not_applicable if item.agency == agency}
        most = _without(spared, node, most)
    factor = node.node.factor
    return most * Fraction(factor) if own_factor and factor is not None else most


def _without(spared: set[str], node: TreeNode, whole: Fraction) -> Fraction:
    if not any(leaf.id in spared for leaf in node.leaves()):
        return whole
    if node.leaf:
        return Fraction(0)
    below = Fraction(0)
    for child in node.children:
        if child.weight or not node.weighted:
            own = _without(spared, child, child.combined_earnable or Fraction(0))
            below += own if child.node.factor is None else own * Fraction(child.node.factor)
    return whole if node.weighted and below else below
