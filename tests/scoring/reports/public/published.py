"""A round to publish, and the search that finds in a file what must not be in it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from rubrics import Document, build, fingerprints
from scoring.engine.results import Results
from scoring.reports.findings import Findings
from scoring.rounds import DecidedGrade, Decision, Status, status_of
from tests.scoring.reports.workbook.rounds import BY_TOTAL, GRADES, HEAD, MEAN, TWO_PLACES, results_of

WORDS = {
    "{round}: grades": "{round}等次名单",
    "Organizer: {name}": "主办单位：{name}",
    "Period: {first} to {last}": "评议期间：{first}至{last}",
    "Decided by: {body}": "审定机构：{body}",
    "Decided on: {date}": "审定日期：{date}",
    "Minutes: {minutes}": "会议纪要：{minutes}",
    "for approval": "送审稿",
    "decided version": "审定稿",
    "grade": "等次",
    "agency evaluated": "被评议单位",
    "status": "状态",
    "note": "说明",
    "no grade yet": "暂未评定等次",
    "{grade} (agencies: {n})": "{grade}（{n}个）",
    ", ": "、",
    "Fictional round: all agencies, raters and marks are invented.": "虚构示例。",
    "Sample rubric: {statement}": "样例：{statement}",
}
NAMES = {"yanlv": "示例市司法局", "senlin": "示例市林业局", "gonglu": "示例市公路局", "shuili": "示例市水利局"}
RATERS = {"panelist-one": "张甲乙", "panelist-two": "李丙丁", "panelist-six": "王戊己"}
PARTS = (
    f"parts:\n  - {{id: p, title: 评议, by: panel, pool: {MEAN}, criteria:"
    " [{id: a, title: 甲项, points: 10}, {id: b, title: 乙项, points: 10}]}\n"
)
RUBRIC = (HEAD + TWO_PLACES + BY_TOTAL + GRADES + PARTS).replace("id: r\n", "id: xize-2026\n")
MARKS = {
    "yanlv": {"a": "9.25 9.13 9.77", "b": "8.45 8.31 8.88"},
    "senlin": {"a": "7.91 7.35 7.57", "b": "8.11 8.23 8.05"},
    "gonglu": {"a": "9.42 9.61 9.34", "b": "9.02 8.73 8.96"},
    "shuili": {"a": "5.63 5.71 5.82", "b": "5.55 5.31 5.72"},
}


def published(marks: dict[str, dict[str, str]] = MARKS, rubric: str = RUBRIC, **settings: Any) -> Results:  # noqa: ANN401 - fields of a round
    """Return a round whose ids, names and figures are found nowhere else by chance."""
    given: dict[str, Any] = {
        "id": "pingyi-round-2026",
        "agencies": [{"id": agency, "name": NAMES.get(agency, agency)} for agency in marks],
        "groups": [
            {"id": "panel", "title": "评议团", "members": [{"id": key, "name": name} for key, name in RATERS.items()]}
        ],
        **settings,
    }
    return results_of(rubric, marks, ids={"panel": list(RATERS)}, **given)


def decision_of(grades: dict[str, str], *, decided: bool = True) -> Decision:
    """Return a decision on these grades, with reasons."""
    value = {
        "pingyi": 1,
        "body": "示例市普法工作领导小组",
        "date": "2026-10-30",
        "minutes": "示普纪〔2026〕3号",
        "grades": [
            {"agency": agency, "decided" if decided else "proposed": grade, "reason": "集体研究"}
            for agency, grade in grades.items()
        ],
    }
    return build(Decision, Document("decision.yaml", value, {}))


def as_computed(results: Results) -> Decision:
    """Return the decision that leaves every computed grade as it is."""
    grades = tuple(DecidedGrade(agency=item.agency, decided=item.grade) for item in results.standings)
    return decision_of({}).model_copy(update={"grades": grades})


def findings_of(results: Results, decision: Decision | None, status: Status | None = None) -> Findings:
    """Return the findings in Chinese, as far as the decision has come."""
    return Findings(results, chinese, "0.1.0", status or status_of(decision), decision=decision)


def chinese(text: str) -> str:
    """Return the Chinese for an English msgid, or the msgid itself."""
    return WORDS.get(text, text)


def unzipped(data: bytes) -> bytes:
    """Return the names and the unpacked bytes of all members of a file, or its bytes where it is not a zip file."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\n".join(name.encode() + b"\n" + archive.read(name) for name in archive.namelist())


def secrets(results: Results) -> Iterator[str]:
    """Yield everything that must not become known: figures of three digits and more, raters, ids, fingerprints."""
    for agency in results.rows:
        for node in results.nodes:
            score = results.score(node, agency)
            if score is not None:
                yield from (results.written(score), *_written(float(score)))
    for mark in results.collected.marks.values():
        if mark.points is not None:
            yield from _written(float(mark.points))
    yield from results.round.raters
    yield from (rater.name for rater in results.round.raters.values())
    yield from results.round.names
    yield from (results.round.id, results.rubric.id)
    prints = fingerprints(results.rubric)
    yield from (prints.scoring, prints.text, *prints.short)


def _written(value: float) -> tuple[str, ...]:
    """Return a figure as people, this program's libraries and office programs write it."""
    return repr(value), format(value, ".15g"), format(value, ".16g"), format(value, ".17g")


def leaks(data: bytes, results: Results) -> set[str]:
    """Return which secrets stand in the unpacked bytes of a file."""
    text = unzipped(data).decode("utf-8", errors="replace")
    return {secret for secret in secrets(results) if _distinct(secret) and _stands(secret, text)}


def _distinct(secret: str) -> bool:
    """Return whether a secret cannot stand in any file by chance: a number needs three digits."""
    digits = secret.replace(".", "")
    return not digits.isdigit() or len(digits.strip("0")) >= 3


def _stands(secret: str, text: str) -> bool:
    """Return whether a secret stands in a text; a number or an id not as a piece of a longer one."""
    if not secret.isascii():
        return secret in text
    return secret in text and re.search(rf"(?<![\w.]){re.escape(secret)}(?!\w|\.\d)", text) is not None
