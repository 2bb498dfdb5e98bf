"""Caps, scales and grades of a random rubric that have something to work on: bounded by what can be reached."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from rubrics import Document, Rubric, build, tree
from rubrics.reach import reach, reach_unclamped
from rubrics.tree import unscaled_earnable


def bound_within_reach(value: dict[str, Any], share: Fraction) -> None:
    """Turn the drawn shares of a rubric's caps into points, and let the best grade begin at a share of the most."""
    for held in reversed(list(_nodes(value))):
        _within_reach(held, value)
    root = tree(build(Rubric, Document("rubric.yaml", value, {})))
    found = [reach(root, name) for name in root.agency_classes]
    known = min((most for most in found if most is not None), default=Fraction(10))
    bounds = [_decimal(known * share), _decimal(known * share / 2), Decimal(0)]
    bands = value["grades"]["bands"]
    for band, bound in zip(bands, bounds if bounds[1] > 0 else [Decimal(0), Decimal(-1), Decimal(-2)], strict=True):
        band["from"] = bound


def _nodes(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield value
    for child in (*value.get("parts", ()), *value.get("criteria", ())):
        yield from _nodes(child)


def _within_reach(held: dict[str, Any], value: dict[str, Any]) -> None:
    """Make a drawn share of what can be reached a cap, and drop a cap or a scale that has nothing to work on."""
    if "cap" not in held and "scale" not in held:
        return
    at = next(place for place, item in enumerate(_nodes(value)) if item is held)
    share, scale = held.pop("cap", None), held.pop("scale", None)
    node = list(tree(build(Rubric, Document("rubric.yaml", value, {}))).walk())[at]
    concerned = [name for name in node.agency_classes if node.concerns(name)]
    reached = [reach_unclamped(node, name) for name in concerned]
    if share is not None:
        known = [most for most in reached if most is not None]
        cap = _decimal((max(known) if len(known) == len(reached) else Fraction(8)) * Fraction(share))
        if cap > max(held.get("floor", 0), 0):
            held["cap"] = cap
    earned = [unscaled_earnable(node, name) for name in concerned]
    if scale is not None and None not in earned and any(earned):
        held["scale"] = scale
        if node.leaf is None:
            held.pop("points", None)
            held.pop("total", None)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator * 100 // value.denominator) / 100
