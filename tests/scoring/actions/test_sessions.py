"""Sessions: listed without their key, ended, and over when nobody used them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.actions.sessions import (
    IDLE,
    end_all,
    end_session,
    listed_as,
    notice,
    open_sessions,
    sessions_of,
)
from scoring.storage.models import JournalLine, Person, Role, Save, Session, Sheet
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")


def session_of(person: Person) -> Session:
    """Return a new session of somebody."""
    return Session.objects.get(pk=browser(person).session.session_key)


def test_sessions_are_listed_for_one_and_for_a_round() -> None:
    """Everybody has their own, a round those of its people, the office those of its members."""
    round_ = demo_round()
    office, member = somebody(Role.OFFICE), somebody(Role.PANEL, round_, "r1")
    own, other = session_of(office), session_of(member)
    now = timezone.now()
    assert list(open_sessions(member, now)) == [other]
    assert list(sessions_of(round_, now)) == [other]
    assert list(sessions_of(None, now)) == [own]


def test_what_is_over_is_not_listed() -> None:
    """Neither a session that was idle nor one that has come to its end."""
    person = somebody(Role.OFFICE)
    session = session_of(person)
    assert list(open_sessions(person, session.seen + IDLE)) == []
    session.expire_date = session.seen + timedelta(seconds=1)
    session.save()
    assert list(open_sessions(person, session.seen + timedelta(seconds=2))) == []


def test_the_key_does_not_show() -> None:
    """What a session is called is not its key, nor part of it."""
    session = session_of(somebody(Role.OFFICE))
    assert len(listed_as(session)) == 16
    assert listed_as(session) not in session.session_key


def test_use_is_noticed_to_five_minutes() -> None:
    """A visit soon after the last writes nothing, nor does a page that asks by itself; a later one is noted."""
    person = somebody(Role.OFFICE)
    session = session_of(person)
    before = session.seen
    assert notice(session.pk, person, before + timedelta(minutes=4))
    session.refresh_from_db()
    assert session.seen == before
    assert notice(session.pk, person, before + timedelta(minutes=6), used=False)
    session.refresh_from_db()
    assert session.seen == before
    assert notice(session.pk, person, before + timedelta(minutes=6))
    session.refresh_from_db()
    assert session.seen == before + timedelta(minutes=6)
    assert not notice("gone", person, before)


def test_an_idle_session_is_over_unless_marks_are_saved() -> None:
    """After four hours without a page a session ends, but a member who saves marks is at work."""
    round_ = demo_round()
    person = somebody(Role.PANEL, round_, "r1")
    session = session_of(person)
    late = session.seen + IDLE + timedelta(minutes=1)
    assert not notice(session.pk, person, late)
    sheet = Sheet.objects.create(round=round_, rater="r1", agency="court")
    Save.objects.create(
        sheet=sheet, criterion="a", value="1", device="d", seq=1, person=person, at=late - timedelta(hours=1)
    )
    assert notice(session.pk, person, late)


def test_a_session_is_ended_by_what_it_is_called() -> None:
    """Only the one that is meant, and only one of the owner's; the journal tells when another ended it."""
    office, member = somebody(Role.OFFICE, name="王某"), somebody(Role.PANEL, demo_round(), "r1", "张某")
    first, second = session_of(member), session_of(member)
    assert not end_session(listed_as(first), office, office, timezone.now())
    assert end_session(listed_as(first), member, office, timezone.now())
    assert list(Session.objects.filter(person=member)) == [second]
    assert end_session(listed_as(second), member, member, timezone.now())
    lines = JournalLine.objects.filter(text="A session of {name} was ended.")
    assert list(lines.values_list("name", "values")) == [("王某", {"name": "张某"})]


def test_all_sessions_end_but_one() -> None:
    """Somebody who sets a password stays where they are and leaves everywhere else."""
    person, other = somebody(Role.OFFICE), somebody(Role.PANEL, demo_round(), "r1")
    kept, _, theirs = session_of(person), session_of(person), session_of(other)
    end_all([person], but=kept.pk)
    assert set(Session.objects.all()) == {kept, theirs}
