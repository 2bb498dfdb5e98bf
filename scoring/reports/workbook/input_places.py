"""Where the raw inputs stand: for each agency one row for every leaf of its class and every number a node reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_range_abs

from rubrics import TreeNode
from scoring.reports.workbook.blocks import on_sheet
from scoring.reports.workbook.structure import Kind, Structure


@dataclass(frozen=True)
class InputRow:
    """One row of the raw inputs of an agency: a leaf, or a number that a node multiplies by or subtracts."""

    node: TreeNode
    kind: Kind


class Inputs:
    """The sheet of raw inputs: agencies x leaves, a column for what belongs to the agency, one for each seat.

    Vetoes stand below the other leaves: between them, their answers would be taken for marks.
    """

    TOP = 5
    LEFT = 6
    VALUE = 5

    def __init__(self, structure: Structure, sheet: str) -> None:
        self.sheet = sheet
        self.structure = structure
        round_ = structure.results.round
        self.rows = {agency: self._rows(agency) for agency in structure.agencies}
        self._row: dict[tuple[str, str, Kind], int] = {}
        for agency, rows in self.rows.items():
            first = self.TOP + len(self._row)
            self._row.update({(agency, row.node.id, row.kind): first + at for at, row in enumerate(rows)})
        raters = [rater.id for group in round_.groups for rater in round_.raters_of(group.id)]
        self.seats = {rater: at for at, rater in enumerate(raters)}

    def _rows(self, agency: str) -> tuple[InputRow, ...]:
        nodes = [node for node in self.structure.nodes if self.structure.exists(node, agency)]
        leaves = [InputRow(node, Kind.LEAF) for node in nodes if node.leaf and not node.veto]
        amounts = [InputRow(node, kind) for node in nodes for kind in self.structure.amounts(node)]
        vetoes = [InputRow(node, Kind.LEAF) for node in nodes if node.veto]
        return (*leaves, *amounts, *vetoes)

    def row(self, agency: str, node: TreeNode, kind: Kind = Kind.LEAF) -> int:
        """Return the sheet's row of a leaf, or of an amount that a node reads."""
        return self._row[agency, node.id, kind]

    def value(self, agency: str, node: TreeNode, kind: Kind = Kind.LEAF) -> str:
        """Return the cell of what belongs to the agency and not to a rater."""
        row = self.row(agency, node, kind)
        return on_sheet(self.sheet, xl_range_abs(row, self.VALUE, row, self.VALUE))

    def mark(self, agency: str, leaf: TreeNode, rater: str) -> str:
        """Return the cell of one mark."""
        return self.run(agency, [leaf], [rater])

    def run(self, agency: str, leaves: Sequence[TreeNode], raters: Sequence[str]) -> str:
        """Return the rectangle from the first leaf to the last, from the first rater (seat) to the last."""
        seats = [self.LEFT + self.seats[rater] for rater in raters]
        rows = [self.row(agency, leaf) for leaf in leaves]
        return on_sheet(self.sheet, xl_range_abs(min(rows), min(seats), max(rows), max(seats)))

    def marks(self, agency: str, leaves: Sequence[TreeNode], raters: Sequence[str]) -> tuple[str, ...]:
        """Return rectangles that hold the marks of these leaves and no others.

        Rows in between that hold no marks of these raters (values from files, 不涉及) do not divide a rectangle.
        """
        wanted = {leaf.id for leaf in leaves}
        runs: list[list[TreeNode]] = [[]]
        for row in self.rows[agency]:
            if row.node.id in wanted and row.kind is Kind.LEAF:
                runs[-1].append(row.node)
            elif row.node.rated and row.kind is Kind.LEAF and not self.structure.spared(row.node, agency) and runs[-1]:
                runs.append([])
        return tuple(self.run(agency, [held[0], held[-1]], raters) for held in runs if held)
