"""The rubric's tree laid out flat: who marks each node, where values are pooled, who stands above whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from rubrics.document import Path
from rubrics.model import ROOT, Criterion, Part, Rubric, full_marks


@dataclass(frozen=True, eq=False)
class TreeNode:
    """One node with its surroundings; `group` marks it, `pooled_at` is the id of the node that pools it."""

    node: Rubric | Part | Criterion
    path: Path
    parent: TreeNode | None
    group: str | None

    @cached_property
    def id(self) -> str:
        """The node's id; the rubric itself is `total`."""
        return ROOT if isinstance(self.node, Rubric) else self.node.id

    @cached_property
    def depth(self) -> int:
        """0 for the rubric itself, 1 for its parts (一级指标), and so on."""
        return self.parent.depth + 1 if self.parent else 0

    @cached_property
    def children(self) -> tuple[TreeNode, ...]:
        """The nodes directly below, in the rubric's order."""
        if isinstance(self.node, Criterion):
            return ()
        below: list[tuple[str, int, Part | Criterion]] = [
            ("parts", at, part) for at, part in enumerate(self.node.parts)
        ]
        if isinstance(self.node, Part):
            below += [("criteria", at, criterion) for at, criterion in enumerate(self.node.criteria)]
        return tuple(TreeNode(node, (*self.path, name, at), self, node.by or self.group) for name, at, node in below)

    @cached_property
    def leaf(self) -> Part | Criterion | None:
        """The node itself where it is marked, None where it combines others."""
        return None if self.children or isinstance(self.node, Rubric) else self.node

    @cached_property
    def rated(self) -> bool:
        """Whether raters mark this leaf (points and levels), rather than a file or a fact."""
        rule = self.leaf.rule if self.leaf else None
        return rule is not None and (rule.points is not None or rule.levels is not None)

    @cached_property
    def weighted(self) -> bool:
        """Whether the children are combined by weight rather than summed."""
        return any(_weight(child) is not None for child in self.children)

    @property
    def weight(self) -> Fraction:
        """The weight under the parent; 0 where none is written."""
        return Fraction(_weight(self) or 0)

    @cached_property
    def pooled_at(self) -> TreeNode | None:
        """The nearest node, this one or above, that pools."""
        if self.node.pool:
            return self
        return self.parent.pooled_at if self.parent else None

    @property
    def below_pool(self) -> bool:
        """Whether values here belong to a rater: a pooling node stands above, and raters mark below."""
        return self.parent is not None and self.parent.pooled_at is not None

    def walk(self) -> Iterator[TreeNode]:
        """Yield this node and all below it, each before its children."""
        yield self
        for child in self.children:
            yield from child.walk()

    def leaves(self) -> tuple[TreeNode, ...]:
        """Return the leaves at or below this node."""
        return tuple(node for node in self.walk() if node.leaf)

    @cached_property
    def earnable(self) -> Fraction | None:
        """The most that can be earned here, before the parent's weight; None where a scale is missing."""
        most = self.combined_earnable
        if most is not None and self.node.factor is not None:
            most *= Fraction(self.node.factor)
        return most

    @cached_property
    def combined_earnable(self) -> Fraction | None:
        """The most that can be earned before the node's own factor."""
        if self.leaf:
            points = full_marks(self.leaf)
            return None if points is None else Fraction(points)
        if self.weighted:
            declared = self.node.total if isinstance(self.node, Rubric) else getattr(self.node, "points", None)
            return Fraction(declared) if declared is not None else sum((c.weight for c in self.children), Fraction())
        parts = [child.earnable for child in self.children]
        return None if None in parts else sum((part for part in parts if part is not None), Fraction())


def tree(rubric: Rubric) -> TreeNode:
    """Return the rubric's root with everything below it."""
    return TreeNode(rubric, (), None, rubric.by)


def _weight(node: TreeNode) -> Decimal | None:
    return None if isinstance(node.node, Rubric) else node.node.weight


def import_sources(rubric: Rubric) -> tuple[str, ...]:
    """Return the ids of all imports that something in the rubric reads: what is given, and what is subtracted."""
    nodes = tuple(tree(rubric).walk())
    given = [node.leaf.rule.given.source for node in nodes if node.leaf and node.leaf.rule.given]
    return tuple(dict.fromkeys([*given, *(node.node.subtract.source for node in nodes if node.node.subtract)]))
