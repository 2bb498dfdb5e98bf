"""The highest score there can be, bonuses included: above it no grade is ever given and no cap ever cuts."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from rubrics.markings import EXTRAS
from rubrics.model import full_marks
from rubrics.tree import TreeNode, combined_earnable, earnable, unscaled_earnable


def reach(node: TreeNode, agency_class: str | None) -> Fraction | None:
    """Return the highest score that an agency of a class can have at a node.

    None where nothing bounds it: a given value without scale, a coefficient or an amount from a file, or a bonus
    that is converted together with what was left out (不涉及, or a rater who marked only some items).
    """
    own, most = node.node, reach_unclamped(node, agency_class)
    if own.cap is not None:
        most = Fraction(own.cap) if most is None else min(most, Fraction(own.cap))
    if most is None:
        return None
    if own.floor is not None:
        most = max(most, Fraction(own.floor))
    if own.scale is not None:
        whole = unscaled_earnable(node, agency_class)
        most = most * Fraction(own.scale) / whole if whole else most
    if own.round is None:
        return most
    return Fraction(ceil(most * 10**own.round.places), 10**own.round.places)


def reach_unclamped(node: TreeNode, agency_class: str | None) -> Fraction | None:
    """Return the highest score at a node before its `floor` and `cap`; None as in `reach`."""
    own, most = node.node, _combined(node, agency_class)
    if most is None or own.subtract or (own.factor and own.factor.number is None):
        return None
    if own.pool:
        most *= own.pool.multiple
    return most * Fraction(own.factor.number) if own.factor and own.factor.number is not None else most


def _combined(node: TreeNode, agency_class: str | None) -> Fraction | None:
    if not node.concerns(agency_class):
        return Fraction(0)
    if node.leaf:
        bonus = node.leaf.rule.bonus
        points = bonus.cap if bonus else full_marks(node.leaf)
        return None if points is None else Fraction(points)
    if _converted(node):
        return None
    weighed = [child for child in node.children if node.weighted and child.weight and not child.extra]
    added = [reach(child, agency_class) for child in node.children if child.extra or not node.weighted]
    shares = [_share(child, agency_class) for child in weighed]
    if None in added or None in shares:
        return None
    total = sum((most for most in added if most is not None), Fraction())
    weights = sum((weight for weight, _ in filter(None, shares)), Fraction())
    if not weights:
        return total
    whole = combined_earnable(node, agency_class) or Fraction()
    return total + whole * sum((weight * part for weight, part in filter(None, shares)), Fraction()) / weights


def _share(child: TreeNode, agency_class: str | None) -> tuple[Fraction, Fraction] | None:
    """Return a child's weight, and the highest share of what can be earned in it; a weight of 0 where nothing can."""
    most, whole = reach(child, agency_class), earnable(child, agency_class)
    if whole == 0:
        return Fraction(0), Fraction(0)
    return None if most is None or whole is None else (child.weight, most / whole)


def _converted(node: TreeNode) -> bool:
    """Return whether a bonus stands where what is present is converted to the whole."""
    root = node.parent is None and getattr(node.node, "not_applicable", None) == "rescale"
    pool = node.node.pool is not None and node.node.pool.incomplete == "rescale"
    return (root or pool) and any(leaf.leaf and leaf.leaf.rule.name in EXTRAS for leaf in node.leaves())
