"""Tests of scoring.rounds.people: who is somebody else."""

from __future__ import annotations

from scoring.rounds.people import same_person


def test_names() -> None:
    """Width, case and spaces make no second person."""
    assert same_person("Zhang  San", "ｚｈａｎｇ san")
    assert same_person("张 三", "张三")
    assert not same_person("张三", "李四")
