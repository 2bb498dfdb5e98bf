"""A paper sheet as a form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.rounds.drafts import draft_of
from scoring.rounds.papers import Paper
from tests.portal_data import data_folder
from tests.scoring.sheets.returning import ROUND, RUBRIC

data_folder()

from scoring.actions.paper_entry import paper_of, spareable
from scoring.actions.paper_forms import lacks_reason, read_typed
from scoring.storage.models import Round
from tests.portal_people import demo_round
from tests.scoring.actions.counting_desk import folder_round, typed

pytestmark = pytest.mark.usefixtures("db")


def _paper(round_: Round, agency: str = "court", rater: str = "r1") -> Paper:
    paper = paper_of(round_, agency, rater)
    assert paper is not None
    return paper


def test_a_form_says_all_that_is_wrong_with_it() -> None:
    """Every field with its fault at once, and nothing is kept."""
    paper = _paper(demo_round())
    sheet, faults = read_typed(paper, typed(paper, A1="优秀极了", total="百"), spare=False)
    assert (sheet, set(faults)) == (None, {"A1", "total"})
    assert faults["A1"].render().startswith("“优秀极了” is not a level of “普法责任落实到岗”.")
    empty = replace(typed(paper), marks={})
    assert list(read_typed(paper, empty, spare=False)[1]) == ["state"]
    assert list(read_typed(paper, typed(paper, A1="?", state="void"), spare=False)[1]) == ["why"]


def test_what_stands_beside_the_marks_is_kept() -> None:
    """Short forms are understood; reasons, boxes and the sum are kept as they stand on the paper."""
    made = demo_round()
    paper = _paper(made)
    form = replace(
        typed(paper, A1="６", A2="-", total="９2分"), reasons={"A3": "台账不全 "}, boxes={"problems": " 更新迟"}
    )
    sheet, faults = read_typed(paper, form, spare=spareable(made))
    assert sheet is not None
    assert (faults, sheet.marks["A1"], "A2" in sheet.marks) == ({}, "优", False)
    assert (sheet.reasons, sheet.problems, sheet.total) == ({"A3": "台账不全"}, "更新迟", "92")
    draft = draft_of(paper, sheet)
    assert (str(draft.sum), draft.disagrees) == ("92", False)
    assert [lacks_reason(paper.leaves[0], text) for text in ("", "差")] == [False, False]


def test_what_nobody_can_see_is_not_kept() -> None:
    """Signs that no file could hold and no printer prints are left out of words; lines end alike."""
    paper = _paper(demo_round())
    form = replace(typed(paper), reasons={"A1": "台账\x00不全\x1b"}, boxes={"problems": "一\r\n二\u200b\x07"})
    sheet, faults = read_typed(paper, form, spare=False)
    assert sheet is not None
    assert (faults, sheet.reasons, sheet.problems) == ({}, {"A1": "台账不全"}, "一\n二")
    assert list(read_typed(paper, typed(paper, state="void", why="\x00"), spare=False)[1]) == ["why"]


def test_low_marks_want_a_reason_where_the_rubric_says_so() -> None:
    """Below the share that it names, and not at it; and 不涉及 may be typed where the rubric knows it."""
    made = folder_round({"round.yaml": ROUND, "rubric.yaml": RUBRIC})
    paper = _paper(made, "a")
    assert [lacks_reason(paper.leaves[0], text) for text in ("5.5", "6", "")] == [True, False, False]
    best = {"A1": "10", "A2": "10", "A4": "11", "B1": "4", "V1": "0"}
    spared = typed(paper, **best, A3="不涉及")
    assert [bool(read_typed(paper, spared, spare=spare)[0]) for spare in (spareable(made), False)] == [True, False]
