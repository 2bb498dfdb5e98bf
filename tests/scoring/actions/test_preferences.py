"""Larger type and language, kept with the account."""

from __future__ import annotations

import pytest

from tests.portal_data import data_folder

data_folder()

from scoring.actions.preferences import bring_along, set_care, set_language
from scoring.storage.models import Person, Role
from tests.portal_people import somebody

pytestmark = pytest.mark.usefixtures("db")


def kept(person: Person) -> tuple[bool, str]:
    """Return what the database holds."""
    person.refresh_from_db()
    return person.care, person.language


def test_choices_are_kept() -> None:
    """Both ways, each without the other."""
    person = somebody(Role.OFFICE)
    set_care(person, larger=True)
    assert kept(person) == (True, "")
    set_language(person, "en")
    set_care(person, larger=False)
    assert kept(person) == (False, "en")


def test_a_device_brings_its_choices_along() -> None:
    """What was chosen before signing in is kept, unless the account says otherwise, or it is no language of ours."""
    person = somebody(Role.OFFICE)
    bring_along(person, {"pingyi-care": "0", "pingyi-lang": "xx"})
    assert kept(person) == (False, "")
    bring_along(person, {"pingyi-care": "1", "pingyi-lang": "en"})
    assert kept(person) == (True, "en")
    bring_along(person, {"pingyi-care": "0", "pingyi-lang": "zh_CN"})
    assert kept(person) == (True, "en")
