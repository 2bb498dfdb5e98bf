"""Findings to the workbooks of a round: the ranked sheet that is signed (送审表), and the internal details (内部明细).

Figures are formulas with their exact values beside them. The ranked sheet has nothing of single raters: what its
formulas would need of their sheets stands there as a value.
"""

from __future__ import annotations

from typing import BinaryIO

from rubrics import Translate, say
from scoring.reports.findings import Findings
from scoring.reports.workbook.agency_sheets import write_agency_sheets
from scoring.reports.workbook.book import Book, Sheet
from scoring.reports.workbook.calculation import write_working
from scoring.reports.workbook.inputs import write_inputs
from scoring.reports.workbook.nodes import Nodes
from scoring.reports.workbook.notes import write_notes
from scoring.reports.workbook.parts import write_parts
from scoring.reports.workbook.places import Places
from scoring.reports.workbook.pooling import write_pooling
from scoring.reports.workbook.ranking import Ranking
from scoring.reports.workbook.rater_analysis import write_rater_analysis
from scoring.reports.workbook.raters import write_raters
from scoring.reports.workbook.sheet_names import agency_sheet_names
from scoring.reports.workbook.structure import Structure
from scoring.reports.workbook.summary import Summary

# In this order: what is signed first, what explains it last. Agencies' own sheets stand behind those of the raters.
SHEETS = {
    "summary": say("Summary of results"),
    "parts": say("Scores by part"),
    "raters": say("Scores by rater"),
    "analysis": say("Analysis of raters"),
    "inputs": say("Marks as entered"),
    "pooling": say("How values were pooled"),
    "working": say("How it was worked out"),
    "notes": say("Notes on scoring"),
}
FOR_APPROVAL = ("summary", "parts", "working", "notes")
_LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def write_for_approval(findings: Findings, stream: BinaryIO) -> None:
    """Write the ranked sheet (送审表); the same findings give the same bytes.

    Formulas run from the agencies' pooled values on. They are for up to findings.MOST_LIVE agencies: beyond, figures
    are values, and scoring.reports.large writes those in less memory.
    """
    titles = sheet_titles(findings.translate)
    book = Book(findings, stream, lacking=[title for key, title in titles.items() if key not in FOR_APPROVAL])
    nodes = _nodes(book, titles)
    sheets = {key: book.sheet(titles[key]) for key in FOR_APPROVAL}
    _of_agencies(book, sheets, nodes)
    kind = book.say("ranked sheet for approval")
    write_notes(book, sheets["notes"], nodes.structure, kind, discreet=True)
    book.workbook.close()


def write_detail(findings: Findings, stream: BinaryIO, *, names: bool = False, internal: bool = False) -> None:
    """Write the internal details (内部明细): every sheet, one for each agency, formulas from each rater's marks on.

    With `names` seats show who sits there; with `internal` there is an analysis of the raters. Beyond
    findings.MOST_LIVE agencies figures are values, and agencies have no sheets of their own.
    """
    titles = sheet_titles(findings.translate)
    own = agency_sheet_names(findings.results, tuple(titles.values()), findings.translate)
    book = Book(findings, stream, names=names)
    nodes = _nodes(book, titles)
    sheets: dict[str, Sheet] = {}
    agencies: dict[str, Sheet] = {}
    for key, title in titles.items():
        if key != "analysis" or internal:
            sheets[key] = book.sheet(title)
        if key == "raters" and book.live:
            agencies = {agency: book.sheet(name) for agency, name in own.items()}
    _of_agencies(book, sheets, nodes)
    write_raters(book, sheets["raters"], nodes)
    if agencies:
        write_agency_sheets(book, agencies, nodes)
    if internal:
        write_rater_analysis(book, sheets["analysis"], nodes)
    write_inputs(book, sheets["inputs"], nodes.structure, nodes.places)
    write_pooling(book, sheets["pooling"], nodes)
    write_notes(book, sheets["notes"], nodes.structure, book.say("internal details"), discreet=False)
    book.workbook.close()


def _nodes(book: Book, titles: dict[str, str]) -> Nodes:
    structure = Structure(book.results)
    return Nodes(structure, Places(structure, titles))


def _of_agencies(book: Book, sheets: dict[str, Sheet], nodes: Nodes) -> None:
    """Write the sheets that every edition has, but for the notes, which tell what was written before them."""
    ranking = Ranking(book, sheets["working"], nodes)
    Summary(book, sheets["summary"], nodes, ranking).write()
    write_parts(book, sheets["parts"], nodes)
    write_working(book, sheets["working"], nodes, ranking)


def sheet_titles(translate: Translate) -> dict[str, str]:
    """Return the names of the sheets, as Excel allows them."""
    return {key: title.render(translate).translate(_FORBIDDEN)[:_LONGEST_NAME] for key, title in SHEETS.items()}
