"""Rubric and round as the text of rubric.yaml and round.yaml, written as people would write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rubrics import Rubric, write
from scoring.rounds import Round
from scoring.sheets.setup.remaining import plain


def rubric_yaml(rubric: Rubric) -> str:
    """Return the text of a rubric, which `read_rubric` reads back as the same."""
    return write({"pingyi": 1, **_simple(plain(rubric))})


def round_yaml(round_: Round) -> str:
    """Return the text of a round, which is read back as the same."""
    return write({"pingyi": 1, **_simple(plain(round_))})


def _simple(value: Any) -> Any:  # noqa: ANN401 - any plain value
    """Return a value with whole numbers as such, and with a tie key or a factor in its short form."""
    if isinstance(value, dict):
        if value.keys() == {"node"}:
            return value["node"]
        return {key: _factor(inner) if key == "factor" else _simple(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_simple(inner) for inner in value]
    return value


def _factor(value: Any) -> Any:  # noqa: ANN401 - any plain value
    return value["number"] if value.keys() == {"number"} and isinstance(value["number"], Decimal) else value
