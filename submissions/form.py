"""A rubric to the JSON Schema (2020-12) of the answers it asks for."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from rubrics import Criterion, Rubric, TreeNode, full_marks, tree

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string", "minLength": 1}


def answer_form(rubric: Rubric) -> Schema:
    """Return the schema of an object of `report`, `self`, `facts` and `evidence` (lists by criterion).

    Titles are the rubric's. The report is required where the rubric limits its length, every fact always,
    and evidence where the criterion says so; a self-assessment may be left out, but not half done. It is in points,
    of what can be earned: bonus, penalty and veto are no part of it. What is written for some classes of agencies
    may be left out: a form does not know whose it is. Numbers are int, or Decimal where they have places. `x-unit`,
    `x-max-chars` and `x-note` inform people.
    """
    nodes = list(tree(rubric).walk())
    assessed = [node for node in nodes if node.rated and not node.extra]
    parts = {
        "report": _report(rubric),
        "self": _object(
            {node.id: _points(node) for node in assessed}, [node.id for node in assessed if _general(node)]
        ),
        "facts": _every(
            {
                fact.id: _clean(
                    {
                        "title": fact.title,
                        "type": "number",
                        "minimum": plain(fact.min),
                        "maximum": plain(fact.max),
                        "x-unit": fact.unit,
                    }
                )
                for fact in rubric.facts
            }
        ),
        "evidence": _evidence([(node, node.node) for node in nodes if isinstance(node.node, Criterion)]),
    }
    asked = ["report"] * (rubric.report.max_chars is not None)
    asked += [name for name in ("facts", "evidence") if parts[name]["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": rubric.title,
        **_object(parts, asked),
    }


def form_text(form: Schema) -> str:
    """Return a form as JSON text; up to 15 digits a number stands there as the rubric writes it."""
    return json.dumps(form, ensure_ascii=False, indent=2, default=float) + "\n"


def plain(number: Decimal | None) -> int | Decimal | None:
    """Return a whole number as int, another as Decimal."""
    return int(number) if number is not None and number == number.to_integral_value() else number


def _report(rubric: Rubric) -> Schema:
    return {
        **_object(dict.fromkeys(("text", "file", "sha256", "text_file"), _TEXT), []),
        "anyOf": [{"required": ["text"]}, {"required": ["file"]}],
        **_clean({"x-max-chars": rubric.report.max_chars}),
    }


def _points(node: TreeNode) -> Schema:
    leaf = node.leaf
    assert leaf is not None  # noqa: S101 - only leaves are rated
    rule = leaf.rule
    if rule.levels:
        return {"title": leaf.title, "enum": [plain(level.points) for level in rule.levels]}
    least = rule.points.min if rule.points else rule.deductions.floor if rule.deductions else Decimal(0)
    most = plain(full_marks(leaf))
    return _clean({"title": leaf.title, "type": "number", "minimum": plain(least), "maximum": most})


def _general(node: TreeNode) -> bool:
    """Return whether all agencies are meant, of whatever class."""
    return all(node.concerns(name) for name in node.agency_classes)


def _evidence(criteria: list[tuple[TreeNode, Criterion]]) -> Schema:
    required = [
        criterion.id
        for node, criterion in criteria
        if _general(node) and any(one.required for one in criterion.evidence)
    ]
    return _object({criterion.id: _pieces(criterion) for _, criterion in criteria if criterion.evidence}, required)


def _pieces(criterion: Criterion) -> Schema:
    kinds = list(dict.fromkeys(asked.kind for asked in criterion.evidence))
    piece = {
        "kind": {"enum": kinds},
        "title": _TEXT,
        "file": _TEXT,
        "sha256": _TEXT,
        "url": _TEXT,
        "phone": _TEXT,
        "on_site": _object({"number": _TEXT, "holder": _TEXT}, ["number", "holder"]),
        "disc": _object({"label": _TEXT}, ["label"]),
        "date": _TEXT,
        "note": _TEXT,
    }
    required = [one.kind for one in criterion.evidence if one.required]
    notes = {one.kind: one.note for one in criterion.evidence if one.note}
    return _clean(
        {
            "title": criterion.title,
            "type": "array",
            "items": _object(piece, ["kind", "title"]),
            "allOf": [{"contains": {"properties": {"kind": {"const": kind}}}} for kind in required] or None,
            "x-note": notes or None,
        }
    )


def _every(properties: Schema) -> Schema:
    return _object(properties, list(properties))


def _object(properties: Schema, required: list[str]) -> Schema:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _clean(schema: Schema) -> Schema:
    return {name: value for name, value in schema.items() if value is not None}
