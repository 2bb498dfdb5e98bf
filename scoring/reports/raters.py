"""The sheet of raters' values: for each pool a table of agencies x raters, what was dropped, and what came out."""

from __future__ import annotations

from fractions import Fraction

from rubrics import Message, Pool, TreeNode, say
from scoring.engine.pooling import dropped_each_end
from scoring.reports.book import Book, Figure, Sheet, wide
from scoring.reports.expressions import constant, distinct, quoted
from scoring.reports.nodes import Nodes
from scoring.reports.pages import Table, paginate, scale
from scoring.reports.panels import BELOW_QUORUM, NO_DATA, NOT_AGREED, held, lacking, state
from scoring.reports.places import DROPS, END, HIGH, LOW, POOLED, PRESENT, Block
from scoring.rounds import MarkState

_HIGH, _LOW = say("{mark} high"), say("{mark} low")
_WORDS = (MarkState.RECUSED, MarkState.ABSENT, MarkState.UNASSIGNED)
_WIDEST_NAME = 30
_ROW, _HEAD, _COLUMN = 18, 30, 9.5


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
    shown = (
        ("high", book.say("dropped: highest")),
        ("low", book.say("dropped: lowest")),
        *((state.value, book.words(state.title)) for state in (*_WORDS, MarkState.AWAITED)),
    )
    sheet.write_string(1, 0, book.say("Legend"), book.style("legend"))
    for column, (kind, words) in enumerate(shown, start=1):
        sheet.write_string(1, column, words, book.legend(kind))


class _Table:
    """One pool: rows are agencies, columns the seats of its group and what follows from them."""

    def __init__(self, book: Book, sheet: Sheet, nodes: Nodes, pool: TreeNode) -> None:
        self.book, self.sheet, self.nodes, self.pool = book, sheet, nodes, pool
        self.structure = nodes.structure
        self.block: Block = nodes.places.raters[pool.id]
        self.raters = nodes.places.seats(pool)
        self.panel = nodes.structure.results.panel(pool.id)
        self.rule: Pool = self.panel.pool
        self.outcome = self.panel.pooled()
        self.separator = book.translate(", ")

    def write(self) -> None:
        self._headings()
        for agency in self.structure.agencies:
            row = self.structure.results.rows[agency]
            at = self.block.top + row
            self.book.value(self.sheet, at, 0, self.structure.results.round.names[agency], "name")
            values = held(self.structure, self.pool, agency)
            missing = lacking(self.structure, self.pool, agency, below=True)
            for seat, rater in enumerate(self.raters):
                shown = self.book.words(NO_DATA) if missing else values.get(rater, self._state(agency, rater, values))
                self._rater(at, self.block.left + seat, agency, rater, shown)
            self._followed(at, row, agency, values)
        self._marked()

    def _headings(self) -> None:
        book, top = self.book, self.block.top
        group = self.structure.group(self.pool)
        title = book.say("total score") if self.pool.parent is None else self.pool.node.title
        heading = book.say("“{title}”, marked by: {group}", title=title, group=group.title)
        self.sheet.write_string(top - 2, 0, heading, book.style("block"))
        self.sheet.write_string(top - 1, 0, book.say("agency"), book.style("head"))
        for seat in range(1, len(self.raters) + 1):
            self.sheet.write_string(
                top - 1, self.block.left + seat - 1, book.say("rater {n}", n=seat), book.style("head")
            )
        titles = {
            PRESENT: book.say("values present"),
            DROPS: book.say("dropped at each end"),
            HIGH: book.say("highest dropped: rater"),
            LOW: book.say("lowest dropped: rater"),
            POOLED: book.say("pooled value"),
        }
        for name, words in titles.items():
            self.sheet.write_string(top - 1, self.block.column(name), words, book.style("head_small"))
        self.sheet.set_row(top - 1, _HEAD)

    def _rater(self, at: int, column: int, agency: str, rater: str, value: Figure) -> None:
        marked = self.structure.marked(self.pool, agency)
        spared = not marked and self.structure.results.rubric.not_applicable == "rescale"
        if spared or not self.book.live:
            self.book.value(self.sheet, at, column, value, "exact")
            return
        partly = self.rule.incomplete == "rescale"
        formula = self.nodes.combined_by_rater(self.pool, agency, rater, partly=partly)
        if partly:
            whole = constant(self.structure.combined_earnable(self.pool, agency))
            own = self._unscaled(agency, rater)
            formula = formula if own == whole else f"({formula})*{whole}/({own})"
        if marked:
            enough = ">0" if partly else f"={len(marked)}"
            cells = self.nodes.places.inputs.marks(agency, marked, [rater])
            formula = f"IF(COUNT({cells}){enough},{formula},{self._word(agency, rater)})"
        formula = self._read(agency, formula)
        self.book.put(self.sheet, at, column, formula, value, "exact")

    def _unscaled(self, agency: str, rater: str) -> str:
        """Return what a rater could give at most, before the pool and so before the node's own factor."""
        node = self.pool
        if node.leaf or node.weighted:
            return constant(self.structure.combined_earnable(node, agency))
        below = [child for child in node.children if self.structure.applies(child, agency)]
        return "+".join(self.nodes.earnable_of_rater(child, agency, rater) for child in below)

    def _state(self, agency: str, rater: str, values: dict[str, Fraction]) -> str:
        return (
            ""
            if rater in values
            else self.book.words(self.structure.results.missing(self.pool.id, agency, rater).title)
        )

    def _word(self, agency: str, rater: str) -> str:
        """Return why a rater has no value, as an expression: what is open comes first."""
        marked = self.structure.marked(self.pool, agency)
        cells = self.nodes.places.inputs.marks(agency, marked, [rater])
        words = [self._quoted(word.title) for word in _WORDS]
        known = "+".join(f"({cells}={word})" for word in words)
        awaited = self._quoted(MarkState.AWAITED.title)
        first, second, third = words
        return (
            f"IF(COUNT({cells})+SUMPRODUCT({known})<{len(marked)},{awaited},"
            f"IF(SUMPRODUCT(1*({cells}={first}))>0,{first},IF(SUMPRODUCT(1*({cells}={second}))>0,{second},{third})))"
        )

    def _followed(self, at: int, row: int, agency: str, values: dict[str, Fraction]) -> None:
        book, block, sheet = self.book, self.block, self.sheet
        across = block.across(row, self.raters)
        present, drops = block.cell(row, PRESENT), block.cell(row, DROPS)
        book.put(sheet, at, block.column(PRESENT), f"COUNT({across})", len(values), "whole")
        book.put(
            sheet, at, block.column(DROPS), self._drops(present), dropped_each_end(self.rule, len(values)), "whole"
        )
        low, high = self.panel.dropped(row) if values else (frozenset(), frozenset())
        sound = distinct(values.values())
        for name, flag, raters in ((HIGH, 1, high), (LOW, -1, low)):
            seats = [str(seat) for seat, rater in enumerate(self.raters, start=1) if rater in raters]
            book.put(
                sheet,
                at,
                block.column(name),
                self._seats(row, flag),
                self.separator.join(seats) or "—",
                "text",
                sound=sound,
            )
        why = state(self.structure, self.pool, agency)
        shown: Figure = book.words(why) if why else self.outcome.at(row)
        if not self.structure.applies(self.pool, agency):
            book.value(sheet, at, block.column(POOLED), shown, "pooled")
        else:
            agreed = sound or self.rule.consensus is None
            formula = self._closed(agency, across, present, self._pooled(across, present, drops))
            book.put(sheet, at, block.column(POOLED), formula, shown, "pooled", sound=agreed)

    def _read(self, agency: str, value: str) -> str:
        """Return `value` behind the condition that all it needs from files is there."""
        conditions = self.nodes.all_read(self.pool, agency, below=True)
        return f"IF(AND({','.join(conditions)}),{value},{self._quoted(NO_DATA)})" if conditions else value

    def _drops(self, present: str) -> str:
        trim = self.rule.trimmed_mean
        if trim:
            return f"IF({present}>{trim.when_more_than},{trim.drop},0)"
        return f"INT(MAX({present}-1,0)/2)" if self.rule.median else "0"

    def _seats(self, row: int, flag: int) -> str:
        """Return the numbers of the seats whose value is dropped at one end, as an expression."""
        ends = self.nodes.places.shares[self.pool.id, END]
        pieces = (
            f'IF({ends.cell(row, rater)}={flag},{quoted(self.separator + str(seat))},"")'
            for seat, rater in enumerate(self.raters, start=1)
        )
        joined = "&".join(pieces)
        counted = f"COUNTIF({ends.across(row, self.raters)},{flag})"
        return f'IF({counted}=0,"—",MID({joined},{len(self.separator) + 1},999))'

    def _pooled(self, across: str, present: str, drops: str) -> str:
        trim = self.rule.trimmed_mean
        mean = f"SUM({across})/{present}"
        if self.rule.median:
            return f"MEDIAN({across})"
        if not trim:
            return mean
        ends = "".join(f"-LARGE({across},{at})-SMALL({across},{at})" for at in range(1, trim.drop + 1))
        return f"IF({drops}>0,(SUM({across}){ends})/({present}-2*{drops}),{mean})"

    def _closed(self, agency: str, across: str, present: str, value: str) -> str:
        """Return `value` behind the reasons why there may be none yet."""
        if self.rule.consensus:
            value = f"IF(MAX({across})-MIN({across})>1E-9,{self._quoted(NOT_AGREED)},{value})"
        needed = max(self.rule.quorum or 1, 1)
        value = f"IF({present}<{needed},{self._quoted(BELOW_QUORUM)},{value})"
        value = self._read(agency, value)
        marked = self.structure.marked(self.pool, agency)
        if not marked:
            return value
        cells = self.nodes.places.inputs.marks(agency, marked, self.raters)
        known = "+".join(f"({cells}={self._quoted(word.title)})" for word in _WORDS)
        awaited = f"COUNT({cells})+SUMPRODUCT({known})<{len(marked) * len(self.raters)}"
        return f"IF({awaited},{self._quoted(MarkState.AWAITED.title)},{value})"

    def _quoted(self, words: Message) -> str:
        return quoted(self.book.words(words))

    def _marked(self) -> None:
        """Lay formats over the values that follow what the cells say, so that they stay right after a change."""
        block, book = self.block, self.book
        first, last = block.top, block.top + block.rows - 1
        for seat in range(1, len(self.raters) + 1):
            column = block.left + seat - 1
            for name, kind, words in ((HIGH, "high", _HIGH.text), (LOW, "low", _LOW.text)):
                listed = self._column_of(name)
                text = f"{self.separator}{seat}{self.separator}"
                edge = quoted(self.separator)
                formula = f"=ISNUMBER(FIND({quoted(text)},{edge}&{listed}{first + 1}&{edge}))"
                self.sheet.conditional_format(
                    first,
                    column,
                    last,
                    column,
                    {"type": "formula", "criteria": formula, "format": book.mark_style(kind, words)},
                )
        right = block.column(POOLED)
        for state_ in (*_WORDS, MarkState.AWAITED, MarkState.NOT_APPLICABLE):
            rule = {
                "type": "cell",
                "criteria": "==",
                "value": quoted(book.words(state_.title)),
                "format": book.mark_style(state_.value),
            }
            self.sheet.conditional_format(first, block.left, last, right, rule)
        for state_words in (NO_DATA, BELOW_QUORUM, NOT_AGREED):
            rule = {
                "type": "cell",
                "criteria": "==",
                "value": quoted(book.words(state_words)),
                "format": book.mark_style("awaited"),
            }
            self.sheet.conditional_format(first, block.left, last, right, rule)

    def _column_of(self, name: str) -> str:
        address = self.block.cell(0, name).rpartition("!")[2]
        return f"${address.split('$')[1]}"
