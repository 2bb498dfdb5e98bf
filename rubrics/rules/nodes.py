"""Soundness of what single nodes say: parts that hold something, extras without points, operations that can work."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics.document import Fault
from rubrics.messages import say
from rubrics.model import Criterion, Part, Rubric
from rubrics.reach import reach_unclamped
from rubrics.rules.classes import Classes
from rubrics.scalars import chosen
from rubrics.tree import TreeNode, unscaled_earnable


def check_node(node: TreeNode, classes: Classes) -> Iterator[Fault]:
    """Yield what is unsound about one node, whatever stands below it."""
    if isinstance(node.node, Rubric | Part):
        yield from _mixed(node, node.node)
    if isinstance(node.node, Part):
        yield from _part(node, node.node)
    if node.extra and not isinstance(node.node, Rubric):
        yield from _extra(node)
    yield from _clamp(node, classes)
    yield from _scale(node, classes)
    if node.node.factor and len(chosen(node.node.factor, ("number", "source"))) != 1:
        yield (
            "FACTOR-ONE",
            (*node.path, "factor"),
            say("a factor is either a number or read from a file."),
            say("Write “factor: <number>”, or “from: <id>” for coefficients in imports/<id>.csv."),
        )


def _mixed(node: TreeNode, branch: Rubric | Part) -> Iterator[Fault]:
    earned = [child for child in node.children if isinstance(child.node, Criterion) and not child.extra]
    if branch.parts and earned:
        yield (
            "PART-MIXED",
            node.path,
            say("“{id}” has both parts and criteria directly below it.", id=node.id),
            say("Put the criteria into a part of their own; only bonus, penalty and veto may stand beside parts."),
        )


def _part(node: TreeNode, part: Part) -> Iterator[Fault]:
    if part.given and node.children:
        yield (
            "PART-MIXED",
            (*node.path, "given"),
            say("part “{id}” is given as a whole, and has parts or criteria as well.", id=part.id),
            say("Keep either “given” or what stands below it."),
        )
    if not part.given and not node.children and part.points is None:
        yield (
            "PART-EMPTY",
            node.path,
            say("part “{id}” has nothing to mark.", id=part.id),
            say("Add parts, criteria or given; or points, to have it marked as a whole."),
        )


def _extra(node: TreeNode) -> Iterator[Fault]:
    if getattr(node.node, "points", None) is not None:
        yield (
            "EXTRA-POINTS",
            (*node.path, "points"),
            say("“{id}” is bonus, penalty or veto only: it has no points that can be earned.", id=node.id),
            say("Remove points; “cap” limits what is added."),
        )
    if getattr(node.node, "weight", None) is not None:
        yield (
            "EXTRA-WEIGHT",
            (*node.path, "weight"),
            say("“{id}” is bonus, penalty or veto only: it is added, and not weighed.", id=node.id),
            say("Remove the weight."),
        )


def _clamp(node: TreeNode, classes: Classes) -> Iterator[Fault]:
    floor, cap = node.node.floor, node.node.cap
    if cap is None:
        return
    if floor is not None and floor >= cap:
        yield (
            "CLAMP-RANGE",
            (*node.path, "floor"),
            say("the floor {floor} is not below the cap {cap}.", floor=floor, cap=cap),
            say("Correct floor or cap."),
        )
    reached = [] if node.veto else [reach_unclamped(node, name) for name in classes.of(node)]
    known = [most for most in reached if most is not None]
    if known and len(known) == len(reached) and max(known) < cap:
        yield (
            "CLAMP-RANGE",
            (*node.path, "cap"),
            say("the cap {cap} limits nothing: “{id}” cannot exceed {most}.", cap=cap, id=node.id, most=max(known)),
            say("Lower the cap, or leave it out."),
        )


def _scale(node: TreeNode, classes: Classes) -> Iterator[Fault]:
    if node.node.scale is None:
        return
    most = [unscaled_earnable(node, name) for name in classes.of(node)]
    if None in most or (most and not any(most)):
        yield (
            "SCALE-UNKNOWN",
            (*node.path, "scale"),
            say("“{id}” cannot be brought to a scale: it is not known how much can be earned in it.", id=node.id),
            say("Add points; or, where values are given, their scale."),
        )
    declared = getattr(node.node, "total" if isinstance(node.node, Rubric) else "points", None)
    if not node.leaf and declared is not None and declared != node.node.scale:
        yield (
            "SCALE-POINTS",
            (*node.path, "scale"),
            say(
                "“{id}” declares {declared} points, but is brought to {scale}.",
                id=node.id,
                declared=declared,
                scale=node.node.scale,
            ),
            say("Make the two agree."),
        )
