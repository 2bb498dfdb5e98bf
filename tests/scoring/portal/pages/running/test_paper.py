"""Typing paper sheets, reading back and settling, as pages."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from scoring.rounds.sheet_states import SheetState
from tests.portal_data import data_folder

data_folder()

from django.test import Client

from scoring.actions.counted import counted
from scoring.actions.intakes import intakes_of
from scoring.actions.plans import plan_of
from scoring.storage.models import Round
from tests.portal_people import browser, demo_round
from tests.scoring.actions.counting_desk import office

pytestmark = pytest.mark.usefixtures("db")
HOME = "/r/demo-2026/paper/"
SHEET = f"{HOME}court/r1/"


def _office(name: str) -> Client:
    return browser(office(name))


def _marks(round_: Round, **other: str) -> dict[str, str]:
    return {f"m.{leaf}": other.get(leaf, "优") for leaf in plan_of(round_).leaves}


def _state(round_: Round) -> SheetState:
    round_.refresh_from_db()
    return counted(round_).states["court", "r1"].state


def test_typed_and_read_back() -> None:
    """From the table to the form, to what is read back, to a sheet that counts."""
    made = demo_round()
    first = _office("张三")
    assert first.get(HOME).content.decode().count(SHEET) == 1
    kept = first.post(SHEET, _marks(made, A1="良") | {"total": "99", "then": "check"})
    assert (kept.status_code, kept["Location"]) == (302, f"{SHEET}check/")
    page = first.get(f"{SHEET}check/").content.decode()
    assert (page.count("<strong>良</strong>"), page.count("<strong>优</strong>")) == (1, 14)
    number = re.search(r'name="number" value="(\d+)"', page)
    assert number is not None
    refused = first.post(f"{SHEET}check/", {"number": number[1], "second": "张三"})
    assert (refused.status_code, refused.content.decode().count("PAPER-SECOND"), _state(made)) == (
        422,
        1,
        SheetState.AWAITED,
    )
    done = first.post(f"{SHEET}check/", {"number": number[1], "second": "李四"})
    assert (done.status_code, done["Location"], _state(made)) == (302, HOME, SheetState.IN)


def test_typed_by_two_and_settled() -> None:
    """The second sees nothing of what the first typed; what differs is settled, and then the sheet counts."""
    made = demo_round()
    first, second = _office("张三"), _office("李四")
    assert first.post(SHEET, _marks(made, A1="良"))["Location"] == HOME
    assert 'value="良"' not in second.get(SHEET).content.decode()
    assert first.get(SHEET).content.decode().count('value="良"') == 1
    kept = second.post(SHEET, _marks(made, A1="中"))
    assert kept["Location"] == f"{SHEET}settle/"
    page = second.get(f"{SHEET}settle/").content.decode()
    of = re.findall(r'name="of" value="(\d+)"', page)
    wrong = second.post(f"{SHEET}settle/", {"of": of, "m.A1": "很好"})
    assert (wrong.status_code, wrong.content.decode().count('value="很好"'), _state(made)) == (
        422,
        1,
        SheetState.AWAITED,
    )
    done = second.post(f"{SHEET}settle/", {"of": of, "m.A1": "中"})
    assert (done.status_code, done["Location"], _state(made)) == (302, HOME, SheetState.IN)


def test_whose_sheet_is_right() -> None:
    """Where one typed that the rater was absent the whole sheet is chosen."""
    made = demo_round()
    first, second = _office("张三"), _office("李四")
    first.post(SHEET, _marks(made) | {"total": "100"})
    second.post(SHEET, {"state": "absent", "why": "出差"})
    page = second.get(f"{SHEET}settle/").content.decode()
    of = re.findall(r'name="of" value="(\d+)"', page)
    assert page.count('type="radio"') == 2
    assert second.post(f"{SHEET}settle/", {"of": of}).status_code == 422
    second.post(f"{SHEET}settle/", {"of": of, "~sheet": "2"})
    assert _state(made) is SheetState.ABSENT


def test_what_is_wrong_stands_beside_the_field() -> None:
    """Nothing is kept, and what was typed stays in the form as text."""
    made = demo_round()
    answer = _office("张三").post(SHEET, _marks(made, A1='"><script>') | {"total": "x", "problems": "</textarea><b>"})
    page = answer.content.decode()
    assert (answer.status_code, page.count('aria-invalid="true"'), intakes_of(made)) == (422, 2, ())
    assert (page.count("<script>"), page.count("<b>")) == (0, 0)


def test_addresses_that_lead_nowhere() -> None:
    """Strangers, papers that nobody typed, and forms without numbers are refused or led back."""
    demo_round()
    office = _office("张三")
    assert office.get(f"{HOME}court/nobody/").status_code == 404
    assert office.post(f"{HOME}court/nobody/").status_code == 404
    assert [office.get(f"{SHEET}{page}/")["Location"] for page in ("check", "settle")] == [HOME, HOME]
    assert [office.post(f"{SHEET}{page}/").status_code for page in ("check", "settle")] == [404, 404]


def test_a_closed_round_takes_no_paper() -> None:
    """Whoever comes is told why."""
    made = demo_round()
    made.closed = timezone.now()
    made.save()
    office = _office("张三")
    assert [office.get(HOME).status_code, office.post(SHEET).status_code] == [403, 403]
