"""People follow the round: real names reach their accounts, and who has no seat any more is shut out."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.actions.agencies import correct_agency, remove_agency
from scoring.actions.eventful import enter
from scoring.actions.people import make_people
from scoring.actions.setting_up import Named, begin_like
from scoring.actions.slips import issue
from scoring.storage.models import Person, Role, Round, Session
from tests.portal_people import browser, somebody

pytestmark = pytest.mark.usefixtures("db")


def _made() -> Round:
    made = begin_like("jiangmen-2020", Named("follow"), None, timezone.now())
    make_people(made, somebody(Role.OFFICE), timezone.now())
    return made


def _person(made: Round, seat: str) -> Person:
    return Person.objects.get(round=made, seat=seat)


def test_the_real_name_reaches_the_account() -> None:
    """A placeholder's account is called as the agency is; a name that somebody wrote stays."""
    made = _made()
    Person.objects.filter(round=made, seat="agency2").update(name="王科长")
    for agency in ("agency1", "agency2"):
        correct_agency(made, None, timezone.now(), agency, {"name": f"示例县{agency}局"})
    assert [_person(made, seat).name for seat in ("agency1", "agency2")] == ["示例县agency1局", "王科长"]
    typed = {"date": "2026-05-01", "reason": "机构改革", "agency": "agency1", "name": "示例县新局"}
    enter(made, None, timezone.now(), "renamed", typed)
    assert _person(made, "agency1").name == "示例县新局"


def test_who_has_no_agency_any_more_is_shut_out() -> None:
    """The slip is worthless, sessions end; everybody else is untouched."""
    made = _made()
    person = _person(made, "agency2")
    issue(person, timezone.now())
    browser(person)
    remove_agency(made, None, timezone.now(), "agency2")
    person.refresh_from_db()
    active = Person.objects.filter(round=made, is_active=True).count()
    assert (person.is_active, person.link, Session.objects.filter(person=person).count(), active) == (False, None, 0, 9)
