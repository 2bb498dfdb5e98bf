"""A worked case, as an evaluator writes it: a rubric, what came in, and what must come out.

title, source: text.
rubric: the id of a library rubric, or a rubric; what every rubric must say may be left out (see DEFAULTS).
imports: {source: {agency: value}}; facts: {agency: {fact: value}}; not_applicable: {agency: [criteria]}
marks: {agency: {criterion: [for each seat a number, the title of a level, 回避, 缺席, 未安排, or null: awaited]}}
expect: {agency: {scores: {node: arithmetic}, shown, rank, tied, decided_by, grade, open: [what keeps it open]}}
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rubrics import Document, Place, Rubric, build, parse, read_rubric, tree, write
from rubrics.library import rubric_names, rubric_text
from scoring.engine.results import Results, results
from scoring.rounds import Collected, Entry, Round, check, marks_from
from tests.arithmetic import worked_out

DEFAULTS: dict[str, Any] = {
    "pingyi": 1,
    "id": "case",
    "title": "算例",
    "basis": "算例",
    "rounding": {"places": 2, "mode": "half_up"},
    "rank": {"by": "exact", "share": True},
}


@dataclass(frozen=True)
class WorkedCase:
    """A case as it was read: what it expects, and what the engine found."""

    expect: dict[str, dict[str, Any]]
    found: Results

    def expected(self, agency: str) -> dict[str, Any]:
        """Return what the case says about an agency; scores worked out."""
        said = dict(self.expect[agency])
        if "scores" in said:
            said["scores"] = {node: worked_out(str(text)) for node, text in said["scores"].items()}
        return said

    def computed(self, agency: str) -> dict[str, Any]:
        """Return the same things about the agency as the engine finds them."""
        standing = next(item for item in self.found.standings if item.agency == agency)
        placing, score = standing.placing, standing.score
        everything = {
            "scores": {node: self.found.score(node, agency) for node in self.expect[agency].get("scores", ())},
            "shown": None if score is None else self.found.written(score),
            "rank": placing.rank if placing else None,
            "tied": placing.tied if placing else None,
            "decided_by": placing.decided_by if placing else None,
            "grade": standing.grade,
            "open": [item.kind.value for item in standing.opens],
        }
        return {name: everything[name] for name in self.expect[agency]}


def read_case(text: str, file: str) -> WorkedCase:
    """Return the case that `text` holds. Raises Problems where its rubric or round is unsound."""
    case: Any = parse(text, file).value
    rubric = _rubric(case["rubric"])
    round_ = _round(case, rubric)
    entries = [
        Entry(agency, _seat(group, at), criterion, str(mark), Place(file))
        for agency, marked in case.get("marks", {}).items()
        for criterion, marks in marked.items()
        for group in [next(leaf.group for leaf in tree(rubric).leaves() if leaf.id == criterion)]
        for at, mark in enumerate(marks)
        if mark is not None
    ]
    marks, problems = marks_from(rubric, round_, entries)
    assert problems == []
    collected = Collected(marks, _numbers(case.get("imports", {})), _numbers(case.get("facts", {})))
    return WorkedCase(case["expect"], results(rubric, round_, collected))


def _rubric(said: str | dict[str, Any]) -> Rubric:
    if isinstance(said, str):
        assert said in rubric_names()
        return read_rubric(rubric_text(said), said)
    return read_rubric(write({**DEFAULTS, **said}), "rubric.yaml")


def _seat(group: str | None, at: int) -> str:
    return f"{group}-{at + 1}"


def _round(case: dict[str, Any], rubric: Rubric) -> Round:
    seats: dict[str, int] = {}
    for marked in case.get("marks", {}).values():
        for leaf in tree(rubric).leaves():
            if leaf.rated and leaf.group:
                seats[leaf.group] = max(seats.get(leaf.group, 0), len(marked.get(leaf.id, ())))
    value = {
        "pingyi": 1,
        "id": "case",
        "title": "算例",
        "organizer": "算例",
        "rubric": rubric.id,
        "agencies": [{"id": agency, "name": f"单位{agency}"} for agency in case["expect"]],
        "groups": [
            {
                "id": group,
                "title": group,
                "members": [{"id": _seat(group, at), "name": _seat(group, at)} for at in range(n)],
            }
            for group, n in seats.items()
        ],
        "not_applicable": [
            {"agency": agency, "criterion": criterion, "reason": "不涉及"}
            for agency, criteria in case.get("not_applicable", {}).items()
            for criterion in criteria
        ],
    }
    document = Document("round.yaml", value, {})
    round_ = build(Round, document)
    assert check(round_, rubric, document.locate) == []
    return round_


def _numbers(said: dict[str, dict[str, Any]]) -> dict[str, dict[str, Decimal]]:
    return {outer: {inner: Decimal(value) for inner, value in held.items()} for outer, held in said.items()}
