"""The formula of every node of an agency: what its children, or its raters' values once pooled, come to.

The expressions are made from the rubric's tree in the order of its operations: combine, convert, add extras, pool,
multiply, subtract, clamp, scale, round, veto. Text in a cell (回避, 待交, …) is never a number: SUM and COUNT pass
over it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rubrics import TreeNode
from scoring.reports.workbook.by_rater import ByRater, weighted
from scoring.reports.workbook.expressions import all_numbers, listed
from scoring.reports.workbook.operations import Operations, guarded
from scoring.reports.workbook.places import SHARE, Places
from scoring.reports.workbook.structure import Structure

Child = tuple[TreeNode, str]


@dataclass(frozen=True, eq=False)
class Nodes:
    """Expressions without the leading `=`; `agency` is an id."""

    structure: Structure
    places: Places

    @cached_property
    def operations(self) -> Operations:
        """What nodes do to their values."""
        return Operations(self.structure, self.places)

    @cached_property
    def by_rater(self) -> ByRater:
        """What raters' marks come to below the pools."""
        return ByRater(self.structure, self.places, self.operations)

    def row(self, agency: str) -> int:
        """Return the agency's row in every block."""
        return self.structure.results.rows[agency]

    def exact(self, node: TreeNode, agency: str) -> str:
        """Return the formula of an agency's exact score at a node, blank while something below is open."""
        if node.below_pool:
            return self._mean_below(node, agency)
        value = self.operations.operated(self._of_agency(node, agency), node, agency)
        return guarded(self._closed(node, agency), value)

    def pool_closed(self, pool: TreeNode, agency: str) -> tuple[str, ...]:
        """Return the cells that must be numbers before anything at or below a pool has a score."""
        own = self.structure.awaited_vetoes(pool, agency)
        vetoes = (leaf for leaf in pool.leaves() if leaf.veto and leaf not in own)
        inner = [self.places.veto(veto, agency) for veto in vetoes if self.structure.concerned(veto, agency)]
        return (self.places.pooled(agency, pool), *self.operations.own_cells(pool, agency), *inner)

    def _closed(self, node: TreeNode, agency: str) -> tuple[str, ...]:
        if node.node.pool:
            return (all_numbers(self.pool_closed(node, agency)),)
        if node.leaf:
            return self.operations.all_read(node, agency)
        cells = [cell for _, cell in self._children(node, agency)] + self.operations.own_cells(node, agency)
        return (all_numbers(cells),) if cells else ()

    def _children(self, node: TreeNode, agency: str) -> list[Child]:
        """Return all children that apply; vetoes among the node's operations."""
        children = (*self.structure.earned(node, agency), *self.structure.extras(node, agency))
        return [(child, self._cell(child, agency)) for child in children]

    def _cell(self, node: TreeNode, agency: str) -> str:
        return self.places.exact.cell(self.row(agency), node.id)

    def _of_agency(self, node: TreeNode, agency: str) -> str:
        if node.node.pool:
            return self.places.pooled(agency, node)
        if node.leaf:
            return self.by_rater.entered(node, agency, None)
        if node.weighted:
            weighed = [(c, self._cell(c, agency)) for c in self.structure.weighed(node, agency) if c.weight]
            value = weighted(self.structure, node, weighed, agency)
        else:
            value = listed("SUM", [self._cell(child, agency) for child in self.structure.earned(node, agency)])
        extras = [self._cell(child, agency) for child in self.structure.extras(node, agency)]
        value = self.by_rater.to_total(value, node, agency)
        return f"{value}+{listed('SUM', extras)}" if extras else value

    def _mean_below(self, node: TreeNode, agency: str) -> str:
        """Return the mean of the raters' values in the shares in which the pool counts them."""
        pool = node.pooled_at
        if pool is None or pool.node.pool is None:
            raise ValueError(node.id)
        row, raters = self.row(agency), self.places.seats(node)
        closed = (all_numbers(self.pool_closed(pool, agency)),)
        if not self.structure.for_raters(node):
            return guarded(closed, self.by_rater.of_rater(node, agency, raters[0]))
        if self.structure.plain(node) and self.structure.spared(node, agency):
            return guarded(closed, self.by_rater.entered(node, agency, None))
        counted, sums = [], []
        for section in self.places.sections(node):
            own = raters[section.columns]
            if self.structure.plain(node):
                values = self.places.inputs.run(agency, [node], own)
            else:
                values = self.places.below[node.id].across(row, own)
            shares = self.places.shares[pool.id, SHARE].across(row, own)
            counted.append(f"SUMPRODUCT({shares},1*ISNUMBER({values}))")
            sums.append(f"SUMPRODUCT({shares},{values})")
        several = len(sums) > 1
        total = f"({'+'.join(counted)})" if several else counted[0]
        mean = f"({'+'.join(sums)})/{total}" if several else f"{sums[0]}/{total}"
        if pool.node.pool.incomplete == "rescale":
            mean = f'IF({total}>0,{mean},"")'
        return guarded(closed, mean)
