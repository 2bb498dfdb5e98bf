"""One agency's score, node by node, in words: a walk over the results and never a second computation."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rubrics import Message, TreeNode, earnable
from scoring.engine.earnable import agency_earnable
from scoring.engine.results import Results, Standing
from scoring.engine.seats import SUBSTITUTE, seat_names
from scoring.engine.steps import how
from scoring.rounds import MarkState


@dataclass(frozen=True, slots=True)
class RaterValue:
    """What one seat's value was at a pool: a number with the share that counts, or why there is none.

    A substitute's seat has a mark (3′); where several groups mark, a seat begins with the group's word for it.
    """

    seat: str
    value: Fraction | None
    state: MarkState
    dropped: bool
    share: Fraction


@dataclass(frozen=True, slots=True)
class Line:
    """One node of the scorecard: its exact score (None while open), what can be earned, and how it came about."""

    depth: int
    id: str
    title: str
    score: Fraction | None
    earnable: Fraction | None
    weight: Fraction | None
    how: tuple[Message, ...]
    values: tuple[RaterValue, ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One agency's standing and the lines of its tree, each before what is below it."""

    standing: Standing
    lines: tuple[Line, ...]


def scorecard(results: Results, agency: str) -> Scorecard:
    """Return the scorecard of an agency. Raises KeyError for an id that is not in the round."""
    standing = {item.agency: item for item in results.standings}[agency]
    own = results.round.classes[agency]
    asked = (node for node in results.nodes.values() if node.concerns(own))
    return Scorecard(standing, tuple(_line(results, node, agency) for node in asked))


def _line(results: Results, node: TreeNode, agency: str) -> Line:
    return Line(
        node.depth,
        node.id,
        node.node.title,
        results.score(node.id, agency),
        _earnable(results, node, agency),
        node.weight if node.parent and node.parent.weighted else None,
        how(results, node, agency),
        _values(results, node, agency),
    )


def _earnable(results: Results, node: TreeNode, agency: str) -> Fraction | None:
    """Return what the agency could earn here; the total is converted to all points of its class."""
    if node.extra or node.earnable is None:
        return None
    if node.parent is None:
        return earnable(node, results.round.classes[agency])
    return agency_earnable(results.rubric, results.round, node, agency)


def _values(results: Results, node: TreeNode, agency: str) -> tuple[RaterValue, ...]:
    if not node.node.pool:
        return ()
    panel, row = results.panel(node.id), results.rows[agency]
    held, shares = panel.row(row), panel.shares(row)
    low, high = panel.dropped(row)
    seats = seat_names(results)
    settled = not any(item.node == node.id for item in results.opens[agency])
    several = len(panel.sections) > 1
    return tuple(
        RaterValue(
            seats[rater] if several else _number(results, rater),
            held.get(rater),
            MarkState.GIVEN if rater in held else results.missing(node.id, agency, rater),
            settled and rater in low | high,
            shares.get(rater, Fraction()),
        )
        for rater in panel.raters
    )


def _number(results: Results, rater: str) -> str:
    _, seat, substitute = results.round.seat_of[rater]
    return f"{seat}{SUBSTITUTE * substitute}"
