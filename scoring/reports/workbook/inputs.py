"""The sheet of raw inputs: agency x leaf, numbers already in points. The only sheet on which figures are typed."""

from __future__ import annotations

from fractions import Fraction

from rubrics import Message, TreeNode, say
from scoring.reports.workbook.book import Book, Figure, Sheet, wide
from scoring.reports.workbook.input_places import InputRow, Inputs
from scoring.reports.workbook.panels import NO_DATA, NOT_APPLICABLE, unread
from scoring.reports.workbook.places import Places
from scoring.reports.workbook.pooled import STATES
from scoring.reports.workbook.structure import Kind, Structure
from scoring.rounds import AWAITED, MarkState

YES, NO = say("yes"), say("no")
_WIDEST_NAME = 34
AMOUNTS = {Kind.SUBTRACT: say("subtracted from “{title}”"), Kind.FACTOR: say("coefficient of “{title}”")}


def write_inputs(book: Book, sheet: Sheet, structure: Structure, places: Places) -> None:
    """Write every mark and every value that was read from a file."""
    inputs = places.inputs
    last = inputs.LEFT + len(inputs.seats) - 1
    right = max(last, inputs.VALUE)
    book.merged(sheet, 0, 0, 0, right, inputs.sheet, "title")
    words = tuple(state.title for state in (*STATES, MarkState.AWAITED))
    explained = book.say(
        "Numbers are points. Instead of a mark: {words}. Type over a mark, and every other sheet follows.", words=words
    )
    book.merged(sheet, 1, 0, 1, right, explained, "subtitle")
    _headings(book, sheet, structure, inputs)
    for agency in structure.agencies:
        for row in inputs.rows[agency]:
            _row(book, sheet, structure, inputs, agency, row)
    sheet.set_row(0, 36)
    # Groups are written into merged cells, over columns that may be narrow.
    sheet.set_row(inputs.TOP - 2, 30)
    sheet.set_row(inputs.TOP - 1, 26)
    sheet.set_column(
        0, 0, min(_WIDEST_NAME, max(10, *(wide(name) + 2 for name in structure.results.round.names.values())))
    )
    sheet.set_column(1, 1, 9)
    sheet.set_column(2, 2, _WIDEST_NAME)
    sheet.set_column(3, 3, 7)
    sheet.set_column(4, 4, 16)
    sheet.set_column(5, 5, 12)
    sheet.set_column(inputs.LEFT, right, 9)
    sheet.freeze_panes(inputs.TOP, 3)
    sheet.repeat_rows(inputs.TOP - 2, inputs.TOP - 1)
    sheet.repeat_columns(0, 2)


def _headings(book: Book, sheet: Sheet, structure: Structure, inputs: Inputs) -> None:
    titles = (
        book.say("agency"), book.say("number"), book.say("criterion"),
        book.say("full marks"), book.say("marked by"), book.say("agency's value"),
    )  # fmt: skip
    for column, title in enumerate(titles):
        book.merged(sheet, inputs.TOP - 2, column, inputs.TOP - 1, column, title, "head")
    for group in structure.results.round.groups:
        raters = [rater.id for rater in structure.results.round.raters_of(group.id)]
        columns = [inputs.LEFT + inputs.seats[rater] for rater in raters]
        book.merged(sheet, inputs.TOP - 2, columns[0], inputs.TOP - 2, columns[-1], group.title, "head")
        for rater, column in zip(raters, columns, strict=True):
            sheet.write_string(inputs.TOP - 1, column, book.seats[rater], book.style("head_small"))


def _row(book: Book, sheet: Sheet, structure: Structure, inputs: Inputs, agency: str, row: InputRow) -> None:  # noqa: PLR0913, PLR0917 - a place, an agency, and what is written there
    results, node = structure.results, row.node
    at = inputs.row(agency, node, row.kind)
    title = node.node.title if node.parent else book.say("total score")
    if row.kind in AMOUNTS:
        title = book.words(AMOUNTS[row.kind].filled(title=title))
    book.value(sheet, at, 0, results.round.names[agency], "name")
    book.value(sheet, at, 1, node.id, "word")
    book.value(sheet, at, 2, title, "name")
    most = None if row.kind in AMOUNTS or node.extra else node.combined_earnable
    book.value(sheet, at, 3, "—" if most is None else most, "mark")
    rated = node.rated and row.kind is Kind.LEAF
    groups = node.groups if rated else ()
    titles = tuple(results.round.group(group).title for group in groups)
    book.value(sheet, at, 4, book.translate(", ").join(titles) or book.words(_origin(row)), "name")
    if rated:
        sheet.write_blank(at, inputs.VALUE, None, book.style("closed"))
    else:
        book.value(sheet, at, inputs.VALUE, from_file(book, structure, agency, row), "mark")
    members = {rater.id for group in groups for rater in results.round.raters_of(group)}
    for rater, seat in inputs.seats.items():
        if rater in members:
            book.value(sheet, at, inputs.LEFT + seat, entered(book, structure, agency, node, rater), "mark")
        else:
            sheet.write_blank(at, inputs.LEFT + seat, None, book.style("closed"))


def _origin(row: InputRow) -> Message:
    """Return where an agency's number came from; what was worth points by a rule stands here in points."""
    rule = row.node.leaf.rule if row.node.leaf else None
    if row.kind in AMOUNTS or rule is None or rule.given or rule.veto:
        return say("from a fact") if rule and rule.veto and rule.fact and row.kind is Kind.LEAF else say("from a file")
    if rule.votes:
        return say("votes, in points")
    return say("from a fact, in points") if rule.fact else say("from a file, in points")


def entered(book: Book, structure: Structure, agency: str, leaf: TreeNode, rater: str) -> Figure:
    """Return a rater's mark in points, yes or no for a veto, or the word for why there is none."""
    if structure.spared(leaf, agency):
        return book.words(NOT_APPLICABLE)
    mark = structure.results.collected.marks.get((agency, rater, leaf.id), AWAITED)
    if mark.points is None:
        return book.words(mark.state.title)
    return book.words(YES if mark.points else NO) if leaf.veto else Fraction(mark.points)


def from_file(book: Book, structure: Structure, agency: str, row: InputRow) -> Figure:
    """Return what was read for an agency, in points where a rule makes points of it; words where nothing was."""
    results, node = structure.results, row.node
    if row.kind is Kind.LEAF and structure.spared(node, agency):
        return book.words(NOT_APPLICABLE)
    if unread(structure, agency, node, row.kind):
        return book.words(NO_DATA)
    own, imports = node.node, results.collected.imports
    if row.kind is Kind.SUBTRACT and own.subtract:
        return Fraction(imports[own.subtract.source][agency])
    if row.kind is Kind.FACTOR and own.factor:
        return Fraction(imports[own.factor.source or ""][agency])
    at = results.rows[agency]
    if node.veto:
        return book.words(YES if results.evaluated.vetoes[node.id].holds[at] else NO)
    return results.evaluated.values[node.id].steps[0][1].at(at)
