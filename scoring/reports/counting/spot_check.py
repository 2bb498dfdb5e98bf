"""抽查核对单: the drawn sheets with their marks as counted, to be held against the paper and filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO

from rubrics import Message, Translate, TreeNode
from scoring.engine.results import Results
from scoring.engine.seats import seat_names
from scoring.reports.counting.spot_check_form import (
    AGREES_AT,
    COLUMNS,
    COMPARED_BY,
    FIRST,
    PAGE_ID,
    STATIC,
    Drawing,
    Drawn,
    column_id,
)
from scoring.reports.workbook.book import A4, CREATED, Look, Sheet, wide
from scoring.reports.workbook.styles import PALE, STYLES
from scoring.rounds.as_counted import as_counted
from scoring.rounds.marks import MarkState
from scoring.rounds.sheet_states import SheetKey
from submissions import LABEL, PAGE, SEAL_SHEET, Seal
from submissions.plain_text import one_line
from submissions.sheet_names import legal
from submissions.text_cells import TextWorkbook, in_header

# Columns: the hidden ids, the labels, and those of the marks; widths in digits, and what is between two.
_IDS, _LABELS, _MARKS = 0, 1, 2
_LABEL, _COLUMN, _BETWEEN = 19.0, 5.2, 0.7
_WIDTH = _LABEL + COLUMNS * (_COLUMN + _BETWEEN)
# Points: heights of rows, and of a page upright at the scale that this width comes to.
_LINE, _ROW, _HEAD, _BLANK, _SIGNED, _PAGE = 16, 18, 36, 7, 34, 800
_HIGHEST = 409
_LONGEST_TITLE = 7
_ASKS_AT = 9
_FIELD = "#FFF9DB"
_SMALL: dict[str, Any] = {**STYLES["small"], "shrink": True, "text_wrap": False}
_LOOKS: dict[str, dict[str, Any]] = {
    **{name: STYLES[name] for name in ("title", "subtitle", "note", "sign")},
    "sheet": {**STYLES["part"], "shrink": True, "text_wrap": False},
    "row": {**STYLES["small"], "align": "left", "bg_color": PALE},
    "head": {**STYLES["small"], "font_size": 8, "bg_color": PALE},
    "counted": _SMALL,
    "field": {**_SMALL, "bg_color": _FIELD, "locked": False, "num_format": "@"},
    "text": {**STYLES["small"], "align": "left", "bg_color": _FIELD, "locked": False, "num_format": "@"},
}
# Of a drawn sheet's cells, those that raters answer.
_ASKED = (MarkState.GIVEN, MarkState.RECUSED, MarkState.ABSENT, MarkState.AWAITED)


def drawn_sheet(results: Results, sheet: SheetKey) -> Drawn:
    """Return a sheet with its marks as they stand in the count."""
    marks = results.collected.marks
    found = [(leaf.id, marks.get((*sheet, leaf.id))) for leaf in results.tree.leaves()]
    return Drawn(*sheet, tuple((leaf, as_counted(mark)) for leaf, mark in found if mark and mark.state in _ASKED))


def write_spot_check(drawing: Drawing, results: Results, key: bytes, stream: BinaryIO, translate: Translate) -> str:
    """Write the paper as a protected form; returns the 校验码 of its seal. The same drawing gives the same bytes."""
    book = TextWorkbook(stream, in_memory=True)
    paper = _Paper(book, drawing, results, translate)
    seal = paper.write()
    code = seal.code(key)
    page = paper.say("page {page} of {pages}", page="&P", pages="&N")
    told = paper.say("Seal {code}, issue No. {n}", code=code, n=drawing.number)
    paper.sheet.set_footer(f"&L&9 {in_header(paper.named, 40)}&C&9 {page}&R&9 {in_header(told)}")
    hidden = book.add_worksheet(SEAL_SHEET)
    for row, text in enumerate(seal.cells(key)):
        hidden.write_string(row, 0, text)
    hidden.very_hidden()
    book.close()
    return code


class _Paper:
    """The only visible sheet; row by row from the top."""

    def __init__(self, book: TextWorkbook, drawing: Drawing, results: Results, translate: Translate) -> None:
        self.drawing, self.results, self.translate = drawing, results, translate
        self.named = one_line(results.round.title)
        self.looks: dict[str, Look] = {name: book.add_format(look) for name, look in _LOOKS.items()}
        self.title = self.say("{round}: spot check against the paper", round=self.named)
        book.set_properties({"title": self.title, "created": CREATED})
        self.name = legal(self.say("Spot check"))
        self.sheet: Sheet = book.add_worksheet(self.name)
        self.labels: dict[str, str] = {}
        self.at, self.used, self.breaks = 1, 0.0, list[int]()

    def say(self, text: str, /, **values: object) -> str:
        """Return the sentence for an English msgid."""
        return Message(text, tuple(values.items())).render(self.translate)

    def write(self) -> Seal:
        """Write the page; returns what it is to be sealed with."""
        self._page()
        self._top()
        heads = {leaf.id: _head(leaf) for leaf in self.results.tree.leaves()}
        seats = seat_names(self.results)
        for number, drawn in enumerate(self.drawing.sheets, start=1):
            self._drawn(number, drawn, heads, seats)
        self._wide(
            self.say("compared by {line}    supervised by {line}    date {line}", line="＿" * 8), "sign", _SIGNED
        )
        self.sheet.set_h_pagebreaks(self.breaks)
        self.sheet.print_area(1, _LABELS, self.at - 1, _MARKS + COLUMNS - 1)
        return self.drawing.seal(self.results.round.id, self.results.rubric, self.name, self.labels)

    def _page(self) -> None:
        sheet = self.sheet
        sheet.set_paper(A4)
        sheet.set_portrait()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        sheet.set_column(_IDS, _IDS, None, None, {"hidden": True})
        sheet.set_column(_LABELS, _LABELS, _LABEL)
        sheet.set_column(_MARKS, _MARKS + COLUMNS - 1, _COLUMN)
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.write_string(0, _IDS, PAGE + PAGE_ID)
        sheet.write_string(0, _LABELS, LABEL)
        for column in range(COLUMNS):
            sheet.write_string(0, _MARKS + column, column_id(column))
        sheet.protect("", {"format_columns": True, "format_rows": True})

    def _top(self) -> None:
        drawing = self.drawing
        self._wide(self.title, "title", 32, 2.1)
        how = self.say(
            "Drawn: {n} of {of} sheets ({share}), seed {seed}. Each sheet has a number, the SHA-256 of"
            " “seed|agency|rater”; the lowest were drawn.",
            n=len(drawing.sheets),
            of=drawing.of,
            share=drawing.share,
            seed=drawing.seed,
        )
        self._wide(how, "note", _LINE)
        how = self.say(
            "Hold every mark against the paper and choose “agrees” or “differs”. Write below only what the paper says"
            " otherwise; where the paper is empty, write “empty”. Nothing is changed by this sheet."
        )
        self._wide(how, "note", _LINE)
        self._label(COMPARED_BY, self.say("compared by"))
        self._merged(FIRST, 5, "", "text")
        self._row(_ROW)
        self._row(_BLANK)

    def _drawn(self, number: int, drawn: Drawn, heads: Mapping[str, str], seats: Mapping[str, str]) -> None:
        """Write a drawn sheet: a line to say whether it agrees, its marks, and room for what the paper says."""
        places = dict(zip(drawn.marks, drawn.places(), strict=True))
        lines = max(line for line, _, _ in places.values()) + 1
        if self.used + 2 * _ROW + lines * (_HEAD + 2 * _ROW) + _BLANK > _PAGE:
            self.breaks.append(self.at)
            self.used = 0.0
        rater = self.results.round.raters[drawn.rater]
        self._label(drawn.row, f"{number}. {seats[drawn.rater]}", "sheet")
        about = self.say(
            "{name}: marks for {agency}",
            name=one_line(rater.name),
            agency=one_line(self.results.round.names[drawn.agency]),
        )
        self._merged(FIRST, _ASKS_AT, about, "sheet")
        self._merged(_ASKS_AT, AGREES_AT - _ASKS_AT, self.say("Does it agree?"), "row")
        self._merged(AGREES_AT, COLUMNS - AGREES_AT, "", "field")
        choices = [self.say("agrees"), self.say("differs")]
        self.sheet.data_validation(
            self.at,
            _MARKS + AGREES_AT,
            self.at,
            _MARKS + AGREES_AT,
            {
                "validate": "list",
                "source": choices,
                "error_title": self.say("Not in the list"),
                "error_message": self.say("Choose “agrees” or “differs”."),
            },
        )
        self._row(_ROW)
        for line in range(lines):
            own = [(mark, column, span) for mark, (at, column, span) in places.items() if at == line]
            self._line(drawn.paper_row(line), own, heads)
        self._label(drawn.note_row, self.say("note"), "row")
        self._merged(FIRST, COLUMNS, "", "text")
        self._row(_ROW)
        self._row(_BLANK)

    def _line(self, row_id: str, marks: list[tuple[tuple[str, str], int, int]], heads: Mapping[str, str]) -> None:
        rows = (
            (STATIC, self.say("criterion"), "head", _HEAD, [heads[criterion] for (criterion, _), _, _ in marks]),
            (STATIC, self.say("counted"), "counted", _ROW, [text or "—" for (_, text), _, _ in marks]),
            (row_id, self.say("paper, where it differs"), "field", _ROW, [""] * len(marks)),
        )
        for own, label, look, height, texts in rows:
            self._label(own, label, "row")
            for text, (_, column, span) in zip(texts, marks, strict=True):
                self._merged(column, span, text, look)
            self._row(height)

    def _label(self, row_id: str, text: str, look: str = "row") -> None:
        """Write the hidden id of a row and its visible label."""
        self.sheet.write_string(self.at, _IDS, row_id)
        self.sheet.write_string(self.at, _LABELS, text, self.looks[look])
        if row_id != STATIC:
            self.labels[row_id] = text

    def _merged(self, column: int, span: int, text: str, look: str) -> None:
        """Write over so many of the marks' columns."""
        left = _MARKS + column
        if span > 1:
            self.sheet.merge_range(self.at, left, self.at, left + span - 1, "", self.looks[look])
        if text:
            self.sheet.write_string(self.at, left, text, self.looks[look])
        else:
            self.sheet.write_blank(self.at, left, None, self.looks[look])

    def _wide(self, text: str, look: str, height: float, size: float = 1.05) -> None:
        """Write over the whole width, as many lines high as it takes."""
        right = _MARKS + COLUMNS - 1
        self.sheet.write_string(self.at, _IDS, STATIC)
        self.sheet.merge_range(self.at, _LABELS, self.at, right, "", self.looks[look])
        self.sheet.write_string(self.at, _LABELS, text, self.looks[look])
        self._row(height * (int(wide(text) * size // _WIDTH) + 1))

    def _row(self, height: float) -> None:
        """End a row that is so many points high."""
        height = min(height, _HIGHEST)
        self.sheet.set_row(self.at, height)
        self.at += 1
        self.used += height


def _head(leaf: TreeNode) -> str:
    """Return what a criterion is called where there is little room: its number, and how its title begins."""
    title = one_line(leaf.node.title)
    short = title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"
    number = leaf.leaf.no if leaf.leaf else None
    return f"{number or leaf.id}\n{short}"
