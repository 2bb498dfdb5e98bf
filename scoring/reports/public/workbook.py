"""The public list as an .xlsx file: one plain sheet without formulas or hidden cells, no property but the title."""

from __future__ import annotations

from typing import Any, BinaryIO

from scoring.reports.public.listing import PublicList
from scoring.reports.workbook.book import A4, CREATED, Look, Sheet, wide
from scoring.reports.workbook.styles import HEAD_FONT, PALE, STYLES
from submissions.text_cells import TextWorkbook, in_header

# Widths of both columns, in digits of 11 points; what is set in 14 points takes a third more.
_WIDTHS = (18, 62)
_BIG = 1.35
_LINE, _HIGHEST = 22, 400
# A grade's cell spans no more rows than stand on a page, so that it is read on each.
_SPANNED = 20
_STATUS: dict[str, Any] = {**STYLES["title"], "font_name": HEAD_FONT, "font_size": 16}
_LOOKS: dict[str, dict[str, Any]] = {
    **{name: STYLES[name] for name in ("title", "subtitle", "sample", "name_big")},
    "status": _STATUS,
    "draft": {**_STATUS, "font_size": 26, "bold": True, "border": 2},
    "head": {**STYLES["head"], "font_size": 14},
    "grade": {**STYLES["strong_big"], "bg_color": PALE},
}


def write_public_workbook(listed: PublicList, stream: BinaryIO) -> None:
    """Write the list as an A4 page with a table of grades and agencies; the same list gives the same bytes."""
    book = TextWorkbook(stream, in_memory=True)
    book.set_properties({"title": listed.title, "created": CREATED})
    looks = {name: book.add_format(look) for name, look in _LOOKS.items()}
    sheet = book.add_worksheet(listed.headings[0])
    _page(sheet, listed)
    top = _title(sheet, listed, looks)
    for column, heading in enumerate(listed.headings[:2]):
        sheet.write_string(top, column, heading, looks["head"])
    sheet.set_row(top, 30)
    sheet.repeat_rows(top)
    at = top + 1
    for block in listed.blocks:
        for start in range(0, len(block.names), _SPANNED):
            names = block.names[start : start + _SPANNED]
            _names(sheet, at, block.title, names, looks)
            at += len(names)
    book.close()


def _page(sheet: Sheet, listed: PublicList) -> None:
    sheet.set_paper(A4)
    sheet.set_portrait()
    sheet.set_margins(left=0.8, right=0.8, top=1, bottom=0.9)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    said = " ".join(text for text in (listed.status, listed.statement) if text)
    sheet.set_header(f"&C&9 {in_header(said)}")
    sheet.set_footer(f"&C&9 {listed.page.format(page='&P', pages='&N')}")


def _title(sheet: Sheet, listed: PublicList, looks: dict[str, Look]) -> int:
    """Write what stands above the table; returns the first free row."""
    lines = [(listed.title, "title", 34.0)]
    lines.append((listed.status, "draft", 44.0) if listed.draft else (listed.status, "status", 30.0))
    lines += [(text, "subtitle", 20.0) for text in listed.about]
    if listed.statement:
        lines.append((listed.statement, "sample", 20.0))
    for row, (text, look, height) in enumerate(lines):
        sheet.merge_range(row, 0, row, 1, "", looks[look])
        sheet.write_string(row, 0, text, looks[look])
        size = _LOOKS[look]["font_size"] / 11
        sheet.set_row(row, min(height * _lines(text, sum(_WIDTHS) / size), _HIGHEST))
    return len(lines)


def _names(sheet: Sheet, top: int, grade: str, names: tuple[str, ...], looks: dict[str, Look]) -> None:
    if len(names) > 1:
        sheet.merge_range(top, 0, top + len(names) - 1, 0, "", looks["grade"])
    sheet.write_string(top, 0, grade, looks["grade"])
    least = _lines(grade, _WIDTHS[0] / _BIG) / len(names)
    for row, name in enumerate(names, start=top):
        sheet.write_string(row, 1, name, looks["name_big"])
        lines = max(_lines(name, (_WIDTHS[1] - 3) / _BIG), least)
        sheet.set_row(row, min(_LINE * lines + 6, _HIGHEST))


def _lines(text: str, width: float) -> int:
    return int(wide(text) * 1.05 // width) + 1
