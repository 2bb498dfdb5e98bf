"""A round for tests of letters: three ranked agencies of one class, one of another, one open, one withdrawn."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from scoring.engine.results import Results
from scoring.reports.findings import Findings
from scoring.rounds import Decision, Feedback, Status, status_of
from tests.scoring.reports.letters.chinese import chinese
from tests.scoring.reports.workbook.rounds import HEAD, TWO_PLACES, results_of

RUBRIC = (
    HEAD + TWO_PLACES + "classes: [{id: one, title: 一类}, {id: two, title: 二类}]\n"
    "not_applicable: rescale\n"
    "rank: {by: exact, share: true}\n"
    "grades: {by: exact, bands: [{title: 优秀, from: 16}, {title: 良好, from: 14}, {title: 合格, from: 0}]}\n"
    "parts:\n"
    "  - {id: p, title: 评议, by: panel, pool: {mean: {}, incomplete: leave_out}, "
    "criteria: [{id: a, title: 甲项, points: 10}]}\n"
    "  - {id: q, title: 会议, by: panel, pool: {mean: {}, incomplete: leave_out}, "
    "criteria: [{id: b, title: 乙项, points: 10}]}\n"
    "  - {id: extra, title: 加分, criteria: [{id: plus, title: 表彰, marking: {bonus: {from: plus, cap: 2}}}]}\n"
    "  - {id: vetoes, title: 否决, "
    "criteria: [{id: stop, title: 重大事件, marking: {veto: {from: stop, grade: 合格}}}]}\n"
)
# Whole sheets are pooled, and so the parts are means over raters.
POOLED_WHOLE = (
    HEAD + TWO_PLACES + "rank: {by: exact, share: true}\npool: {mean: {}, quorum: 1, incomplete: leave_out}\n"
    "by: panel\nparts:\n  - {id: p, title: 评议, criteria: [{id: a, title: 甲项, points: 10}]}\n"
    "  - {id: q, title: 会议, criteria: [{id: b, title: 乙项, points: 10}]}\n"
)
AGENCIES = [
    {"id": "甲", "name": "示例市甲局", "class": "one", "region": "东区"},
    {"id": "乙", "name": "示例市乙局", "class": "one"},
    {"id": "丙", "name": "示例市丙局", "class": "one"},
    {"id": "丁", "name": "示例市丁局", "class": "two"},
    {"id": "戊", "name": "示例市戊局", "class": "one"},
    {"id": "己", "name": "示例市己局", "class": "one"},
]
MARKS = {
    "甲": {"a": "9 8.75 9", "b": "9 9 8"},
    "乙": {"a": "8 8 8", "b": "7 7 7"},
    "丙": {"a": "6 7 8", "b": "10 10 9"},
    "丁": {"a": "5 5 5", "b": "5 5 5"},
    "戊": {"a": "9 9 9", "b": "- - -"},
    "己": {"a": "1 1 1", "b": "1 1 1"},
}
EVENTS = [
    {"date": "2026-09-01", "reason": "机构合并", "withdrawn": {"agency": "己"}},
    {"date": "2026-09-02", "reason": "更名", "renamed": {"agency": "丙", "name": "示例市丙中心"}},
]
SEATS = ("panel-1", "panel-2", "panel-3")


def a_round(**settings: Any) -> Results:  # noqa: ANN401 - fields of a round
    """Return the results of the round."""
    given = {
        "agencies": AGENCIES,
        "events": EVENTS,
        "date": "2026-10-08",
        "period": {"from": "2025-09-01", "to": "2026-08-31"},
        "fictional": False,
        **settings,
    }
    everyone = [agency["id"] for agency in AGENCIES]
    imports = {
        "plus": {**dict.fromkeys(everyone, "0"), "乙": "1.5"},
        "stop": {**dict.fromkeys(everyone, "0"), "甲": "1"},
    }
    return results_of(RUBRIC, {**MARKS, **given.pop("marks", {})}, imports=imports, **given)


@cache
def usual() -> Results:
    """Return the round as it is, worked out once."""
    return a_round()


def findings(results: Results | None = None, **fields: Any) -> Findings:  # noqa: ANN401 - fields of findings
    """Return what is to be printed, in Chinese; the status follows from the decision."""
    held = Findings(results or usual(), chinese, "0.1.0", status_of(fields.get("decision")))
    return replace(held, **fields)


def decision(**grades: str) -> Decision:
    """Return a decision of these grades, by agency."""
    return Decision.model_validate(
        {
            "pingyi": 1,
            "body": "示例市普法联席会议",
            "date": "2026-11-05",
            "minutes": "纪要〔2026〕3号",
            "grades": [
                {"agency": agency, "decided": grade, "reason": "见会议纪要"} for agency, grade in grades.items()
            ],
        }
    )


def decided(**fields: Any) -> Findings:  # noqa: ANN401 - fields of findings
    """Return the findings after the decision, in which 丙 got another grade than the computed one."""
    return findings(decision=decision(甲="合格", 乙="优秀", 丙="良好", 丁="合格"), status=Status.DECIDED, **fields)


def feedback(*remarks: dict[str, str]) -> Feedback:
    """Return what the office releases."""
    return Feedback.model_validate({"pingyi": 1, "remarks": remarks})
