"""The set-up workbook, written: sheets that an office edits freely, with lists to choose from."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO

from xlsxwriter.utility import xl_rowcol_to_cell

from rubrics import Message, Path, Place, Problem, Problems, Rubric, Translate, fingerprints, say, tree
from rubrics.field_names import LEVELS, words_for
from rubrics.known_keys import standing
from rubrics.methods import POOLS
from scoring.sheets.paper import FormSheet
from scoring.sheets.setup.contents import Cells, contents, known_of
from scoring.sheets.setup.markings import MARKING_WORDS
from scoring.sheets.setup.names import Names
from scoring.sheets.setup.notes import HOW, sentence
from scoring.sheets.setup.pages import (
    AGENCIES,
    COLUMNS,
    CRITERIA,
    FEWEST_LEVELS,
    FIELD,
    HEADS,
    LEVEL,
    NOTE,
    OTHERS,
    PAGES,
    PANEL,
    RULES,
    SITES,
    TITLES,
    VALUE,
    Head,
    Setup,
)
from scoring.sheets.setup.typed import fits, typed
from scoring.sheets.setup.words import RULE, field_path
from submissions import PAGE
from submissions.plain_text import one_line
from submissions.text_cells import LONGEST_TEXT, TextWorkbook, in_header

Sheet = Any
# XlsxWriter has no types.
CREATED = datetime(2000, 1, 1, tzinfo=UTC)
FIRST = 4
"""The row, from 0, of the first entry; above it ids, title, how to fill in, and headings."""
_A4, _MARGIN, _LINE, _LEAST = 9, 0.4, 15.5, 22.0
_TALLEST = 400.0
_SPARE = {CRITERIA: 40, AGENCIES: 40, PANEL: 40, SITES: 40, RULES: 0, OTHERS: 10}
_LISTS = "pingyi-lists"
# What a double holds exactly enough to be shown as it was typed.
_EXACT = re.compile(r"(?=[-.\d]{1,15}$)-?(0|[1-9]\d*)(\.\d*[1-9])?")
_CHINESE = {"font_charset": 134, "font_family": 1, "valign": "vcenter"}
_BODY = {"font_name": "仿宋", "font_size": 11, "text_wrap": True, "border": 1, **_CHINESE}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {**_CHINESE, "font_name": "方正小标宋简体", "font_size": 18, "align": "left"},
    "how": {**_CHINESE, "font_name": "楷体", "font_size": 11, "text_wrap": True, "align": "left"},
    "head": {**_BODY, "font_name": "黑体", "bold": True, "align": "center", "bg_color": "#D9D9D9"},
    # Text, so that a date or 1.10 stays what was typed.
    "text": {**_BODY, "align": "left", "num_format": "@"},
    "number": {**_BODY, "align": "center", "num_format": "General"},
    "part": {**_BODY, "align": "left", "num_format": "@", "bold": True, "bg_color": "#F2F2F2"},
    "part_number": {**_BODY, "align": "center", "num_format": "General", "bold": True, "bg_color": "#F2F2F2"},
    "fixed": {**_BODY, "align": "left", "num_format": "@", "bg_color": "#F2F2F2"},
}


def write_setup(setup: Setup, stream: BinaryIO, translate: Translate = str) -> None:
    """Write the set-up workbook of a round. Raises Problems for a text that is too long for a cell of Excel."""
    rows = contents(setup)
    long = [text for cells in rows.values() for row in cells for text in row.values() if not fits(text)]
    if long:
        raise Problems([_too_long(text) for text in long])
    writing = _Writing(setup, rows, stream, translate)
    for page in PAGES:
        writing.page(page)
    writing.close()


class _Writing:
    def __init__(
        self, setup: Setup, rows: dict[str, tuple[Cells, ...]], stream: BinaryIO, translate: Translate
    ) -> None:
        self.setup = setup
        self.rows = rows
        self.translate = translate
        self.groups = known_of(setup).groups
        self.book = TextWorkbook(stream, in_memory=True)
        self.book.set_properties({"title": one_line(setup.round.title), "created": CREATED})
        self.looks = {name: self.book.add_format(look) for name, look in _LOOKS.items()}
        self.depth = max(FEWEST_LEVELS, *(node.depth for node in tree(setup.rubric).walk()))
        self.sheets = {page: self.book.add_worksheet(self.say(TITLES[page]), FormSheet) for page in PAGES}
        self.lists = self.book.add_worksheet(_LISTS)
        self.lists.very_hidden()
        self.listed = 0

    def say(self, message: Message) -> str:
        return message.render(self.translate)

    def close(self) -> None:
        self.book.close()

    def page(self, page: str) -> None:
        sheet, columns = self.sheets[page], self.columns(page)
        self.set_up(sheet, len(columns), len(self.rows[page]))
        sheet.write_string(0, 0, f"{PAGE}{page}")
        for at, name in enumerate(("~title", "~how", "~head"), start=1):
            sheet.write_string(at, 0, name)
        sheet.write_string(1, 1, f"{self.setup.round.title}  {self.say(TITLES[page])}", self.looks["title"])
        sheet.merge_range(2, 1, 2, len(columns), "", self.looks["how"])
        sheet.write_string(2, 1, self.say(HOW[page]), self.looks["how"])
        width = sum(head.width for _, head in columns)
        sheet.set_row(2, _height([(self.say(HOW[page]), width)]))
        for at, (column, head) in enumerate(columns, start=1):
            sheet.write_string(0, at, column)
            sheet.set_column(at, at, head.width + 0.7)
            sheet.write_string(3, at, self.heading(column, head), self.looks["head"])
        sheet.set_row(3, 36)
        last = FIRST + len(self.rows[page]) + _SPARE[page]
        sheet.growing = frozenset(range(FIRST, last))
        for row in range(FIRST, last):
            self.row(page, columns, row)
        self.choices(page, columns, last - 1)

    def set_up(self, sheet: Sheet, width: int, filled: int) -> None:
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.set_column(0, 0, 8, None, {"hidden": True})
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.set_margins(left=_MARGIN, right=_MARGIN, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        sheet.freeze_panes(FIRST, 1)
        sheet.repeat_rows(FIRST - 1)
        sheet.print_area(1, 1, FIRST + max(filled, 1) - 1, width)
        title = in_header(one_line(self.setup.round.title), 40)
        page = say("page {page} of {pages}", page="&P", pages="&N").render(self.translate)
        scoring, text = fingerprints(self.setup.rubric).short
        prints = say("Fingerprints: scoring {scoring}, text {text}", scoring=scoring, text=text)
        sheet.set_footer(f"&L&9 {title}&C&9 {page}&R&9 {in_header(self.say(prints))}")

    def columns(self, page: str) -> list[tuple[str, Head]]:
        found: list[tuple[str, Head]] = []
        for column in COLUMNS[page]:
            head = HEADS[page][column]
            found += [(f"{LEVEL}{n}", head) for n in range(1, self.depth + 1)] if column == LEVEL else [(column, head)]
        return found

    def heading(self, column: str, head: Head) -> str:
        level = column.removeprefix(LEVEL)
        if not level.isdecimal():
            return self.say(head.title)
        number = int(level)
        return LEVELS[number - 1] if number <= len(LEVELS) else self.say(head.title.filled(n=number))

    def row(self, page: str, columns: Sequence[tuple[str, Head]], row: int) -> None:
        sheet, at = self.sheets[page], row - FIRST
        held = self.rows[page][at] if at < len(self.rows[page]) else {}
        is_part = page == CRITERIA and bool(held) and self.is_part(at)
        sizes = []
        for column, (name, head) in enumerate(columns, start=1):
            text = self.note(held) if name == NOTE else held.get(name, "")
            look = (
                "fixed" if page in {RULES, OTHERS} and name != VALUE and held else "number" if head.number else "text"
            )
            look = {"text": "part", "number": "part_number"}[look] if is_part else look
            if not text:
                sheet.write_blank(row, column, None, self.looks[look])
            elif head.number and _EXACT.fullmatch(text):
                sheet.write_number(row, column, float(text), self.looks[look])
            else:
                sheet.write_string(row, column, text, self.looks[look])
            sizes.append((text, head.width))
        sheet.set_row(row, _height(sizes))

    def is_part(self, at: int) -> bool:
        return bool(list(tree(self.setup.rubric).walk())[1 + at].children)

    def note(self, held: Cells) -> str:
        path = field_path(Rubric, (), held.get(FIELD, ""), self.groups) if held else None
        found = sentence(path) if path else None
        return self.say(found) if found else ""

    def choices(self, page: str, columns: Sequence[tuple[str, Head]], last: int) -> None:
        """Give cells their lists to choose from; where something else may be typed, the list only helps."""
        sheet = self.sheets[page]
        known = known_of(self.setup)
        lists = {
            (CRITERIA, "methods"): tuple(map(known.methods.label, known.methods.titles)),
            (CRITERIA, "by"): _labels(known.groups),
            (CRITERIA, "for"): _labels(known.classes),
            (AGENCIES, "class"): _labels(known.classes),
            (PANEL, "group"): tuple(group.title for group in self.setup.round.groups),
            (SITES, "agency"): _labels(known.agencies),
            (SITES, "group"): _labels(known.groups),
        }
        for column, (name, head) in enumerate(columns, start=1):
            if lists.get((page, name)):
                self.offer(sheet, (FIRST, column, last, column), lists[page, name], free=True)
            elif (page, name) == (CRITERIA, "marking"):
                self.offer(sheet, (FIRST, column, last, column), tuple(MARKING_WORDS.values()))
            elif name == VALUE:
                self.offer_values(page, column)
            elif head.number and name != "no":
                self.only_numbers(sheet, (FIRST, column, last, column), whole=name == "presents")

    def offer_values(self, page: str, column: int) -> None:
        for at, held in enumerate(self.rows[page]):
            path = field_path(Rubric, (), held[FIELD], self.groups)
            words = _choices(path) if path else ()
            if words:
                self.offer(self.sheets[page], (FIRST + at, column, FIRST + at, column), words, free=path == _QUORUM)

    def offer(
        self, sheet: Sheet, cells: tuple[int, int, int, int], words: Sequence[str], *, free: bool = False
    ) -> None:
        top = self.listed
        for at, word in enumerate(words):
            self.lists.write_string(top + at, 0, word)
        self.listed += len(words)
        source = [xl_rowcol_to_cell(row, 0, row_abs=True, col_abs=True) for row in (top, self.listed - 1)]
        told = {
            "error_title": self.say(say("Please choose")),
            "error_message": self.say(say("Choose one of the list.")),
        }
        rule = {"validate": "list", "source": f"='{_LISTS}'!{source[0]}:{source[1]}", "show_error": not free}
        sheet.data_validation(*cells, {**rule, **({} if free else told)})

    def only_numbers(self, sheet: Sheet, cells: tuple[int, int, int, int], *, whole: bool) -> None:
        message = say("Type a whole number from 1 on.") if whole else say("Type a number of 0 or more.")
        sheet.data_validation(
            *cells,
            {
                "validate": "integer" if whole else "decimal",
                "criteria": ">=",
                "value": 1 if whole else 0,
                "error_title": self.say(say("Please type a number")),
                "error_message": self.say(message),
            },
        )


def _labels(names: Names) -> tuple[str, ...]:
    return tuple(map(names.label, names.titles))


def _choices(path: Path) -> tuple[str, ...]:
    if path[-1] == RULE:
        return tuple(words_for("Pool", name)[0] for name in POOLS)
    return tuple(typed(choice, standing(Rubric, path)) for choice in standing(Rubric, path).choices)


def _height(cells: Iterable[tuple[str, float]]) -> float:
    """Return how high a row must be for texts in columns so many digits wide."""
    lines = max((_lines(text, width) for text, width in cells), default=1)
    return min(_TALLEST, max(_LEAST, _LINE * lines + 6))


def _lines(text: str, width: float) -> int:
    # A character of 11 points takes 1.08 digits of the width that columns are measured in, a Chinese one twice that.
    return sum(max(1, math.ceil(_wide(line) * 1.08 / width)) for line in text.split("\n"))


def _wide(text: str) -> int:
    return sum(1 if ord(letter) < 0x2E80 else 2 for letter in text)  # noqa: PLR2004 - where the CJK blocks begin


def _too_long(text: str) -> Problem:
    return Problem(
        "SETUP-LONG",
        Place(text[:20]),
        say(
            "this text has {n} characters, more than the {most} that fit into one cell.", n=len(text), most=LONGEST_TEXT
        ),
        say("Shorten it in the plain file."),
    )


_QUORUM: Path = ("pool", "quorum")
