"""What a node does to its value, as spreadsheet formulas, and what it must have read from files before that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from rubrics import TreeNode
from scoring.engine.values import Step
from scoring.reports.workbook.expressions import all_numbers, constant, listed, roundable, rounded
from scoring.reports.workbook.places import HOLDS, Places
from scoring.reports.workbook.structure import Kind, Structure


@dataclass(frozen=True, eq=False)
class Operations:
    """Expressions without the leading `=`; `agency` is an id."""

    structure: Structure
    places: Places

    def operated(self, value: str, node: TreeNode, agency: str) -> str:
        """Return a value multiplied, lessened, clamped, scaled, rounded and vetoed as the node says."""
        own, places = node.node, self.places
        if own.factor and own.factor.number is not None:
            value = f"({value})*{constant(Fraction(own.factor.number))}"
        elif own.factor:
            value = f"({value})*SUM({places.read(agency, node, Kind.FACTOR)})"
        if own.subtract is not None:
            value = f"{value}-SUM({places.read(agency, node, Kind.SUBTRACT)})"
        if own.floor is not None:
            value = f"MAX({value},{constant(Fraction(own.floor))})"
        if own.cap is not None:
            value = f"MIN({value},{constant(Fraction(own.cap))})"
        ratio = self.structure.scaling(node, agency) if own.scale is not None else 1
        if ratio != 1:
            value = f"({value})*{constant(ratio)}"
        if own.round is not None:
            value = rounded(value, own.round)
        for veto in self.structure.vetoes_of(node, agency):
            if veto.veto and veto.veto.score is not None:
                held = self.places.veto(veto, agency, HOLDS)
                value = f"IF({held}=1,{constant(Fraction(veto.veto.score))},{value})"
        return value

    def most_of_rater(self, value: str, node: TreeNode, agency: str) -> str:
        """Return what can be earned at most, `value` before the node's operations: a cap cuts it, a scale sets it."""
        own = node.node
        if own.factor and own.factor.number is not None:
            value = f"({value})*{constant(Fraction(own.factor.number))}"
        if own.cap is not None:
            value = f"MIN({value},{constant(Fraction(own.cap))})"
        ratio = self.structure.scaling(node, agency) if own.scale is not None else 1
        return value if ratio == 1 else f"({value})*{constant(ratio)}"

    def count(self, leaves: Sequence[TreeNode], agency: str, raters: Sequence[str]) -> str:
        """Return how many marks of these leaves are there, as an expression."""
        return listed("COUNT", self.places.inputs.marks(agency, leaves, raters))

    def all_read(self, node: TreeNode, agency: str, *, below: bool = False) -> tuple[str, ...]:
        """Return the conditions under which all that is read from files at or below a node is there.

        An amount that changes raters' values is needed only where a rater has such a value.
        """
        cells, conditions = [], []
        for inner, kind in self.structure.read(node, agency, below=below):
            cell = self.places.read(agency, inner, kind)
            support = self.structure.giving(inner, agency)
            if kind is not Kind.LEAF and self.structure.for_raters(inner) and not support.always:
                leaves = [leaf for leaf in inner.leaves() if leaf.id in support.leaves]
                conditions.append(f"OR({self.count(leaves, agency, self.places.seats(inner))}=0,ISNUMBER({cell}))")
            else:
                cells.append(cell)
        return (*((all_numbers(cells),) if cells else ()), *conditions)

    def own_cells(self, node: TreeNode, agency: str) -> list[str]:
        """Return the cells that must be numbers for the node's own operations: amounts, and vetoes directly below."""
        amounts = [self.places.read(agency, node, kind) for kind in self.structure.amounts(node)]
        return amounts + [self.places.veto(veto, agency) for veto in self.structure.awaited_vetoes(node, agency)]

    def sound(self, node: TreeNode, *index: int) -> bool:
        """Return whether doubles are sure to round a node's value as exact arithmetic does; True without rounding."""
        rule = node.node.round
        steps = self.structure.results.evaluated.values[node.id].steps
        if rule is None:
            return True
        for (_, before), (step, _) in pairwise(steps):
            if step is Step.ROUNDED:
                return roundable(before.at(*index), rule)
        return True


def guarded(conditions: Sequence[str], value: str) -> str:
    """Return `value` where all conditions hold, else blank."""
    if not conditions:
        return value
    condition = conditions[0] if len(conditions) == 1 else f"AND({','.join(conditions)})"
    return f'IF({condition},{value},"")'
