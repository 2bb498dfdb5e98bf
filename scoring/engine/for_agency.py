"""What an agency may be told of its score: a walk over its scorecard without raters, seats or other agencies.

No rank (it says how many are ahead), no computed or proposed grade, no reason of the office's own, and nothing from
which one rater's mark could be told: counts instead of seats, and only the pooled value of a few marks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from fractions import Fraction

from rubrics import Marking, Message, TreeNode, say
from rubrics.wording import marking_words
from scoring.engine.explain import Line, scorecard
from scoring.engine.reasons import grade_reasons
from scoring.engine.results import Results, Standing
from scoring.engine.self_assessment import SelfAssessment
from scoring.engine.steps import pooled_words, told, veto_outcome
from scoring.engine.values import Open, OpenKind, Step
from scoring.rounds import Decision, Feedback, MarkState, Status, status_of

# Of fewer marks than these nothing is told but the value that they came to.
FEWEST_MARKS = 3


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One node as its agency may see it: exact score and earnable, what was lost, the self-assessment, and why.

    `score` is None while open, of vetoes, and where too few marks count to tell the node by itself; `lost` is as
    `points_lost` has it; `difference` is the score less the self-assessment.
    """

    depth: int
    id: str
    title: str
    score: Fraction | None
    earnable: Fraction | None
    lost: Fraction | None
    own: Fraction | None
    difference: Fraction | None
    weight: Fraction | None
    reasons: tuple[Message, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgencyAccount:
    """All that one agency may be told. `grade` is the decided one, and `reasons` are those for it.

    `remarks` are those that the office released about the whole, or about a part that has no line here. An agency
    that withdrew has no lines.
    """

    agency: str
    name: str
    former_names: tuple[str, ...]
    status: Status
    withdrew: bool
    score: Fraction | None
    grade: str | None
    reasons: tuple[Message, ...]
    opens: tuple[Message, ...]
    remarks: tuple[str, ...]
    lines: tuple[AccountLine, ...]


def agency_account(
    results: Results,
    agency: str,
    own: SelfAssessment | None = None,
    decision: Decision | None = None,
    feedback: Feedback | None = None,
) -> AgencyAccount:
    """Return what an agency may be told. Raises KeyError for an id that is not in the round."""
    card = scorecard(results, agency)
    standing = card.standing
    entry = decision.by_agency.get(agency) if decision else None
    grade = entry.decided if entry else None
    released = feedback.by_agency.get(agency, ()) if feedback else ()
    shown = card.lines if standing.withdrawn is None else ()
    hidden = kept_back(results, agency) if shown else frozenset()
    about: dict[str, list[str]] = {line.id: [] for line in shown}
    whole: list[str] = []
    for remark in released:
        about.get(remark.about or "", whole).append(remark.text)
    return AgencyAccount(
        agency,
        standing.name,
        results.round.former_names.get(agency, ()),
        status_of(decision),
        standing.withdrawn is not None,
        standing.score,
        grade,
        tuple(_grade_reasons(results, standing)) if grade and grade == standing.grade else (),
        _opens(results, standing),
        tuple(whole),
        tuple(_line(results, agency, line, own, hidden, tuple(about[line.id])) for line in shown),
    )


def points_lost(results: Results, most: Fraction | None, score: Fraction | None) -> Fraction | None:
    """Return full marks less the score, both as they are shown, so that a line adds up on paper; never less than 0.

    None without a score or where nothing can be earned.
    """
    if most is None or score is None:
        return None
    return max(results.shown(most) - results.shown(score), Fraction())


def kept_back(results: Results, agency: str) -> frozenset[str]:
    """Return the nodes whose figures would let a single rater's mark be found; pooled values are none of them."""
    own = results.round.classes[agency]
    asked = (node for node in results.nodes.values() if node.concerns(own))
    return frozenset(below for node in asked for below in _too_few(results, node, agency))


def _line(  # noqa: PLR0913, PLR0917 - a line, whose it is, and what stands beside it
    results: Results,
    agency: str,
    line: Line,
    own: SelfAssessment | None,
    hidden: AbstractSet[str],
    remarks: tuple[str, ...],
) -> AccountLine:
    node = results.nodes[line.id]
    vetoes = node.parent is not None and all(leaf.veto for leaf in node.leaves())
    score = None if vetoes or line.id in hidden else line.score
    given = own.score(node, agency) if own and not vetoes else None
    return AccountLine(
        line.depth,
        line.id,
        line.title,
        score,
        line.earnable,
        points_lost(results, line.earnable, score),
        given,
        None if own is None or score is None else own.difference(node, agency),
        line.weight,
        tuple(_reasons(results, node, agency, hidden)),
        remarks,
    )


def _too_few(results: Results, node: TreeNode, agency: str) -> tuple[str, ...]:
    """Return the nodes below a pool, all of them or none: all where at one of them fewer than three marks count.

    One of them kept back by itself could be worked out from the others and the pooled value.
    """
    if not node.node.pool or results.open_within(node, agency):
        return ()
    panel, row, own = results.panel(node.id), results.rows[agency], results.round.classes[agency]
    counted = [panel.raters.index(rater) for rater, share in panel.shares(row).items() if share]
    below = {
        item.id: results.evaluated.values[item.id].applies[row]
        for item in node.walk()
        if item is not node and item.concerns(own) and len(results.evaluated.values[item.id].shape) > 1
    }
    marks = [sum(bool(applies[at]) for at in counted) for applies in below.values()]
    return tuple(below) if any(0 < n < FEWEST_MARKS for n in marks) else ()


# What anybody expects of a criterion.
_MARKS = say("marks")
# What was done on some raters' sheets, told without on how many.
_ON_SHEETS = {
    Step.RESCALED: say("incomplete sheets converted to all points"),
    Step.ADDED: say("bonus or penalty {ids} counted on each sheet"),
    Step.CLAMPED: say("each sheet kept within {low} to {high}"),
}


def _reasons(results: Results, node: TreeNode, agency: str, hidden: AbstractSet[str]) -> Iterator[Message]:
    """Yield how a node's score came about, in the order of its steps."""
    row, value = results.rows[agency], results.evaluated.values[node.id]
    by_rater = {step for step, column in value.steps if len(column.shape) > 1}
    rule = node.leaf.rule if node.leaf else None
    votes = rule.votes if rule else None
    pooled = False
    for at, (step, words) in enumerate(told(results, node, agency)):
        if rule and rule.veto:
            yield from _veto(results, node, rule, row) if words == veto_outcome(results, node, row) else (words,)
        elif step is Step.POOLED:
            if not pooled:
                yield from _pooled(results, node, agency)
            pooled = True
        elif step in _ON_SHEETS and step in by_rater:
            if node.id not in hidden:
                yield _ON_SHEETS[step].filled(**{name: held for name, held in words.values if name != "n"})
        elif step is Step.COMBINED and (words == _MARKS or (votes and votes.rule == "leader_ratio" and at)):
            # Its own votes beside its points would tell an agency how many votes the first one got.
            continue
        else:
            yield words
    if any(child.id in hidden and node.node.pool for child in node.children):
        yield say("what is below is not told one by one: fewer than {n} marks count", n=FEWEST_MARKS)


def _veto(results: Results, node: TreeNode, rule: Marking, row: int) -> Iterator[Message]:
    """Yield whether a veto holds, without how many said so, and what it does where it holds."""
    if results.evaluated.vetoes[node.id].holds[row]:
        yield say("veto holds")
        yield marking_words(rule, None, {fact.id: fact.title for fact in results.rubric.facts})
    else:
        yield say("no veto")


def _pooled(results: Results, node: TreeNode, agency: str) -> Iterator[Message]:
    """Yield how many marks became one value, how many were left out, and how many are missing, and why."""
    panel, row = results.panel(node.id), results.rows[agency]
    counts = [count for section in panel.sections if (count := int(panel.counts(section)[row]))]
    if sum(counts) < FEWEST_MARKS:
        return
    if panel.pool.of_group.consensus:
        yield say("the one value that was agreed on")
    else:
        yield from pooled_words(results, panel, row, figures=min(counts) >= FEWEST_MARKS)
    absent = Counter(results.missing(node.id, agency, rater) for rater in panel.raters if rater not in panel.row(row))
    missing = tuple(say("{state} {n}", state=state.title, n=absent[state]) for state in _MISSING if absent[state])
    if missing:
        yield say("no marks: {counts}", counts=missing)


_MISSING = (MarkState.RECUSED, MarkState.ABSENT, MarkState.VOID)


def _opens(results: Results, standing: Standing) -> tuple[Message, ...]:
    """Return what keeps the agency without a score; of raters it is told how many."""
    merged: dict[Open, list[str]] = {}
    for item in standing.opens:
        merged.setdefault(replace(item, node=""), []).append(results.nodes[item.node].node.title)
    return tuple(
        say("marks awaited from {n} raters ({titles})", n=len(item.raters), titles=tuple(titles))
        if item.kind is OpenKind.AWAITED
        else item.reason(tuple(titles), ())
        for item, titles in merged.items()
    )


def _grade_reasons(results: Results, standing: Standing) -> Iterator[Message]:
    """Yield why the grade is not a better one; a full quota without how many share a rank at its edge."""
    for reason in grade_reasons(results, standing):
        values = dict(reason.values)
        if "n" in values:
            yield say("reaches {grade}, but its quota is full", grade=values["grade"])
        else:
            yield reason
