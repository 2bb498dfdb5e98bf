"""The sheet that describes raters, of a large round: the same words and figures as of a small one, as values."""

from __future__ import annotations

import numpy as np

from rubrics import TreeNode
from scoring.reports.large.book import LargeBook
from scoring.reports.large.rater_sums import rater_figures
from scoring.reports.large.rows import Cell, write_cells
from scoring.reports.workbook.book import Sheet, wide
from scoring.reports.workbook.pages import Table, paginate, scale
from scoring.reports.workbook.panels import lacking, state
from scoring.reports.workbook.rater_analysis import WIDTHS, heading, titles, told
from scoring.reports.workbook.structure import Structure

_TITLE, _TEXT, _HEAD, _ROW = 36, 18, 32, 17


def write_large_analysis(book: LargeBook, sheet: Sheet, structure: Structure) -> None:
    """Write one table for each node that pools: a row for each rater."""
    right = len(WIDTHS) - 1
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_default_row(_ROW)
    sheet.freeze_panes(1, 1)
    book.merged(sheet, 0, 0, 0, right, sheet.get_name(), "title")
    sheet.set_row(0, _TITLE)
    sentences = told(book)
    heights = [_TEXT * (int(wide(text) * 1.12 // sum(WIDTHS)) + 1) for text in sentences]
    for row, (text, height) in enumerate(zip(sentences, heights, strict=True), start=1):
        book.merged(sheet, row, 0, row, right, text, "note")
        sheet.set_row(row, height)
    at, tables = 1 + len(sentences), [Table(0, _TITLE + sum(heights) + _ROW)]
    looks = [book.style(name) for name in ("name", "whole", "shown", "shown", "shown", "whole", "whole")]
    for pool in structure.pools:
        at += 1
        tables.append(Table(at, _HEAD + _ROW * (2 + len(structure.results.panel(pool.id).raters))))
        sheet.write_string(at, 0, heading(book, structure, pool), book.style("block"))
        sheet.set_row(at + 1, _HEAD)
        write_cells(sheet, at + 1, titles(book), [book.style("head")] * len(WIDTHS))
        at += 2
        for cells in _cells(book, structure, pool):
            write_cells(sheet, at, cells, looks)
            at += 1
    paginate(sheet, tables, scale(WIDTHS))


def _cells(book: LargeBook, structure: Structure, pool: TreeNode) -> list[list[Cell]]:
    panel, agencies = structure.results.panel(pool.id), structure.results.agencies
    held = np.array([not lacking(structure, pool, agency, below=True) for agency in agencies], np.bool_)
    outcome = np.array(
        [structure.applies(pool, agency) and state(structure, pool, agency) is None for agency in agencies], np.bool_
    )
    return [
        [
            book.seats[rater],
            float(found.valued),
            *(figure if isinstance(figure, str) else float(figure)
              for figure in (found.mean, found.spread, found.distance)),
            float(found.high),
            float(found.low),
        ]
        for rater, found in zip(panel.raters, rater_figures(panel, held, outcome), strict=True)
    ]  # fmt: skip
