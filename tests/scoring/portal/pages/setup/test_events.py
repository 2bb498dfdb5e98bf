"""The page of what happens to a round."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.actions.agencies import add_agencies
from scoring.actions.plans import plan_of
from scoring.storage.models import Role
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")


def test_entered_and_taken_back() -> None:
    """A withdrawal stands in the list, stored text stays text, and it can be taken back for a reason."""
    made = demo_round()
    office = browser(somebody(Role.OFFICE))
    address = f"/r/{made.slug}/events/"
    typed = {"kind": "withdrawn", "agency": "court", "date": "2026-05-01", "reason": "<script>x</script>"}
    answer = office.post(address, typed)
    assert (answer.status_code, answer["Location"]) == (302, address)
    shown = office.get(address).content.decode()
    assert '<span class="soft">&lt;script&gt;x&lt;/script&gt;</span>' in shown
    key = re.findall(r'name="key" value="(\w+)"', shown)[-1]
    refused = office.post(f"{address}back/", {"key": key, "why": ""})
    assert (refused.status_code, refused.content.decode().count("<code>EVENT-WHY</code>")) == (422, 1)
    assert office.post(f"{address}back/", {"key": key, "why": "录入错误"}).status_code == 302
    made.refresh_from_db()
    assert plan_of(made).round.events == ()


def test_faults_keep_the_form_open() -> None:
    """The form that was sent is open again, with what was typed in it; the others are blank."""
    made = demo_round()
    typed = {"kind": "renamed", "agency": "metro", "date": "2026-05-01", "reason": "改制", "name": "示例市教育局"}
    answer = browser(somebody(Role.OFFICE)).post(f"/r/{made.slug}/events/", typed)
    shown = answer.content.decode()
    assert (answer.status_code, shown.count('<details class="entry" open>')) == (422, 1)
    assert (shown.count('value="改制"'), shown.count('value="metro" selected')) == (1, 1)


def test_many_agencies_are_typed() -> None:
    """A list of thousands is no list: the name is typed instead."""
    made = demo_round()
    add_agencies(made, None, timezone.now(), plan_of(made), "\n".join(f"第{n}单位" for n in range(300)))
    office = browser(somebody(Role.OFFICE))
    assert office.get(f"/r/{made.slug}/events/").content.decode().count('<select name="agency"') == 0
    typed = {"kind": "withdrawn", "agency": "第7单位", "date": "2026-05-01", "reason": "撤销"}
    assert office.post(f"/r/{made.slug}/events/", typed).status_code == 302
    made.refresh_from_db()
    assert list(plan_of(made).round.withdrawn) == ["a16"]


def test_a_panel_member_finds_nothing() -> None:
    """Who is recused and why is the office's to know."""
    made = demo_round()
    panel = browser(somebody(Role.PANEL, made, "r1"))
    address = f"/r/{made.slug}/events/"
    found = [panel.get(address), panel.post(address), panel.post(f"{address}back/")]
    assert [answer.status_code for answer in found] == [404] * 3
