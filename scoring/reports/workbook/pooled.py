"""The formulas by which raters' values become one: what each group drops and comes to, and all groups together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from rubrics import Message, TreeNode
from scoring.engine.pooling import Panel, Section, dropped_at_ends
from scoring.reports.workbook.blocks import Block
from scoring.reports.workbook.book import Book
from scoring.reports.workbook.expressions import constant, quoted
from scoring.reports.workbook.nodes import Nodes
from scoring.reports.workbook.panels import BELOW_QUORUM, EMPTY_GROUP, NO_DATA, NOT_AGREED
from scoring.reports.workbook.places import HIGH, LOW, drops, present, value
from scoring.rounds import MISSING, MarkState

STATES = MISSING[1:]


@dataclass(frozen=True, eq=False)
class Pooled:
    """Expressions for one pool; `row` is the agency's."""

    book: Book
    nodes: Nodes
    node: TreeNode

    @property
    def block(self) -> Block:
        """The pool's table on the raters' sheet."""
        return self.nodes.places.raters[self.node.id]

    @property
    def panel(self) -> Panel:
        """What the engine found at the pool."""
        return self.nodes.structure.results.panel(self.node.id)

    def across(self, row: int, section: Section) -> str:
        """Return the range of a group's values for an agency."""
        return self.block.across(row, self.panel.raters[section.columns])

    def drops(self, row: int, at: int, end: str) -> str:
        """Return how many values of a group are dropped at one end, by how many are there."""
        section, n = self.panel.sections[at], self.block.cell(row, present(at))
        rule = section.rule
        if rule.trimmed_mean:
            return f"IF({n}>{rule.trimmed_mean.when_more_than},{rule.trimmed_mean.drop},0)"
        if rule.middle_sum:
            surplus = f"MAX({n}-{rule.middle_sum.n},0)"
            more = f"+MOD({surplus},2)" if end == (HIGH if rule.middle_sum.odd == "high" else LOW) else ""
            return f"INT({surplus}/2){more}"
        return f"IF({n}>2,INT(({n}-1)/2),0)" if rule.median else "0"

    def of_section(self, row: int, at: int) -> str:
        """Return what a group's values come to; it may be asked only where there are any."""
        section = self.panel.sections[at]
        across, n = self.across(row, section), self.block.cell(row, present(at))
        low, high = (self.block.cell(row, drops(at, section, end)) for end in (LOW, HIGH))
        return FORMULAS[section.rule.rule](section, across, n, (low, high))

    def together(self, row: int) -> str:
        """Return what all groups come to by their weights; the weight of a group without values is shared out."""
        sections, block = self.panel.sections, self.block
        if len(sections) == 1:
            return self.of_section(row, 0)
        values = "+".join(
            f"{constant(section.weight)}*SUM({block.cell(row, value(at))})" for at, section in enumerate(sections)
        )
        return f"({values})/({self.weights(row)})"

    def weights(self, row: int) -> str:
        """Return the weights of the groups that have values, added up."""
        return "+".join(
            f"{constant(section.weight)}*({self.block.cell(row, present(at))}>0)"
            for at, section in enumerate(self.panel.sections)
        )

    def plain_mean(self, row: int) -> str:
        """Return the mean with nothing dropped; of several groups by their weights."""
        sections = self.panel.sections
        means = [
            f"SUM({self.across(row, section)})/MAX({self.block.cell(row, present(at))},1)"
            for at, section in enumerate(sections)
        ]
        if len(sections) == 1:
            return means[0]
        terms = "+".join(f"{constant(s.weight)}*{mean}" for s, mean in zip(sections, means, strict=True))
        return f"({terms})/({self.weights(row)})"

    def counted(self, row: int) -> str:
        """Return how many values of all groups are there."""
        return "({})".format("+".join(self.block.cell(row, present(at)) for at in range(len(self.panel.sections))))

    def closed(self, agency: str, formula: str) -> str:
        """Return `formula` behind the reasons why there may be no value yet; the gravest is asked for first."""
        row, structure = self.nodes.row(agency), self.nodes.structure
        formula = self._agreed(row, formula)
        formula = self._enough(row, formula)
        formula = self.read(agency, formula)
        marked = structure.marked(self.node, agency)
        if not marked:
            return formula
        raters = self.panel.raters
        runs = self.nodes.places.inputs.marks(agency, marked, raters)
        known = ("+".join(f"({run}={self._quoted(word.title)})" for word in STATES) for run in runs)
        counted = self.nodes.operations.count(marked, agency, raters)
        stated = "+".join(f"SUMPRODUCT({words})" for words in known)
        awaited = f"{counted}+{stated}<{len(marked) * len(raters)}"
        return f"IF({awaited},{self._quoted(MarkState.AWAITED.title)},{formula})"

    def _agreed(self, row: int, formula: str) -> str:
        if not self.panel.pool.of_group.consensus:
            return formula
        apart = [
            f"MAX({across})-MIN({across})>1E-9"
            for across in (self.across(row, section) for section in self.panel.sections)
        ]
        condition = apart[0] if len(apart) == 1 else f"OR({','.join(apart)})"
        return f"IF({condition},{self._quoted(NOT_AGREED)},{formula})"

    def _enough(self, row: int, formula: str) -> str:
        """Return `formula` behind the quorums: of every group that has values, and of all together."""
        pool, sections = self.panel.pool, self.panel.sections
        counts = [self.block.cell(row, present(at)) for at in range(len(sections))]
        few = self._quoted(BELOW_QUORUM)
        if not pool.groups:
            return f"IF({counts[0]}<{sections[0].needed},{few},{formula})"
        outer = self.nodes.structure.outer_quorum(pool, tuple(section.group for section in sections))
        short = [f"AND({n}>0,{n}<{s.needed})" for n, s in zip(counts, sections, strict=True) if s.needed > 1]
        formula = f"IF(OR({','.join([f'{self.counted(row)}<{max(outer, 1)}', *short])}),{few},{formula})"
        if pool.empty_group == "refuse":
            empty = f"AND({self.counted(row)}>0,OR({','.join(f'{n}=0' for n in counts)}))"
            formula = f"IF({empty},{self._quoted(EMPTY_GROUP)},{formula})"
        return formula

    def read(self, agency: str, formula: str) -> str:
        """Return `formula` behind the condition that all it needs from files is there."""
        conditions = self.nodes.operations.all_read(self.node, agency, below=True)
        return f"IF(AND({','.join(conditions)}),{formula},{self._quoted(NO_DATA)})" if conditions else formula

    def word(self, agency: str, rater: str) -> str:
        """Return why a rater has no value, as an expression: what is open comes first."""
        marked = self.nodes.structure.marked(self.node, agency)
        runs = self.nodes.places.inputs.marks(agency, marked, [rater])
        words = [self._quoted(word.title) for word in STATES]

        def said(word: str) -> str:
            return "+".join(f"SUMPRODUCT(1*({run}={word}))" for run in runs)

        counted = self.nodes.operations.count(marked, agency, [rater])
        known = "+".join(said(word) for word in words)
        first = self._quoted(MarkState.NOT_APPLICABLE.title)
        for word in reversed(words):
            first = f"IF({said(word)}>0,{word},{first})"
        return f"IF({counted}+{known}<{len(marked)},{self._quoted(MarkState.AWAITED.title)},{first})"

    def outcome(self, agency: int, at: int) -> Fraction | None:
        """Return what the engine has a group's values come to; None without any."""
        section = self.panel.sections[at]
        held = sorted(self.panel.of_section(agency, section).values())
        low, high = dropped_at_ends(section.rule, len(held))
        kept = held[low : len(held) - high]
        total = sum(kept, Fraction())
        return (total if section.rule.middle_sum else total / len(kept)) if kept else None

    def _quoted(self, words: Message) -> str:
        return quoted(self.book.words(words))


def _mean(_: Section, across: str, n: str, __: Ends) -> str:
    return f"SUM({across})/{n}"


def _trimmed_mean(section: Section, across: str, n: str, ends: Ends) -> str:
    drop = section.rule.trimmed_mean.drop if section.rule.trimmed_mean else 0
    cut = "".join(f"-LARGE({across},{k})-SMALL({across},{k})" for k in range(1, drop + 1))
    return f"IF({ends[0]}>0,(SUM({across}){cut})/({n}-2*{ends[0]}),SUM({across})/{n})"


def _median(_: Section, across: str, __: str, ___: Ends) -> str:
    return f"MEDIAN({across})"


def _middle_sum(section: Section, across: str, _: str, ends: Ends) -> str:
    rule = section.rule.middle_sum
    most = max(section.last - section.first - rule.n, 0) if rule else 0
    cut = "".join(
        f"-IF({dropped}>={k},{function}({across},{k}),0)"
        for dropped, function, odd in ((ends[0], "SMALL", "low"), (ends[1], "LARGE", "high"))
        for k in range(1, most // 2 + (most % 2 if rule and rule.odd == odd else 0) + 1)
    )
    return f"SUM({across}){cut}"


# By the pool's name: from the cells of a group, their number, and how many are dropped at the low and the high end.
Ends = tuple[str, str]
FORMULAS: dict[str, Callable[[Section, str, str, Ends], str]] = {
    "mean": _mean,
    "trimmed_mean": _trimmed_mean,
    "median": _median,
    "consensus": _mean,
    "middle_sum": _middle_sum,
}
