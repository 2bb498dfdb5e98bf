"""Tests of rubrics.markings."""

from __future__ import annotations

from typing import Any

import pytest

from rubrics import Marking
from rubrics.markings import EXTRAS, MARKINGS

ALL: dict[str, Any] = {
    "points": {},
    "levels": [{"title": "好", "points": 5}],
    "checklist": [{"title": "已公示", "points": 5}],
    "count": {"rated": True, "each": 1},
    "bands": {"fact": "f", "table": [{"from": 0, "points": 5}]},
    "deductions": {"fact": "f"},
    "bonus": {"from": "s", "cap": 5},
    "penalty": {"rated": True},
    "veto": {"from": "s", "score": 0},
    "given": {"from": "s"},
    "votes": {"from": "s", "rule": "leader_ratio", "scale": 100},
}


def marking(name: str, rule: object) -> Marking:
    """Return a marking by one rule."""
    return Marking.model_validate({name: rule})


@pytest.mark.parametrize("name", MARKINGS)
def test_a_marking_knows_its_name(name: str) -> None:
    """The one rule that is written; and every rule of the language is tried here."""
    assert marking(name, ALL[name]).name == name
    assert tuple(ALL) == MARKINGS == tuple(Marking.model_fields)


def test_a_marking_without_rule_has_no_name() -> None:
    """The rules refuse it; until then nobody marks by it."""
    empty = Marking()
    assert (empty.name, empty.rated, empty.fact, empty.source) == ("", False, None, None)


def test_where_a_marking_reads() -> None:
    """Raters, a fact or a file: what is always rated, what is read, and what says so itself."""
    found = {name: (rule.rated, rule.fact, rule.source) for name in ALL for rule in (marking(name, ALL[name]),)}
    assert found == {
        "points": (True, None, None),
        "levels": (True, None, None),
        "checklist": (True, None, None),
        "count": (True, None, None),
        "bands": (False, "f", None),
        "deductions": (False, "f", None),
        "bonus": (False, None, "s"),
        "penalty": (True, None, None),
        "veto": (False, None, "s"),
        "given": (False, None, "s"),
        "votes": (False, None, "s"),
    }
    assert marking("veto", {"rated": "any", "score": 0}).rated is True


def test_what_turns_numbers_into_points() -> None:
    """Count, deductions, bonus and penalty say where their number comes from."""
    counted = [name for name in ALL if marking(name, ALL[name]).counted]
    assert counted == ["count", "deductions", "bonus", "penalty"]
    assert EXTRAS == ("bonus", "penalty", "veto")
