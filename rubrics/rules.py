"""Soundness beyond shape: what a rubric may not say although every word of it is well formed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from rubrics.document import Fault, Locate, Path, written
from rubrics.messages import say
from rubrics.model import ROOT, Part, Rubric
from rubrics.problems import Problem
from rubrics.rules_of_markings import check_leaf
from rubrics.rules_of_results import check_grades, check_pool, check_ranking
from rubrics.tree import TreeNode, tree

FULL_WEIGHT = 100


def check(rubric: Rubric, locate: Locate) -> list[Problem]:
    """Return every soundness fault of `rubric`; `locate` turns a path into a place."""
    nodes = tuple(tree(rubric).walk())
    faults = (
        *_names(rubric, nodes),
        *_facts(rubric),
        *(fault for node in nodes for fault in _node(node, rubric)),
        *check_ranking(rubric, nodes),
        *check_grades(rubric),
    )
    return [Problem(code, locate(path), rule, remedy) for code, path, rule, remedy in faults]


def _names(rubric: Rubric, nodes: tuple[TreeNode, ...]) -> Iterator[Fault]:
    yield from _repeated("ID-TWICE", (((*node.path, "id"), node.id) for node in nodes))
    yield from _repeated("NO-TWICE", (((*node.path, "no"), str(no)) for node in nodes if (no := _number(node))))
    yield from _repeated("ID-TWICE", ((("facts", at, "id"), fact.id) for at, fact in enumerate(rubric.facts)))
    yield from _repeated("ID-TWICE", ((("methods", at, "id"), way.id) for at, way in enumerate(rubric.methods)))
    if rubric.grades:
        titles = enumerate(band.title for band in rubric.grades.bands)
        yield from _repeated("GRADE-TWICE", ((("grades", "bands", at, "title"), title) for at, title in titles))


def _number(node: TreeNode) -> str:
    no = None if isinstance(node.node, Rubric) else node.node.no
    return "" if no is None else str(no)


def _repeated(code: str, named: Iterable[tuple[Path, str]]) -> Iterator[Fault]:
    first: dict[str, Path] = {}
    for path, name in named:
        if name not in first:
            first[name] = path
        elif len(first[name]) == 1:
            yield (
                code,
                path,
                say("“{root}” is the id of the rubric as a whole.", root=ROOT),
                say("Choose another id."),
            )
        else:
            yield (
                code,
                path,
                say("“{name}” is used twice: {first} has it already.", name=name, first=written(first[name][:-1])),
                say("Change one of the two."),
            )


def _facts(rubric: Rubric) -> Iterator[Fault]:
    for at, fact in enumerate(rubric.facts):
        if fact.min is not None and fact.max is not None and fact.min > fact.max:
            yield (
                "FACT-RANGE",
                ("facts", at, "min"),
                say("the least value {min} is above the greatest value {max}.", min=fact.min, max=fact.max),
                say("Correct min or max."),
            )


def _node(node: TreeNode, rubric: Rubric) -> Iterator[Fault]:
    if isinstance(node.node, Part):
        yield from _part(node, node.node)
    if node.leaf:
        yield from check_leaf(node, node.leaf, rubric)
    elif node.weighted:
        yield from _weights(node)
    else:
        yield from _sum(node)
    if node.node.pool:
        yield from check_pool(node, node.node.pool)


def _part(node: TreeNode, part: Part) -> Iterator[Fault]:
    if part.parts and part.criteria:
        yield (
            "PART-MIXED",
            node.path,
            say("part “{id}” has both parts and criteria directly below it.", id=part.id),
            say("Put the criteria into a part of their own."),
        )
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


def _sum(node: TreeNode) -> Iterator[Fault]:
    field = "total" if isinstance(node.node, Rubric) else "points"
    declared = getattr(node.node, field)
    parts = [child.earnable for child in node.children]
    if declared is None or None in parts:
        return
    total = sum((part for part in parts if part is not None), Fraction())
    if total != Fraction(declared):
        yield (
            "POINTS-SUM",
            (*node.path, field),
            say(
                "“{id}” declares {declared} points, but what stands below it adds up to {total}.",
                id=node.id,
                declared=declared,
                total=total,
            ),
            say("Correct the points below it, or the declared points."),
        )


def _weights(node: TreeNode) -> Iterator[Fault]:
    weights = ((child.id, getattr(child.node, "weight", None)) for child in node.children)
    without = tuple(name for name, weight in weights if weight is None)
    total = sum((child.weight for child in node.children), Fraction())
    if without:
        yield (
            "WEIGHT-MIXED",
            node.path,
            say("below “{id}” some have a weight and some have none: {without}.", id=node.id, without=without),
            say("Give a weight to all of them, or to none."),
        )
    elif total != FULL_WEIGHT:
        yield (
            "WEIGHT-SUM",
            node.path,
            say("the weights below “{id}” add up to {total}, not to 100.", id=node.id, total=total),
            say("Correct the weights."),
        )
    for child in node.children:
        if child.earnable is None or child.earnable <= 0:
            yield (
                "WEIGHT-SCALE",
                child.path,
                say("“{id}” has a weight, but it does not say how much can be earned in it.", id=child.id),
                say("Add points; or, where values are given, their scale."),
            )
