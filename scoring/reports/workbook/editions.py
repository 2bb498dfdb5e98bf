"""Results to a ranked Excel workbook, written to a stream; figures are formulas with their exact values beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from rubrics import Message, Translate, say
from scoring.engine.results import Results
from scoring.reports.workbook.book import Book
from scoring.reports.workbook.calculation import write_working
from scoring.reports.workbook.inputs import write_inputs
from scoring.reports.workbook.nodes import Nodes
from scoring.reports.workbook.notes import write_notes
from scoring.reports.workbook.parts import write_parts
from scoring.reports.workbook.places import Places
from scoring.reports.workbook.ranking import Ranking
from scoring.reports.workbook.raters import write_raters
from scoring.reports.workbook.structure import Structure
from scoring.reports.workbook.summary import Summary
from scoring.rounds import Decision

# In this order: what is signed first, what explains it last.
SHEETS = {
    "summary": say("Summary of results"),
    "parts": say("Scores by part"),
    "raters": say("Scores by rater"),
    "inputs": say("Marks as entered"),
    "working": say("How it was worked out"),
    "notes": say("Notes on scoring"),
}
_LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def write_workbook(  # noqa: PLR0913, PLR0917 - what came out, where it goes, and what is said about it
    results: Results,
    stream: BinaryIO,
    translate: Translate,
    engine_version: str,
    notices: Sequence[Message] = (),
    decision: Decision | None = None,
) -> None:
    """Write the workbook of a round; the same arguments give the same bytes.

    Figures are formulas up to book.MOST_LIVE agencies and values beyond. `notices` are listed on the last sheet.
    With a `decision`, proposed and decided grades stand beside the computed ones; no score changes by it.
    """
    book = Book(results, stream, translate)
    names = sheet_names(translate)
    structure = Structure(results)
    nodes = Nodes(structure, Places(structure, names))
    sheets = {key: book.sheet(name) for key, name in names.items()}
    ranking = Ranking(book, sheets["working"], nodes, decision)
    Summary(book, sheets["summary"], nodes, ranking, decision).write()
    write_parts(book, sheets["parts"], nodes)
    write_raters(book, sheets["raters"], nodes)
    write_inputs(book, sheets["inputs"], structure, nodes.places)
    write_working(book, sheets["working"], nodes, ranking)
    write_notes(book, sheets["notes"], structure, notices, engine_version, decision)
    book.workbook.close()


def sheet_names(translate: Translate) -> dict[str, str]:
    """Return the names of the sheets, as Excel allows them."""
    return {key: title.render(translate).translate(_FORBIDDEN)[:_LONGEST_NAME] for key, title in SHEETS.items()}
