"""What a letter to one agency says: its grade, its parts beside the medians, and what the office releases.

No other agency, no rater and no rank is among the values, so no template can print one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import lru_cache

from rubrics import Message, Place, Problem, Problems, TreeNode, earnable, fingerprints, say
from scoring.engine.earnable import agency_earnable
from scoring.engine.for_agency import points_lost
from scoring.engine.reasons import grade_reasons
from scoring.engine.results import Results, Standing
from scoring.reports.findings import Findings
from scoring.reports.letters.medians import median, told_score
from scoring.reports.letters.placeholders import Values
from scoring.rounds import Status
from submissions.plain_text import one_line, printable

_NONE = "—"


def letter_values(findings: Findings, agency: str) -> Values:
    """Return the value of every placeholder of `letters.placeholders`: texts, as they are to be printed.

    Figures are rounded as the rubric shows them, and “—” where there is none or where it would let a single rater's
    mark be found; other texts are empty then. The points lost are full marks less the score, both as shown, so that
    a line adds up on paper.

    Raises Problems for an agency that is not in the round, or has withdrawn from it.
    """
    standing = _taking_part(findings.results, agency)
    results, decision = findings.results, findings.decision
    round_, rubric, prints = results.round, results.rubric, fingerprints(results.rubric)
    grade, kind = _grade(findings, standing)
    decided = findings.status is Status.DECIDED
    dated = decision.date if decision and decided and decision.date else round_.date
    title = round_.paperwork.letter_title or findings.say("Letter of feedback")
    status = findings.words(findings.status.title)
    return {
        "title": one_line(title),
        "status": status,
        "decided": status if decided else "",
        "statement": one_line(findings.statement),
        "date": _day(findings, dated) or findings.say("date: ______"),
        "grade": one_line(grade),
        "grade_kind": kind,
        "round": {
            "title": one_line(round_.title),
            "organizer": one_line(round_.organizer),
            "date": _day(findings, round_.date),
            "period": _period(findings),
        },
        "rubric": {"title": one_line(rubric.title), "basis": one_line(rubric.basis or "")},
        "fingerprint": {"scoring": prints.short[0], "text": prints.short[1]},
        "agency": {
            "name": one_line(standing.name),
            "former": findings.translate(", ").join(map(one_line, round_.former_names.get(agency, ()))),
            "class": one_line(next((c.title for c in rubric.classes if c.id == round_.classes[agency]), "")),
            "region": one_line(next(item.region for item in round_.agencies if item.id == agency) or ""),
        },
        "decision": {
            "body": one_line((decision and decision.body) or ""),
            "date": _day(findings, decision.date if decision else None),
            "minutes": one_line((decision and decision.minutes) or ""),
        },
        "total": _figures(findings, results.tree, standing),
        "parts": [_part(findings, node, standing) for node in _parts(results, agency)],
        "remarks": list(_remarks(findings, agency)),
        "reasons": [one_line(findings.words(reason)) for reason in _reasons(results, standing, grade)],
        "open": list(dict.fromkeys(one_line(results.nodes[item.node].node.title) for item in standing.opens)),
    }


def _taking_part(results: Results, agency: str) -> Standing:
    standing = _standings(results).get(agency)
    if standing is None:
        rule = say("the round has no agency “{agency}”.", agency=agency)
        raise Problems([Problem("LETTER-AGENCY", Place("round.yaml"), rule, say("Choose one that takes part."))])
    if standing.withdrawn is not None:
        rule = say("“{agency}” has withdrawn and gets no letter.", agency=agency)
        raise Problems([Problem("LETTER-WITHDRAWN", Place("round.yaml"), rule, say("Choose one that takes part."))])
    return standing


@lru_cache(maxsize=1)
def _standings(results: Results) -> dict[str, Standing]:
    return {standing.agency: standing for standing in results.standings}


def _grade(findings: Findings, standing: Standing) -> tuple[str, str]:
    """Return the grade that may be told at this status and what kind of grade it is; both empty without one."""
    entry = findings.decision.by_agency.get(standing.agency) if findings.decision else None
    if findings.status is Status.DECIDED:
        found = [(entry and entry.decided, say("decided grade"))]
    else:
        found = [(entry and entry.proposed, say("proposed grade")), (standing.grade, say("computed grade"))]
    return next(((grade, findings.words(kind)) for grade, kind in found if grade), ("", ""))


def _reasons(results: Results, standing: Standing, grade: str) -> tuple[Message, ...]:
    """Return what explains the grade; where another one than the computed was decided, only the vetoes."""
    if grade == (standing.grade or ""):
        return grade_reasons(results, standing)
    return grade_reasons(results, replace(standing, graded=None, score=None))


def _parts(results: Results, agency: str) -> list[TreeNode]:
    own = results.round.classes[agency]
    asked = [node for node in results.tree.children if node.concerns(own)]
    return [node for node in asked if not all(leaf.veto for leaf in node.leaves())]


def _part(findings: Findings, node: TreeNode, standing: Standing) -> dict[str, str]:
    weight = getattr(node.node, "weight", None)
    return {
        "title": one_line(node.node.title),
        "weight": "" if weight is None else format(weight, "f"),
        **_figures(findings, node, standing),
    }


def _figures(findings: Findings, node: TreeNode, standing: Standing) -> dict[str, str]:
    results, agency = findings.results, standing.agency
    spared = all(leaf.id in results.round.spared[agency] for leaf in node.leaves())
    score = standing.score if node.parent is None else told_score(results, node, agency)
    full, middle = _full(results, node, agency), median(results, node, agency)
    lost = points_lost(results, full, score)
    missing = findings.say("not applicable") if spared else _NONE
    return {
        "full": _NONE if full is None else results.written(full),
        "score": missing if score is None else results.written(score),
        "median": _NONE if middle is None else results.written(middle),
        "lost": _NONE if lost is None else results.written(lost),
    }


def _full(results: Results, node: TreeNode, agency: str) -> Fraction | None:
    """Return what an agency could earn; None for extras, without a scale, and where nothing applies."""
    if node.extra or node.earnable is None:
        return None
    if node.parent is None:
        return earnable(node, results.round.classes[agency])
    return agency_earnable(results.rubric, results.round, node, agency) or None


def _remarks(findings: Findings, agency: str) -> Iterator[dict[str, str]]:
    """Yield the lines of the released remarks: each is a paragraph of its own."""
    released = findings.feedback.by_agency.get(agency, ()) if findings.feedback else ()
    nodes = findings.results.nodes
    for number, item in enumerate(released, start=1):
        about = one_line(nodes[item.about].node.title) if item.about in nodes else ""
        lines = [line for text in printable(item.text).split("\n") if (line := one_line(text))]
        for at, line in enumerate(lines):
            first = at == 0
            numbered = first and len(released) > 1
            yield {"number": str(number) if numbered else "", "about": about if first else "", "text": line}


def _period(findings: Findings) -> str:
    period = findings.results.round.period
    if period is None:
        return ""
    return findings.say("{first} to {last}", first=_day(findings, period.first), last=_day(findings, period.last))


def _day(findings: Findings, written: str | None) -> str:
    """Return a date as it stands in a letter: 2026年8月27日, months and days without a leading zero."""
    if written is None:
        return ""
    day = date.fromisoformat(written)
    return findings.say("{year}-{month}-{day}", year=day.year, month=day.month, day=day.day)
