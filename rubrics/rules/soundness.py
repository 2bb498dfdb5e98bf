"""Soundness beyond shape: what a rubric may not say although every word of it is well formed."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics.document import Fault, Locate
from rubrics.model import Rubric
from rubrics.problems import Problem
from rubrics.rules.classes import Classes, check_classes
from rubrics.rules.facts import check_facts
from rubrics.rules.grades import check_grades
from rubrics.rules.imports import check_imports
from rubrics.rules.markings import check_leaf
from rubrics.rules.names import check_names
from rubrics.rules.nodes import check_node
from rubrics.rules.pools import check_pool
from rubrics.rules.ranking import check_ranking
from rubrics.rules.raters import check_raters
from rubrics.rules.sums import check_sums
from rubrics.tree import TreeNode, tree


def check(rubric: Rubric, locate: Locate) -> list[Problem]:
    """Return every soundness fault of `rubric`; `locate` turns a path into a place."""
    nodes = tuple(tree(rubric).walk())
    classes = Classes(rubric, nodes)
    faults = (
        *check_names(rubric, nodes),
        *check_facts(rubric, nodes),
        *check_imports(nodes),
        *check_classes(rubric, nodes, classes),
        *(fault for node in nodes for fault in _node(node, rubric, classes)),
        *check_ranking(rubric, nodes),
        *check_grades(rubric, nodes, classes),
    )
    return [Problem(code, locate(path), rule, remedy) for code, path, rule, remedy in faults]


def _node(node: TreeNode, rubric: Rubric, classes: Classes) -> Iterator[Fault]:
    yield from check_node(node, classes)
    if node.leaf:
        yield from check_leaf(node, node.leaf, rubric)
        yield from check_raters(node)
    else:
        yield from check_sums(node, classes)
    if node.node.pool:
        yield from check_pool(node, node.node.pool, classes)
