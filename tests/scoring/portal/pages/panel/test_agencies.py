"""A member's list of agencies."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.actions.signing import sign
from scoring.portal.pages.panel import agencies as list_of_agencies
from scoring.storage.models import Role
from tests.panel_member import SOUND, Member, all_kinds
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")


def test_what_is_left_is_told() -> None:
    """Agencies stand in the order in which they report, each with how far its sheet has come; a recusal with why."""
    member = Member(all_kinds(), "r6")
    member.save("court", SOUND)
    sign(member.round, member.person, "court", member.sheet("court").seen, timezone.now())
    member.save("education", {"A1": "9"})
    member.save("ecology", SOUND)
    page = member.get("mine/")
    assert re.findall(r'href="/r/all-kinds/mark/(\w+)/" data-keep>', page) == [
        "education",
        "ecology",
        "market",
        "health",
        "transport",
        "youth",
    ]
    assert re.findall(r'href="/r/all-kinds/mark/(\w+)/"', page) == [
        "court",
        "education",
        "ecology",
        "market",
        "health",
        "transport",
        "youth",
    ]
    states = re.findall(r'<span class="state">(.*?)</span>\s*<span class="soft">(.*?)</span></span>', page, re.DOTALL)
    assert [(re.sub("<.*?>", "", state).strip(), marked) for state, marked in states[:4]] == [
        ("signed", "9 of 9 marked"),
        ("8 open", "1 of 9 marked"),
        ("to be signed", "9 of 9 marked"),
        ("not begun", "0 of 9 marked"),
    ]
    assert "6 of 7 score sheets are still to be signed." in page
    assert '<li>示例地铁集团 <span class="soft">担任该单位常年法律顾问</span></li>' in page


def test_a_browser_is_not_asked_to_keep_more_than_a_few_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first ones that are not signed, as many as are allowed."""
    monkeypatch.setattr(list_of_agencies, "_AHEAD", 2)
    member = Member(all_kinds())
    member.save("court", SOUND)
    sign(member.round, member.person, "court", member.sheet("court").seen, timezone.now())
    kept = re.findall(r'href="/r/all-kinds/mark/(\w+)/" data-keep>', member.get("mine/"))
    assert kept == ["education", "ecology"]


def test_as_many_queries_for_one_agency_as_for_eight() -> None:
    """The list costs the same with few and with many marks."""
    member = Member(all_kinds())
    member.get("mine/")
    counted = []
    for agencies in (("court",), ("education", "ecology", "market", "health", "transport", "youth", "metro")):
        for agency in agencies:
            member.save(agency, SOUND)
        with CaptureQueriesContext(connection) as queries:
            assert member.get("mine/").startswith("200")
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_nobody_else_has_such_a_list() -> None:
    """The office, an agency and an observer find nothing here; a member without a seat finds no agency."""
    held = demo_round()
    others = (somebody(Role.OFFICE), somebody(Role.AGENCY, held, "court"), somebody(Role.OBSERVER, held))
    assert [browser(person).get("/r/demo-2026/mine/").status_code for person in others] == [404, 404, 404]
    assert "No agency is assigned to you." in Member(held, "nobody").get("mine/")
