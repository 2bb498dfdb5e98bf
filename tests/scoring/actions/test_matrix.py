"""The matrix of agencies and raters."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.actions.matrix import Sign, matrix
from scoring.actions.paper_entry import paper_of
from scoring.storage.models import Round, Save, Sheet, Signing
from tests.portal_people import demo_round
from tests.scoring.actions.counting_desk import count, keep, office

pytestmark = pytest.mark.usefixtures("db")


def _draft(made: Round, agency: str, rater: str, *cells: tuple[str, str]) -> None:
    row = Sheet.objects.create(round=made, agency=agency, rater=rater)
    for seq, (criterion, value) in enumerate(cells):
        Save.objects.create(
            sheet=row, criterion=criterion, value=value, device=f"{agency}-{rater}", seq=seq, at=timezone.now()
        )


def test_each_sheet_has_its_sign() -> None:
    """In, begun and not signed, recused, missing; the sums say what is still owed."""
    made = demo_round()
    count(made, "court", "r1")
    _draft(made, "court", "r2", ("A1", "优"), ("A2", "良"), ("A2", ""), ("A3", "中"))
    found = matrix(made, None, None)
    court = found.rows[0]
    assert [(cell.sign, cell.done, cell.asked) for cell in court.cells[:3]] == [
        (Sign.IN, 15, 15),
        (Sign.STARTED, 2, 15),
        (Sign.MISSING, 0, 15),
    ]
    assert (court.missing, found.columns[0].missing, found.columns[1].missing) == (8, 7, 8)
    assert found.rows[-1].cells[5].sign is Sign.RECUSED
    assert (found.down.found, found.across.found, found.columns[0].seat) == (8, 9, "评议员1")


def test_what_was_typed_and_not_checked_is_told_apart() -> None:
    """It is on its way and does not count; once it was checked it is in."""
    made = demo_round()
    paper = paper_of(made, "court", "r1")
    assert paper is not None
    keep(made, office("张三"), paper)
    made.refresh_from_db()
    row = matrix(made, None, None).rows[0]
    assert (row.cells[0].sign, row.missing) == (Sign.TYPED, 9)
    count(made, "court", "r1")
    row = matrix(made, None, None).rows[0]
    assert (row.cells[0].sign, row.missing) == (Sign.IN, 8)


def test_a_method_looks_at_its_criteria_alone() -> None:
    """A sheet of which only the visit was marked is in for the visit, missing for the talks."""
    made = demo_round()
    visit = ("A1", "B1", "C1", "D1", "E1")
    open_ = dict.fromkeys(("A2", "A3", "B2", "B3", "C2", "C3", "D2", "D3", "E2", "E3"), "")
    count(made, "court", "r1", **open_)
    cells = {method: matrix(made, method, None).rows[0].cells[0] for method in ("site_visit", "interview", None)}
    assert (cells["site_visit"].sign, cells["site_visit"].done) == (Sign.IN, len(visit))
    assert (cells["interview"].sign, cells["interview"].asked) == (Sign.MISSING, 5)
    assert (cells[None].sign, cells[None].done) == (Sign.PARTLY, 5)


def test_an_unlocked_sheet_is_told_apart() -> None:
    """What was signed counts, but the rater is to sign again."""
    made = demo_round()
    count(made, "court", "r1")
    row = Sheet.objects.create(round=made, agency="court", rater="r1")
    now = timezone.now()
    Signing.objects.create(sheet=row, criteria=["A1"], intake=2, sha256="", at=now, undone=now)
    assert matrix(made, None, None).rows[0].cells[0].sign is Sign.UNLOCKED
    Signing.objects.create(sheet=row, criteria=["A1"], intake=2, sha256="", at=now)
    assert matrix(made, None, None).rows[0].cells[0].sign is Sign.IN


def test_pages_and_groups_part_it() -> None:
    """Of a group nobody knows there are no columns; instead of a page beyond the last there is the last."""
    made = demo_round()
    assert matrix(made, None, "strangers").columns == ()
    assert (len(matrix(made, None, "panel", 2).rows), len(matrix(made, None, "panel").columns)) == (8, 9)
