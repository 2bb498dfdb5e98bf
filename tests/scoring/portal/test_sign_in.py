"""Idle sessions end, and nothing that could let somebody in is written down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from axes.models import AccessAttempt, AccessLog

from scoring.actions.sessions import IDLE
from scoring.actions.slips import issue
from scoring.portal.sign_in import Backend
from scoring.storage.models import Role, Session
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")


def test_a_session_that_nobody_used_is_over() -> None:
    """Just before the four hours it goes on, and its clock begins anew; just after them it is gone."""
    phone = browser(somebody(Role.OFFICE))
    for idle, status in ((IDLE - timedelta(minutes=1), 200), (IDLE + timedelta(minutes=1), 302)):
        Session.objects.update(seen=timezone.now() - idle)
        assert phone.get("/me/").status_code == status
    assert Session.objects.count() == 0


def test_figures_that_are_fetched_anew_keep_nobody_signed_in() -> None:
    """A page left open that asks by itself ends with its session; whoever turns to it goes on."""
    round_ = demo_round()
    desk, where = browser(somebody(Role.OFFICE)), f"/r/{round_.slug}/progress/"
    assert 'id="rows" hx-get' in desk.get(where).content.decode()
    seen = timezone.now() - IDLE + timedelta(minutes=1)
    for asks, goes_on in (({"HX-Trigger": "rows"}, False), ({}, True)):
        Session.objects.update(seen=seen)
        assert desk.get(where, headers=asks).status_code == 200
        assert Session.objects.filter(seen__gt=seen).exists() is goes_on


def test_links_are_not_written_down() -> None:
    """Tries and signing in leave no row: an address that was asked for may be a personal link."""
    cache.clear()
    slip = issue(somebody(Role.OFFICE), timezone.now())
    for pin in ("no", slip.pin):
        browser().post(f"/in/{slip.link_token}/", {"pin": pin})
    assert (AccessAttempt.objects.count(), AccessLog.objects.count()) == (0, 0)


def test_without_link_or_name_nobody_is_meant() -> None:
    """An empty name, or one without a password or PIN, is nobody's."""
    backend = Backend()
    assert [
        backend.authenticate(None, **words) for words in ({}, {"username": "x"}, {"pin": "1"}, {"password": "x"})
    ] == [None] * 4
