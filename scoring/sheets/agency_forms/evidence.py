"""The page of the evidence: a row for each kind that the rubric asks for, and spare rows below."""

from __future__ import annotations

from rubrics import Message, say
from scoring.sheets.agency_forms.cover import SECRETS
from scoring.sheets.agency_forms.heights import height
from scoring.sheets.paper import FormBook, Sheet
from submissions import LABEL, kind_rule
from submissions.workbook import (
    ANSWERS,
    EVIDENCE,
    HEADS,
    KIND,
    SPARE_ROWS,
    TITLE,
    WAY,
    WAY_WORDS,
    Asked,
    Blank,
    heading,
    page_of,
    spare_row,
)

_WIDTHS = (22, 12, 20, 11, 24, 28, 13, 16, 20, 16)
_COLUMNS = {1: LABEL, 2: KIND, **dict(enumerate(ANSWERS[1:], start=4))}
_TOP = 5
_HOW = say(
    "Handed in as: a file (write its name), an address, a telephone number, on site (write its number, and who keeps "
    "it), or a disc (write what stands on it, and the SHA-256). Several files of one kind: write their names into one "
    "cell with “;” between them, or use the spare rows."
)
_HEADS = (
    *(say("Criterion"), say("Kind of evidence"), say("Asked for"), say("Handed in as"), say("Title of the material")),
    *(say("Name of the file, address, telephone, number of the document or disc"), say("Date of the material")),
    *(say("Kept by (on site)"), say("SHA-256 (link or disc)"), say("Note")),
)


def write_evidence(book: FormBook, blank: Blank, title: str) -> None:
    """Write the page of the evidence."""
    sheet = book.page(title, page_of(EVIDENCE, blank.agency), _WIDTHS, landscape=True)
    _top(book, sheet, blank, title)
    row = _TOP + 1
    for asked in blank.evidence:
        _asked(book, sheet, row, asked)
        row += 1
    criteria = tuple(dict.fromkeys(heading(asked.node) for asked in blank.evidence))
    kinds = tuple(dict.fromkeys(asked.kind for asked in blank.evidence))
    for n in range(1, SPARE_ROWS + 1):
        sheet.set_row(row, 26)
        sheet.write_string(row, 0, spare_row(n), book.style("id"))
        for column, choices in ((1, criteria), (2, kinds)):
            sheet.write_blank(row, column, None, book.style("reason"))
            book.choice(sheet, row, column, choices, told=say("Choose one from the list."))
        sheet.write_string(row, 3, book.say("spare row"), book.style("number"))
        _answers(book, sheet, row, "", WAY_WORDS)
        row += 1
    sheet.repeat_rows(_TOP)


def _top(book: FormBook, sheet: Sheet, blank: Blank, title: str) -> None:
    for column, column_id in _COLUMNS.items():
        sheet.write_string(0, column, column_id, book.style("id"))
    last = len(_WIDTHS)
    sheet.set_row(1, 32)
    book.merged(sheet, 1, 1, 1, last, title, book.style("title"))
    whose = book.say("Agency: {name}    Round: {title}", name=blank.name, title=blank.title)
    sheet.set_row(2, 22)
    book.merged(sheet, 2, 1, 2, last, whose, book.style("whose"))
    sheet.set_row(3, 30)
    book.merged(sheet, 3, 1, 3, last, book.words(SECRETS), book.style("head", font_size=14))
    how = book.words(_HOW)
    sheet.set_row(4, height((how, sum(_WIDTHS))))
    book.merged(sheet, 4, 1, 4, last, how, book.style("rule"))
    heads = [book.words(head) for head in _HEADS]
    sheet.set_row(_TOP, height(*zip(heads, _WIDTHS, strict=True)))
    sheet.write_string(_TOP, 0, HEADS, book.style("id"))
    for column, head in enumerate(heads, start=1):
        sheet.write_string(_TOP, column, head, book.style("head"))
    sheet.freeze_panes(_TOP + 1, 2)


def _asked(book: FormBook, sheet: Sheet, row: int, asked: Asked) -> None:
    wanted = book.say("must be handed in") if asked.required else book.say("if there is any")
    texts = (heading(asked.node), asked.kind, "\n".join(text for text in (wanted, asked.note) if text))
    sheet.set_row(row, max(30, height(*zip(texts, _WIDTHS, strict=False), size=10.5)))
    sheet.write_string(row, 0, asked.row, book.style("id"))
    sheet.write_string(row, 1, texts[0], book.style("label"))
    sheet.write_string(row, 2, texts[1], book.style("number"))
    sheet.write_string(row, 3, texts[2], book.style("number", bold=asked.required))
    ways = kind_rule(asked.kind).ways
    _answers(book, sheet, row, ways[0], {way: WAY_WORDS[way] for way in ways})


def _answers(book: FormBook, sheet: Sheet, row: int, way: str, ways: dict[str, Message]) -> None:
    for column, column_id in _COLUMNS.items():
        if column_id not in {LABEL, KIND, WAY}:
            size = 10.5 if column_id == TITLE else 10
            sheet.write_blank(row, column, None, book.style("reason", font_size=size))
    titles = tuple(book.words(title) for title in ways.values())
    sheet.write_string(row, 4, book.words(ways[way]) if way else "", book.style("reason", align="center"))
    if not way:
        sheet.write_blank(row, 4, None, book.style("reason", align="center"))
    book.choice(sheet, row, 4, titles, told=say("Choose one from the list."))
