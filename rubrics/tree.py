"""The rubric's tree laid out flat: who marks each node, where values are pooled, who stands above whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from rubrics.document import Path
from rubrics.markings import EXTRAS, VetoMarking
from rubrics.model import ROOT, Criterion, Part, Rubric, full_marks
from rubrics.scalars import fraction_of

FULL_WEIGHT = 100


@dataclass(frozen=True, eq=False)
class TreeNode:
    """One node with its surroundings; `group` marks it unless the pool above names several."""

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
            *(("parts", at, part) for at, part in enumerate(self.node.parts)),
            *(("criteria", at, criterion) for at, criterion in enumerate(self.node.criteria)),
        ]
        return tuple(TreeNode(node, (*self.path, name, at), self, node.by or self.group) for name, at, node in below)

    @cached_property
    def leaf(self) -> Part | Criterion | None:
        """The node itself where it is marked, None where it combines others."""
        return None if self.children or isinstance(self.node, Rubric) else self.node

    @cached_property
    def rated(self) -> bool:
        """Whether raters mark this leaf, rather than a file or a fact."""
        return self.leaf is not None and self.leaf.rule.rated

    @cached_property
    def veto(self) -> VetoMarking | None:
        """The rule of a leaf that is a veto. A veto that raters mark is settled by itself and passes no pool."""
        return self.leaf.rule.veto if self.leaf else None

    @cached_property
    def pooled_leaf(self) -> bool:
        """Whether raters mark this leaf and a pool makes one value of their marks."""
        return self.rated and self.veto is None

    @cached_property
    def extra(self) -> bool:
        """Whether nothing can be earned here: bonus, penalty, veto, and parts of nothing else."""
        if self.leaf:
            return self.leaf.rule.name in EXTRAS
        return bool(self.children) and all(child.extra for child in self.children)

    @cached_property
    def weighted(self) -> bool:
        """Whether the children are combined by weight rather than summed; extras below are then added."""
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

    @cached_property
    def reason_below(self) -> Fraction | None:
        """The share of what can be earned below which a mark needs a reason: the nearest that is written."""
        if self.node.reason_below is not None:
            return fraction_of(self.node.reason_below)
        return self.parent.reason_below if self.parent else None

    @property
    def below_pool(self) -> bool:
        """Whether values here belong to a rater: a pooling node stands above, and raters mark below."""
        return self.parent is not None and self.parent.pooled_at is not None

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups whose members mark here: those that the pool names, or the one of the nearest `by`."""
        pool = self.pooled_at.node.pool if self.pooled_at else None
        if pool and pool.groups:
            return tuple(pool.groups)
        return (self.group,) if self.group else ()

    def walk(self) -> Iterator[TreeNode]:
        """Yield this node and all below it, each before its children."""
        yield self
        for child in self.children:
            yield from child.walk()

    def leaves(self) -> tuple[TreeNode, ...]:
        """Return the leaves at or below this node."""
        return tuple(node for node in self.walk() if node.leaf)

    def concerns(self, agency_class: str | None) -> bool:
        """Return whether a class of agencies is meant here; a node without `for` is meant for all."""
        own = None if isinstance(self.node, Rubric) else self.node.classes
        return (own is None or agency_class in own) and (self.parent is None or self.parent.concerns(agency_class))

    @cached_property
    def agency_classes(self) -> tuple[str | None, ...]:
        """The classes of agencies that the rubric tells apart; a single None where it does not."""
        if isinstance(self.node, Rubric):
            return tuple(item.id for item in self.node.classes) or (None,)
        return self.parent.agency_classes if self.parent else (None,)

    @cached_property
    def earnable(self) -> Fraction | None:
        """The most that can be earned here by any class, before the parent's weight; None without a scale."""
        return _highest(earnable(self, name) for name in self.agency_classes)

    @cached_property
    def combined_earnable(self) -> Fraction | None:
        """The most that can be earned by any class before the node's own operations (for a rater, below a pool)."""
        return _highest(combined_earnable(self, name) for name in self.agency_classes)


def tree(rubric: Rubric) -> TreeNode:
    """Return the rubric's root with everything below it."""
    return TreeNode(rubric, (), None, rubric.by)


def combined_earnable(
    node: TreeNode, agency_class: str | None, spared: frozenset[str] = frozenset()
) -> Fraction | None:
    """Return the most that an agency of a class can earn at a node before its own operations.

    0 where nothing there concerns the agency; `spared` are the ids of leaves that are rescaled away (不涉及). None
    where a given value has no scale. Under weights the whole stays the same while anything that is weighed applies.
    """
    if not node.concerns(agency_class):
        return Fraction(0)
    if node.leaf:
        points = full_marks(node.leaf)
        return Fraction(0) if node.id in spared else None if points is None else Fraction(points)
    if not node.weighted:
        parts = [earnable(child, agency_class, spared) for child in node.children]
        return None if None in parts else sum((part for part in parts if part is not None), Fraction())
    if not any(child.weight and earnable(child, agency_class, spared) != 0 for child in node.children):
        return Fraction(0)
    declared = node.node.total if isinstance(node.node, Rubric) else getattr(node.node, "points", None)
    return Fraction(FULL_WEIGHT if declared is None else declared)


def earnable(node: TreeNode, agency_class: str | None, spared: frozenset[str] = frozenset()) -> Fraction | None:
    """Return the most that an agency of a class can earn at a node, its own operations done.

    A pool of the `n` middle values and a numeric factor multiply it, a cap cuts it, a scale sets it; a coefficient,
    a subtraction and a floor leave it alone.
    """
    most = unscaled_earnable(node, agency_class, spared)
    if node.node.scale is None or not most:
        return most
    # Asked only where it is needed: asked at every level, the depth of the tree would double the work each time.
    whole = unscaled_earnable(node, agency_class) if spared else most
    return Fraction(node.node.scale) * most / whole if whole else most


def unscaled_earnable(
    node: TreeNode, agency_class: str | None, spared: frozenset[str] = frozenset()
) -> Fraction | None:
    """Return the most that an agency of a class can earn at a node before the node's `scale`."""
    most, own = combined_earnable(node, agency_class, spared), node.node
    if most is None:
        return None
    if own.pool:
        most *= own.pool.multiple
    if own.factor and own.factor.number is not None:
        most *= Fraction(own.factor.number)
    return most if own.cap is None else min(most, Fraction(own.cap))


def _highest(values: Iterator[Fraction | None]) -> Fraction | None:
    found = list(values)
    return None if None in found else max(value for value in found if value is not None)


def _weight(node: TreeNode) -> Decimal | None:
    return None if isinstance(node.node, Rubric) else node.node.weight


def import_sources(rubric: Rubric) -> tuple[str, ...]:
    """Return the ids of all imports that something in the rubric reads: leaves first, then operations of nodes."""
    nodes = tuple(tree(rubric).walk())
    read = [node.leaf.rule.source for node in nodes if node.leaf]
    amounts = [node.node.subtract.source for node in nodes if node.node.subtract]
    factors = [node.node.factor.source for node in nodes if node.node.factor]
    return tuple(dict.fromkeys(source for source in (*read, *amounts, *factors) if source is not None))
