"""The office's own workbook with a round's results in it."""

from __future__ import annotations

from typing import BinaryIO

from openpyxl.worksheet.worksheet import Worksheet

from rubrics import Problems
from scoring.reports.findings import Findings
from scoring.reports.templates import headers
from scoring.reports.templates.filling import fill_cell, fill_header
from scoring.reports.templates.opening import Template, cells_of, opened
from scoring.reports.templates.packing import packed
from scoring.reports.templates.placeholders import known_placeholders
from scoring.reports.templates.stretching import stretch
from scoring.reports.templates.values import Values, agency_values, round_values

_FIRST_PAGE, _EVEN_PAGES = "firstHeader", "evenHeader"


def fill_workbook(findings: Findings, template: bytes, file: str, stream: BinaryIO) -> None:
    """Write the office's own .xlsx (`template`, called `file`) with the results; same arguments, same bytes.

    Placeholders in cells and headers of visible sheets are replaced, and on every sheet the one row that speaks of
    an agency is repeated in rank order, then who is not ranked, then who withdrew. A sheet that does not say the
    status (or that a round is made up) says it at the right of its header.

    Raises Problems, all at once: what `check_template` finds. Nothing has been written then.
    """
    opened_ = _stretched(findings, template, file)
    round_, of_agencies = round_values(findings), [agency_values(findings, item) for item in findings.results.standings]
    for sheet in opened_.book.worksheets:
        if sheet.sheet_state == "visible":
            row = opened_.rows.get(sheet.title)
            _fill(findings, sheet, row, round_, of_agencies)
            _headers(opened_, sheet, round_)
    stream.write(packed(opened_.book))


def check_template(findings: Findings, template: bytes, file: str) -> None:
    """Raise Problems with all that keeps a template from being filled.

    That is: what is no sound workbook or leads out of itself, what filling would lose (charts, pictures, controls,
    …), unknown or misplaced placeholders, no repeating row or two on a sheet, formulas and merged cells that cannot
    follow when the row is repeated.
    """
    _stretched(findings, template, file)


def _stretched(findings: Findings, data: bytes, file: str) -> Template:
    found = opened(data, file, known_placeholders(findings))
    problems = [*found.problems, *stretch(found, len(findings.results.standings))]
    if problems:
        raise Problems(problems)
    return found


def _fill(findings: Findings, sheet: Worksheet, row: int | None, round_: Values, of_agencies: list[Values]) -> None:
    places = findings.results.rubric.rounding.places
    lines = {} if row is None else {row + at: {**round_, **values} for at, values in enumerate(of_agencies)}
    for cell in cells_of(sheet):
        fill_cell(cell, lines.get(cell.row, round_), places)


def _headers(template: Template, sheet: Worksheet, round_: Values) -> None:
    """Fill headers and footers; what the sheet itself does not say of the results goes into its header."""
    held = template.headers.get(sheet.title, {})
    written = {kind: fill_header(text, round_) for kind, text in held.items()}
    unsaid = [name for name in ("status", "statement") if name not in template.said[sheet.title] and round_[name]]
    if unsaid:
        note = " ".join(str(round_[name]) for name in unsaid)
        kinds = ["oddHeader"]
        kinds += [_FIRST_PAGE] if sheet.HeaderFooter.differentFirst else []
        kinds += [_EVEN_PAGES] if sheet.HeaderFooter.differentOddEven else []
        written |= {kind: headers.with_note(written.get(kind, ""), note) for kind in kinds}
    headers.put(sheet.HeaderFooter, written)
