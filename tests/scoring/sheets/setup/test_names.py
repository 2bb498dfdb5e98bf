"""Tests of scoring.sheets.setup.names: titles in cells, and the ids they stand for."""

from __future__ import annotations

import pytest

from scoring.sheets.setup.names import Names

NAMES = Names({"a": "甲", "b": "乙", "c": "乙", "d": "a", "e": "一、二", "f": " 有空格", "g": '"引号"'})


@pytest.mark.parametrize(
    ("name", "label"),
    [("a", "甲"), ("b", "b"), ("c", "c"), ("d", "d"), ("e", "一、二"), ("f", "f"), ("g", "g"), ("z", "z")],
)
def test_labels(name: str, label: str) -> None:
    """A title is shown where it leads back to its id, and nowhere else."""
    assert (NAMES.label(name), NAMES.id(label)) == (label, name)


def test_lists() -> None:
    """A title with a comma in it would be read as two."""
    assert (NAMES.labels(("a", "b")), NAMES.ids("甲、b")) == ("甲、b", ("a", "b"))
    assert NAMES.labels(("a", "e")) == "a、e"


def test_what_nobody_is_called() -> None:
    """It comes back as it is, to be told by whoever needs it."""
    assert NAMES.ids(" 丙 ，乙") == ("丙", "乙")
