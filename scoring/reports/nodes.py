"""The formula of every node: what a rater's marks come to below a pool, and what agencies' scores come to above.

The expressions are made from the rubric's tree in the order of its operations: combine, pool, multiply, subtract,
round. Text in a cell (回避, 待交, …) is never a number: SUM and COUNT pass over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from rubrics import TreeNode
from scoring.engine.values import Step
from scoring.reports.expressions import all_numbers, constant, listed, roundable, rounded
from scoring.reports.places import POOLED, SHARE, Places
from scoring.reports.structure import Structure

Child = tuple[TreeNode, str]


@dataclass(frozen=True, eq=False)
class Nodes:
    """Expressions without the leading `=`; `agency` and `rater` are ids."""

    structure: Structure
    places: Places

    def entered(self, leaf: TreeNode, agency: str, rater: str | None) -> str:
        """Return a leaf's cell among the raw inputs, or what it is worth where it is 不涉及 and still counts."""
        if self.structure.spared(leaf, agency):
            return constant(self.structure.spared_points(leaf))
        if leaf.rated and rater is not None:
            return self.places.inputs.mark(agency, leaf, rater)
        return self.places.inputs.value(agency, leaf)

    def of_rater(self, node: TreeNode, agency: str, rater: str) -> str:
        """Return the cell (or constant) of a node's value for one rater."""
        if self.structure.plain(node):
            return self.entered(node, agency, rater)
        return self.places.below[node.id].cell(self.row(agency), rater)

    def row(self, agency: str) -> int:
        """Return the agency's row in every block."""
        return self.structure.results.rows[agency]

    def combined_by_rater(self, node: TreeNode, agency: str, rater: str, *, partly: bool) -> str:
        """Return what a rater's marks below a node come to; with `partly` some of them may be missing."""
        if node.leaf:
            return self.entered(node, agency, rater)
        children = [(c, self.of_rater(c, agency, rater)) for c in node.children if self.structure.applies(c, agency)]
        if not node.weighted:
            return self._sum(children, agency, rater)
        if not partly:
            return self._weighted(node, children, agency)
        terms, weights = [], []
        for child, cell in children:
            most = self.earnable_of_rater(child, agency, rater)
            terms.append(f"IF(ISNUMBER({cell}),{constant(child.weight)}*{cell}/({most}),0)")
            weights.append(f"{constant(child.weight)}*ISNUMBER({cell})")
        most = constant(self.structure.combined_earnable(node, agency))
        return f"{most}*({'+'.join(terms)})/({'+'.join(weights)})"

    def earnable_of_rater(self, node: TreeNode, agency: str, rater: str) -> str:
        """Return what a rater who marked only some leaves could give at most, as an expression."""
        if node.leaf or node.weighted:
            most = constant(self.structure.combined_earnable(node, agency))
            if not self.structure.always(node, agency):
                most = f"({self._count(node, agency, rater)}>0)*{most}"
        else:
            below = [c for c in node.children if self.structure.applies(c, agency)]
            most = "({})".format("+".join(self.earnable_of_rater(child, agency, rater) for child in below))
        return most if node.node.factor is None else f"{most}*{constant(Fraction(node.node.factor))}"

    def has_value(self, node: TreeNode, agency: str, rater: str, *, partly: bool) -> tuple[str, ...]:
        """Return the conditions under which a rater has a value at a node."""
        found = []
        marked = self.structure.marked(node, agency)
        if marked and not partly:
            found.append(f"{self._count(node, agency, rater)}={len(marked)}")
        elif marked and not self.structure.always(node, agency):
            found.append(f"{self._count(node, agency, rater)}>0")
        return tuple(found)

    def all_read(self, node: TreeNode, agency: str, *, below: bool = False) -> tuple[str, ...]:
        """Return the conditions under which all that is read from files at or below a node is there.

        An amount that is subtracted from raters' values is needed only where a rater has such a value.
        """
        cells, conditions = [], []
        for inner, amount in self.structure.read(node, agency, below=below):
            cell = self.places.inputs.value(agency, inner, subtracted=amount)
            if amount and self.structure.for_raters(inner) and not self.structure.always(inner, agency):
                marked = self.structure.marked(inner, agency)
                marks = self.places.inputs.marks(agency, marked, self.places.seats(inner))
                conditions.append(f"OR(COUNT({marks})=0,ISNUMBER({cell}))")
            else:
                cells.append(cell)
        return (*((all_numbers(cells),) if cells else ()), *conditions)

    def below_pool(self, node: TreeNode, agency: str, rater: str) -> str:
        """Return the formula of a node that is worked out rater by rater, blank while it has no value."""
        pool = node.pooled_at
        partly = pool is not None and pool.node.pool is not None and pool.node.pool.incomplete == "rescale"
        conditions = (*self.has_value(node, agency, rater, partly=partly), *self.all_read(node, agency))
        value = self.operated(self.combined_by_rater(node, agency, rater, partly=partly), node, agency)
        return guarded(conditions, value)

    def operated(self, value: str, node: TreeNode, agency: str) -> str:
        """Return a value multiplied, lessened and rounded as the node says."""
        own = node.node
        if own.factor is not None:
            value = f"({value})*{constant(Fraction(own.factor))}"
        if own.subtract is not None:
            value = f"{value}-SUM({self.places.inputs.value(agency, node, subtracted=True)})"
        return value if own.round is None else rounded(value, own.round)

    def exact(self, node: TreeNode, agency: str) -> str:
        """Return the formula of an agency's exact score at a node, blank while something below is open."""
        if node.below_pool:
            return self._mean_below(node, agency)
        return guarded(self._closed(node, agency), self.operated(self._of_agency(node, agency), node, agency))

    def pool_closed(self, pool: TreeNode, agency: str) -> tuple[str, ...]:
        """Return the cells that must be numbers before anything at or below a pool has a score."""
        cells = [self.places.raters[pool.id].cell(self.row(agency), POOLED)]
        if pool.node.subtract:
            cells.append(self.places.inputs.value(agency, pool, subtracted=True))
        return tuple(cells)

    def _closed(self, node: TreeNode, agency: str) -> tuple[str, ...]:
        if node.node.pool:
            return (all_numbers(self.pool_closed(node, agency)),)
        if node.leaf:
            return self.all_read(node, agency)
        cells = tuple(cell for _, cell in self._children(node, agency))
        if node.node.subtract:
            cells = (*cells, self.places.inputs.value(agency, node, subtracted=True))
        return (all_numbers(cells),) if cells else ()

    def _children(self, node: TreeNode, agency: str) -> list[Child]:
        row = self.row(agency)
        return [
            (child, self.places.exact.cell(row, child.id))
            for child in node.children
            if self.structure.applies(child, agency)
        ]

    def _of_agency(self, node: TreeNode, agency: str) -> str:
        if node.node.pool:
            value = self.places.raters[node.id].cell(self.row(agency), POOLED)
        elif node.leaf:
            value = self.entered(node, agency, None)
        else:
            children = self._children(node, agency)
            value = (
                self._weighted(node, children, agency)
                if node.weighted
                else listed("SUM", [cell for _, cell in children])
            )
        return self._to_total(value, node, agency)

    def _to_total(self, value: str, node: TreeNode, agency: str) -> str:
        most, earnable = node.combined_earnable, self.structure.combined_earnable(node, agency)
        if node.parent is not None or most is None or earnable in (0, most):
            return value
        return f"({value})*{constant(most)}/{constant(earnable)}"

    def _mean_below(self, node: TreeNode, agency: str) -> str:
        """Return the mean of the raters' values in the shares in which the pool counts them."""
        pool = node.pooled_at
        if pool is None or pool.node.pool is None:
            raise ValueError(node.id)
        row, raters = self.row(agency), self.places.seats(node)
        closed = self.pool_closed(pool, agency)
        if not self.structure.for_raters(node):
            return guarded((all_numbers(closed),), self.of_rater(node, agency, raters[0]))
        if self.structure.plain(node):
            if self.structure.spared(node, agency):
                return guarded((all_numbers(closed),), self.entered(node, agency, None))
            values = self.places.inputs.marks(agency, [node], raters)
        else:
            values = self.places.below[node.id].across(row, raters)
        shares = self.places.shares[pool.id, SHARE].across(row, raters)
        counted = f"SUMPRODUCT({shares},1*ISNUMBER({values}))"
        mean = f"SUMPRODUCT({shares},{values})/{counted}"
        if pool.node.pool.incomplete == "rescale":
            mean = f'IF({counted}>0,{mean},"")'
        return guarded((all_numbers(closed),), mean)

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
        arguments = [
            run[0][1] if len(run) == 1 else rows.marks(agency, [run[0][0], run[-1][0]], [rater]) for run in runs
        ]
        return listed("SUM", arguments)

    def _weighted(self, node: TreeNode, children: Sequence[Child], agency: str) -> str:
        weights = sum((child.weight for child, _ in children), Fraction())
        if not weights:
            return "0"
        terms = []
        for child, cell in children:
            most = self.structure.earnable(child, agency)
            if most:
                terms.append(f"{constant(child.weight / most)}*{cell}")
        scale = self.structure.combined_earnable(node, agency) / weights
        return "({}){}".format("+".join(terms) or "0", "" if scale == 1 else f"*{constant(scale)}")

    def _count(self, node: TreeNode, agency: str, rater: str) -> str:
        return f"COUNT({self.places.inputs.marks(agency, self.structure.marked(node, agency), [rater])})"

    def sound(self, node: TreeNode, *index: int) -> bool:
        """Return whether doubles are sure to round a node's value as exact arithmetic does; True without rounding."""
        rule = node.node.round
        steps = self.structure.results.evaluated.values[node.id].steps
        if rule is None or steps[-1][0] is not Step.ROUNDED:
            return True
        return roundable(steps[-2][1].at(*index), rule)


def guarded(conditions: Sequence[str], value: str) -> str:
    """Return `value` where all conditions hold, else blank."""
    if not conditions:
        return value
    condition = conditions[0] if len(conditions) == 1 else f"AND({','.join(conditions)})"
    return f'IF({condition},{value},"")'
