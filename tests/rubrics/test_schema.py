"""Tests of rubrics.schema."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from rubrics.schema import FILE, rubric_schema, schema_text


def test_the_committed_schema_is_the_models() -> None:
    """Whoever changes the model writes the schema anew."""
    assert files("rubrics.schema").joinpath(FILE).read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_one() -> None:
    """It obeys the draft that it names, and its id is a name rather than an address."""
    schema = rubric_schema()
    Draft202012Validator.check_schema(schema)
    assert (schema["$schema"], schema["$id"]) == (Draft202012Validator.META_SCHEMA["$id"], "urn:pingyi:rubric:1")


def test_every_object_is_described_and_closed() -> None:
    """An editor can tell what a thing is for, and underlines a key that is not known."""
    schema = rubric_schema()
    shapes = {"Rubric": schema, **schema["$defs"]}
    assert [name for name, shape in shapes.items() if not shape.get("description")] == []
    assert [name for name, shape in shapes.items() if shape["additionalProperties"] is not False] == []


def test_keys_named_title_are_kept() -> None:
    """Tidying away the generated titles leaves the fields called title."""
    schema = rubric_schema()
    assert schema["properties"]["title"] == {"type": "string", "minLength": 1}
    assert schema["$defs"]["Level"]["required"] == ["title", "points"]


@pytest.mark.parametrize(
    ("change", "valid"),
    [
        ({"id": "总分-2020"}, True),
        ({"id": "a.b_c-1"}, True),
        ({"id": "-a"}, False),
        ({"id": "a b"}, False),
        ({"id": "a/b"}, False),
        ({"total": True}, False),
        ({"total": None}, True),
        ({"total": 0}, False),
        ({"rounding": {"places": 2, "mode": "nearest"}}, False),
        ({"rounding": {"places": 10, "mode": "half_up"}}, False),
        ({"colour": "red"}, False),
        ({"parts": []}, False),
    ],
)
def test_what_the_schema_accepts(change: dict[str, Any], valid: bool) -> None:
    """Bounds, choices and patterns of the model stand in the schema."""
    sound = {
        "pingyi": 1,
        "id": "r",
        "title": "示例",
        "basis": "示例",
        "rounding": {"places": 2, "mode": "half_up"},
        "rank": {"by": "exact", "share": True, "ties": ["p", {"untrimmed": "p"}]},
        "parts": [{"id": "p", "no": 1, "title": "示例", "points": 10, "by": "panel", "pool": {"mean": {}}}],
    }
    assert Draft202012Validator(rubric_schema()).is_valid(sound | change) is valid
