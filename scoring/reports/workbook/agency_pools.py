"""How raters' values became one, on an agency's own sheet: each seat's value at a pool, and what was dropped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rubrics import Message, TreeNode, say
from rubrics.wording import pool_words
from scoring.reports.workbook.agency_rows import Columns
from scoring.reports.workbook.blocks import on_sheet
from scoring.reports.workbook.book import Book, Figure, Look, wide
from scoring.reports.workbook.expressions import quoted
from scoring.reports.workbook.flow import Flow
from scoring.reports.workbook.nodes import Nodes
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
from scoring.reports.workbook.places import END, HIGH, LOW, POOLED, value
from scoring.reports.workbook.pooled import STATES, Pooled
from scoring.reports.workbook.styles import MARKED
from scoring.reports.workbook.tables import node_title
from scoring.rounds import MarkState

_ENDS = say("Highest dropped: {high}; lowest dropped: {low}")
# By what the table of dropped values holds: what is laid over a value, and how it is written.
LOOKS = {1: ("high", say("{mark} high")), -1: ("low", say("{mark} low"))}
_ROW, _LINE = 15.75, 14
NEVER_DROPS = ("mean", "consensus")


class Pools:
    """The pools of one agency's sheet. A criterion that pools itself has its values in its own line."""

    def __init__(self, book: Book, flow: Flow, nodes: Nodes, agency: str, columns: Columns) -> None:
        self.book, self.flow, self.nodes, self.agency, self.columns = book, flow, nodes, agency, columns
        self.sheet = flow.sheet
        self.structure = nodes.structure
        self.results = nodes.structure.results
        self.row = nodes.row(agency)
        self.pools = [pool for pool in self.structure.pools if self.structure.exists(pool, agency)]
        self._lines: dict[str, int] = {}

    def write(self, at: int) -> int:
        """Write the pools above the criteria from a blank row on; return the next free row."""
        pools = [pool for pool in self.pools if pool.children]
        if not pools:
            return at
        self.sheet.write_string(at + 1, 0, self.book.say("How raters' values were pooled"), self.book.style("block"))
        self.flow.row(at + 1, _ROW)
        at += 2
        for pool in pools:
            at = self._pool(at, pool, first=pool is pools[0])
        return self._rules(at, pools)

    def _pool(self, at: int, pool: TreeNode, *, first: bool) -> int:
        book, block, panel = self.book, self.nodes.places.raters[pool.id], self.results.panel(pool.id)
        several = len(panel.sections) > 1
        self._lines[pool.id] = at
        self._label(at, book.say("“{title}”: each rater's value", title=node_title(book, pool)), joined=first)
        for rater in panel.raters:
            if rater in self.columns.seats:
                figure = self._value(pool, rater)
                book.put(self.sheet, at, self.columns.seat(rater), block.cell(self.row, rater), figure, "seat")
        if several:
            pooled = Pooled(book, self.nodes, pool)
            for section_at, section in enumerate(panel.sections):
                at += 1
                group = book.say(
                    "{title} {weight}%",
                    title=self.results.round.group(section.group).title,
                    weight=f"{float(section.weight):g}",
                )
                self._label(at, book.say("{group}: {what}", group=group, what=book.say("pooled value")))
                read = not lacking(self.structure, pool, self.agency, below=True)
                outcome = pooled.outcome(self.row, section_at) if read else None
                cell = block.cell(self.row, value(section_at))
                book.put(self.sheet, at, self.columns.score, cell, "—" if outcome is None else outcome, "exact")
            at += 1
            self._label(at, book.say("pooled value"))
        book.put(self.sheet, at, self.columns.score, block.cell(self.row, POOLED), self._outcome(pool), "pooled")
        return self._dropped(at + 1, pool)

    def _label(self, at: int, words: str, *, joined: bool = True) -> None:
        columns = self.columns
        self.book.merged(self.sheet, at, columns.NUMBER, at, columns.METHODS, words, "part")
        for column in range(columns.SEATS, columns.right + 1):
            self.sheet.write_blank(at, column, None, self.book.style("closed"))
        self.flow.row(at, _ROW, joined=joined)

    def _value(self, pool: TreeNode, rater: str) -> Figure:
        """Return what the raters' sheet shows of a rater at a pool."""
        if lacking(self.structure, pool, self.agency, below=True):
            return self.book.words(NO_DATA)
        values = held(self.structure, pool, self.agency)
        if rater in values:
            return values[rater]
        if not self.structure.applies(pool, self.agency):
            return self.book.words(absent(self.structure, pool, self.agency))
        return self.book.words(self.results.missing(pool.id, self.agency, rater).title)

    def _outcome(self, pool: TreeNode) -> Figure:
        if not self.structure.applies(pool, self.agency):
            return self.book.words(absent(self.structure, pool, self.agency))
        why = state(self.structure, pool, self.agency)
        return self.book.words(why) if why else self.results.panel(pool.id).pooled().at(self.row)

    def _dropped(self, at: int, pool: TreeNode) -> int:
        """Write whose values were dropped, where any may be; return the next free row."""
        book, block, panel = self.book, self.nodes.places.raters[pool.id], self.results.panel(pool.id)
        if panel.pool.of_group.rule in NEVER_DROPS:
            return at
        values = held(self.structure, pool, self.agency)
        low, high = panel.dropped(self.row) if values else (frozenset[str](), frozenset[str]())
        names = {
            name: book.translate(", ").join(book.seats[rater] for rater in panel.raters if rater in dropped) or "—"
            for name, dropped in (("high", high), ("low", low))
        }
        cells = {"high": block.cell(self.row, HIGH), "low": block.cell(self.row, LOW)}
        text = book.say(_ENDS.text, **names)
        book.merged(self.sheet, at, 0, at, self.columns.right, "", "rule")
        book.put(self.sheet, at, 0, book.templated(_ENDS.text, **cells), text, "rule")
        self.flow.row(at, self._high(text), joined=True)
        return at + 1

    def _rules(self, at: int, pools: Sequence[TreeNode]) -> int:
        """Write by which rules the pools were made, each rule once; return the next free row."""
        book, groups = self.book, {group.id: group.title for group in self.results.round.groups}
        found: dict[str, list[str]] = {}
        for pool in pools:
            rule = book.words(pool_words(self.results.panel(pool.id).pool, groups))
            found.setdefault(rule, []).append(node_title(book, pool))
        for row, (rule, titles) in enumerate(found.items(), start=at):
            text = book.say("{title}: {rules}", title=book.translate(", ").join(titles), rules=rule)
            book.merged(self.sheet, row, 0, row, self.columns.right, text, "rule")
            self.flow.row(row, self._high(text), joined=True)
        return at + len(found)

    def _high(self, text: str) -> float:
        return 1 + _LINE * (int(wide(text) * 1.12 // self.columns.width(0, self.columns.right)) + 1)

    def mark_dropped(self, dropped: Dropped, places: Mapping[str, int]) -> None:
        """Lay the looks of dropped values over the pools' lines, so that they stay right after a change.

        `places` are the rows of criteria that pool themselves.
        """
        for pool in self.pools:
            if pool.id not in dropped.names:
                continue
            at = self._lines[pool.id] if pool.children else places[pool.id]
            for first, last, offset in self._runs(self.results.panel(pool.id).raters):
                for flag, look in dropped.looks.items():
                    formula = f"=INDEX({dropped.names[pool.id]},{self.row + 1},COLUMN(){offset:+d})={flag}"
                    rule = {"type": "formula", "criteria": formula, "format": look}
                    self.sheet.conditional_format(at, first, at, last, rule)

    def _runs(self, raters: tuple[str, ...]) -> Iterator[tuple[int, int, int]]:
        """Yield runs of neighbouring seats: first and last column, and what added to COLUMN() is a rater's place."""
        found = [(self.columns.seat(rater), at) for at, rater in enumerate(raters) if rater in self.columns.seats]
        starts = [n for n, (column, at) in enumerate(found) if n == 0 or found[n - 1] != (column - 1, at - 1)]
        for start, end in pairwise([*starts, len(found)]):
            column, at = found[start]
            yield column, found[end - 1][0], at - column

    def mark_states(self, first: int, last: int) -> None:
        """Lay the looks of states and of what is still open over the rows from `first` up to before `last`."""
        kinds: list[tuple[Message, str]] = [(word.title, word.value) for word in (*STATES, MarkState.AWAITED)]
        kinds.append((NOT_APPLICABLE, MarkState.NOT_APPLICABLE.value))
        kinds += [(words, "awaited") for words in (NO_DATA, BELOW_QUORUM, EMPTY_GROUP, NOT_AGREED)]
        for words, look in kinds:
            rule = {
                "type": "cell",
                "criteria": "==",
                "value": quoted(self.book.words(words)),
                "format": self.book.mark_style(look),
            }
            self.sheet.conditional_format(first, self.columns.SEATS, last - 1, self.columns.score, rule)


@dataclass(frozen=True)
class Dropped:
    """By pool the name of the table of what it drops, none where it never drops; and the looks of both ends.

    A look may depend on another sheet only by a name. The table has a row for each agency and a column for each
    rater: 1 for the highest and -1 for the lowest.
    """

    names: Mapping[str, str]
    looks: Mapping[int, Look]


def name_dropped(book: Book, nodes: Nodes) -> Dropped:
    """Give the tables their names; once for a workbook."""
    names: dict[str, str] = {}
    for at, pool in enumerate(nodes.structure.pools, start=1):
        if nodes.structure.results.panel(pool.id).pool.of_group.rule not in NEVER_DROPS:
            block = nodes.places.shares[pool.id, END]
            corners = (block.cell(0, block.columns[0]), block.cell(block.rows - 1, block.columns[-1]))
            first, last = (corner.rpartition("!")[2] for corner in corners)
            names[pool.id] = f"dropped_{at}"
            book.workbook.define_name(names[pool.id], f"={on_sheet(block.sheet, f'{first}:{last}')}")
    looks = {
        flag: book.workbook.add_format({**MARKED[kind], "num_format": worded(book, words)})
        for flag, (kind, words) in (LOOKS.items() if names else ())
    }
    return Dropped(names, looks)


def worded(book: Book, words: Message) -> str:
    """Return the number format of a dropped mark: the mark as it is, with a word."""
    before, _, after = book.translate(words.text).partition("{mark}")
    pieces = (f'"{before}"' if before else "", "General", f'"{after}"' if after else "")
    return "".join(pieces)
