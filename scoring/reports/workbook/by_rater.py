"""The formulas of nodes below a pool: what one rater's marks for an agency come to.

With `partly` a rater who marked only some items counts with those; otherwise every mark must be there. Text in a
cell (回避, 待交, …) is never a number: SUM and COUNT pass over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from rubrics import TreeNode
from scoring.reports.workbook.expressions import constant, listed
from scoring.reports.workbook.operations import Operations, guarded
from scoring.reports.workbook.places import Places
from scoring.reports.workbook.structure import Structure, Support

Child = tuple[TreeNode, str]


@dataclass(frozen=True, eq=False)
class ByRater:
    """Expressions without the leading `=`; `agency` and `rater` are ids."""

    structure: Structure
    places: Places
    operations: Operations

    def entered(self, leaf: TreeNode, agency: str, rater: str | None) -> str:
        """Return a leaf's cell among the raw inputs, or what it is worth where it is 不涉及 and still counts."""
        if self.structure.spared(leaf, agency):
            return constant(self.structure.spared_points(leaf))
        if leaf.rated and rater is not None:
            return self.places.inputs.mark(agency, leaf, rater)
        return self.places.read(agency, leaf)

    def of_rater(self, node: TreeNode, agency: str, rater: str) -> str:
        """Return the cell (or constant) of a node's value for one rater."""
        if self.structure.plain(node):
            return self.entered(node, agency, rater)
        return self.places.below[node.id].cell(self.structure.results.rows[agency], rater)

    def below_pool(self, node: TreeNode, agency: str, rater: str) -> str:
        """Return the formula of a node that is worked out rater by rater, blank while it has no value."""
        pool = node.pooled_at
        partly = pool is not None and pool.node.pool is not None and pool.node.pool.incomplete == "rescale"
        support = self.structure.giving(node, agency)
        conditions = (
            *self._given(node, agency, rater, support, partly=partly),
            *self.operations.all_read(node, agency),
        )
        value = self.with_extras(self.combined(node, agency, rater, partly=partly), node, agency, rater)
        return guarded(conditions, self.operations.operated(value, node, agency))

    def _given(self, node: TreeNode, agency: str, rater: str, support: Support, *, partly: bool) -> tuple[str, ...]:
        marked = self.structure.marked(node, agency)
        if partly:
            return self._any(node, agency, rater, support)
        return (f"{self.operations.count(marked, agency, [rater])}={len(marked)}",) if marked else ()

    def _any(self, node: TreeNode, agency: str, rater: str, support: Support) -> tuple[str, ...]:
        leaves = [leaf for leaf in node.leaves() if leaf.id in support.leaves]
        return () if support.always or not leaves else (f"{self.operations.count(leaves, agency, [rater])}>0",)

    def counts(self, pool: TreeNode, agency: str, rater: str) -> tuple[str, ...]:
        """Return the conditions under which a rater counts at a pool; sheets in part need a mark that earns points."""
        marked = self.structure.marked(pool, agency)
        if not marked or not (pool.node.pool and pool.node.pool.incomplete == "rescale"):
            return self._given(pool, agency, rater, Support(), partly=False)
        earned = Support(frozenset(leaf.id for leaf in marked if not leaf.extra))
        support = self.structure.giving(pool, agency)
        conditions = self._any(pool, agency, rater, earned)
        if earned.leaves and earned.leaves <= support.leaves:
            return conditions
        return (*conditions, *self._any(pool, agency, rater, support))

    def at_pool(self, pool: TreeNode, agency: str, rater: str) -> str:
        """Return what one rater's marks at a pool come to: converted from what was marked, extras added."""
        partly = bool(pool.node.pool and pool.node.pool.incomplete == "rescale")
        value = self.combined(pool, agency, rater, partly=partly)
        if partly:
            whole = constant(self.structure.combined_earnable(pool, agency))
            own = self.most_combined(pool, agency, rater)
            # Where nothing can be earned (extras alone) there is nothing to convert.
            value = value if whole in {"0", own} else f"({value})*{whole}/({own})"
        return self.with_extras(self.to_total(value, pool, agency), pool, agency, rater)

    def to_total(self, value: str, node: TreeNode, agency: str) -> str:
        """Return a root's value converted from what the agency can earn to all that its class can earn."""
        results = self.structure.results
        if node.parent is not None or results.rubric.not_applicable != "rescale" or node.combined_earnable is None:
            return value
        own = self.structure.combined_earnable(node, agency)
        most = self.structure.whole(agency)
        return value if own in (0, most) else f"({value})*{constant(most)}/{constant(own)}"

    def with_extras(self, value: str, node: TreeNode, agency: str, rater: str) -> str:
        """Return a rater's value with the points of the bonuses and penalties directly below."""
        if node.leaf:
            return value
        cells = [self.of_rater(child, agency, rater) for child in self.structure.extras(node, agency)]
        return f"{value}+{listed('SUM', cells)}" if cells else value

    def combined(self, node: TreeNode, agency: str, rater: str, *, partly: bool) -> str:
        """Return what a rater's marks below a node come to; with `partly` some of them may be missing."""
        if node.leaf:
            return self.entered(node, agency, rater)
        if not node.weighted:
            children = [(c, self.of_rater(c, agency, rater)) for c in self.structure.earned(node, agency)]
            return self._sum(children, agency, rater)
        weighed = [(c, self.of_rater(c, agency, rater)) for c in self.structure.weighed(node, agency) if c.weight]
        if not partly:
            return weighted(self.structure, node, weighed, agency)
        terms, weights = [], []
        for child, cell in weighed:
            most = self.most(child, agency, rater)
            terms.append(f"IF({most}>0,{constant(child.weight)}*SUM({cell})/({most}),0)")
            weights.append(f"{constant(child.weight)}*({most}>0)")
        if not terms:
            return "0"
        most = constant(node.combined_earnable or Fraction(0))
        return f"{most}*({'+'.join(terms)})/MAX({'+'.join(weights)},1E-9)"

    def most(self, node: TreeNode, agency: str, rater: str) -> str:
        """Return what a rater who marked only some leaves could give at most, as an expression."""
        return f"({self.operations.most_of_rater(self.most_combined(node, agency, rater), node, agency)})"

    def most_combined(self, node: TreeNode, agency: str, rater: str) -> str:
        """Return what a rater could give at most, before the node's own operations."""
        if node.leaf or node.weighted:
            most = constant(self.structure.combined_earnable(node, agency))
            if node.pooled_at is node:
                return most
            marked = self._any(node, agency, rater, self.structure.earning(node, agency))
            return f"({marked[0]})*{most}" if marked else most
        below = [child for child in self.structure.earned(node, agency) if self.structure.earnable(child, agency) > 0]
        return "+".join(self.most(child, agency, rater) for child in below) or "0"

    def _sum(self, children: Sequence[Child], agency: str, rater: str) -> str:
        """Return the sum of the children's cells; marks that stand below each other become one range."""
        rows = self.places.inputs
        runs: list[list[Child]] = []
        last_row = None
        for child, cell in children:
            entered = self.structure.plain(child) and child.rated and not self.structure.spared(child, agency)
            row = rows.row(agency, child) if entered else None
            if row is not None and last_row is not None and row == last_row + 1:
                runs[-1].append((child, cell))
            else:
                runs.append([(child, cell)])
            last_row = row
        arguments = [run[0][1] if len(run) == 1 else rows.run(agency, [run[0][0], run[-1][0]], [rater]) for run in runs]
        return listed("SUM", arguments)


def weighted(structure: Structure, node: TreeNode, children: Sequence[Child], agency: str) -> str:
    """Return the weighted mean of what share of its earnable each child reached, times the whole."""
    weights = sum((child.weight for child, _ in children), Fraction())
    if not weights:
        return "0"
    terms = [f"{constant(child.weight / structure.earnable(child, agency))}*{cell}" for child, cell in children]
    scale = (node.combined_earnable or Fraction(0)) / weights
    return "({}){}".format("+".join(terms), "" if scale == 1 else f"*{constant(scale)}")
