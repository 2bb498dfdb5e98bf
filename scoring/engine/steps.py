"""What was done to a node's value, step by step, in words: clamps, drops, conversions, vetoes, rounding."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rubrics import GroupPool, Marking, Message, TreeNode, say
from rubrics.wording import marking_words, rounding_words
from scoring.engine.columns import Column
from scoring.engine.pooling import Panel, dropped_at_ends
from scoring.engine.results import Results
from scoring.engine.values import Step

Told = tuple[Step, Message]


def how(results: Results, node: TreeNode, agency: str) -> tuple[Message, ...]:
    """Return in words, step by step, how an agency's score at a node came about."""
    return tuple(words for _, words in told(results, node, agency))


def told(results: Results, node: TreeNode, agency: str) -> Iterator[Told]:
    """Yield every operation with its words, in its order.

    Conversions, extras, clamps and vetoes that changed nothing are left out. While something below a node is open
    there is no figure that anything could be done to.
    """
    row, value = results.rows[agency], results.evaluated.values[node.id]
    if any(item.node == node.id for item in results.opens[agency]):
        yield Step.COMBINED, say("open")
    elif node.id in results.round.spared[agency] or (len(value.shape) == 1 and not value.applies[row]):
        yield Step.COMBINED, say("not applicable")
    elif node.veto:
        yield Step.COMBINED, veto_outcome(results, node, row)
    else:
        steps = value.steps[:1] if results.open_within(node, agency) else value.steps
        yield from _steps(results, node, steps, row)


def _steps(results: Results, node: TreeNode, steps: tuple[tuple[Step, Column], ...], row: int) -> Iterator[Told]:
    before = Fraction()
    last: Column | None = None
    for step, column in steps:
        if len(column.shape) > 1:
            words = _for_raters(results, node, step, row, (last or column, column))
            last = column
        else:
            after = column.at(row)
            words = _step(results, node, step, row, (before, after))
            before = after
        yield from ((step, one) for one in words)


def _for_raters(  # noqa: C901 - one case for each operation
    results: Results, node: TreeNode, step: Step, row: int, change: tuple[Column, Column]
) -> Iterator[Message]:
    """Yield what was done rater by rater, below a pool, and to how many of those that count."""
    before, after = change
    panel = results.panel(node.pooled_at.id) if node.pooled_at else None
    seats = [at for at in range(after.shape[1]) if panel and panel.present[row, at]]
    changed = [at for at in seats if before.at(row, at) != after.at(row, at)]
    own, n = node.node, len(changed)
    match step:
        case Step.COMBINED:
            yield from combined_words(results, node, row)
        case Step.RESCALED if n and node.parent:
            yield say("{n} incomplete sheets converted to all points", n=n)
        case Step.RESCALED if n:
            yield say("{n} sheets converted to all points", n=n)
        case Step.ADDED if n:
            yield say("bonus or penalty {ids} added on {n} sheets", ids=_extras(node), n=n)
        case Step.MULTIPLIED if own.factor:
            factor = own.factor.source if own.factor.number is None else own.factor.number
            yield say("times {factor}", factor=factor)
        case Step.SUBTRACTED if own.subtract:
            yield say("less imports/{source}.csv", source=own.subtract.source)
        case Step.CLAMPED if n:
            bounds = (own.floor if own.floor is not None else "…", own.cap if own.cap is not None else "…")
            yield say("kept within {low} to {high} on {n} sheets", low=bounds[0], high=bounds[1], n=n)
        case Step.SCALED:
            yield say("converted to {points} points in all", points=own.scale)
        case Step.ROUNDED if own.round:
            yield rounding_words(own.round)
        case Step.VETOED if ids := _vetoes(results, node, row):
            yield say("replaced by {after}: veto {ids}", after=results.written(after.at(row, 0)), ids=ids)


def _step(  # noqa: C901 - one case for each operation
    results: Results, node: TreeNode, step: Step, row: int, change: tuple[Fraction, Fraction]
) -> Iterator[Message]:
    (before, after), own = change, node.node
    figure = results.written(before)
    match step:
        case Step.COMBINED:
            yield from combined_words(results, node, row)
        case Step.POOLED:
            yield from pooled_words(results, results.panel(node.id), row)
        case Step.RESCALED if after != before:
            yield say("{before} converted to what all criteria together can earn", before=figure)
        case Step.ADDED if after != before:
            yield say("{amount} added by {ids}", amount=results.written(after - before), ids=_extras(node))
        case Step.MULTIPLIED if own.factor and own.factor.number is not None:
            yield say("times {factor}", factor=own.factor.number)
        case Step.MULTIPLIED if own.factor:
            held = results.collected.imports[own.factor.source or ""]
            yield say("times the agency's coefficient {factor}", factor=held[results.agencies[row]])
        case Step.SUBTRACTED:
            yield say("less {amount}", amount=before - after)
        case Step.CLAMPED if after > before:
            yield say("{before} raised to the floor {bound}", before=figure, bound=own.floor)
        case Step.CLAMPED if after < before:
            yield say("{before} cut to the cap {bound}", before=figure, bound=own.cap)
        case Step.SCALED:
            yield say("{before} converted to {points} points in all", before=figure, points=own.scale)
        case Step.ROUNDED if own.round:
            yield rounding_words(own.round)
        case Step.VETOED if ids := _vetoes(results, node, row):
            yield say("{before} replaced by {after}: veto {ids}", before=figure, after=results.written(after), ids=ids)


def _vetoes(results: Results, node: TreeNode, row: int) -> tuple[str, ...]:
    """Return the vetoes directly below a node that hold for an agency and set its score."""
    return tuple(
        child.id
        for child in node.children
        if child.veto and child.veto.score is not None and results.evaluated.vetoes[child.id].holds[row]
    )


def _extras(node: TreeNode) -> tuple[str, ...]:
    return tuple(child.id for child in node.children if child.extra and not all(leaf.veto for leaf in child.leaves()))


def combined_words(results: Results, node: TreeNode, row: int) -> Iterator[Message]:
    """Yield how an agency's children came together, or how a leaf is marked and what was read for it."""
    leaf, own = node.leaf, results.round.classes[results.agencies[row]]
    earned = [child for child in node.children if not child.extra and child.concerns(own)]
    if node.weighted:
        parts = tuple(say("{id} {weight}%", id=child.id, weight=child.weight) for child in earned)
        yield say("weighted: {parts}", parts=parts)
    elif earned:
        yield say("sum of {ids}", ids=tuple(child.id for child in earned))
    elif leaf and leaf.rule.given:
        yield say("given in imports/{source}.csv", source=leaf.rule.given.source)
    elif leaf and leaf.rule.name not in _PLAIN:
        yield marking_words(leaf.rule, leaf.points, {fact.id: fact.title for fact in results.rubric.facts})
        yield from _read(results, leaf.rule, results.agencies[row])
    elif leaf and not leaf.pool:
        yield say("marks")


def _read(results: Results, rule: Marking, agency: str) -> Iterator[Message]:
    """Yield the number that a fact or a file held, or how many voters gave something."""
    source = rule.source or ""
    if rule.fact is not None:
        yield say("read: {number}", number=results.collected.facts.get(agency, {}).get(rule.fact, "—"))
    elif rule.votes and rule.votes.rule == "satisfaction":
        held = results.collected.ballots.get(source, {}).get(agency, ())
        yield say("{n} voters", n=sum(count for _, count in held))
    elif rule.source is not None:
        yield say("read: {number}", number=results.collected.imports.get(source, {}).get(agency, "—"))


_PLAIN = ("points", "levels")


def pooled_words(results: Results, panel: Panel, row: int, *, figures: bool = True) -> Iterator[Message]:
    """Yield how a panel's values became one for an agency; of several groups, one after the other with its value.

    Without `figures` the same is said of all agencies for which the same was done.
    """
    for section in panel.sections:
        count = int(panel.counts(section)[row])
        words = _section_words(section.rule, count) if count else say("nobody: the weight is shared out")
        if len(panel.sections) == 1:
            yield words
        else:
            figure = results.written(panel.of_group(section).at(row)) if count else "—"
            title = results.round.group(section.group).title
            if not figures:
                yield say("{group} {weight}%: {words}", group=title, weight=section.weight, words=words)
                continue
            yield say(
                "{group} {weight}%: {figure} ({words})",
                group=title,
                weight=section.weight,
                figure=figure,
                words=words,
            )


def _section_words(rule: GroupPool, count: int) -> Message:
    low, high = dropped_at_ends(rule, count)
    match rule.rule:
        case "median":
            return say("median of {n} values", n=count)
        case "consensus":
            return say("the one value that {n} raters agree on", n=count)
        case "middle_sum":
            return say(
                "sum of {kept} of {n} values, {high} highest and {low} lowest dropped",
                kept=count - low - high,
                n=count,
                high=high,
                low=low,
            )
        case _ if low:
            return say(
                "mean of {kept} of {n} values, {drop} highest and {drop} lowest dropped",
                kept=count - 2 * low,
                n=count,
                drop=low,
            )
        case _:
            return say("mean of {n} values", n=count)


def veto_outcome(results: Results, node: TreeNode, row: int) -> Message:
    """Return whether a veto holds for an agency, and by whose answers."""
    veto = results.evaluated.vetoes[node.id]
    outcome = say("veto holds") if veto.holds[row] else say("no veto")
    if veto.yes is None or veto.answered is None:
        return outcome
    return say("{outcome}: {yes} of {n} said yes", outcome=outcome, yes=int(veto.yes[row]), n=int(veto.answered[row]))
