"""How much an agency can earn at a node: by its class, and without the criteria that are rescaled away (不涉及)."""

from __future__ import annotations

from fractions import Fraction

from rubrics import Rubric, TreeNode, combined_earnable, earnable
from scoring.rounds import Round


def rescaled_away(rubric: Rubric, round_: Round, agency: str) -> frozenset[str]:
    """Return the ids of the leaves that do not concern an agency and are rescaled away."""
    return round_.spared[agency] if rubric.not_applicable == "rescale" else frozenset()


def agency_earnable(rubric: Rubric, round_: Round, node: TreeNode, agency: str, *, combined: bool = False) -> Fraction:
    """Return what an agency can earn at a node, 0 where nothing applies or no scale is known.

    With `combined` it is what the node combines, before its own operations.
    """
    found = combined_earnable if combined else earnable
    return found(node, round_.classes[agency], rescaled_away(rubric, round_, agency)) or Fraction(0)


def remains(node: TreeNode, agency_class: str | None, without: frozenset[str]) -> bool:
    """Return whether anything at a node concerns an agency: something can be earned, or an extra is left.

    `without` are the ids of leaves that are rescaled away. Where children are weighed, those without weight are
    nothing by themselves.
    """
    if not node.concerns(agency_class) or node.veto:
        return False
    if node.leaf:
        return node.id not in without
    weighed = node.weighted and not combined_earnable(node, agency_class, without)
    left = [child for child in node.children if child.extra] if weighed else node.children
    return any(remains(child, agency_class, without) for child in left)
