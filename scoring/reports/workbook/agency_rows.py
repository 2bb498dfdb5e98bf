"""What stands on an agency's own sheet, line by line, and how its columns are parted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rubrics import Message, TreeNode, say
from scoring.reports.workbook.input_places import InputRow
from scoring.reports.workbook.structure import Kind, Structure
from scoring.rounds import AWAITED, MarkState

# More seats than these do not fit across one page readably.
MOST_SEATS = 30
_NUMBER, _TITLE, _FULL, _METHODS, _FIGURE = 8.5, 30.0, 7.0, 10.0, 9.5
# By up to how many seats: how wide each of them is, in digits.
_SEAT_WIDTHS = ((8, 9.0), (14, 7.5), (22, 6.0))
_NARROWEST = 5.0
# What the seats' columns are wide together at least: they also say where the other figures come from.
_LEAST_TOGETHER = 30.0


@dataclass(frozen=True)
class Columns:
    """The columns of an agency's sheet: `seats` are raters; with `assessed` 自评 and 差异 stand on the right."""

    seats: tuple[str, ...]
    assessed: bool

    NUMBER = 0
    TITLE = 1
    FULL = 2
    METHODS = 3
    SEATS = 4

    @property
    def last_seat(self) -> int:
        """The last column of the seats; there is one to write in where nobody marks."""
        return self.SEATS + max(len(self.seats), 1) - 1

    @property
    def score(self) -> int:
        """The column of what an agency scored."""
        return self.last_seat + 1

    @property
    def own(self) -> int:
        """The column of what an agency gave itself."""
        return self.score + 1

    @property
    def difference(self) -> int:
        """The column of how far the score is from it."""
        return self.score + 2

    @property
    def right(self) -> int:
        """The last column."""
        return self.difference if self.assessed else self.score

    def seat(self, rater: str) -> int:
        """Return the column of a rater."""
        return self.SEATS + self.seats.index(rater)

    @property
    def pages(self) -> int:
        """How many pages stand side by side."""
        return -(-max(len(self.seats), 1) // MOST_SEATS)

    @cached_property
    def widths(self) -> tuple[float, ...]:
        """How wide every column is, in digits."""
        n = max(len(self.seats), 1)
        seat = next((width for most, width in _SEAT_WIDTHS if n <= most), _NARROWEST)
        figures = (_FIGURE,) * (self.right - self.score + 1)
        return (_NUMBER, _TITLE, _FULL, _METHODS, *(max(seat, _LEAST_TOGETHER / n),) * n, *figures)

    def width(self, first: int, last: int) -> float:
        """Return how wide the columns from `first` to `last` are together."""
        return sum(self.widths[first : last + 1])


def seats_of(structure: Structure, agency: str) -> tuple[str, ...]:
    """Return the raters who mark anything of an agency, or should, in the order of seats; not who is 未安排 for all."""
    results, marks = structure.results, structure.results.collected.marks
    found: list[str] = []
    for group in results.round.groups:
        asked = [
            node.id
            for node in structure.nodes
            if node.rated and group.id in node.groups and structure.exists(node, agency)
        ]
        found += [
            rater.id
            for rater in results.round.raters_of(group.id)
            if any(marks.get((agency, rater.id, leaf), AWAITED).state is not MarkState.UNASSIGNED for leaf in asked)
        ]
    return tuple(found)


def lines(structure: Structure, agency: str) -> Iterator[InputRow]:
    """Yield what concerns an agency as it is told: every part before what is below it, then the numbers it reads.

    A branch is a line of its own kind LEAF here too: its subtotal. The total itself is not among them.
    """
    for child in structure.results.tree.children:
        yield from _below(structure, child, agency)
    yield from (InputRow(structure.results.tree, kind) for kind in structure.amounts(structure.results.tree))


def _below(structure: Structure, node: TreeNode, agency: str) -> Iterator[InputRow]:
    if not structure.exists(node, agency):
        return
    yield InputRow(node, Kind.LEAF)
    yield from (InputRow(node, kind) for kind in structure.amounts(node))
    for child in node.children:
        yield from _below(structure, child, agency)


def number(node: TreeNode) -> str:
    """Return a node's number as the rubric writes it, or else by its place: 2.1."""
    own = getattr(node.node, "no", None)
    if own is not None:
        return str(own)
    if node.parent is None:
        return ""
    place = node.parent.children.index(node) + 1
    above = number(node.parent)
    return f"{above}.{place}" if above else str(place)


def source(structure: Structure, node: TreeNode, kind: Kind) -> Message:
    """Return where a number comes from that no rater gives: a file or a fact."""
    rule = node.leaf.rule if node.leaf else None
    if kind is Kind.SUBTRACT and node.node.subtract:
        return say("from imports/{source}.csv", source=node.node.subtract.source)
    if kind is Kind.FACTOR and node.node.factor:
        return say("from imports/{source}.csv", source=node.node.factor.source or "")
    if rule and rule.fact:
        facts = {fact.id: fact.title for fact in structure.results.rubric.facts}
        return say("from the fact “{title}”", title=facts[rule.fact])
    file = (rule.source if rule else None) or ""
    return (
        say("votes, imports/{source}.csv", source=file)
        if rule and rule.votes
        else say("from imports/{source}.csv", source=file)
    )
