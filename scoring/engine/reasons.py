"""Why an agency stands where it stands, in a few sentences: what was dropped, cut, converted, vetoed, or full."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics import Message, TreeNode, say
from scoring.engine.grades import limit
from scoring.engine.results import Results, Standing
from scoring.engine.seats import seat_runs
from scoring.engine.steps import pooled_words, told
from scoring.engine.values import Step
from scoring.rounds import MarkState

# What anybody would expect of a node needs no reason; these do.
_REMARKABLE = (Step.RESCALED, Step.CLAMPED, Step.VETOED)


def reasons(results: Results, standing: Standing) -> tuple[Message, ...]:
    """Return every clamp, drop, conversion, veto, quota and tie that bears on an agency, node by node."""
    return (*_scores(results, standing), *grade_reasons(results, standing), *tie_reasons(results, standing))


def shared_reasons(results: Results) -> Iterator[tuple[Message, Message]]:
    """Yield every reason once, with the agencies it holds for: all, all but a few, or those by name."""
    placed = [standing for standing in results.standings if standing.placing]
    held: dict[Message, list[Standing]] = {}
    for standing in placed:
        for reason in reasons(results, standing):
            held.setdefault(reason, []).append(standing)
    for reason, standings in held.items():
        others = len(placed) - len(standings)
        if not others:
            whom = say("all ranked agencies")
        elif others < len(standings):
            meant = {standing.agency for standing in standings}
            whom = say(
                "all ranked agencies but {names}", names=tuple(item.name for item in placed if item.agency not in meant)
            )
        else:
            whom = say("{known}", known=tuple(standing.name for standing in standings))
        yield reason, whom


def _scores(results: Results, standing: Standing) -> Iterator[Message]:
    """Yield what is remarkable about nodes; the same said of several nodes is one sentence."""
    found: dict[Message, list[str | Message]] = {}
    for node in results.nodes.values():
        if node.concerns(results.round.classes[standing.agency]):
            said = [words for step, words in told(results, node, standing.agency) if step in _REMARKABLE]
            if node.node.pool and not standing.opens and _uneven(results, node, standing.agency):
                row = results.rows[standing.agency]
                said = [*pooled_words(results, results.panel(node.id), row, figures=False), *said]
            for words in said:
                found.setdefault(words, []).append(node.id if node.parent else say("total score"))
            if void := _void(results, node, standing.agency):
                words = say("without {raters}, whose sheets are void", raters=seat_runs(results, void))
                found.setdefault(words, []).append(node.id)
    for words, titles in found.items():
        yield say("{titles}: {words}", titles=tuple(titles), words=words)


def _void(results: Results, node: TreeNode, agency: str) -> tuple[str, ...]:
    """Return the raters whose sheets are void at a pool."""
    panel = results.evaluated.panels.get(node.id)
    raters = panel.raters if panel and panel.pool.alike else ()
    return tuple(rater for rater in raters if results.missing(node.id, agency, rater) is MarkState.VOID)


def _uneven(results: Results, node: TreeNode, agency: str) -> bool:
    """Return whether not every rater's value, or not every group, counts in a pool."""
    panel, row = results.panel(node.id), results.rows[agency]
    if not results.evaluated.values[node.id].applies[row]:
        return False
    return any(panel.dropped(row)) or any(not panel.counts(section)[row] for section in panel.sections)


def grade_reasons(results: Results, standing: Standing) -> tuple[Message, ...]:
    """Return which vetoes hold, and which quotas had no room; nothing where the grade is simply the one earned."""
    found = []
    for node_id in standing.vetoes:
        node = results.nodes[node_id]
        if node.veto and node.veto.grade:
            found.append(say("veto “{title}”: no better than {grade}", title=node.node.title, grade=node.veto.grade))
        else:
            found.append(say("veto “{title}” holds", title=node.node.title))
    found += [*_quotas(results, standing), *_just_below(results, standing)]
    return tuple(found)


def _quotas(results: Results, standing: Standing) -> Iterator[Message]:
    grades, graded = results.rubric.grades, standing.graded
    base = results.quota_base(standing.agency)
    for band in grades.bands if grades and graded else ():
        if band.quota and graded and band.title in graded.full:
            holders = results.holders(band.title, standing.agency)
            values = {"grade": band.title, "n": limit(band.quota, base), "class": _class_title(results, standing)}
            if holders >= limit(band.quota, base):
                yield _FULL[values["class"] is not None].filled(**values)
            else:
                yield _TIED[values["class"] is not None].filled(**values)


_FULL = (
    say("reaches {grade}, but its quota of {n} is full"),
    say("reaches {grade}, but its quota of {n} is full (class {class})"),
)
_TIED = (
    say(
        "reaches {grade}, but agencies that share a rank do not all fit into its quota of {n}: "
        "neither they nor those behind them get it"
    ),
    say(
        "reaches {grade}, but agencies that share a rank do not all fit into its quota of {n} (class {class}): "
        "neither they nor those behind them get it"
    ),
)


def _class_title(results: Results, standing: Standing) -> str | None:
    """Return the class within which quotas are filled; None where they are for all."""
    own = results.round.classes[standing.agency] if results.rubric.grades and results.rubric.grades.per else None
    return next((item.title for item in results.rubric.classes if item.id == own), None)


def _just_below(results: Results, standing: Standing) -> Iterator[Message]:
    """Tell where the shown total reaches a grade's bound and the exact one, which is read, does not."""
    grades, score = results.rubric.grades, standing.score
    if grades and grades.by == "exact" and score is not None:
        for band in grades.bands:
            if score < band.at_least <= results.shown(score):
                yield say(
                    "shown with {score}, but the exact total is below {bound} for {grade}",
                    score=results.written(score),
                    bound=band.at_least,
                    grade=band.title,
                )


def tie_reasons(results: Results, standing: Standing) -> tuple[Message, ...]:
    """Return what decided among equal totals, and whether the rank is shared all the same."""
    placing = standing.placing
    found = []
    if placing and placing.decided_by:
        found.append(say("equal totals: decided by {keys}", keys=results.tie_words(placing.decided_by)))
    if placing and placing.tied:
        found.append(say("shares its rank"))
    return tuple(found)
