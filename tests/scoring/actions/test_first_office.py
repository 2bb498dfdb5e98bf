"""The first way in for the office."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.actions.first_office import first_office, office_slip
from scoring.storage.models import Person, Role
from tests.portal_people import browser, somebody

pytestmark = pytest.mark.usefixtures("db")


def test_there_is_a_way_in_until_somebody_used_it() -> None:
    """Every start prints a new slip for the first account; once somebody signed in, none."""
    now = timezone.now()
    first, second = first_office("普法办", now), first_office("普法办", now)
    assert first is not None
    assert second is not None
    assert Person.objects.count() == 1
    path = f"/in/{second.link_token}/"
    assert browser().post(f"/in/{first.link_token}/", {"pin": first.pin}).status_code == 403
    assert browser().post(path, {"pin": second.pin}).status_code == 302
    assert first_office("普法办", now) is None


def test_a_way_in_can_be_asked_for() -> None:
    """Whoever runs the server lets the office in again, also where its account was switched off."""
    person = somebody(Role.OFFICE, name="办公室甲")
    person.is_active = False
    person.last_login = timezone.now()
    person.save()
    slip = office_slip("普法办", timezone.now())
    person.refresh_from_db()
    assert (slip.person.pk, person.is_active, person.name) == (person.pk, True, "办公室甲")
