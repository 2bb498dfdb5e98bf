"""Tests of scoring.folder.typed_intakes: every sheet that is typed has a number of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rubrics import Problems
from scoring.folder.intakes import INTAKES, read_intakes, write_intakes
from scoring.folder.typed_intakes import keep_intake
from scoring.rounds import Intake, Sheet
from tests.scoring.rounds.paper_round import typed

SHEET = Sheet(agency="a", rater="r1", marks={"half": "8"})


def made(number: int) -> Intake:
    """Return an intake of this number."""
    return typed(number, SHEET)


def late(root: Path, times: int) -> Callable[[int], Intake]:
    """Return what makes an intake while somebody else takes its number, so many times."""
    left = [None] * times

    def make(number: int) -> Intake:
        if left:
            left.pop()
            write_intakes(root, [(made(number), None)])
        return made(number)

    return make


def test_numbers_go_on(tmp_path: Path) -> None:
    """From 1, after the highest there is; other files have no number."""
    numbers = [keep_intake(tmp_path, made).number]
    (tmp_path / INTAKES / "0007.yaml").touch()
    (tmp_path / INTAKES / "x.yaml").touch()
    assert [*numbers, keep_intake(tmp_path, made).number] == [1, 8]


def test_somebody_else_was_quicker(tmp_path: Path) -> None:
    """The next number is taken; of those who are quicker for ever it is told."""
    assert keep_intake(tmp_path, late(tmp_path, 4)).number == 5
    assert [intake.number for intake in read_intakes(tmp_path)[0]] == [1, 2, 3, 4, 5]
    with pytest.raises(Problems) as raised:
        keep_intake(tmp_path, late(tmp_path, 5))
    assert [problem.code for problem in raised.value.items] == ["INTAKE-TAKEN"]


def test_a_disk_that_refuses(tmp_path: Path) -> None:
    """It is told at once."""
    (tmp_path / INTAKES).touch()
    with pytest.raises(Problems) as raised:
        keep_intake(tmp_path, made)
    assert [problem.code for problem in raised.value.items] == ["FILE-WRITE"]
