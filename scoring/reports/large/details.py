"""The long sheet of marks: agency x criterion, a column for each seat, and what they came to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rubrics import TreeNode
from scoring.reports.large.book import LargeBook
from scoring.reports.large.columns import NONE, NodeColumns
from scoring.reports.large.dropped import Flags, dropped_flags
from scoring.reports.large.rows import Cell, Rows, style, write_cells
from scoring.reports.rater_labels import rater_labels
from scoring.reports.workbook.agency_pools import LOOKS, NEVER_DROPS, worded
from scoring.reports.workbook.book import Look, Sheet
from scoring.reports.workbook.inputs import NO, YES
from scoring.reports.workbook.panels import lacking
from scoring.reports.workbook.styles import MARKED, STYLES
from scoring.rounds import AWAITED, Mark, MarkState
from submissions.plain_text import one_line

_LEFT = 4
HEADING = 2
_ROW = 18


@dataclass(frozen=True, eq=False)
class Details:
    """The rows of every agency: one for each criterion that is written for its class."""

    book: LargeBook
    columns: NodeColumns
    shown: Mapping[str, list[Cell]]
    names: bool

    @cached_property
    def leaves(self) -> tuple[TreeNode, ...]:
        """The criteria that concern any agency."""
        return tuple(node for node in self.columns.nodes if node.leaf)

    @cached_property
    def raters(self) -> dict[str, str]:
        """What the seats are called that mark anything, by rater."""
        round_ = self.columns.results.round
        marking = {
            rater.id for leaf in self.leaves if leaf.rated for group in leaf.groups for rater in round_.raters_of(group)
        }
        labels = rater_labels(self.columns.results, names=self.names)
        return {rater: label for rater, label in labels.items() if rater in marking}

    @cached_property
    def remarked(self) -> bool:
        """Whether any mark has a remark."""
        return any(map(_said, self.columns.results.collected.marks.values()))

    @property
    def width(self) -> int:
        """How many columns the sheet has."""
        return _LEFT + len(self.raters) + 1 + 2 * bool(self.book.findings.self_assessment) + self.remarked

    @cached_property
    def _of_class(self) -> dict[str | None, tuple[int, ...]]:
        classes = set(self.columns.results.round.classes.values())
        return {name: tuple(at for at, leaf in enumerate(self.leaves) if leaf.concerns(name)) for name in classes}

    def rows(self) -> list[int]:
        """Return how many rows each agency has."""
        return [len(self._of_class[name]) for name in self.columns.results.round.classes.values()]

    @cached_property
    def _figures(self) -> list[list[list[Cell]]]:
        """By leaf the columns right of the seats."""
        own = bool(self.book.findings.self_assessment)
        return [[self.shown[leaf.id], *(self.columns.own(leaf) if own else ())] for leaf in self.leaves]

    @cached_property
    def _heads(self) -> list[Cell]:
        book = self.book
        left = [book.say("agency"), book.say("number"), book.say("criterion"), book.say("full marks")]
        right = [book.say("score")]
        right += [book.say("self-assessment"), book.say("difference")] if book.findings.self_assessment else []
        return [*left, *self.raters.values(), *right, *([book.say("remarks")] if self.remarked else [])]

    @cached_property
    def _seats(self) -> list[tuple[str | None, ...]]:
        """By leaf, for every seat's column the rater who marks the leaf; None where the seat does not."""
        round_ = self.columns.results.round
        found = []
        for leaf in self.leaves:
            members = {rater.id for group in leaf.groups for rater in round_.raters_of(group)} if leaf.rated else set()
            found.append(tuple(rater if rater in members else None for rater in self.raters))
        return found

    @cached_property
    def _left(self) -> list[list[Cell]]:
        found: list[list[Cell]] = []
        for leaf in self.leaves:
            number = getattr(leaf.node, "no", None)
            most: Cell = NONE if leaf.extra or leaf.earnable is None else float(leaf.earnable)
            found.append([leaf.id if number is None else str(number), leaf.node.title, most])
        return found

    def write(self, sheet: Sheet, agencies: Sequence[int], done: Callable[[], None]) -> None:
        """Write the rows of these agencies; `done` is called after each row."""
        book, results, lines = self.book, self.columns.results, Rows(sheet, self._set_up(sheet))
        looks = {
            flag: style(book.workbook.add_format({**STYLES["mark"], **MARKED[kind], "num_format": worded(book, words)}))
            for flag, (kind, words) in LOOKS.items()
        }
        names, classes = results.round.names, results.round.classes
        at = HEADING
        for row in agencies:
            agency = results.agencies[row]
            for leaf in self._of_class[classes[agency]]:
                marks = self._marks(agency, leaf)
                cells = [names[agency], *self._left[leaf], *(self._cell(mark, leaf) for mark in marks)]
                cells += [column[row] for column in self._figures[leaf]]
                if self.remarked:
                    cells.append(self._remarks(marks))
                lines.write(at, cells, self._other(row, leaf, marks, looks))
                at += 1
                done()

    def _set_up(self, sheet: Sheet) -> list[Look]:
        book = self.book
        book.merged(sheet, 0, 0, 0, min(self.width - 1, 20), sheet.get_name(), "title")
        write_cells(sheet, 1, self._heads, [book.style("head_small")] * self.width)
        sheet.set_default_row(_ROW)
        sheet.set_row(0, 36)
        sheet.set_row(1, 34)
        for column, width in enumerate((26, 7, 34, 7)):
            sheet.set_column(column, column, width)
        sheet.set_column(_LEFT, self.width - 1, 9)
        if self.remarked:
            sheet.set_column(self.width - 1, self.width - 1, 40)
        sheet.freeze_panes(HEADING, 3)
        sheet.repeat_rows(1)
        marks = [book.style("mark")] * len(self.raters)
        own = [book.style("exact"), book.style("shown")] if book.findings.self_assessment else []
        left = [book.style("name"), book.style("word"), book.style("name"), book.style("mark")]
        return [*left, *marks, book.style("subtotal"), *own, *([book.style("name")] if self.remarked else [])]

    @cached_property
    def _dropped(self) -> list[tuple[Flags, list[int]] | None]:
        """By leaf what its pool drops, and by rater there the seat's column; None where nothing is ever dropped."""
        results, found = self.columns.results, {}
        columns = {rater: at for at, rater in enumerate(self.raters, start=_LEFT)}
        structure = self.columns.structure
        for pool in structure.pools:
            panel = results.panel(pool.id)
            if panel.pool.of_group.rule not in NEVER_DROPS:
                held = [not lacking(structure, pool, agency, below=True) for agency in results.agencies]
                flags = dropped_flags(panel, np.array(held, np.bool_))
                found[pool.id] = flags, [columns[rater] for rater in panel.raters]
        return [found.get(leaf.pooled_at.id) if leaf.pooled_at else None for leaf in self.leaves]

    def _other(
        self, row: int, leaf: int, marks: Sequence[Mark | None], looks: Mapping[int, str]
    ) -> list[tuple[int, str]]:
        """Return the columns of this leaf's marks that were dropped, each in its look."""
        held = self._dropped[leaf]
        if held is None:
            return []
        flags, columns = held
        own = flags[row]
        found = ((columns[at], looks[int(own[at])]) for at in own.nonzero()[0].tolist())
        return [(at, look) for at, look in found if (mark := marks[at - _LEFT]) and mark.points is not None]

    def _marks(self, agency: str, leaf: int) -> list[Mark | None]:
        """Return the mark of every seat, None where the seat does not mark this leaf."""
        held, node = self.columns.results.collected.marks, self.leaves[leaf].id
        return [None if rater is None else held.get((agency, rater, node), AWAITED) for rater in self._seats[leaf]]

    def _cell(self, mark: Mark | None, leaf: int) -> Cell:
        if mark is None:
            return None
        if mark.points is None:
            return self.book.words(mark.state.title)
        if self.leaves[leaf].veto:
            return self.book.words(YES if mark.points else NO)
        return float(mark.points)

    def _remarks(self, marks: Sequence[Mark | None]) -> str:
        told = zip(self.raters.values(), marks, strict=True)
        said = [
            self.book.say("{who}: {remark}", who=who, remark=one_line(mark.remark))
            for who, mark in told
            if mark and _said(mark)
        ]
        return self.book.translate("; ").join(said)


def _said(mark: Mark) -> bool:
    """Return whether a rater's remark stands beside a mark; why a criterion is 不涉及 is none."""
    return bool(mark.remark) and mark.state is not MarkState.NOT_APPLICABLE
