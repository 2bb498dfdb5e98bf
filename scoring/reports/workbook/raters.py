"""The sheet of raters' values: for each pool a table of agencies x raters, what was dropped, and what came out."""

from __future__ import annotations

from fractions import Fraction

from rubrics import Message, TreeNode, say
from scoring.engine.pooling import Section, dropped_at_ends
from scoring.reports.workbook.blocks import Block
from scoring.reports.workbook.book import Book, Figure, Sheet, wide
from scoring.reports.workbook.expressions import distinct, quoted
from scoring.reports.workbook.nodes import Nodes
from scoring.reports.workbook.pages import Table, paginate, scale
from scoring.reports.workbook.panels import (
    BELOW_QUORUM,
    EMPTY_GROUP,
    NO_DATA,
    NOT_AGREED,
    NOT_APPLICABLE,
    absent,
    held,
    lacking,
    state,
)
from scoring.reports.workbook.places import END, HIGH, LOW, POOLED, drops, present, value
from scoring.reports.workbook.pooled import STATES, Pooled
from scoring.rounds import MarkState
from submissions.text_cells import LONGEST_TEXT

_HIGH, _LOW = say("{mark} high"), say("{mark} low")
_WIDEST_NAME = 30
_ROW, _HEAD, _COLUMN = 18, 44, 9.5


def write_raters(book: Book, sheet: Sheet, nodes: Nodes) -> None:
    """Write one table for each node that pools."""
    blocks = nodes.places.raters
    right = max((block.left + len(block.columns) - 1 for block in blocks.values()), default=6)
    book.merged(sheet, 0, 0, 0, right, sheet.get_name(), "title")
    _legend(book, sheet)
    for pool in nodes.structure.pools:
        _Table(book, sheet, nodes, pool).write()
    names = nodes.structure.results.round.names.values()
    first = min(_WIDEST_NAME, max(10, *(wide(name) + 2 for name in names)))
    sheet.set_default_row(_ROW)
    sheet.set_row(0, 36)
    sheet.set_column(0, 0, first)
    sheet.set_column(1, right, _COLUMN)
    sheet.freeze_panes(2, 1)
    sheet.repeat_rows(0, 1)
    sheet.repeat_columns(0)
    tables = [Table(block.top - 2, _HEAD + _ROW * (block.rows + 2)) for block in blocks.values()]
    paginate(sheet, tables, scale([first, *[_COLUMN] * right]), repeated=36 + _ROW)


def _legend(book: Book, sheet: Sheet) -> None:
    voids = any(node.node.pool and node.node.pool.alike for node in book.results.nodes.values()) or any(
        mark.voided for _, mark in book.results.not_given
    )
    known = {state for state in MarkState if voids or state is not MarkState.VOID}
    shown = (
        ("high", book.say("dropped: highest")),
        ("low", book.say("dropped: lowest")),
        *((state.value, book.words(state.title)) for state in (*STATES, MarkState.AWAITED) if state in known),
    )
    sheet.write_string(1, 0, book.say("Legend"), book.style("legend"))
    for column, (kind, words) in enumerate(shown, start=1):
        sheet.write_string(1, column, words, book.legend(kind))


class _Table:
    """One pool: rows are agencies, columns the seats of its groups and what follows from them."""

    def __init__(self, book: Book, sheet: Sheet, nodes: Nodes, pool: TreeNode) -> None:
        self.book, self.sheet, self.nodes, self.pool = book, sheet, nodes, pool
        self.structure = nodes.structure
        self.block: Block = nodes.places.raters[pool.id]
        self.raters = nodes.places.seats(pool)
        self.panel = nodes.structure.results.panel(pool.id)
        self.formulas = Pooled(book, nodes, pool)
        self.outcome = self.panel.pooled()
        self.labels = book.seats
        self.separator = book.translate(", ")

    def write(self) -> None:
        self._headings()
        for agency in self.structure.agencies:
            row = self.structure.results.rows[agency]
            at = self.block.top + row
            self.book.value(self.sheet, at, 0, self.structure.results.round.names[agency], "name")
            values = held(self.structure, self.pool, agency)
            no_data = lacking(self.structure, self.pool, agency, below=True)
            for seat, rater in enumerate(self.raters):
                shown = self.book.words(NO_DATA) if no_data else values.get(rater, self._state(agency, rater))
                self._rater(at, self.block.left + seat, agency, rater, shown)
            for section_at, section in enumerate(self.panel.sections):
                self._section(row, section_at, section, no_data=no_data)
            self._followed(at, row, agency, values)
        self._marked()

    def _headings(self) -> None:
        book, top = self.book, self.block.top
        title = book.say("total score") if self.pool.parent is None else self.pool.node.title
        round_, several = self.structure.results.round, len(self.panel.sections) > 1
        titles = [round_.group(section.group).title for section in self.panel.sections]
        groups = tuple(
            book.say("{title} {weight}%", title=words, weight=f"{float(section.weight):g}") if several else words
            for words, section in zip(titles, self.panel.sections, strict=True)
        )
        heading = book.say("“{title}”, marked by: {group}", title=title, group=groups)
        self.sheet.write_string(top - 2, 0, heading, book.style("block"))
        self.sheet.write_string(top - 1, 0, book.say("agency"), book.style("head"))
        for seat, rater in enumerate(self.raters):
            self.sheet.write_string(top - 1, self.block.left + seat, self.labels[rater], book.style("head_small"))
        written = {
            HIGH: book.say("highest dropped: rater"),
            LOW: book.say("lowest dropped: rater"),
            POOLED: book.say("pooled value"),
        }
        for at, (section, words) in enumerate(zip(self.panel.sections, titles, strict=True)):
            own = {present(at): book.say("values present"), value(at): book.say("pooled value")}
            if section.rule.middle_sum:
                own[drops(at, section, LOW)] = book.say("lowest dropped: how many")
                own[drops(at, section, HIGH)] = book.say("highest dropped: how many")
            else:
                own[drops(at, section, LOW)] = book.say("dropped at each end")
            written.update(
                {
                    name: book.say("{group}: {what}", group=words, what=what) if several else what
                    for name, what in own.items()
                }
            )
        for name in self.block.columns[len(self.raters) :]:
            self.sheet.write_string(top - 1, self.block.column(name), written[name], book.style("head_small"))
        self.sheet.set_row(top - 1, _HEAD)

    def _rater(self, at: int, column: int, agency: str, rater: str, shown: Figure) -> None:
        if not self.structure.applies(self.pool, agency) or not self.book.live:
            self.book.value(self.sheet, at, column, shown, "exact")
            return
        by_rater = self.nodes.by_rater
        formula = by_rater.at_pool(self.pool, agency, rater)
        conditions = by_rater.counts(self.pool, agency, rater)
        if conditions:
            condition = conditions[0] if len(conditions) == 1 else f"AND({','.join(conditions)})"
            formula = f"IF({condition},{formula},{self.formulas.word(agency, rater)})"
        self.book.put(self.sheet, at, column, self.formulas.read(agency, formula), shown, "exact")

    def _state(self, agency: str, rater: str) -> str:
        if not self.structure.applies(self.pool, agency):
            return self.book.words(absent(self.structure, self.pool, agency))
        return self.book.words(self.structure.results.missing(self.pool.id, agency, rater).title)

    def _section(self, row: int, at: int, section: Section, *, no_data: bool) -> None:
        """Write how many values a group has, how many it drops, and what it comes to where there are several."""
        block = self.block
        count = 0 if no_data else int(self.panel.counts(section)[row])
        self._put(row, present(at), f"COUNT({self.formulas.across(row, section)})", count, "whole")
        for end, figure in zip((LOW, HIGH), dropped_at_ends(section.rule, count), strict=True):
            self._put(row, drops(at, section, end), self.formulas.drops(row, at, end), figure, "whole")
        if len(self.panel.sections) > 1:
            outcome = None if no_data else self.formulas.outcome(row, at)
            formula = f'IF({block.cell(row, present(at))}>0,{self.formulas.of_section(row, at)},"—")'
            self._put(row, value(at), formula, "—" if outcome is None else outcome, "exact")

    def _put(self, row: int, name: str, formula: str, figure: Figure, style: str, *, sound: bool = True) -> None:  # noqa: PLR0913 - a cell is a place, a formula, a value and a style
        block = self.block
        self.book.put(self.sheet, block.top + row, block.column(name), formula, figure, style, sound=sound)

    def _followed(self, at: int, row: int, agency: str, values: dict[str, Fraction]) -> None:
        book, block = self.book, self.block
        low, high = self.panel.dropped(row) if values else (frozenset(), frozenset())
        sound = distinct(values.values())
        for name, flag, raters in ((HIGH, 1, high), (LOW, -1, low)):
            seats = [self.labels[rater] for rater in self.raters if rater in raters]
            self._put(row, name, self._seats(row, flag), self.separator.join(seats) or "—", "word", sound=sound)
        why = state(self.structure, self.pool, agency)
        shown: Figure = book.words(why) if why else self.outcome.at(row)
        if not self.structure.applies(self.pool, agency):
            book.value(
                self.sheet,
                at,
                block.column(POOLED),
                book.words(absent(self.structure, self.pool, agency)),
                "pooled",
            )
        else:
            agreed = sound or self.panel.pool.of_group.consensus is None
            formula = self.formulas.closed(agency, self.formulas.together(row))
            self._put(row, POOLED, formula, shown, "pooled", sound=agreed)

    def _seats(self, row: int, flag: int) -> str:
        """Return the seats whose value is dropped at one end, as an expression."""
        ends = self.nodes.places.shares[self.pool.id, END]
        pieces = (
            f'IF({ends.cell(row, rater)}={flag},{quoted(self.separator + self.labels[rater])},"")'
            for rater in self.raters
        )
        joined = "&".join(pieces)
        counted = f"COUNTIF({ends.across(row, self.raters)},{flag})"
        return f'IF({counted}=0,"—",MID({joined},{len(self.separator) + 1},{LONGEST_TEXT}))'

    def _marked(self) -> None:
        """Lay formats over the values that follow what the cells say, so that they stay right after a change."""
        block, book = self.block, self.book
        first, last = block.top, block.top + block.rows - 1
        for seat, rater in enumerate(self.raters):
            column = block.left + seat
            for name, kind, words in ((HIGH, "high", _HIGH.text), (LOW, "low", _LOW.text)):
                listed = self._column_of(name)
                text = f"{self.separator}{self.labels[rater]}{self.separator}"
                edge = quoted(self.separator)
                formula = f"=ISNUMBER(FIND({quoted(text)},{edge}&{listed}{first + 1}&{edge}))"
                self.sheet.conditional_format(
                    first,
                    column,
                    last,
                    column,
                    {"type": "formula", "criteria": formula, "format": book.mark_style(kind, words)},
                )
        kinds: list[tuple[Message, str]] = [(word.title, word.value) for word in (*STATES, MarkState.AWAITED)]
        kinds.append((NOT_APPLICABLE, MarkState.NOT_APPLICABLE.value))
        kinds += [(words, "awaited") for words in (NO_DATA, BELOW_QUORUM, EMPTY_GROUP, NOT_AGREED)]
        for state_words, look in kinds:
            rule = {
                "type": "cell",
                "criteria": "==",
                "value": quoted(book.words(state_words)),
                "format": book.mark_style(look),
            }
            self.sheet.conditional_format(first, block.left, last, block.column(POOLED), rule)

    def _column_of(self, name: str) -> str:
        address = self.block.cell(0, name).rpartition("!")[2]
        return f"${address.split('$')[1]}"
