"""What became of every rater's sheet for every agency."""

from __future__ import annotations

import pytest

from rubrics import Document, Message, build
from scoring.rounds import Intake, Mark, MarkKey, MarkState, Round, Sheet
from scoring.rounds.sheet_states import SheetState, SheetStatus, sheet_states, void_sheets

ROUND = build(
    Round,
    Document(
        "round.yaml",
        {
            "pingyi": 1,
            "id": "r",
            "title": "示例评议",
            "organizer": "示例市普法办",
            "rubric": "rubric.yaml",
            "agencies": [
                {"id": "a", "name": "甲局", "presents": 2},
                {"id": "b", "name": "乙局", "presents": 1},
                {"id": "c", "name": "丙局"},
            ],
            "groups": [
                {"id": "panel", "title": "评议团", "members": [{"id": "r2", "name": "二"}, {"id": "r1", "name": "一"}]}
            ],
            "events": [{"date": "2026-05-01", "reason": "撤并", "withdrawn": {"agency": "c"}}],
        },
        {},
    ),
)
GIVEN = Mark(MarkState.GIVEN)
AWAITED = Mark(MarkState.AWAITED)
SPARED = Mark(MarkState.NOT_APPLICABLE, remark="无此职能")
UNASSIGNED = Mark(MarkState.UNASSIGNED)
RECUSED = Mark(MarkState.RECUSED, remark="曾任职")
ABSENT = Mark(MarkState.ABSENT, remark="出差")
VOID = Mark(MarkState.VOID)
BY_OFFICE = Mark(MarkState.VOID, written="作废", remark="未签名")


def intake(number: int, *sheets: Sheet) -> Intake:
    """Return an intake of sheets that count."""
    return Intake(
        pingyi=1,
        number=number,
        at="2026-05-02T09:00:00+08:00",
        by="王",
        way="workbook",
        asked=("x", "y"),
        sheets=sheets,
    )


def marks_of(*marks: Mark) -> dict[MarkKey, Mark]:
    """Return marks of one sheet, criterion by criterion."""
    return {("a", "r1", criterion): mark for criterion, mark in zip("xy", marks, strict=True)}


@pytest.mark.parametrize(
    ("marks", "status"),
    [
        ((GIVEN, GIVEN), SheetStatus(SheetState.IN)),
        ((GIVEN, SPARED), SheetStatus(SheetState.IN)),
        ((GIVEN, ABSENT), SheetStatus(SheetState.IN)),
        ((AWAITED, GIVEN), SheetStatus(SheetState.PARTLY, open=1)),
        ((AWAITED, RECUSED), SheetStatus(SheetState.AWAITED, open=1)),
        ((SPARED, AWAITED), SheetStatus(SheetState.AWAITED, open=1)),
        ((RECUSED, RECUSED), SheetStatus(SheetState.RECUSED, "曾任职")),
        ((ABSENT, RECUSED), SheetStatus(SheetState.RECUSED, "曾任职")),
        ((ABSENT, SPARED), SheetStatus(SheetState.ABSENT, "出差")),
        ((VOID, ABSENT), SheetStatus(SheetState.VOID, Message("the same marks for all agencies"))),
        ((BY_OFFICE, ABSENT), SheetStatus(SheetState.VOID, "未签名")),
        ((UNASSIGNED, UNASSIGNED), SheetStatus(SheetState.UNASSIGNED)),
        ((SPARED, SPARED), SheetStatus(SheetState.UNASSIGNED)),
    ],
)
def test_a_sheet_is_what_its_marks_say(marks: tuple[Mark, ...], status: SheetStatus) -> None:
    """Whatever a rater owes comes first, then why there is nothing; what is asked of nobody is silent."""
    assert sheet_states(ROUND, marks_of(*marks))["a", "r1"] == status


def test_every_sheet_has_a_state_in_its_order() -> None:
    """Raters as they sit, agencies as they report; one that withdrew has no sheets."""
    states = sheet_states(ROUND, marks_of(GIVEN, GIVEN))
    assert list(states) == [("b", "r2"), ("a", "r2"), ("b", "r1"), ("a", "r1")]


def test_a_void_sheet_is_void_where_no_mark_is_left() -> None:
    """It says why; where marks of another sheet count, they do."""
    void = intake(1, Sheet(agency="a", rater="r1", marks={"x": "8"}, void="未签名"))
    assert sheet_states(ROUND, marks_of(AWAITED, AWAITED), [void])["a", "r1"] == SheetStatus(SheetState.VOID, "未签名")
    states = sheet_states(ROUND, marks_of(GIVEN, AWAITED), [void])
    assert states["a", "r1"] == SheetStatus(SheetState.PARTLY, open=1)


def test_only_what_would_decide_is_void() -> None:
    """A sheet that a later one supersedes is not; of two that are, the newest says why."""
    void = [intake(n, Sheet(agency="a", rater="r1", void=why)) for n, why in ((1, "未签名"), (2, "字迹不清"))]
    assert void_sheets(void) == {("a", "r1"): "字迹不清"}
    assert void_sheets([*void, intake(3, Sheet(agency="a", rater="r1", marks={"x": "8"}))]) == {}
    part = void[1].model_copy(update={"asked": ("x",)})
    assert void_sheets([void[0], part]) == {("a", "r1"): "字迹不清"}


def test_every_state_has_a_word() -> None:
    """No two states are called the same."""
    assert len({state.title.text for state in SheetState}) == len(SheetState)
