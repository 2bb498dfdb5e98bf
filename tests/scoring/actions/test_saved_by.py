"""A save counts as its session's person, by the rules that pages have."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.portal_data import data_folder

data_folder()

from scoring.actions.sessions import IDLE
from scoring.storage.models import Role
from tests.portal_people import somebody
from tests.scoring.actions.saving_desk import Desk

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def desk() -> Desk:
    """Return a member at a sheet while everything may be marked."""
    return Desk()


def answered(desk: Desk, **more: int) -> bool:
    """Return whether the session is one of somebody who may save, some time later."""
    return len(desk.keep(desk.sent("优", device="any"), now=desk.later(**more))) == 1


def test_a_session_holds(desk: Desk) -> None:
    """Who signed in may save."""
    assert answered(desk)


def test_an_ended_session(desk: Desk) -> None:
    """A session that was ended is nobody's."""
    desk.person.sessions.all().delete()
    assert not answered(desk)


def test_a_session_that_is_over(desk: Desk) -> None:
    """A session ends at its time, to the second."""
    desk.person.sessions.update(expire_date=desk.later(hours=1), seen=desk.later(hours=1))
    assert answered(desk, minutes=59)
    assert not answered(desk, hours=1)


def test_an_idle_session(desk: Desk) -> None:
    """A session that nobody used for hours is over; saving is using it."""
    hours = IDLE // timedelta(hours=1)
    desk.person.sessions.update(expire_date=desk.later(days=2))
    assert answered(desk, hours=hours - 1)
    assert answered(desk, hours=2 * hours - 2)
    assert not answered(desk, hours=3 * hours)


def test_use_is_noted_in_minutes(desk: Desk) -> None:
    """A session that was just seen is not written again with every save."""
    seen = desk.person.sessions.get().seen
    desk.keep(desk.sent("优"), now=desk.later(minutes=4))
    assert desk.person.sessions.get().seen == seen
    desk.keep(desk.sent("优"), now=desk.later(minutes=6))
    assert desk.person.sessions.get().seen == desk.later(minutes=6)


def test_somebody_who_may_not_sign_in_any_more(desk: Desk) -> None:
    """Who was deactivated saves nothing, whatever session there is."""
    desk.person.is_active = False
    desk.person.save()
    assert not answered(desk)


def test_a_new_password_ends_other_sessions(desk: Desk) -> None:
    """A session that began with another password is nobody's."""
    desk.person.set_password("示例-password-2026")
    desk.person.save()
    assert not answered(desk)


def test_a_session_that_says_somebody_else(desk: Desk) -> None:
    """A session counts only where its row and what it was signed with name the same person."""
    desk.person.sessions.update(person=somebody(Role.PANEL, desk.round, "r2"))
    assert not answered(desk)
