"""The key of seats (席位对照表): who sits where. A file of its own, to be kept apart from the marks."""

from __future__ import annotations

from typing import BinaryIO

from rubrics import Message, say
from scoring.engine.seats import seat_names
from scoring.reports.findings import Findings
from scoring.reports.workbook.book import Book, wide
from scoring.rounds import Rater, Round
from submissions.plain_text import one_line
from submissions.sheet_names import legal

NAME = say("Key of seats")
_TOP = 4
# Group, seat, name, whom the member stands for, since when: in digits, across an upright page.
_WIDTHS = (18.0, 14.0, 22.0, 16.0, 30.0)
_ROW, _LINE, _HIGHEST = 22, 15, 409


def write_key(findings: Findings, stream: BinaryIO) -> None:
    """Write the workbook of one sheet: a line for every rater, substitutes right after their predecessors."""
    book, round_ = Book(findings, stream), findings.results.round
    sheet = book.sheet(legal(book.words(NAME)))
    sheet.set_portrait()
    right = len(_WIDTHS) - 1
    width = sum(_WIDTHS)
    told = (
        (book.say("{round}: key of seats", round=one_line(round_.title)), "title", 34, 2.2),
        (book.say("Internal. Keep this apart from the marks: it says who sits on which seat."), "sample", 18, 1.15),
        (
            "    ".join(
                (
                    book.say("Organizer: {name}", name=one_line(round_.organizer)),
                    book.words(findings.status.title),
                )
            ),
            "subtitle",
            18,
            1.15,
        ),
    )
    for row, (text, style, height, size) in enumerate(told):
        book.merged(sheet, row, 0, row, right, text, style)
        sheet.set_row(row, min(height * (int(wide(text) * size // width) + 1), _HIGHEST))
    titles = (
        book.say("group"), book.say("seat"), book.say("name"), book.say("stands for"), book.say("sits there"),
    )  # fmt: skip
    for column, words in enumerate(titles):
        sheet.write_string(_TOP - 1, column, words, book.style("head"))
        sheet.set_column(column, column, _WIDTHS[column])
    sheet.set_row(_TOP - 1, 26)
    seats = seat_names(findings.results)
    raters = [(group, rater) for group in round_.groups for rater in round_.raters_of(group.id)]
    for at, (group, rater) in enumerate(raters, start=_TOP):
        since = book.translate("; ").join(book.words(words) for words in _since(round_, rater, seats))
        line = (group.title, seats[rater.id], rater.name, rater.kind or "—", since or book.say("from the beginning"))
        for column, text in enumerate(line):
            book.value(sheet, at, column, one_line(text), "text" if column else "line")
        lines = max(int(wide(text) * 1.12 // (own - 2)) + 1 for text, own in zip(line, _WIDTHS, strict=True))
        sheet.set_row(at, min(max(_ROW, 6 + _LINE * lines), _HIGHEST))
    sheet.freeze_panes(_TOP, 0)
    sheet.repeat_rows(_TOP - 1)
    book.workbook.close()


def _since(round_: Round, rater: Rater, seats: dict[str, str]) -> list[Message]:
    """Return from when and up to when a rater sits there; nothing of one who sits there all along."""
    found = []
    for event in round_.events:
        change = event.replaced
        if change is None:
            continue
        agency = one_line(round_.names[change.since])
        if change.by.id == rater.id:
            words = say(
                "{date}: from {agency} on, for {seat}", date=event.date, agency=agency, seat=seats[change.rater]
            )
            found.append(words)
        if change.rater == rater.id:
            found.append(say("{date}: replaced from {agency} on", date=event.date, agency=agency))
    return found
