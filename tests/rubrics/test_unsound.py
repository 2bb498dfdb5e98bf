"""However unsound a rubric is, it is judged: what pydantic accepts never ends in a trace."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rubrics import Problems, read_rubric, write
from rubrics.document import parse
from rubrics.markings import MARKINGS

TEXT = (Path(__file__).parents[1] / "examples" / "good" / "whole-language.yaml").read_text(encoding="utf-8")
WHOLE: Any = parse(TEXT, "whole").value


def mappings(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - whatever YAML holds
    """Yield every mapping in a document."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for inner in value if isinstance(value, list) else ():
        yield from mappings(inner)


KEYS = sorted({key for mapping in mappings(WHOLE) for key in mapping})
RULES = {name: value for mapping in mappings(WHOLE) if (rule := mapping.get("marking")) for name, value in rule.items()}


def codes(values: object) -> set[str]:
    """Return the codes that a document yields; each problem can be told."""
    try:
        read_rubric(write(values), "changed")
    except Problems as problems:
        return {problem.code for problem in problems.items if problem.render()}
    return set()


def changed(change: Callable[[dict[str, Any]], object]) -> set[str]:
    """Return the codes that the whole language yields once `change` has been made to each of its mappings."""
    values = copy.deepcopy(WHOLE)
    for mapping in list(mappings(values)):
        change(mapping)
    return codes(values)


@pytest.mark.parametrize("key", KEYS)
def test_without_a_key_anywhere(key: str) -> None:
    """Whatever is left out everywhere at once, the answer is a rubric or problems that can be told."""
    found = changed(lambda mapping: mapping.pop(key, None))
    assert {code for code in found if code.startswith("SHAPE")} <= {"SHAPE-MISSING"}


def test_without_a_key_in_one_place() -> None:
    """Keys that some rules need and others do not, left out one at a time: shape tells it, soundness, or nobody."""
    found: dict[str, set[str]] = {}
    for key in ("fact", "from", "each", "cap", "points", "rated", "by"):
        places = [at for at, mapping in enumerate(mappings(WHOLE)) if key in mapping]
        for at in places:
            values = copy.deepcopy(WHOLE)
            list(mappings(values))[at].pop(key)
            found.setdefault(key, set()).update(codes(values))
    assert found == {
        "fact": {"SHAPE-MISSING", "SOURCE-ONE"},
        "from": {"FACTOR-ONE", "SHAPE-MISSING", "SOURCE-ONE"},
        "each": {"POOL-ONE", "SHAPE-MISSING"},
        "cap": {"SHAPE-MISSING"},
        "points": {"MARKING-ONE", "PART-EMPTY", "POINTS-MISSING", "POOL-SCALE", "SHAPE-MISSING", "WEIGHT-SCALE"},
        "rated": {"SOURCE-ONE"},
        "by": {"GROUP-MISSING", "SHAPE-MISSING"},
    }


@pytest.mark.parametrize("number", [1, 10**9])
def test_with_another_number(number: int) -> None:
    """Every number replaced by the same one, places of rounding excepted: rules are broken all over, none breaks."""

    def change(mapping: dict[str, Any]) -> None:
        for key, value in mapping.items():
            if isinstance(value, int | Decimal) and not isinstance(value, bool) and key not in {"pingyi", "places"}:
                mapping[key] = number

    assert changed(change) == {
        "BANDS-EMPTY",
        "BANDS-OVERLAP",
        "CLAMP-RANGE",
        "DEDUCTION-FLOOR",
        "GRADE-GAP",
        "GRADE-ORDER",
        "LEVELS-TWICE",
        "POINTS-RANGE",
        "POOL-TRIM",
        "POOL-WEIGHTS",
        "VOTES-CLAMP",
        "WEIGHT-SUM",
    }


@pytest.mark.parametrize("name", MARKINGS)
def test_with_two_markings(name: str) -> None:
    """Every marking has another rule beside its own."""

    def change(mapping: dict[str, Any]) -> None:
        if isinstance(mapping.get("marking"), dict):
            mapping["marking"].setdefault(name, RULES[name])

    assert "MARKING-ONE" in changed(change)


def test_with_nothing_in_pools_and_markings() -> None:
    """Pools, markings, factors and tie keys that say nothing at all."""

    def change(mapping: dict[str, Any]) -> None:
        mapping.update({key: {} for key in ("pool", "marking", "factor", "each") if isinstance(mapping.get(key), dict)})
        if "ties" in mapping:
            mapping["ties"] = [{}]

    assert changed(change) == {
        "FACTOR-ONE",
        "GROUP-MISSING",
        "MARKING-ONE",
        "POOL-IDLE",
        "POOL-ONE",
        "SCALE-UNKNOWN",
        "TIE-ONE",
        "WEIGHT-MIXED",
        "WEIGHT-SCALE",
    }
