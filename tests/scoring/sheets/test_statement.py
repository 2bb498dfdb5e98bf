"""What every form says of what is not real."""

from __future__ import annotations

from scoring.sheets.statement import statement
from tests.scoring.rounds import paper_round


def test_what_is_not_real_is_said() -> None:
    """Of the round, of the rubric, of both one after the other; nothing of real ones."""
    rubric = paper_round.rubric()
    sample = rubric.model_copy(update={"sample": "示例"})
    real, made_up = paper_round.a_round(fictional=False), paper_round.a_round(fictional=True)
    told = [statement(round_, held, str) for round_ in (real, made_up) for held in (rubric, sample)]
    fictional = "Fictional round: all agencies, raters and marks are invented."
    assert told == ["", "Sample rubric: 示例", fictional, f"{fictional} Sample rubric: 示例"]
