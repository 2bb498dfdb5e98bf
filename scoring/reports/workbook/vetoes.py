"""The table of vetoes: who said yes, how many answered, and whether the veto holds (一票否决)."""

from __future__ import annotations

from rubrics import Message, TreeNode, say
from scoring.reports.workbook.book import Book, Figure, Sheet
from scoring.reports.workbook.expressions import all_numbers, listed, quoted
from scoring.reports.workbook.inputs import NO, YES
from scoring.reports.workbook.nodes import Nodes
from scoring.reports.workbook.panels import BELOW_QUORUM, NO_DATA, absent, state
from scoring.reports.workbook.places import ANSWERED, HOLDS, SETTLED
from scoring.reports.workbook.places import YES as SAID_YES
from scoring.reports.workbook.tables import headings
from scoring.rounds import MISSING, MarkState

_STATES = MISSING[1:]
_TITLES = {
    SAID_YES: say("“{title}”: said yes"),
    ANSWERED: say("“{title}”: answered"),
    HOLDS: say("“{title}”: holds (1 yes, 0 no)"),
    SETTLED: say("“{title}”: outcome"),
}


def write_vetoes(book: Book, sheet: Sheet, nodes: Nodes) -> None:
    """Write what every veto came to for every agency; nothing where the rubric has none."""
    block = nodes.places.vetoes
    if block is None:
        return
    by_column = {
        f"{veto.id}{what}": words.filled(title=veto.node.title)
        for veto in nodes.structure.vetoes
        for what, words in _TITLES.items()
    }
    titles = [book.words(by_column[name]) for name in block.columns]
    headings(book, sheet, block, book.say("Vetoes"), titles)
    for agency in nodes.structure.agencies:
        for veto in nodes.structure.vetoes:
            _Cells(book, sheet, nodes, veto, agency).write()


def shown_as_veto(node: TreeNode) -> bool:
    """Return whether a node is a veto, or a part of nothing else."""
    return all(leaf.veto for leaf in node.leaves())


def shown(book: Book, nodes: Nodes, node: TreeNode, agency: str) -> tuple[str, str] | None:
    """Return for the sheets that are read whether a veto, or any of a part of vetoes, holds: formula, and words.

    None for any other node, and where no veto is asked of the agency.
    """
    structure = nodes.structure
    vetoes = [leaf for leaf in node.leaves() if structure.concerned(leaf, agency)]
    if not vetoes or not shown_as_veto(node):
        return None
    cells = [nodes.places.veto(veto, agency) for veto in vetoes]
    yes, no = book.words(YES), book.words(NO)
    formula = f'IF({all_numbers(cells)},IF({listed("SUM", cells)}>0,{quoted(yes)},{quoted(no)}),"—")'
    if any(state(structure, veto, agency) for veto in vetoes):
        return formula, "—"
    found = structure.results.evaluated.vetoes
    return formula, yes if any(found[veto.id].holds[nodes.row(agency)] for veto in vetoes) else no


class _Cells:
    """One veto of one agency."""

    def __init__(self, book: Book, sheet: Sheet, nodes: Nodes, veto: TreeNode, agency: str) -> None:
        self.book, self.sheet, self.nodes, self.veto, self.agency = book, sheet, nodes, veto, agency
        self.row = nodes.row(agency)
        self.found = nodes.structure.results.evaluated.vetoes[veto.id]

    def write(self) -> None:
        """Write the columns; a veto that is not asked of the agency does not hold."""
        structure = self.nodes.structure
        if not structure.concerned(self.veto, self.agency):
            for what in (SAID_YES, ANSWERED, HOLDS) if self.veto.rated else (HOLDS,):
                self._value(what, 0)
            self._value(SETTLED, self.book.words(absent(structure, self.veto, self.agency)))
            return
        why = state(structure, self.veto, self.agency)
        holds = int(self.found.holds[self.row])
        outcome: Figure = self.book.words(why) if why else holds
        if self.veto.rated:
            self._rated(holds, outcome)
        else:
            self._read(holds, outcome)

    def _read(self, holds: int, outcome: Figure) -> None:
        cell = self.nodes.places.inputs.value(self.agency, self.veto)
        yes, no = self._quoted(YES), self._quoted(NO)
        self._put(HOLDS, f"IF(OR({cell}={yes},AND(ISNUMBER({cell}),{cell}<>0)),1,0)", holds)
        known = f"OR(ISNUMBER({cell}),{cell}={yes},{cell}={no})"
        self._settled(f"IF({known},{self._cell(HOLDS)},{self._quoted(NO_DATA)})", outcome)

    def _rated(self, holds: int, outcome: Figure) -> None:
        places, round_ = self.nodes.places, self.nodes.structure.results.round
        groups = [[rater.id for rater in round_.raters_of(group)] for group in self.veto.groups]
        runs = [places.inputs.run(self.agency, [self.veto], raters) for raters in groups]
        yes, no = self._quoted(YES), self._quoted(NO)
        said = "+".join(f"SUMPRODUCT(1*({run}={yes}))+SUMPRODUCT(ISNUMBER({run})*({run}<>0))" for run in runs)
        denied = "+".join(f"SUMPRODUCT(1*({run}={no}))+SUMPRODUCT(ISNUMBER({run})*({run}=0))" for run in runs)
        counts = (self.found.yes, self.found.answered)
        held, answered = self._cell(SAID_YES), self._cell(ANSWERED)
        figures = [0 if count is None else int(count[self.row]) for count in counts]
        self._put(SAID_YES, said, figures[0])
        self._put(ANSWERED, f"{held}+{denied}", figures[1])
        rule = self.veto.veto.rated if self.veto.veto else None
        enough = {
            "any": f"{held}>0",
            "majority": f"2*{held}>{answered}",
            "all": f"AND({answered}>0,{held}={answered})",
        }[rule or "any"]
        self._put(HOLDS, f"IF({enough},1,0)", holds)
        known = "+".join(f"SUMPRODUCT(1*({run}={self._quoted(word.title)}))" for run in runs for word in _STATES)
        awaited = f"{answered}+{known}<{sum(map(len, groups))}"
        few = f"IF({answered}=0,{self._quoted(BELOW_QUORUM)},{self._cell(HOLDS)})"
        self._settled(f"IF({awaited},{self._quoted(MarkState.AWAITED.title)},{few})", outcome)

    def _settled(self, formula: str, outcome: Figure) -> None:
        """Write the outcome; without the raters' answers on another sheet it follows whether the veto holds."""
        alone = self._cell(HOLDS) if self.book.lacks(formula) and not isinstance(outcome, str) else formula
        self._put(SETTLED, alone, outcome)

    def _quoted(self, words: Message) -> str:
        return quoted(self.book.words(words))

    def _cell(self, what: str) -> str:
        return self.nodes.places.veto(self.veto, self.agency, what)

    def _put(self, what: str, formula: str, value: Figure) -> None:
        block = self.nodes.places.vetoes
        assert block is not None  # noqa: S101 - the table is being written
        at = block.column(f"{self.veto.id}{what}")
        self.book.put(self.sheet, block.top + self.row, at, formula, value, "whole")

    def _value(self, what: str, value: Figure) -> None:
        block = self.nodes.places.vetoes
        assert block is not None  # noqa: S101 - the table is being written
        self.book.value(self.sheet, block.top + self.row, block.column(f"{self.veto.id}{what}"), value, "whole")
