"""Sentences that follow the figures: who is not ranked and why, who shares a rank, whose tie was decided.

Each agency's row carries the sentences of the rows above it along, so that the last row holds them all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rubrics import TreeNode, say
from scoring.engine.standings import Placing
from scoring.reports.workbook.book import Book, Sheet
from scoring.reports.workbook.expressions import quoted
from scoring.reports.workbook.nodes import Nodes
from scoring.reports.workbook.panels import NO_DATA, state, unread
from scoring.reports.workbook.structure import Kind
from scoring.reports.workbook.tables import node_title

LONGEST_TEXT = 32_000
_UNRANKED, _SHARED, _DECIDED = say("{name} ({reason})"), say("{name} (rank {rank})"), say("{name} ({key})")


@dataclass(frozen=True, eq=False)
class OpenMatters:
    """The columns `reason`, `unranked`, `shared` and `decided` of what is told on page 1."""

    book: Book
    nodes: Nodes

    def write(self, sheet: Sheet, handling: Callable[[str], str]) -> None:
        """Write the columns; `handling` says how an agency's tie was handled."""
        block, separator = self.nodes.places.ranking, self.book.translate("; ")
        texts = self.sentences(handling)
        for agency, row in self.nodes.structure.results.rows.items():
            reason = self.reason(agency) if self._placing(agency) is None else ""
            self._put(sheet, row, "reason", self._reason(agency, row), reason)
            gone = agency in self.nodes.structure.results.round.withdrawn
            for column, condition in self._conditions(row).items():
                before = f"{block.cell(row - 1, column)}&" if row else ""
                said = f'IF({condition},{_literal(separator)}&{self._sentence(column, row)},"")'
                formula = f'{before}""' if gone else f"{before}{said}"
                self._put(sheet, row, column, formula, texts[column][row])

    def sentences(self, handling: Callable[[str], str]) -> dict[str, list[str]]:
        """Return the text of each column row by row: all sentences so far, each behind a separator."""
        results, book, separator = self.nodes.structure.results, self.book, self.book.translate("; ")
        found: dict[str, list[str]] = {"unranked": [], "shared": [], "decided": []}
        for agency in results.rows:
            placing, name = self._placing(agency), results.round.names[agency]
            own = dict.fromkeys(found, "")
            if agency in results.round.withdrawn:
                pass
            elif placing is None:
                own["unranked"] = book.words(_UNRANKED.filled(name=name, reason=self.reason(agency)))
            elif placing.tied:
                own["shared"] = book.words(_SHARED.filled(name=name, rank=placing.rank))
            if placing and placing.decided_by:
                own["decided"] = book.words(_DECIDED.filled(name=name, key=handling(agency)))
            for column, texts in found.items():
                texts.append((texts[-1] if texts else "") + (f"{separator}{own[column]}" if own[column] else ""))
        return found

    def _placing(self, agency: str) -> Placing | None:
        return next(item.placing for item in self.nodes.structure.results.standings if item.agency == agency)

    def _put(self, sheet: Sheet, row: int, column: str, formula: str, text: str) -> None:
        block = self.nodes.places.ranking.of(column)
        self.book.put(sheet, block.top + row, block.column(column), formula, text[:LONGEST_TEXT], "word")

    def _conditions(self, row: int) -> dict[str, str]:
        block = self.nodes.places.ranking
        depth = len(self.nodes.structure.results.rubric.rank.ties)
        exact, equals = block.cell(row, "exact"), [block.cell(row, f"equal{at}") for at in range(depth + 1)]
        return {
            "unranked": f"NOT(ISNUMBER({exact}))",
            "shared": f"AND(ISNUMBER({exact}),{equals[-1]}>1)",
            "decided": f"AND(ISNUMBER({exact}),{equals[-1]}<{equals[0]})",
        }

    def _sentence(self, column: str, row: int) -> str:
        block = self.nodes.places.ranking
        name = block.name(row)
        if column == "unranked":
            return self.book.templated(_UNRANKED.text, name=name, reason=block.cell(row, "reason"))
        if column == "shared":
            return self.book.templated(_SHARED.text, name=name, rank=block.cell(row, "rank"))
        return self.book.templated(_DECIDED.text, name=name, key=block.cell(row, "handling"))

    def reason(self, agency: str) -> str:
        """Return why an agency has no total: each pool and each file that gave nothing."""
        structure, book = self.nodes.structure, self.book
        if agency in structure.results.round.withdrawn:
            return ""
        if structure.void(agency):
            return book.say("nothing in the rubric applies")
        found = []
        for node in self._settled(agency):
            why = state(structure, node, agency)
            if why:
                found.append(book.say("{title}: {why}", title=node_title(book, node), why=why))
        for node, kind in self._files(agency):
            if unread(structure, agency, node, kind):
                found.append(book.say("{title}: {why}", title=node_title(book, node), why=NO_DATA))
        return book.translate(", ").join(found)

    def _settled(self, agency: str) -> list[TreeNode]:
        """Return the pools and the vetoes that must come to something before an agency has a total."""
        structure = self.nodes.structure
        pools = [pool for pool in structure.pools if structure.applies(pool, agency)]
        return [*pools, *(veto for veto in structure.vetoes if structure.concerned(veto, agency))]

    def _files(self, agency: str) -> list[tuple[TreeNode, Kind]]:
        structure = self.nodes.structure
        return [(node, kind) for node, kind in structure.read(structure.results.tree, agency) if not node.below_pool]

    def _reason(self, agency: str, row: int) -> str:
        structure, book, places = self.nodes.structure, self.book, self.nodes.places
        if agency in structure.results.round.withdrawn:
            return '""'
        if structure.void(agency):
            return _literal(book.say("nothing in the rubric applies"))
        separator = book.translate(", ")
        cells = []
        for node in self._settled(agency):
            cell = places.veto(node, agency) if node.veto else places.pooled(agency, node)
            cells.append((node, cell, cell))
        for node, kind in self._files(agency):
            cells.append((node, places.read(agency, node, kind), _literal(book.words(NO_DATA))))
        pieces = []
        for node, cell, why in cells:
            title = quoted(node.node.title) if node.veto else places.exact.heading(node.id)
            sentence = book.templated("{title}: {why}", title=title, why=why)
            pieces.append(f'IF(ISNUMBER({cell}),"",{_literal(separator)}&{sentence})')
        exact = places.ranking.cell(row, "exact")
        return f'IF(ISNUMBER({exact}),"",MID({"&".join(pieces)},{len(separator) + 1},9999))'


def _literal(text: str) -> str:
    return '"{}"'.format(text.replace('"', '""'))
