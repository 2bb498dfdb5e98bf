"""Findings to the workbook of a large round: values only, sheet by sheet, in memory that does not grow with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from rubrics import ROOT, say
from scoring.reports.findings import Findings
from scoring.reports.large.analysis import write_large_analysis
from scoring.reports.large.book import LargeBook, large_book
from scoring.reports.large.columns import NodeColumns
from scoring.reports.large.details import HEADING, Details
from scoring.reports.large.parts import parts_heading, write_own, write_parts
from scoring.reports.large.sections import MOST_COLUMNS, MOST_ROWS, Section, check_width, sections, sheet_name
from scoring.reports.large.summary import Summary
from scoring.reports.workbook.book import Sheet
from scoring.reports.workbook.notes import write_notes

Progress = Callable[[int, int], None]

_SUMMARY, _PARTS = say("Summary of results"), say("Scores by part")
_OWN, _DETAILS, _NOTES = say("Self-assessment and score"), say("Scores by rater"), say("Notes on scoring")
_ANALYSIS = say("Analysis of raters")
_EVERY = 200


def write_large(  # noqa: PLR0913 - what came out, where it goes, and how much of it
    findings: Findings,
    stream: BinaryIO,
    *,
    detail: bool = False,
    names: bool = False,
    internal: bool = False,
    progress: Progress | None = None,
    most_rows: int = MOST_ROWS,
    most_columns: int = MOST_COLUMNS,
) -> None:
    """Write 送审表 of a large round, with `detail` 内部明细: all figures are values; the same findings, the same bytes.

    With `names` seats show who sits there; with `internal` 内部明细 has an analysis of the raters. `progress` is told
    rows done and rows in all. Lists longer than `most_rows` are continued on further sheets, region by region. Raises
    Problems where a sheet would be too wide, OSError where the disk of temporary files or the stream's own is full or
    may not be written.
    """
    with large_book(findings, stream, names=names) as book:
        _Writing(book, progress, (most_rows, most_columns), detail=detail, names=names).write(internal=internal)


class _Writing:
    def __init__(
        self, book: LargeBook, progress: Progress | None, most: tuple[int, int], *, detail: bool, names: bool
    ) -> None:
        self.book, self.results, self.progress = book, book.results, progress
        self.most_rows, self.most_columns = most
        self.columns = NodeColumns(book)
        self.shown = {node.id: self.columns.shown(node) for node in self.columns.nodes}
        self.details = Details(book, self.columns, self.shown, names) if detail else None
        self.own = bool(book.findings.self_assessment)
        self.done = 0
        size = len(self.results.rows)
        self.total = size * (2 + self.own) + (sum(self.details.rows()) if self.details else 0)

    def write(self, *, internal: bool) -> None:
        """Write all sheets: what is signed first, what explains it last; raters are told of in the details alone."""
        self._widths()
        self._summary()
        self._parts()
        if self.details:
            for section in self._sections(self.details.rows(), HEADING):
                self.details.write(self._sheet(section, self.book.words(_DETAILS)), section.agencies, self._tick)
            if internal:
                sheet = self._sheet(Section(()), self.book.words(_ANALYSIS))
                write_large_analysis(self.book, sheet, self.columns.structure)
        self._notes()
        if self.progress:
            self.progress(self.total, self.total)

    def _widths(self) -> None:
        nodes = len(self.columns.nodes)
        check_width(self.book.words(_PARTS), nodes + 3, self.most_columns)
        if self.own:
            check_width(self.book.words(_OWN), 3 * nodes + 1, self.most_columns)
        if self.details:
            check_width(self.book.words(_DETAILS), self.details.width, self.most_columns)

    def _tick(self) -> None:
        self.done += 1
        if self.progress and self.done % _EVERY == 0:
            self.progress(self.done, self.total)

    def _sections(self, heights: list[int], heading: int) -> tuple[Section, ...]:
        regions = [agency.region for agency in self.results.round.agencies]
        return sections(regions, heights, self.most_rows - heading)

    def _sheet(self, section: Section, title: str) -> Sheet:
        taken = self.book.workbook.sheetnames
        return self.book.sheet(sheet_name(section, title, self.book.translate, taken))

    def _summary(self) -> None:
        """Write the ranking; too long for a sheet it goes on by rank, whatever the regions."""
        shown = [self.shown[ROOT], *(self.shown[part.id] for part in self.columns.parts)]
        summary = Summary(self.book, self.columns, shown)
        size = len(self.results.rows)
        lists = sections([None] * size, [1] * size, self.most_rows - summary.around)
        for section in lists:
            standings = [self.results.standings[at] for at in section.agencies]
            sheet = self._sheet(section, self.book.words(_SUMMARY))
            summary.write(sheet, standings, last=section is lists[-1], done=self._tick)

    def _parts(self) -> None:
        every = [1] * len(self.results.rows)
        for section in self._sections(every, parts_heading(self.columns)):
            sheet = self._sheet(section, self.book.words(_PARTS))
            write_parts(self.book, sheet, self.columns, self.shown, section.agencies, done=self._tick)
        for section in self._sections(every, 3) if self.own else ():
            sheet = self._sheet(section, self.book.words(_OWN))
            write_own(self.book, sheet, self.columns, self.shown, section.agencies, done=self._tick)

    def _notes(self) -> None:
        book = self.book
        kind = book.say("internal details") if self.details else book.say("ranked sheet for approval")
        sheet = self._sheet(Section(()), book.words(_NOTES))
        write_notes(book, sheet, self.columns.structure, kind, discreet=self.details is None)
