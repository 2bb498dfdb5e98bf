"""The sheet of raw inputs: agency x leaf, numbers already in points. The only sheet on which figures are typed."""

from __future__ import annotations

from fractions import Fraction

from rubrics import TreeNode
from scoring.reports.book import Book, Figure, Sheet, wide
from scoring.reports.panels import NO_DATA, NOT_APPLICABLE, unread
from scoring.reports.places import InputRow, Places
from scoring.reports.structure import Structure
from scoring.rounds import AWAITED, MarkState

_WIDEST_NAME = 34


def write_inputs(book: Book, sheet: Sheet, structure: Structure, places: Places) -> None:
    """Write every mark and every value that was read from a file."""
    inputs = places.inputs
    last = inputs.LEFT + len(inputs.seats) - 1
    right = max(last, inputs.VALUE)
    book.merged(sheet, 0, 0, 0, right, inputs.sheet, "title")
    words = tuple(
        state.title for state in (MarkState.RECUSED, MarkState.ABSENT, MarkState.UNASSIGNED, MarkState.AWAITED)
    )
    explained = book.say(
        "Numbers are points. Instead of a mark: {words}. Type over a mark, and every other sheet follows.", words=words
    )
    book.merged(sheet, 1, 0, 1, right, explained, "subtitle")
    _headings(book, sheet, structure, places)
    for agency in structure.agencies:
        for row in inputs.rows:
            _row(book, sheet, structure, places, agency, row)
    sheet.set_row(0, 36)
    sheet.set_column(
        0, 0, min(_WIDEST_NAME, max(10, *(wide(name) + 2 for name in structure.results.round.names.values())))
    )
    sheet.set_column(1, 1, 9)
    sheet.set_column(2, 2, _WIDEST_NAME)
    sheet.set_column(3, 3, 7)
    sheet.set_column(4, 5, 12)
    sheet.set_column(inputs.LEFT, right, 8)
    sheet.freeze_panes(inputs.TOP, 3)
    sheet.repeat_rows(inputs.TOP - 2, inputs.TOP - 1)
    sheet.repeat_columns(0, 2)


def _headings(book: Book, sheet: Sheet, structure: Structure, places: Places) -> None:
    inputs = places.inputs
    titles = (
        book.say("agency"), book.say("number"), book.say("criterion"),
        book.say("full marks"), book.say("marked by"), book.say("agency's value"),
    )  # fmt: skip
    for column, title in enumerate(titles):
        book.merged(sheet, inputs.TOP - 2, column, inputs.TOP - 1, column, title, "head")
    for group in structure.results.round.groups:
        seats = [inputs.LEFT + inputs.seats[rater.id] for rater in group.members]
        book.merged(sheet, inputs.TOP - 2, seats[0], inputs.TOP - 2, seats[-1], group.title, "head")
        for seat, column in enumerate(seats, start=1):
            sheet.write_string(inputs.TOP - 1, column, book.say("rater {n}", n=seat), book.style("head_small"))


def _row(book: Book, sheet: Sheet, structure: Structure, places: Places, agency: str, row: InputRow) -> None:  # noqa: PLR0913, PLR0917 - a place, an agency, and what is written there
    results, inputs, node = structure.results, places.inputs, row.node
    at = inputs.row(agency, node, subtracted=row.subtracted)
    title = book.say("subtracted from “{title}”", title=node.node.title) if row.subtracted else node.node.title
    book.value(sheet, at, 0, results.round.names[agency], "name")
    book.value(sheet, at, 1, node.id, "text")
    book.value(sheet, at, 2, title, "name")
    most = None if row.subtracted else node.combined_earnable
    book.value(sheet, at, 3, "—" if most is None else most, "mark")
    rated = node.rated and not row.subtracted
    group = results.round.group(node.group).title if rated and node.group else book.say("from a file")
    book.value(sheet, at, 4, group, "text")
    if rated:
        sheet.write_blank(at, inputs.VALUE, None, book.style("closed"))
    else:
        book.value(sheet, at, inputs.VALUE, _from_file(book, structure, agency, row), "mark")
    members = {rater.id for rater in results.round.group(node.group).members} if rated and node.group else set()
    for rater, seat in inputs.seats.items():
        if rater in members:
            book.value(sheet, at, inputs.LEFT + seat, _mark(book, structure, agency, node, rater), "mark")
        else:
            sheet.write_blank(at, inputs.LEFT + seat, None, book.style("closed"))


def _mark(book: Book, structure: Structure, agency: str, leaf: TreeNode, rater: str) -> Figure:
    mark = structure.results.collected.marks.get((agency, rater, leaf.id), AWAITED)
    return book.words(mark.state.title) if mark.points is None else Fraction(mark.points)


def _from_file(book: Book, structure: Structure, agency: str, row: InputRow) -> Figure:
    results, node = structure.results, row.node
    if row.subtracted and node.node.subtract:
        amount = results.collected.imports.get(node.node.subtract.source, {}).get(agency)
        return book.words(NO_DATA) if amount is None else Fraction(amount)
    if structure.spared(node, agency):
        return book.words(NOT_APPLICABLE)
    if unread(structure, agency, node, subtracted=False):
        return book.words(NO_DATA)
    return results.evaluated.values[node.id].steps[0][1].at(results.rows[agency])
