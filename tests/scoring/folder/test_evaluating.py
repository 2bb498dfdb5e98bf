"""A round folder to results, and its decision against the grades that were computed."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from rubrics import Place, Problems
from scoring.folder import Reading, evaluate_folder, write_folder
from scoring.rounds import DecidedGrade
from tests.scoring.folder.test_reading import DECISION, FILES, GRADED

# Sums: 92 + 8 and 40 + 9, no viewers.
GIVEN = {
    **FILES,
    "rubric.yaml": GRADED.encode(),
    "imports/public.csv": b"agency,value\na,92\nb,40\n",
    "sheets/r1.csv": b"agency,rater,A1\na,r1,8\nb,r1,9\n",
    **{
        f"submissions/{name}/submission.yaml": (
            f"{{agency: {name}, status: accepted, report: {{text: 履职}}, facts: {{viewers: 0}}}}"
        ).encode()
        for name in "ab"
    },
}


def folder(root: Path, **files: str) -> Path:
    """Return a folder of the round above with further files in it."""
    write_folder(root / "round", GIVEN | {name: text.encode() for name, text in files.items()})
    return root / "round"


def test_without_a_decision(tmp_path: Path) -> None:
    """Grades are computed, nothing is proposed or decided."""
    read = evaluate_folder(folder(tmp_path))
    assert {item.agency: (item.score, item.grade) for item in read.results.standings} == {
        "a": (Fraction(100), "优秀"),
        "b": (Fraction(49), "合格"),
    }
    assert read.decided("a") is None


def test_a_decision_changes_no_score(tmp_path: Path) -> None:
    """It stands beside what was computed."""
    without = evaluate_folder(folder(tmp_path)).results.standings
    (tmp_path / "round" / "decision.yaml").write_text(DECISION, "utf-8")
    read = evaluate_folder(tmp_path / "round", Reading.FIGURES)
    assert read.results.standings == without
    assert read.decided("b") == DecidedGrade(agency="b", proposed="合格", decided="合格")
    assert read.decided("x") is None


def test_another_grade_without_a_reason_is_refused(tmp_path: Path) -> None:
    """All such grades at once, each at its line."""
    text = DECISION.replace("decided: 优秀}", "decided: 合格}").replace("proposed: 合格", "proposed: 优秀")
    with pytest.raises(Problems) as caught:
        evaluate_folder(folder(tmp_path, **{"decision.yaml": text}))
    assert [(item.code, item.place) for item in caught.value.items] == [
        ("DECISION-REASON", Place("decision.yaml", 5, "grades[0].decided")),
        ("DECISION-REASON", Place("decision.yaml", 5, "grades[1].proposed")),
    ]
