"""Tests of rubrics.methods."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from rubrics.methods import POOLS, TIE_KEYS, Factor, Grades, GroupPool, Pool, Ranking, TieKey
from rubrics.model import Node
from rubrics.scalars import chosen

RULES: dict[str, dict[str, Any]] = {
    "mean": {},
    "trimmed_mean": {"drop": 1, "when_more_than": 5},
    "median": {},
    "consensus": {},
    "middle_sum": {"n": 3, "odd": "low"},
}


@pytest.mark.parametrize("name", POOLS)
def test_a_pool_knows_its_rule(name: str) -> None:
    """The one rule that is written."""
    assert Pool.model_validate({name: RULES[name]}).rule == name


@pytest.mark.parametrize(("name", "multiple"), [*((name, 1) for name in POOLS[:-1]), ("middle_sum", 3)])
def test_how_many_values_a_pool_adds_up(name: str, multiple: int) -> None:
    """One, but for the sum of the middle ones; the same where each of several groups is pooled so."""
    alone = Pool.model_validate({name: RULES[name]})
    groups = Pool.model_validate({"groups": {"a": 60, "b": 40}, "each": {name: RULES[name]}})
    assert (alone.multiple, groups.multiple) == (multiple, multiple)
    assert (alone.of_group.rule, groups.of_group.rule) == (name, name)


@pytest.mark.parametrize(
    ("quorum", "accepted"),
    [(1, True), ("majority", True), (0, False), (True, False), (Decimal("2.5"), False), ("most", False)],
)
def test_a_quorum(quorum: object, accepted: bool) -> None:
    """A whole number from 1 on, or the word majority."""
    if accepted:
        assert GroupPool.model_validate({"mean": {}, "quorum": quorum}).quorum == quorum
        return
    with pytest.raises(ValidationError, match="a whole number from 1 on, or majority"):
        GroupPool.model_validate({"mean": {}, "quorum": quorum})


@pytest.mark.parametrize(
    ("written", "number", "source"),
    [(2, Decimal(2), None), ({"from": "rooms"}, None, "rooms"), (Factor(number=Decimal(3)), Decimal(3), None)],
)
def test_a_factor(written: object, number: Decimal | None, source: str | None) -> None:
    """A plain number, or a file with a coefficient for each agency."""
    factor = Node.model_validate({"factor": written}).factor
    assert factor is not None
    assert (factor.number, factor.source) == (number, source)


def test_the_place_of_a_grade() -> None:
    """0 for the best; a title that is no grade has none."""
    grades = Grades.model_validate(
        {"by": "exact", "bands": [{"title": "优秀", "from": 90}, {"title": "合格", "from": 0}]}
    )
    assert [grades.index(title) for title in ("优秀", "合格")] == [0, 1]
    with pytest.raises(ValueError, match="良好"):
        grades.index("良好")


@pytest.mark.parametrize(
    ("written", "target", "name", "rule"),
    [
        ("panel", "panel", "panel", ("node",)),
        ({"node": "panel"}, "panel", "panel", ("node",)),
        ({"untrimmed": "panel"}, "panel", "untrimmed:panel", ("untrimmed",)),
        ({"best_mark": "A1"}, "A1", "best_mark:A1", ("best_mark",)),
        ({"preferred": "panel"}, "panel", "preferred:panel", ("preferred",)),
    ],
)
def test_tie_keys(written: object, target: str, name: str, rule: tuple[str, ...]) -> None:
    """A bare id compares a node's score; the name is how results call the key."""
    (key,) = Ranking.model_validate({"by": "exact", "share": True, "ties": [written]}).ties
    assert (key.target, key.name, chosen(key, TIE_KEYS)) == (target, name, rule)


def test_a_tie_key_without_comparison_has_no_target() -> None:
    """The rules refuse it; until then it names nothing."""
    assert TieKey().target == ""
