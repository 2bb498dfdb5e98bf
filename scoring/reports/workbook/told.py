"""What page 1 says of an agency beside its figures: names and class, how a tie was handled, why, what was decided."""

from __future__ import annotations

from collections.abc import Callable

from rubrics import say
from scoring.reports.workbook.book import Book, Sheet
from scoring.reports.workbook.expressions import quoted
from scoring.reports.workbook.grading import Grading
from scoring.reports.workbook.nodes import Nodes
from scoring.reports.workbook.open_matters import OpenMatters
from scoring.reports.workbook.tables import headings
from scoring.rounds import DecidedGrade

_NONE = "—"
WITHDRAWN = say("withdrawn")
_FORMERLY = say("{name} (formerly {names})")


class Told:
    """The second table of the ranking, one row for each agency; `sound` says whether doubles rank it rightly."""

    def __init__(
        self,
        book: Book,
        sheet: Sheet,
        nodes: Nodes,
        grading: Grading,
        sound: Callable[[str], bool],
    ) -> None:
        self.book, self.sheet, self.nodes, self.grading, self.sound = book, sheet, nodes, grading, sound
        self.results = nodes.structure.results
        self.rubric = self.results.rubric
        self.block = nodes.places.ranking
        self.keys = self.rubric.rank.ties
        self.standings = {standing.agency: standing for standing in self.results.standings}
        self.decided: dict[str, DecidedGrade] = book.findings.decision.by_agency if book.findings.decision else {}
        self.matters = OpenMatters(book, nodes)

    def write(self) -> None:
        """Write all columns of all agencies."""
        headings(self.book, self.sheet, self.block.blocks[1], self.book.say("What page 1 says"), self._titles())
        for agency, row in self.results.rows.items():
            self._row(agency, row)
        self.matters.write(self.sheet, self.handling)

    def _titles(self) -> list[str]:
        book = self.book
        return [
            book.say("name on page 1"), book.say("class"), book.say("proposed grade"), book.say("decided grade"),
            book.say("tie"), book.say("why this score or grade"), book.say("remark"), book.say("open matter"),
            book.say("not ranked"), book.say("ranks shared"), book.say("ties decided"),
        ]  # fmt: skip

    def _row(self, agency: str, row: int) -> None:
        """Write what page 1 says beside the figures: why, under which name, in which class, and what was decided."""
        self._put(row, "handling", self._handled(row), self.handling(agency), sound=self.sound(agency))
        block, because = self.block, self.grading.because(agency)
        sound = self.grading.sound[agency]
        self._put(row, "because", self.grading.reasons(agency, row), because, sound=sound)
        handling, why = block.cell(row, "handling"), block.cell(row, "because")
        if agency in self.results.round.withdrawn:
            self._say(row, "remark", self.remark(agency))
        else:
            between = quoted(self.book.translate("; "))
            formula = f'{handling}&IF(AND({handling}<>"",{why}<>""),{between},"")&{why}'
            self._put(row, "remark", formula, self.remark(agency))
        self._say(row, "label", self.label(agency))
        titles = {item.id: item.title for item in self.rubric.classes}
        self._say(row, "class", titles.get(self.results.round.classes[agency] or "", _NONE))
        decided = self.decided.get(agency)
        self._say(row, "proposed", (decided and decided.proposed) or _NONE)
        self._say(row, "decision", (decided and decided.decided) or _NONE)

    def _put(self, row: int, name: str, formula: str, text: str, *, sound: bool = True) -> None:
        block = self.block.of(name)
        self.book.put(self.sheet, block.top + row, block.column(name), formula, text, "word", sound=sound)

    def _say(self, row: int, name: str, text: str) -> None:
        block = self.block.of(name)
        self.book.value(self.sheet, block.top + row, block.column(name), text, "word")

    def label(self, agency: str) -> str:
        """Return an agency's name as page 1 prints it: with its former names (原名)."""
        round_ = self.results.round
        former = round_.former_names.get(agency)
        return (
            self.book.words(_FORMERLY.filled(name=round_.names[agency], names=former))
            if former
            else round_.names[agency]
        )

    def remark(self, agency: str) -> str:
        """Return what page 1 remarks on an agency: its withdrawal, or how ties, vetoes and quotas touched it."""
        if agency in self.results.round.withdrawn:
            return self.book.words(WITHDRAWN)
        told = (self.handling(agency), self.grading.because(agency))
        return self.book.translate("; ").join(words for words in told if words)

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
