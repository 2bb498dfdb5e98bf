"""The ranking table: what is compared, ranks, what decided them, grades, and the place of each agency on page 1."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import cached_property

from rubrics import ROOT
from scoring.reports.workbook.book import Book, Figure, Sheet
from scoring.reports.workbook.expressions import APART, roundable, rounded
from scoring.reports.workbook.grading import Grading
from scoring.reports.workbook.nodes import Nodes
from scoring.reports.workbook.panels import absent, held
from scoring.reports.workbook.places import COMMON, PREFERRED
from scoring.reports.workbook.pooled import Pooled
from scoring.reports.workbook.preferences import Panels, common, sound, values_at, wins
from scoring.reports.workbook.tables import headings
from scoring.reports.workbook.told import WITHDRAWN, Told

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
        self.preferred: dict[str, Panels] = {pool: values_at(nodes, pool) for pool in nodes.places.preferred}
        pools = {key.untrimmed for key in self.keys if key.untrimmed}
        self.untrimmed = {pool: self.results.panel(pool).untrimmed() for pool in pools}
        self.raw = [{agency: self._raw(at, agency) for agency in self.results.rows} for at in range(len(self.keys))]
        self.compared = self._compared()
        self._soundness: dict[str, bool] = {}
        self.grading = Grading(book, sheet, nodes, self._sound)
        self.told = Told(book, sheet, nodes, self.grading, self._sound)

    def write(self) -> None:
        """Write all columns of all agencies."""
        headings(self.book, self.sheet, self.block.blocks[0], self.book.say("Ranking"), self._titles())
        for agency, row in self.results.rows.items():
            self._scores(agency, row)
            self._keys(agency, row)
            self._places(agency, row)
        self.told.write()

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
            book.say("rank"),
            book.say("line on page 1"),
            book.say("grade"),
        ]

    def _raw(self, at: int, agency: str) -> Fraction | None:
        key = self.keys[at]
        if key.node:
            return self.nodes.structure.score(key.node, agency)
        if key.preferred:
            # It depends on who is still equal: see _preferring.
            return None
        values = held(self.nodes.structure, self.results.nodes[key.target], agency)
        if not values:
            return None
        return self.untrimmed[key.target].at(self.results.rows[agency]) if key.untrimmed else max(values.values())

    def _compared(self) -> list[dict[str, Fraction]]:
        """Return what is compared, key by key: a key that one of several equals lacks counts as 0 for all of them."""
        first = {
            agency: Fraction(UNRANKED) if standing.score is None else self._read(standing.score)
            for agency, standing in self.standings.items()
        }
        compared = [first]
        for key, raw in zip(self.keys, self.raw, strict=True):
            groups: dict[tuple[Fraction, ...], list[str]] = {}
            for agency in self.results.rows:
                groups.setdefault(tuple(column[agency] for column in compared), []).append(agency)
            found: dict[str, Fraction] = {}
            for members in groups.values():
                if key.preferred:
                    raw.update(self._preferring(key.preferred, members))
                lack = any(raw[agency] is None for agency in members)
                found.update({agency: Fraction(0) if lack else raw[agency] or Fraction(0) for agency in members})
            compared.append(found)
        return compared

    def _preferring(self, pool: str, members: list[str]) -> dict[str, Fraction | None]:
        """Return how often each of several equal agencies was valued higher; None where two were valued by nobody."""
        values = self.preferred[pool]
        found: dict[str, Fraction | None] = {}
        for one in members:
            others = [other for other in members if other != one]
            known = all(common(values, one, other) for other in others)
            found[one] = Fraction(sum(wins(values, one, other) for other in others)) if known else None
        return found

    def _read(self, score: Fraction) -> Fraction:
        return score if self.rubric.rank.by == "exact" else self.results.shown(score)

    def _sound(self, agency: str) -> bool:
        """Return whether doubles tell this agency's totals and keys from all others' as exact arithmetic does.

        Without formulas nothing depends on it.
        """
        if agency not in self._soundness:
            self._soundness[agency] = not self.book.live or self._apart(agency)
        return self._soundness[agency]

    def _apart(self, agency: str) -> bool:
        if self.standings[agency].score is None:
            return True
        for column in self.compared:
            for other, value in column.items():
                apart = max(APART, abs(value) * _PRECISION)
                if self.standings[other].score is not None and 0 < abs(value - column[agency]) < apart:
                    return False
        panels = self.preferred.values()
        return all(sound(values, agency, other) for values in panels for other in self.results.rows)

    def _equals(self, agency: str, depth: int) -> int:
        return self._alike[depth][tuple(column[agency] for column in self.compared[: depth + 1])]

    @cached_property
    def _alike(self) -> list[Counter[tuple[Fraction, ...]]]:
        """How many agencies have the same values in everything compared up to each depth."""
        return [
            Counter(tuple(column[agency] for column in self.compared[: depth + 1]) for agency in self.results.rows)
            for depth in range(len(self.compared))
        ]

    def _put(self, row: int, name: str, formula: str, value: Figure, style: str, *, sound: bool = True) -> None:  # noqa: PLR0913 - a cell is a place, a formula, a value and a style
        block = self.block.of(name)
        self.book.put(self.sheet, block.top + row, block.column(name), formula, value, style, sound=sound)

    def _scores(self, agency: str, row: int) -> None:
        score, exact = self.standings[agency].score, self.block.cell(row, "exact")
        rule = self.rubric.rounding
        if agency in self.results.round.withdrawn:
            block = self.block.of("exact")
            gone = self.book.words(WITHDRAWN)
            self.book.value(self.sheet, block.top + row, block.column("exact"), gone, "exact")
        else:
            void = self.nodes.structure.void(agency)
            nothing = self.book.words(absent(self.nodes.structure, self.results.tree, agency)) if void else ""
            total: Figure = nothing if score is None else score
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
            node = self.results.nodes[key.node]
            if node.veto:
                return f'IF(ISNUMBER({self.nodes.places.veto(node, self.nodes.structure.agencies[row])}),0,"")'
            cell = self.nodes.places.exact.cell(row, key.node)
            return f'IF(ISNUMBER({cell}),ROUND({cell},9),"")'
        if key.preferred:
            blocks, agency = self.nodes.places.preferred[key.preferred], self.nodes.structure.agencies[row]
            same = self._same(row, at)
            both = blocks[COMMON].down(agency)
            strangers = f"({both}=0)*(ROW({both})<>{blocks[COMMON].top + row + 1})"
            higher = f"SUMPRODUCT({same}*{blocks[PREFERRED].down(agency)})"
            return f'IF(SUMPRODUCT({same}*{strangers})>0,"",{higher})'
        pooled = Pooled(self.book, self.nodes, self.results.nodes[key.target])
        block = pooled.block
        value = pooled.plain_mean(row) if key.untrimmed else f"MAX({block.across(row, pooled.panel.raters)})"
        return f'IF({pooled.counted(row)}>0,ROUND({value},9),"")'

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
        gone = self._gone(row)
        last = f"{len(self.order) - self._gone(len(self.order))}+{gone + 1}"
        open_ = f"{ranked}+{row + 1 - gone}-{upto}"
        position = last if agency in self.results.round.withdrawn else f"IF(ISNUMBER({rank}),{rank}+{earlier},{open_})"
        self._put(row, "position", position, self.order.index(agency) + 1, "whole", sound=sound)
        formula, grade = self.grading.grade(agency, row)
        self._put(row, "grade", formula, grade, "word", sound=self.grading.sound[agency])

    def _gone(self, row: int) -> int:
        """Return how many agencies above a row withdrew: they stand last, whatever becomes of the others."""
        return sum(agency in self.results.round.withdrawn for agency in self.nodes.structure.agencies[:row])

    def _higher(self, row: int, at: int) -> str:
        """Return which agencies stand above this one, as an array: by key `at`, and where equal by the next."""
        column, own = self.block.down(f"compared{at}"), self.block.cell(row, f"compared{at}")
        if at == len(self.keys):
            return f"({column}>{own})"
        return f"({column}>{own})+({column}={own})*({self._higher(row, at + 1)})"
