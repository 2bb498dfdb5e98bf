"""The ranking table: what is compared, ranks, what decided them, grades, and the place of each agency on page 1."""

from __future__ import annotations

from fractions import Fraction

from rubrics import ROOT
from scoring.reports.book import Book, Figure, Sheet
from scoring.reports.expressions import APART, NEAR, constant, quoted, roundable, rounded
from scoring.reports.nodes import Nodes
from scoring.reports.open_matters import OpenMatters
from scoring.reports.panels import NOT_APPLICABLE, held
from scoring.reports.places import PRESENT
from scoring.reports.tables import headings

# Lower than any score: what an agency without a score is compared by.
UNRANKED = -(10**15)
# The share of a figure that doubles, and LibreOffice when it compares them, may lose on the way.
_PRECISION = Fraction(1, 2**44)
_NONE = "—"


class Ranking:
    """One row for each agency in official order; page 1 finds its lines by `position`."""

    def __init__(self, book: Book, sheet: Sheet, nodes: Nodes) -> None:
        self.book, self.sheet, self.nodes = book, sheet, nodes
        self.results = nodes.structure.results
        self.rubric = self.results.rubric
        self.block = nodes.places.ranking
        self.keys = self.rubric.rank.ties
        self.standings = {standing.agency: standing for standing in self.results.standings}
        self.order = [standing.agency for standing in self.results.standings]
        self.raw = [{agency: self._raw(at, agency) for agency in self.results.rows} for at in range(len(self.keys))]
        self.compared = self._compared()
        self.matters = OpenMatters(book, nodes)

    def write(self) -> None:
        """Write all columns of all agencies."""
        headings(self.book, self.sheet, self.block, self.book.say("Ranking"), self._titles())
        for agency, row in self.results.rows.items():
            self._scores(agency, row)
            self._keys(agency, row)
            self._places(agency, row)
        self.matters.write(self.sheet, self.handling)

    def _titles(self) -> list[str]:
        book = self.book
        keys = [book.say("by {key}", key=self.results.tie_words(key.name)) for key in self.keys]
        return [
            book.say("total, exact"),
            book.say("total, shown"),
            book.say("compared: total"),
            *(title for key in keys for title in (key, book.say("compared: {key}", key=key))),
            book.say("equal totals"),
            *(book.say("still equal {key}", key=key) for key in keys),
            book.say("rank"), book.say("line on page 1"), book.say("grade"), book.say("tie"), book.say("open matter"),
            book.say("not ranked"), book.say("ranks shared"), book.say("ties decided"),
        ]  # fmt: skip

    def _raw(self, at: int, agency: str) -> Fraction | None:
        key = self.keys[at]
        if key.node:
            return self.nodes.structure.score(key.node, agency)
        values = held(self.nodes.structure, self.results.nodes[key.target], agency).values()
        if not values:
            return None
        return sum(values, Fraction()) / len(values) if key.untrimmed else max(values)

    def _compared(self) -> list[dict[str, Fraction]]:
        """Return what is compared, key by key: a key that one of several equals lacks counts as 0 for all of them."""
        first = {
            agency: Fraction(UNRANKED) if standing.score is None else self._read(standing.score)
            for agency, standing in self.standings.items()
        }
        compared = [first]
        for raw in self.raw:
            groups: dict[tuple[Fraction, ...], list[str]] = {}
            for agency in self.results.rows:
                groups.setdefault(tuple(column[agency] for column in compared), []).append(agency)
            found: dict[str, Fraction] = {}
            for members in groups.values():
                lack = any(raw[agency] is None for agency in members)
                found.update({agency: Fraction(0) if lack else raw[agency] or Fraction(0) for agency in members})
            compared.append(found)
        return compared

    def _read(self, score: Fraction) -> Fraction:
        return score if self.rubric.rank.by == "exact" else self.results.shown(score)

    def _sound(self, agency: str) -> bool:
        """Return whether doubles tell this agency's totals and keys from all others' as exact arithmetic does."""
        if self.standings[agency].score is None:
            return True
        for column in self.compared:
            for other, value in column.items():
                apart = max(APART, abs(value) * _PRECISION)
                if self.standings[other].score is not None and 0 < abs(value - column[agency]) < apart:
                    return False
        return True

    def _equals(self, agency: str, depth: int) -> int:
        own = [column[agency] for column in self.compared[: depth + 1]]
        return sum([column[other] for column in self.compared[: depth + 1]] == own for other in self.results.rows)

    def _put(self, row: int, name: str, formula: str, value: Figure, style: str, *, sound: bool = True) -> None:  # noqa: PLR0913 - a cell is a place, a formula, a value and a style
        self.book.put(self.sheet, self.block.top + row, self.block.column(name), formula, value, style, sound=sound)

    def _scores(self, agency: str, row: int) -> None:
        score, exact = self.standings[agency].score, self.block.cell(row, "exact")
        rule = self.rubric.rounding
        applies = self.nodes.structure.applies(self.results.tree, agency)
        total: Figure = score if score is not None else "" if applies else self.book.words(NOT_APPLICABLE)
        self._put(row, "exact", self.nodes.places.exact.cell(row, ROOT), total, "exact")
        shown = f'IF(ISNUMBER({exact}),{rounded(exact, rule)},"{_NONE}")'
        figure = _NONE if score is None else self.results.shown(score)
        self._put(row, "shown", shown, figure, "shown", sound=score is None or roundable(score, rule))
        read = exact if self.rubric.rank.by == "exact" else self.block.cell(row, "shown")
        compared = f"IF(ISNUMBER({exact}),ROUND({read},9),{UNRANKED})"
        self._put(row, "compared0", compared, self.compared[0][agency], "compared")

    def _keys(self, agency: str, row: int) -> None:
        block = self.block
        for at in range(1, len(self.keys) + 1):
            value = self.raw[at - 1][agency]
            self._put(row, f"key{at}", self._key(at - 1, row), "" if value is None else value, "exact")
            lack = f"(1-ISNUMBER({block.down(f'key{at}')}))"
            blank = f"SUMPRODUCT({self._same(row, at - 1)}*{lack})>0"
            effective = f"IF({blank},0,{block.cell(row, f'key{at}')})"
            self._put(row, f"compared{at}", effective, self.compared[at][agency], "compared")
        sound = self._sound(agency)
        for at in range(len(self.keys) + 1):
            self._put(
                row,
                f"equal{at}",
                f"SUMPRODUCT(1*{self._same(row, at)})",
                self._equals(agency, at),
                "whole",
                sound=sound,
            )

    def _key(self, at: int, row: int) -> str:
        key = self.keys[at]
        if key.node:
            cell = self.nodes.places.exact.cell(row, key.node)
            return f'IF(ISNUMBER({cell}),ROUND({cell},9),"")'
        block = self.nodes.places.raters[key.target]
        present, across = block.cell(row, PRESENT), block.across(row, block.columns[:-5])
        value = f"SUM({across})/{present}" if key.untrimmed else f"MAX({across})"
        return f'IF({present}>0,ROUND({value},9),"")'

    def _same(self, row: int, depth: int) -> str:
        """Return which agencies equal this one in everything compared up to `depth`, as an array."""
        columns = [f"compared{at}" for at in range(depth + 1)]
        return "*".join(f"({self.block.down(name)}={self.block.cell(row, name)})" for name in columns)

    def _places(self, agency: str, row: int) -> None:
        block, standing = self.block, self.standings[agency]
        exact, rank = block.cell(row, "exact"), block.cell(row, "rank")
        place, sound = standing.placing, self._sound(agency)
        formula = f'IF(ISNUMBER({exact}),1+SUMPRODUCT(1*({self._higher(row, 0)})),"{_NONE}")'
        self._put(row, "rank", formula, place.rank if place else _NONE, "whole", sound=sound)
        earlier = f"SUMPRODUCT(1*({block.down('rank', 0, row - 1)}={rank}))" if row else "0"
        ranked = f"COUNT({block.down('rank')})"
        upto = f"COUNT({block.down('rank', 0, row)})"
        position = f"IF(ISNUMBER({rank}),{rank}+{earlier},{ranked}+{row + 1}-{upto})"
        self._put(row, "position", position, self.order.index(agency) + 1, "whole", sound=sound)
        self._grade(agency, row)
        self._put(row, "handling", self._handled(row), self.handling(agency), "word", sound=sound)

    def _higher(self, row: int, at: int) -> str:
        """Return which agencies stand above this one, as an array: by key `at`, and where equal by the next."""
        column, own = self.block.down(f"compared{at}"), self.block.cell(row, f"compared{at}")
        if at == len(self.keys):
            return f"({column}>{own})"
        return f"({column}>{own})+({column}={own})*({self._higher(row, at + 1)})"

    def _grade(self, agency: str, row: int) -> None:
        standing, grades = self.standings[agency], self.rubric.grades
        exact = self.block.cell(row, "exact")
        if grades is None:
            self._put(row, "grade", f'"{_NONE}"', _NONE, "word")
            return
        read = f"ROUND({exact},9)" if grades.by == "exact" else self.block.cell(row, "shown")
        formula = quoted(grades.bands[-1].title)
        for band in reversed(grades.bands[:-1]):
            formula = f"IF({read}>={constant(Fraction(band.at_least))},{quoted(band.title)},{formula})"
        bounds = [Fraction(band.at_least) for band in grades.bands]
        score = standing.score
        sound = score is None or grades.by == "shown" or all(score == b or abs(score - b) > NEAR for b in bounds)
        self._put(
            row, "grade", f'IF(ISNUMBER({exact}),{formula},"{_NONE}")', standing.grade or _NONE, "word", sound=sound
        )

    def handling(self, agency: str) -> str:
        """Return how a tie was handled, in words: by which key, or that the rank is shared."""
        placing = self.standings[agency].placing
        if placing is None:
            return ""
        names = [key.name for key in self.keys]
        decided = ""
        if placing.decided_by:
            decided = self.book.say("by {key}", key=self.results.tie_words(names[names.index(placing.decided_by)]))
        shared = self.book.say("shared") if placing.tied else ""
        return f"{decided} {shared}".strip()

    def _handled(self, row: int) -> str:
        block, depth = self.block, len(self.keys)
        decided = '""'
        equals = [block.cell(row, f"equal{at}") for at in range(depth + 1)]
        for at in range(1, depth + 1):
            decided = f"IF({equals[at]}<{equals[at - 1]},{block.heading(f'key{at}')},{decided})"
        shared = self.book.say("shared")
        both = f"IF({equals[-1]}<{equals[0]},{decided}&{quoted(f' {shared}')},{quoted(shared)})"
        return f'IF(ISNUMBER({block.cell(row, "exact")}),IF({equals[-1]}>1,{both},{decided}),"")'
