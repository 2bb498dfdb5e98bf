"""The first way in: somebody of the office, as long as nobody of the office has ever signed in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from scoring.actions.slips import Slip, issue
from scoring.storage.models import Person, Role

LOGIN = "office"


def first_office(name: str, at: datetime) -> Slip | None:
    """Return a new slip for the office's first account, which is made where there is none, called `name`.

    None once anybody of the office has signed in: then they let others in.
    """
    office = Person.objects.filter(role=Role.OFFICE)
    if office.exclude(last_login=None).exists():
        return None
    return office_slip(name, at)


def office_slip(name: str, at: datetime) -> Slip:
    """Return a new slip for the office's first account, whoever signed in before; it is made, or may sign in again."""
    with transaction.atomic():
        person = Person.objects.filter(role=Role.OFFICE).order_by("pk").first()
        if person is None:
            person = Person.objects.create(login=LOGIN, name=name, role=Role.OFFICE, created=at)
        elif not person.is_active:
            person.is_active = True
            person.save(update_fields=["is_active"])
        return issue(person, at)
