"""A node's shown figures for all agencies, or the words that stand where an agency has none."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from rubrics import ROOT, TreeNode
from scoring.engine.columns import add, column, negative
from scoring.engine.figures import Figures, nearest, shown
from scoring.engine.results import Results
from scoring.reports.large.book import LargeBook
from scoring.reports.large.rows import Cell
from scoring.reports.workbook.inputs import NO, YES
from scoring.reports.workbook.panels import absent, state
from scoring.reports.workbook.structure import Structure
from scoring.reports.workbook.vetoes import shown_as_veto

NONE = "—"


@dataclass(frozen=True, eq=False)
class NodeColumns:
    """The cells of nodes, agency by agency in official order."""

    book: LargeBook

    @cached_property
    def results(self) -> Results:
        """What everything is read from."""
        return self.book.results

    @cached_property
    def structure(self) -> Structure:
        """Which nodes concern which agency."""
        return Structure(self.results)

    @cached_property
    def figures(self) -> Figures:
        """The exact scores, node by node."""
        return Figures(self.results)

    def shown(self, node: TreeNode) -> list[Cell]:
        """Return a node's figures rounded as the rubric shows them; a veto says yes or no."""
        if shown_as_veto(node):
            return [self._veto(node, agency) for agency in self.results.agencies]
        scores = self.figures.of(node.id)
        cells: list[Cell] = shown(scores.score, self.results.rubric.rounding).tolist()
        if not scores.known.all():
            for row in (~scores.known).nonzero()[0].tolist():
                cells[row] = self._without(node, self.results.agencies[row])
        return cells

    def _without(self, node: TreeNode, agency: str) -> str:
        """Return what stands where there is no figure: 不涉及, or a dash."""
        if self.structure.applies(node, agency):
            return NONE
        return self.book.words(absent(self.structure, node, agency))

    def _veto(self, node: TreeNode, agency: str) -> str:
        vetoes = [leaf for leaf in node.leaves() if self.structure.concerned(leaf, agency)]
        if not vetoes:
            return self._without(node, agency)
        if any(state(self.structure, veto, agency) for veto in vetoes):
            return NONE
        found, row = self.results.evaluated.vetoes, self.results.rows[agency]
        return self.book.words(YES if any(found[veto.id].holds[row] for veto in vetoes) else NO)

    def own(self, node: TreeNode) -> tuple[list[Cell], list[Cell]]:
        """Return what agencies gave themselves at a node, and how far the score is above it; a dash without either."""
        given = [self.book.findings.self_assessment.score(node, agency) for agency in self.results.agencies]
        scores, rule = self.figures.of(node.id), self.results.rubric.rounding
        amounts = column((amount or Fraction() for amount in given), (len(given),))
        apart = shown(add(scores.score, negative(amounts)), rule).tolist()
        known = scores.known.tolist()
        return (
            [
                NONE if amount is None else figure
                for amount, figure in zip(given, nearest(amounts).tolist(), strict=True)
            ],
            [
                figure if there and amount is not None else NONE
                for amount, there, figure in zip(given, known, apart, strict=True)
            ],
        )

    @cached_property
    def nodes(self) -> tuple[TreeNode, ...]:
        """The nodes that concern any agency, the total first, each before its children."""
        return self.structure.nodes

    @cached_property
    def parts(self) -> tuple[TreeNode, ...]:
        """The parts directly below the total that concern any agency."""
        return tuple(node for node in self.nodes if node.parent is not None and node.parent.id == ROOT)
