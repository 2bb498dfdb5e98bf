"""What is called out of one rater's sheet: the marks, or the sums of parts where there are too many of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from rubrics import Message, TreeNode, full_marks, say
from scoring.engine.results import Results
from scoring.engine.seats import seat_names
from scoring.reports.workbook.book import Book, Figure
from scoring.rounds import AWAITED, Mark, MarkState
from scoring.rounds.sheet_states import ALIKE
from submissions.plain_text import one_line

# More marks than these do not fit side by side, and nobody calls them out one by one.
MOST_ITEMS = 12


@dataclass(frozen=True)
class Item:
    """A column: a criterion, or a part whose `leaves` are added up; `full` is what can be earned there."""

    title: str
    full: Figure
    leaves: tuple[TreeNode, ...]


@dataclass(frozen=True)
class Columns:
    """What one group marks of an agency, and what its marks came to at each pool, dropped values named."""

    raters: frozenset[str]
    items: tuple[Item, ...]
    pooled: tuple[tuple[Message, Figure], ...]


@dataclass(frozen=True)
class Cells:
    """One rater's row: a text or number for each column, the sum of the points, and why something is missing."""

    marks: tuple[Figure, ...]
    sum: Figure
    note: str


def columns_of(results: Results, agency: str, group: str) -> Columns:
    """Return what a group marks of an agency; no items where that is nothing."""
    own = results.round.classes[agency]
    leaves = tuple(leaf for leaf in results.tree.leaves() if leaf.rated and group in leaf.groups and leaf.concerns(own))
    items = tuple(Item(_title(leaf), _full((leaf,)), (leaf,)) for leaf in leaves)
    if len(items) > MOST_ITEMS:
        above = {leaf.parent.id: leaf.parent for leaf in leaves if leaf.parent}
        items = tuple(
            Item(_title(part), _full(below), below)
            for part in above.values()
            for below in (tuple(leaf for leaf in leaves if leaf.parent is part),)
        )
    raters = frozenset(rater.id for rater in results.round.raters_of(group))
    pools = dict.fromkeys(leaf.pooled_at for leaf in leaves if leaf.pooled_leaf and leaf.pooled_at)
    return Columns(raters, items, tuple(_pooled(results, agency, pool, raters) for pool in pools))


def cells_of(book: Book, agency: str, rater: str, columns: Columns) -> Cells:
    """Return the row of a rater for an agency."""
    results = book.results
    held = {leaf.id: results.collected.marks[agency, rater, leaf.id] for item in columns.items for leaf in item.leaves}
    given = [
        Fraction(mark.points)
        for item in columns.items
        for leaf in item.leaves
        if (mark := held[leaf.id]).points is not None and leaf.veto is None
    ]
    marks = tuple(_shown(book, [held[leaf.id] for leaf in item.leaves]) for item in columns.items)
    total: Figure = sum(given, Fraction()) if given else ""
    return Cells(marks, total, "; ".join(_notes(book, tuple(held.values()))))


def _shown(book: Book, marks: list[Mark]) -> Figure:
    """Return what a cell shows: the mark as it is written, a sum of several, or why there is none."""
    missing = [mark for mark in marks if mark.points is None]
    if missing:
        return book.words(missing[0].state.title)
    if len(marks) == 1 and marks[0].written is not None:
        return one_line(marks[0].written)
    return sum((Fraction(mark.points) for mark in marks if mark.points is not None), Fraction())


def _notes(book: Book, marks: tuple[Mark, ...]) -> Iterator[str]:
    """Yield each reason once why marks are missing."""
    reasons: dict[tuple[MarkState, Message | str], str] = {}
    for mark in marks:
        by_rule = mark.state is MarkState.VOID and not mark.voided
        if mark.state not in {MarkState.GIVEN, AWAITED.state} and (by_rule or mark.remark):
            reason = ALIKE if by_rule else one_line(mark.remark)
            reasons[mark.state, reason] = book.say("{state}: {reason}", state=mark.state.title, reason=reason)
    yield from reasons.values()


def _pooled(results: Results, agency: str, pool: TreeNode, raters: frozenset[str]) -> tuple[Message, Figure]:
    """Return what raters' values came to at a pool, and whose were dropped of this group."""
    panel, row = results.panel(pool.id), results.rows[agency]
    seats, values = seat_names(results), panel.row(row)

    def told(dropped: frozenset[str]) -> tuple[str, ...]:
        return tuple(seats[rater] for rater in panel.raters if rater in dropped & raters and rater in values)

    low, high = (told(dropped) for dropped in panel.dropped(row))
    title = one_line(pool.node.title)
    score = results.score(pool.id, agency)
    figure: Figure = "—" if score is None else score
    if not low and not high:
        return say("{title}: what the marks came to", title=title), figure
    return (
        say(
            "{title}: what the marks came to; dropped: highest {high}, lowest {low}",
            title=title,
            high=high or "—",
            low=low or "—",
        ),
        figure,
    )


def _title(node: TreeNode) -> str:
    return one_line(node.node.title)


def _full(leaves: tuple[TreeNode, ...]) -> Figure:
    points = [full_marks(leaf.leaf) for leaf in leaves if leaf.leaf]
    return sum((Fraction(one) for one in points if one is not None), Fraction()) if any(points) else ""
