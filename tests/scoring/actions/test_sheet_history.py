"""One sheet as the office sees it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.actions.intakes import keep_intakes
from scoring.actions.sheet_history import history
from scoring.rounds import Intake, Sheet
from scoring.storage.models import Save
from scoring.storage.models import Sheet as SheetRow
from tests.portal_people import demo_round
from tests.scoring.actions.counting_desk import count

pytestmark = pytest.mark.usefixtures("db")


def test_all_versions_stand_there_newest_first() -> None:
    """What was typed and what was checked, each in words; what counts is the newest that was checked."""
    made = demo_round()
    count(made, "court", "r1", A1="良")
    found = history(made, "court", "r1")
    assert found is not None
    assert [(version.intake.number, version.told.render()) for version in found.versions] == [
        (2, "typed by typist-court-r1, read back to second"),
        (1, "typed by typist-court-r1, not checked: it does not count"),
    ]
    assert [(line.no, line.counts, line.draft) for line in found.lines[:2]] == [("1", "良", ""), ("2", "优", "")]
    assert (found.locked, found.drafted, found.boxes) == (False, 0, ())


def test_drafts_stand_beside_what_counts() -> None:
    """A draft is shown where it says something else; the boxes as they are now."""
    made = demo_round()
    count(made, "court", "r1")
    row = SheetRow.objects.create(round=made, agency="court", rater="r1", locked=["A1"])
    for seq, (cell, value) in enumerate((("A1", "差"), ("A2", "优"), ("~problems", "台账不全"))):
        Save.objects.create(sheet=row, criterion=cell, value=value, device="d", seq=seq, at=timezone.now())
    found = history(made, "court", "r1")
    assert found is not None
    assert [(line.counts, line.draft) for line in found.lines[:2]] == [("优", "差"), ("优", "")]
    assert ([text for _, text in found.boxes], found.locked, found.drafted) == (["台账不全"], True, 1)


@pytest.mark.parametrize(
    ("way", "check", "words"),
    [
        ("portal", None, "signed in the portal by 甲"),
        ("workbook", None, "read in from workbooks by 甲"),
        ("typed", {"way": "double", "by": "乙", "of": (1, 2)}, "typed twice, by 甲, 乙"),
    ],
)
def test_each_way_is_told(way: str, check: dict[str, object] | None, words: str) -> None:
    """How an intake came about, in words."""
    made = demo_round()
    sheet = Sheet(agency="court", rater="r1", recused="亲属在该单位任职")
    about = {"at": "2026-05-20T09:30:00+08:00", "by": "甲", "way": way, "asked": ("A1",), "check": check}
    keep_intakes(
        made,
        None,
        timezone.now(),
        lambda number: [(Intake.model_validate({"pingyi": 1, "number": number, "sheets": (sheet,), **about}), None)],
    )
    found = history(made, "court", "r1")
    assert found is not None
    assert (found.versions[0].told.render(), found.versions[0].closed) == (words, "亲属在该单位任职")


def test_strangers_have_no_sheet() -> None:
    """An agency or rater that the round does not have is nothing."""
    made = demo_round()
    assert (history(made, "nowhere", "r1"), history(made, "court", "nobody")) == (None, None)
