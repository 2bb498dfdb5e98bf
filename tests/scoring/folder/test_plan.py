"""What a round folder says beforehand."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubrics import Problems
from scoring.folder.plan import read_plan
from tests.agency_forms import ROUND, RUBRIC


def test_the_plan_is_read_without_anything_that_came_in(tmp_path: Path) -> None:
    """Marks and submissions may be as broken as they like."""
    (tmp_path / "round.yaml").write_text(ROUND, "utf-8")
    (tmp_path / "rubric.yaml").write_text(RUBRIC, "utf-8")
    (tmp_path / "sheets").mkdir()
    (tmp_path / "sheets" / "marks.csv").write_text("no marks", "utf-8")
    round_, rubric = read_plan(tmp_path)
    assert (round_.id, rubric.id) == ("small-2026", "small")


def test_all_faults_of_both_are_told(tmp_path: Path) -> None:
    """Of the round and of its rubric; or that there is no round."""
    with pytest.raises(Problems) as absent:
        read_plan(tmp_path)
    assert [problem.code for problem in absent.value.items] == ["ROUND-MISSING"]
    (tmp_path / "round.yaml").write_text(ROUND.replace("organizer", "organiser"), "utf-8")
    (tmp_path / "rubric.yaml").write_text(RUBRIC.replace("basis", "bases"), "utf-8")
    with pytest.raises(Problems) as told:
        read_plan(tmp_path)
    assert {problem.place.file for problem in told.value.items} == {"round.yaml", "rubric.yaml"}
