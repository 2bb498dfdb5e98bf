"""One agency's score, node by node, in words: a walk over the results and never a second computation."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rubrics import Message, TreeNode, say
from rubrics.wording import rounding_words
from scoring.engine.earnable import agency_earnable
from scoring.engine.pooling import dropped_each_end
from scoring.engine.results import Results, Standing
from scoring.engine.values import Step, Value
from scoring.rounds import MarkState


@dataclass(frozen=True, slots=True)
class RaterValue:
    """What one seat's value was at a pool: a number with the share that counts, or why there is none."""

    seat: int
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
    return Scorecard(standing, tuple(_line(results, node, agency) for node in results.nodes.values()))


def _line(results: Results, node: TreeNode, agency: str) -> Line:
    return Line(
        node.depth,
        node.id,
        node.node.title,
        results.score(node.id, agency),
        _earnable(results, node, agency),
        node.weight if node.parent and node.parent.weighted else None,
        tuple(_how(results, node, agency)),
        _values(results, node, agency),
    )


def _earnable(results: Results, node: TreeNode, agency: str) -> Fraction | None:
    """Return what the agency could earn here; the total is converted to all points."""
    if node.earnable is None or node.parent is None:
        return node.earnable
    return agency_earnable(results.rubric, results.round, node, agency)


def _how(results: Results, node: TreeNode, agency: str) -> list[Message]:
    row, value = results.rows[agency], results.evaluated.values[node.id]
    spared = any((item.agency, item.criterion) == (agency, node.id) for item in results.round.not_applicable)
    if len(value.shape) > 1 and not spared:
        return [_combined(node, below_pool=True)]
    if spared or not value.applies[row]:
        return [say("not applicable")]
    if any(item.node == node.id for item in results.opens[agency]):
        return [say("open")]
    return _steps(results, node, value, row)


def _steps(results: Results, node: TreeNode, value: Value, row: int) -> list[Message]:
    """Return every operation that was done to an agency's value, in its order."""
    words = []
    before = Fraction()
    for step, column in value.steps:
        after = column.at(row)
        match step:
            case Step.COMBINED:
                words.append(_combined(node, below_pool=False))
            case Step.POOLED:
                words.append(_pooled(results, node, row))
            case Step.RESCALED if after != before:
                words.append(
                    say("{before} converted to what all criteria together can earn", before=results.written(before))
                )
            case Step.MULTIPLIED:
                words.append(say("times {factor}", factor=node.node.factor))
            case Step.SUBTRACTED:
                words.append(say("less {amount}", amount=results.written(before - after)))
            case Step.ROUNDED if node.node.round:
                words.append(rounding_words(node.node.round))
        before = after
    return words


def _combined(node: TreeNode, *, below_pool: bool) -> Message:
    if node.weighted:
        parts = tuple(say("{id} {weight}%", id=child.id, weight=child.weight) for child in node.children)
        return say("weighted: {parts}", parts=parts)
    if node.children:
        return say("sum of {ids}", ids=tuple(child.id for child in node.children))
    if below_pool or node.node.pool:
        return say("marks")
    rule = node.leaf.rule if node.leaf else None
    if rule and rule.bands:
        return say("bands over the fact {fact}", fact=rule.bands.fact)
    return say("given in imports/{source}.csv", source=rule.given.source if rule and rule.given else "")


def _pooled(results: Results, node: TreeNode, row: int) -> Message:
    panel = results.panel(node.id)
    count = len(panel.row(row))
    drop = dropped_each_end(panel.pool, count)
    match panel.pool.rule:
        case "median":
            return say("median of {n} values", n=count)
        case "consensus":
            return say("the one value that {n} raters agree on", n=count)
        case _ if drop:
            return say(
                "mean of {kept} of {n} values, {drop} highest and {drop} lowest dropped",
                kept=count - 2 * drop,
                n=count,
                drop=drop,
            )
        case _:
            return say("mean of {n} values", n=count)


def _values(results: Results, node: TreeNode, agency: str) -> tuple[RaterValue, ...]:
    if not node.node.pool:
        return ()
    panel, row = results.panel(node.id), results.rows[agency]
    held, shares = panel.row(row), panel.shares(row)
    low, high = panel.dropped(row)
    settled = not any(item.node == node.id for item in results.opens[agency])
    return tuple(
        RaterValue(
            seat,
            held.get(rater),
            MarkState.GIVEN if rater in held else results.missing(node.id, agency, rater),
            settled and rater in low | high,
            shares.get(rater, Fraction()),
        )
        for seat, rater in enumerate(panel.raters, start=1)
    )
