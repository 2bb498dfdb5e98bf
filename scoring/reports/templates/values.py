"""What the placeholders stand for: a text, or a figure as it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from rubrics import Message, TreeNode, fingerprints, joined, say
from scoring.engine.notices import open_reasons
from scoring.engine.reasons import grade_reasons, tie_reasons
from scoring.engine.results import Standing
from scoring.reports.findings import Findings
from scoring.reports.templates.placeholders import PART
from scoring.rounds import MarkState, Status

_NONE = "—"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number: its digits as they are shown, and whether it is a score, which has the rubric's decimal places."""

    digits: str
    score: bool = True


Value = str | Figure
Values = dict[str, Value]


def round_values(findings: Findings) -> Values:
    """Return the value of every placeholder of the round; “—” where there is none."""
    results, decision = findings.results, findings.decision
    round_, period, prints = results.round, results.round.period, fingerprints(results.rubric)
    return {
        "round.title": round_.title,
        "round.organizer": round_.organizer,
        "round.date": round_.date or _NONE,
        "round.period": findings.say("{first} to {last}", first=period.first, last=period.last) if period else _NONE,
        "round.agencies": Figure(str(len(round_.names) - len(round_.withdrawn)), score=False),
        "status": findings.words(findings.status.title),
        "statement": findings.statement,
        "decision.body": (decision and decision.body) or _NONE,
        "decision.date": (decision and decision.date) or _NONE,
        "decision.minutes": (decision and decision.minutes) or _NONE,
        "rubric.title": results.rubric.title,
        "rubric.basis": results.rubric.basis,
        "fingerprint.scoring": prints.short[0],
        "fingerprint.text": prints.short[1],
    }


def agency_values(findings: Findings, standing: Standing) -> Values:
    """Return the value of every placeholder of an agency; “—” where there is none."""
    results, agency = findings.results, standing.agency
    round_, own = results.round, results.round.classes[standing.agency]
    entry = findings.decision.by_agency.get(agency) if findings.decision else None
    proposed, decided = (entry and entry.proposed) or None, (entry and entry.decided) or None
    # Once grades are decided, no other one may pass for an agency's grade.
    grade = decided if findings.status is Status.DECIDED else proposed or standing.grade
    classes = {item.id: item.title for item in results.rubric.classes}
    withdrawn = standing.withdrawn is not None
    assessed = None if withdrawn else findings.self_assessment.score(results.tree, agency)
    behind = None if withdrawn else findings.self_assessment.difference(results.tree, agency)
    return {
        "agency.rank": Figure(str(standing.placing.rank), score=False) if standing.placing else _NONE,
        "agency.name": standing.name,
        "agency.former": findings.translate(", ").join(round_.former_names.get(agency, ())) or _NONE,
        "agency.class": classes.get(own or "", _NONE),
        "agency.region": round_.agencies[results.rows[agency]].region or _NONE,
        "agency.total": _figure(findings, standing.score),
        "agency.grade": grade or _NONE,
        "agency.computed": standing.grade or _NONE,
        "agency.proposed": proposed or _NONE,
        "agency.decided": decided or _NONE,
        "agency.self_total": _figure(findings, assessed),
        "agency.difference": _figure(findings, behind),
        "agency.remark": findings.translate("; ").join(findings.words(words) for words in _remarks(findings, standing)),
        **{
            f"{PART}{node.id}": _NONE if withdrawn else _part(findings, node, agency)
            for node in results.nodes.values()
            if node.parent is not None
        },
    }


def _figure(findings: Findings, value: Fraction | None) -> Value:
    return _NONE if value is None else Figure(findings.results.written(value))


def _part(findings: Findings, node: TreeNode, agency: str) -> Value:
    results, row = findings.results, findings.results.rows[agency]
    if not node.concerns(results.round.classes[agency]):
        return _NONE
    if results.open_within(node, agency):
        return _NONE
    if node.veto:
        veto = results.evaluated.vetoes.get(node.id)
        holds = veto is not None and bool(veto.holds[row])
        return findings.say("yes") if holds else findings.say("no")
    score = results.score(node.id, agency)
    if score is None and not (node.pooled_at and results.open_within(node.pooled_at, agency)):
        return findings.words(MarkState.NOT_APPLICABLE.title)
    return _figure(findings, score)


def _remarks(findings: Findings, standing: Standing) -> Iterator[Message]:
    results = findings.results
    if standing.withdrawn is not None:
        yield say("withdrawn")
    elif standing.placing is None:
        yield joined(open_reasons(results, standing))
    else:
        yield from grade_reasons(results, standing)
        yield from tie_reasons(results, standing)
