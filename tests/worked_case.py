"""A worked case, as an evaluator writes it: a rubric, what came in, and what must come out.

title, source: text.
rubric: the id of a library rubric, or a rubric; what every rubric must say may be left out (see DEFAULTS).
agencies: {agency: {class, name}}, where there is more to say than the id; withdrawn: {agency: reason}
imports: {source: {agency: value, or 是 or 否 for a veto}}; ballots: {source: {agency: {option or value: how many}}}
facts: {agency: {fact: value}}; not_applicable: {agency: [criteria]}
marks: {agency: {criterion: [for each seat a mark as sheets hold it, or null: awaited]}}; where several groups are
pooled together {group: [for each of its seats …]} instead. A group has as many seats as the longest list; they are
called panel-1, panel-2 and so on. recused: {agency: [seats]}, as round.yaml knows it beforehand
expect: {agency: {scores: {node: arithmetic, or null}, shown, rank, tied, decided_by, grade, open: [what is missing]}}
"""

from __future__ import annotations

from collections.abc import Iterator
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
ANSWERS = {"是": 1, "否": 0}
WITHDRAWN_ON = "2026-01-01"
KEYS = {
    *("title", "source", "rubric", "agencies", "withdrawn", "imports", "ballots", "facts", "not_applicable"),
    *("recused", "marks", "expect"),
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
            said["scores"] = {
                node: None if text is None else worked_out(str(text)) for node, text in said["scores"].items()
            }
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
    assert set(case) <= KEYS, f"{file}: unknown keys {sorted(set(case) - KEYS)}"
    rubric = case_rubric(case["rubric"])
    round_ = _round(case, rubric)
    entries = [
        Entry(agency, _seat(group, at), criterion, str(mark), Place(file))
        for agency, criterion, group, marks in _lists(case, rubric)
        for at, mark in enumerate(marks)
        if mark is not None
    ]
    marks, problems = marks_from(rubric, round_, entries)
    assert problems == []
    collected = Collected(
        marks=marks,
        imports=_numbers(case.get("imports", {})),
        facts=_numbers(case.get("facts", {})),
        ballots=_ballots(case.get("ballots", {}), rubric),
    )
    return WorkedCase(case["expect"], results(rubric, round_, collected))


def case_rubric(said: str | dict[str, Any]) -> Rubric:
    """Return the rubric of a case: one of the library, or the one written out. Raises Problems where it is unsound."""
    if isinstance(said, str):
        assert said in rubric_names()
        return read_rubric(rubric_text(said), said)
    return read_rubric(write({**DEFAULTS, **said}), "rubric.yaml")


def _lists(case: Any, rubric: Rubric) -> Iterator[tuple[str, str, str, list[Any]]]:  # noqa: ANN401 - plain YAML values
    """Yield agency, criterion, group and the marks of that group's seats."""
    groups = {leaf.id: leaf.groups for leaf in tree(rubric).leaves()}
    for agency, marked in case.get("marks", {}).items():
        for criterion, marks in marked.items():
            if isinstance(marks, dict):
                yield from ((agency, criterion, group, seats) for group, seats in marks.items())
            else:
                (group,) = groups[criterion]
                yield agency, criterion, group, marks


def _seat(group: str, at: int) -> str:
    return f"{group}-{at + 1}"


def _round(case: Any, rubric: Rubric) -> Round:  # noqa: ANN401 - plain YAML values
    wanted = dict.fromkeys(group for leaf in tree(rubric).leaves() if leaf.rated for group in leaf.groups)
    seats = dict.fromkeys(wanted, 1)
    for _, _, group, marks in _lists(case, rubric):
        seats[group] = max(seats[group], len(marks))
    more = case.get("agencies", {})
    value = {
        "pingyi": 1,
        "id": "case",
        "title": "算例",
        "organizer": "算例",
        "rubric": rubric.id,
        "agencies": [{"id": agency, "name": f"单位{agency}", **more.get(agency, {})} for agency in case["expect"]],
        "groups": [
            {
                "id": group,
                "title": group,
                "members": [{"id": _seat(group, at), "name": _seat(group, at)} for at in range(n)],
            }
            for group, n in seats.items()
        ],
        "recusals": [
            {"agency": agency, "rater": seat, "reason": "回避"}
            for agency, recused in case.get("recused", {}).items()
            for seat in recused
        ],
        "not_applicable": [
            {"agency": agency, "criterion": criterion, "reason": "不涉及"}
            for agency, criteria in case.get("not_applicable", {}).items()
            for criterion in criteria
        ],
    }
    if case.get("withdrawn"):
        value["events"] = [
            {"date": WITHDRAWN_ON, "reason": reason, "withdrawn": {"agency": agency}}
            for agency, reason in case["withdrawn"].items()
        ]
    document = Document("round.yaml", value, {})
    round_ = build(Round, document)
    assert check(round_, rubric, document.locate) == []
    return round_


def _numbers(said: dict[str, dict[str, Any]]) -> dict[str, dict[str, Decimal]]:
    return {
        outer: {inner: Decimal(ANSWERS.get(value, value)) for inner, value in held.items()}
        for outer, held in said.items()
    }


def _ballots(
    said: dict[str, dict[str, dict[str, int]]], rubric: Rubric
) -> dict[str, dict[str, tuple[tuple[Decimal, int], ...]]]:
    """Return what voters gave, and how many gave it, by source and agency; an option counts by its points."""
    rules = [leaf.leaf.rule.votes for leaf in tree(rubric).leaves() if leaf.leaf and leaf.leaf.rule.votes]
    worth = {(rule.source, option.title): option.points for rule in rules for option in rule.options}
    return {
        source: {
            agency: tuple(
                (worth[source, given] if (source, given) in worth else Decimal(given), n) for given, n in held.items()
            )
            for agency, held in by_agency.items()
        }
        for source, by_agency in said.items()
    }
