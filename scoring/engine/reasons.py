"""Why an agency stands where it stands, in a few sentences: what was dropped, cut, converted, vetoed, or full."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics import Message, TreeNode, say
from scoring.engine.grades import limit
from scoring.engine.results import Results, Standing
from scoring.engine.steps import told
from scoring.engine.values import Step

# What anybody would expect of a node needs no reason; these do.
_REMARKABLE = (Step.RESCALED, Step.ADDED, Step.CLAMPED, Step.VETOED)


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
            whom = say("all agencies")
        elif others < len(standings):
            meant = {standing.agency for standing in standings}
            whom = say("all but {names}", names=tuple(item.name for item in placed if item.agency not in meant))
        else:
            whom = say("{known}", known=tuple(standing.name for standing in standings))
        yield reason, whom


def _scores(results: Results, standing: Standing) -> Iterator[Message]:
    """Yield what is remarkable about nodes; the same said of several nodes is one sentence."""
    found: dict[Message, list[str | Message]] = {}
    for node in results.nodes.values():
        if node.concerns(results.round.classes[standing.agency]):
            for step, said in told(results, node, standing.agency):
                if step in _REMARKABLE or (step is Step.POOLED and _uneven(results, node, standing.agency)):
                    found.setdefault(said, []).append(node.id if node.parent else say("total score"))
    for words, titles in found.items():
        yield say("{titles}: {words}", titles=tuple(titles), words=words)


def _uneven(results: Results, node: TreeNode, agency: str) -> bool:
    """Return whether not every rater's value, or not every group, counts in a pool."""
    panel, row = results.panel(node.id), results.rows[agency]
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
    if standing.graded and results.rubric.grades:
        base = results.quota_base(standing.agency)
        limits = {band.title: limit(band.quota, base) for band in results.rubric.grades.bands if band.quota}
        found += [
            say("reaches {grade}, but there is no room in its quota of {n}", grade=title, n=limits[title])
            for title in standing.graded.full
        ]
    return tuple(found)


def tie_reasons(results: Results, standing: Standing) -> tuple[Message, ...]:
    """Return what decided among equal totals, and whether the rank is shared all the same."""
    placing = standing.placing
    found = []
    if placing and placing.decided_by:
        found.append(say("equal totals: decided by {keys}", keys=results.tie_words(placing.decided_by)))
    if placing and placing.tied:
        found.append(say("shares its rank"))
    return tuple(found)
