"""Computed grades as formulas: what a score earns, what a quota leaves of it, what a veto lets stand, and why.

Bands are gone through from the best, one column after another: who wants a grade, how many may have it, who gets it.
Within a quota the better ranks come first; whoever does not get a grade wants the next one.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from rubrics import Message, TreeNode, fraction_of, say
from rubrics.methods import GradeBand, Quota
from scoring.engine.grades import earned, limit
from scoring.reports.workbook.book import Book, Figure, Sheet
from scoring.reports.workbook.expressions import NEAR, constant, quoted
from scoring.reports.workbook.nodes import Nodes
from scoring.reports.workbook.places import HOLDS
from scoring.reports.workbook.tables import headings

_NONE = "—"
_FULL, _VETO = say("{grade} is full"), say("veto: {title}")


class Grading:
    """The grades' table on the working sheet, and the ranking's columns `grade` and `because`.

    `ranked_soundly` says whether doubles place an agency as exact arithmetic does.
    """

    def __init__(self, book: Book, sheet: Sheet, nodes: Nodes, ranked_soundly: Callable[[str], bool]) -> None:
        self.book, self.sheet, self.nodes = book, sheet, nodes
        self.results = nodes.structure.results
        self.grades = self.results.rubric.grades
        self.block = nodes.places.grades
        self.ranking = nodes.places.ranking
        self.standings = {standing.agency: standing for standing in self.results.standings}
        self.classes = [item.id for item in self.results.rubric.classes]
        self.vetoes = [node for node in nodes.structure.vetoes if node.veto]
        # One unsound place may move another agency into or out of a quota: then all of them are values.
        alone = {agency: self._reads_soundly(agency) for agency in self.results.rows}
        together = all(alone[agency] and ranked_soundly(agency) for agency in alone)
        limited = self.grades is not None and any(band.quota for band in self.grades.bands)
        self.sound = dict.fromkeys(alone, together) if limited else alone

    def _reads_soundly(self, agency: str) -> bool:
        score, grades = self.standings[agency].score, self.grades
        if grades is None or score is None or grades.by == "shown":
            return True
        bounds = (Fraction(band.at_least) for band in grades.bands)
        return all(score == bound or abs(score - bound) > NEAR for bound in bounds)

    def write(self) -> None:
        """Write the grades' table; nothing where the score alone decides."""
        if self.block is None or self.grades is None:
            return
        book, titles = self.book, {}
        for at, band in enumerate(self.grades.bands):
            titles[f"want{at}"] = book.say("“{grade}”: wants it", grade=band.title)
            titles[f"limit{at}"] = book.say("“{grade}”: how many may have it", grade=band.title)
            titles[f"got{at}"] = book.say("“{grade}”: gets it", grade=band.title)
        titles["class"] = book.say("class of quotas")
        titles["earned"] = book.say("grade that the score earns (1 best)")
        titles["best"] = book.say("best grade that vetoes allow (1 best)")
        headings(book, self.sheet, self.block, book.say("Grades"), [titles[name] for name in self.block.columns])
        for agency, row in self.results.rows.items():
            self._row(agency, row)

    def _row(self, agency: str, row: int) -> None:
        assert self.block is not None  # noqa: S101 - the table is being written
        assert self.grades is not None  # noqa: S101 - the table is being written
        block, rank = self.block, self.ranking.cell(row, "rank")
        self.book.value(self.sheet, block.top + row, block.column("class"), self._class(agency), "whole")
        graded, best = self.standings[agency].graded, self._best(agency)
        own = earned(self.grades, self._read(agency)) if graded else None
        self._put(agency, row, "earned", self._earned(row), "" if own is None else own + 1)
        caps = [f"IF({held}=1,{at + 1},1)" for held, at in self._caps(agency)]
        self._put(agency, row, "best", f"MAX({','.join(caps)})" if caps else "1", best + 1)
        got = self.grades.index(graded.grade) if graded else None
        before: list[str] = []
        for at, band in enumerate(self.grades.bands):
            reached = f"MAX({block.cell(row, 'earned')},{block.cell(row, 'best')})<={at + 1}"
            if at == len(self.grades.bands) - 1:
                reached = "TRUE"
            free = "+".join(before) or "0"
            wants = f"IF(ISNUMBER({rank}),IF(AND({reached},{free}=0),1,0),0)"
            wanted = got is not None and own is not None and (got == at or (max(own, best) <= at < got))
            self._put(agency, row, f"want{at}", wants, int(wanted))
            if band.quota:
                self._limited(agency, row, at, band, got=got == at)
            before.append(block.cell(row, f"got{at}" if band.quota else f"want{at}"))

    def _limited(self, agency: str, row: int, at: int, band: GradeBand, *, got: bool) -> None:
        assert self.block is not None  # noqa: S101 - the table is being written
        assert band.quota is not None  # noqa: S101 - only bands with a quota come here
        block, quota = self.block, band.quota
        base, counted = self._base(agency, row)
        self._put(agency, row, f"limit{at}", _limit(quota, base), limit(quota, counted))
        wanting, ranks = block.down(f"want{at}"), self.ranking.down("rank")
        rank, most = self.ranking.cell(row, "rank"), block.cell(row, f"limit{at}")
        ahead, alike = (f"SUMPRODUCT({wanting}*({ranks}{sign}{rank}){self._same_class(row)})" for sign in ("<", "="))
        fits = f"{ahead}<{most}" if quota.tie == "in" else f"{ahead}+{alike}<={most}"
        self._put(agency, row, f"got{at}", f"IF({block.cell(row, f'want{at}')}=1,IF({fits},1,0),0)", int(got))

    def _same_class(self, row: int) -> str:
        assert self.block is not None  # noqa: S101 - the table is being written
        per = self.grades is not None and self.grades.per
        return f"*({self.block.down('class')}={self.block.cell(row, 'class')})" if per else ""

    def _base(self, agency: str, row: int) -> tuple[str, int]:
        """Return how many agencies a share is taken of: as an expression, and the number itself."""
        round_, per = self.results.round, self.grades is not None and self.grades.per
        alike = [other for other in self.results.rows if not per or self._class(other) == self._class(agency)]
        if self.grades is not None and self.grades.of == "all":
            taking_part = [other for other in alike if other not in round_.withdrawn]
            return str(len(taking_part)), len(taking_part)
        counted = sum(self.standings[other].placing is not None for other in alike)
        ranks = self.ranking.down("rank")
        return f"SUMPRODUCT(ISNUMBER({ranks}){self._same_class(row) or '*1'})", counted

    def _class(self, agency: str) -> int:
        name = self.results.round.classes[agency]
        return self.classes.index(name) + 1 if self.grades and self.grades.per and name in self.classes else 1

    def _best(self, agency: str) -> int:
        held = set(self.standings[agency].vetoes)
        return max((at for node, at in self._grade_vetoes(agency) if node.id in held), default=0)

    def _grade_vetoes(self, agency: str) -> list[tuple[TreeNode, int]]:
        asked = (node for node in self.vetoes if self.nodes.structure.concerned(node, agency))
        return [
            (node, self.grades.index(node.veto.grade))
            for node in asked
            if self.grades and node.veto and node.veto.grade is not None
        ]

    def _caps(self, agency: str) -> list[tuple[str, int]]:
        return [(self.nodes.places.veto(node, agency, HOLDS), at) for node, at in self._grade_vetoes(agency)]

    def _read(self, agency: str) -> Fraction:
        score = self.standings[agency].score
        assert score is not None  # noqa: S101 - only agencies with a rank are graded
        return self.results.read(score)

    def _reading(self, row: int) -> str:
        by_exact = self.grades is not None and self.grades.by == "exact"
        return f"ROUND({self.ranking.cell(row, 'exact')},9)" if by_exact else self.ranking.cell(row, "shown")

    def _earned(self, row: int) -> str:
        bands = self.grades.bands if self.grades else ()
        formula = str(len(bands))
        for at, band in reversed(list(enumerate(bands[:-1], start=1))):
            formula = f"IF({self._reading(row)}>={constant(Fraction(band.at_least))},{at},{formula})"
        return f'IF(ISNUMBER({self.ranking.cell(row, "rank")}),{formula},"")'

    def grade(self, agency: str, row: int) -> tuple[str, Figure]:
        """Return an agency's computed grade: its formula, and the grade."""
        if self.grades is None:
            return f'"{_NONE}"', _NONE
        bands = self.grades.bands
        formula = quoted(bands[-1].title)
        for at, band in reversed(list(enumerate(bands[:-1]))):
            condition = f"{self._reading(row)}>={constant(Fraction(band.at_least))}"
            if self.block is not None:
                condition = f"{self.block.cell(row, f'got{at}' if band.quota else f'want{at}')}=1"
            formula = f"IF({condition},{quoted(band.title)},{formula})"
        ranked = f"ISNUMBER({self.ranking.cell(row, 'exact')})"
        return f'IF({ranked},{formula},"{_NONE}")', self.standings[agency].grade or _NONE

    def because(self, agency: str) -> str:
        """Return in words what changed a score or a grade: a veto, and grades that were full."""
        standing = self.standings[agency]
        if standing.placing is None:
            return ""
        words = [_FULL.filled(grade=title) for title in (standing.graded.full if standing.graded else ())]
        words += [_VETO.filled(title=node.node.title) for node in self.vetoes if self._matters(node, agency)]
        return self.book.translate("; ").join(self.book.words(word) for word in words)

    def _matters(self, node: TreeNode, agency: str) -> bool:
        if node.id not in self.standings[agency].vetoes or node.veto is None:
            return False
        capped = {one.id: at for one, at in self._grade_vetoes(agency)}.get(node.id)
        if capped is None or self.grades is None:
            return node.veto.score is not None
        return capped > earned(self.grades, self._read(agency))

    def reasons(self, agency: str, row: int) -> str:
        """Return the formula of `because`."""
        separator, pieces = self.book.translate("; "), []
        for at, band in enumerate(self.grades.bands if self.grades and self.block else ()):
            if band.quota and self.block:
                want, got = self.block.cell(row, f"want{at}"), self.block.cell(row, f"got{at}")
                pieces.append((f"{want}>{got}", _FULL.filled(grade=band.title)))
        caps = {node.id: at for node, at in self._grade_vetoes(agency)}
        for node in self.vetoes:
            if node.veto is None or not self.nodes.structure.concerned(node, agency):
                continue
            condition = f"{self.nodes.places.veto(node, agency, HOLDS)}=1"
            if node.id in caps and self.block:
                condition = f"AND({condition},{self.block.cell(row, 'earned')}<{caps[node.id] + 1})"
            pieces.append((condition, _VETO.filled(title=node.node.title)))
        if not pieces:
            return '""'
        joined = "&".join(f'IF({when},{self._literal(separator, words)},"")' for when, words in pieces)
        return f'IF(ISNUMBER({self.ranking.cell(row, "rank")}),MID({joined},{len(separator) + 1},999),"")'

    def _literal(self, separator: str, words: Message) -> str:
        return quoted(separator + self.book.words(words))

    def _put(self, agency: str, row: int, name: str, formula: str, figure: Figure) -> None:
        assert self.block is not None  # noqa: S101 - the table is being written
        at = self.block.column(name)
        self.book.put(self.sheet, self.block.top + row, at, formula, figure, "whole", sound=self.sound[agency])


def _limit(quota: Quota, base: str) -> str:
    if quota.share is None:
        return str(quota.number)
    function = "ROUNDUP" if quota.round == "up" else "ROUNDDOWN"
    return f"{function}(ROUND({base}*{constant(fraction_of(quota.share))},9),0)"
