"""Remarks to the agencies as forms."""

from __future__ import annotations

import re

import pytest

from tests.portal_data import data_folder

data_folder()

from scoring.actions.deciding import remarks_of
from scoring.actions.results import outcome_of
from scoring.storage.models import Role, Round
from tests.portal_people import browser, somebody
from tests.settled_round import marked_round

pytestmark = pytest.mark.usefixtures("db")
HOME = "/r/demo-2026/feedback/"


def test_remarks_are_kept_and_empty_ones_left_out() -> None:
    """The form shows those that are there and room for three more; the list counts them."""
    round_, office = marked_round(), browser(somebody(Role.OFFICE))
    typed = {"about": ["A1", "", ""], "text": ["清单更新慢。", " ", "总体好。"]}
    answer = office.post(f"{HOME}court/", typed)
    assert (answer.status_code, answer["Location"]) == (302, HOME)
    assert remarks_of(outcome_of(Round.objects.get(pk=round_.pk)), "court") == (
        ("A1", "清单更新慢。"), ("", "总体好。"),
    )  # fmt: skip
    assert re.findall(rb'court/">[^<]+</a></th><td class="n">(\d+)', office.get(HOME).content) == [b"2"]
    page = office.get(f"{HOME}court/").content.decode()
    assert re.findall(r"<textarea[^>]*>([^<]*)</textarea>", page) == ["清单更新慢。", "总体好。", "", "", ""]


def test_an_agency_that_is_not_there_is_not_found() -> None:
    """Neither to read nor to write."""
    marked_round()
    office = browser(somebody(Role.OFFICE))
    assert [office.get(f"{HOME}x/").status_code, office.post(f"{HOME}x/").status_code] == [404, 404]
