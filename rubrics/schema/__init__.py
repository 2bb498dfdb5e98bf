"""The shape of a rubric file as JSON Schema, for editors and other programs; made from the model.

`rubric.schema.json` beside this file is the committed text of `rubric_schema()`. It judges shape only: sums, unique
ids and what else is in rubrics.rules is beyond it.
"""

from __future__ import annotations

import json
from typing import Any

from rubrics.model import Rubric

FILE = "rubric.schema.json"
# Editors read \w as ASCII, the model reads it as any letter: name the ranges, so that both accept Chinese ids.
_WORD = r"0-9A-Za-z_\u0080-\uffff"


def rubric_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a rubric file."""
    schema = _tidy(Rubric.model_json_schema())
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:pingyi:rubric:1",
        **schema,
        "title": "pingyi rubric",
        "description": "What is asked, and how it counts: a tree of parts and criteria.",
    }


def schema_text() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(rubric_schema(), ensure_ascii=False, indent=2) + "\n"


def _tidy(spot: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(spot, list):
        return [_tidy(item) for item in spot]
    if not isinstance(spot, dict):
        return spot
    tidied = {name: _tidy(inner) for name, inner in spot.items() if not _noise(name, inner)}
    if isinstance(pattern := tidied.get("pattern"), str):
        tidied["pattern"] = pattern.replace(r"[\w", f"[{_WORD}").replace(r"\w", f"[{_WORD}]")
    return tidied


def _noise(name: str, inner: object) -> bool:
    """Whether an entry says nothing: a title that repeats the key, or a default (a Decimal would be quoted there)."""
    return (name == "title" and isinstance(inner, str)) or (name == "default" and not isinstance(inner, dict))
