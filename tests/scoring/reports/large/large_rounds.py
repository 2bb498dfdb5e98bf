"""Rounds of as many agencies as one likes, with everything that a values-only workbook must show."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rubrics import Message
from scoring.engine.notices import notices
from scoring.engine.results import Results
from scoring.reports.findings import Findings
from scoring.rounds import Status
from tests.scoring.reports.workbook.rounds import GRADES, HEAD, TRIMMED, TWO_PLACES, results_of

RUBRIC = (
    f"{HEAD}{TWO_PLACES}{GRADES}rank: {{by: exact, ties: [q], share: true}}\nnot_applicable: rescale\n"
    f"parts: [{{id: p, title: 评议, by: panel, pool: {TRIMMED},"
    " criteria: [{id: a, no: 1, title: 甲项, points: 10}, {id: b, no: 2, title: 乙项, points: 10}]},"
    " {id: q, title: 会议, by: council, pool: {median: {}}, points: 10}]\n"
    "criteria: [{id: v, title: 否决, by: council, marking: {veto: {rated: any, score: 0}}}]\n"
)


def name(at: int) -> str:
    """Return the id of an agency."""
    return f"a{at:03}"


def large(size: int = 61, **settings: Any) -> Results:  # noqa: ANN401 - parts of a round
    """Return the results of a round of `size` agencies.

    Of these, 3 is vetoed, 5 awaits a mark, 7 has an absent rater, criterion b does not concern 8, and 9 withdrew.
    """
    marks = {}
    for at in range(size):
        row = [str((at * 7 + seat * 3) % 9 + 1 + (at % 4) / 4) for seat in range(6)]
        other = [str((at * 5 + seat) % 10) for seat in range(6)]
        marks[name(at)] = {"a": " ".join(row), "b": " ".join(other), "q": f"{at % 9} {at % 7} 8", "v": "否 否 否"}
    marks[name(3)]["v"] = "否 是 否"
    marks[name(5)]["a"] = "- 8 8 8 8 8"
    marks[name(7)] |= {"a": "缺席 8 8 7 9 9", "b": "缺席 7 8 7 9 9"}
    marks[name(8)]["b"] = "- - - - - -"
    settings.setdefault("not_applicable", [{"agency": name(8), "criterion": "b", "reason": "无此职能"}])
    withdrawn = {"date": "2026-05-01", "reason": "撤销", "withdrawn": {"agency": name(9)}}
    return results_of(RUBRIC, marks, events=[withdrawn], **settings)


def findings(results: Results, **settings: Any) -> Findings:  # noqa: ANN401 - fields of Findings
    """Return findings in English."""
    given = settings.pop("given", {})
    values = {agency: {leaf: Decimal(points) for leaf, points in held.items()} for agency, held in given.items()}
    told: tuple[Message, ...] = tuple(notices(results))
    return Findings(results, str, "1.0", settings.pop("status", Status.FOR_APPROVAL), told, given=values, **settings)
