"""Passwords: set only by those who want one beside their slip, changed, taken away again."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from rubrics import Place, Problem, Problems, say
from scoring.actions.journal import note
from scoring.actions.sessions import end_all
from scoring.storage.models import Person

_FIELD = "password"


def has_password(person: Person) -> bool:
    """Return whether somebody set a password."""
    return bool(person.password) and person.has_usable_password()


def set_password(person: Person, old: str, new: str, key: str | None, at: datetime) -> None:
    """Set or change the own password; `old` is asked for where there is one. All sessions but `key` end.

    Raises Problems where `old` is wrong, or with all that is wrong with `new`.
    """
    if has_password(person) and not person.check_password(old):
        raise Problems([Problem("PASSWORD-OLD", Place(_FIELD), _OLD, _AGAIN)])
    try:
        validate_password(new, person)
    except ValidationError as error:
        raise Problems(_problem(fault.code or "") for fault in error.error_list) from error
    with transaction.atomic():
        person.set_password(new)
        person.save(update_fields=["password"])
        end_all([person], but=key)
        note(person.round, person, say("{name} set a password.", name=person.name), at)


def remove_password(person: Person, by: Person, at: datetime, key: str | None = None) -> None:
    """Take somebody's password away: the slip alone lets in. All sessions but `key` end."""
    with transaction.atomic():
        person.set_unusable_password()
        person.save(update_fields=["password"])
        end_all([person], but=key)
        note(person.round, by, say("The password of {name} was taken away.", name=person.name), at)


def _problem(code: str) -> Problem:
    return Problem("PASSWORD-WEAK", Place(_FIELD), _RULES.get(code, _RULES["password_too_common"]), _STRONGER)


_OLD = say("the password of now is not right.")
_AGAIN = say("Type it again; without it, ask the office for a new slip.")
_STRONGER = say("Take ten letters or more that nobody would guess.")
_RULES = {
    "password_too_short": say("the password is shorter than ten letters."),
    "password_too_common": say("the password is one of those that are tried first."),
    "password_entirely_numeric": say("the password is made of digits alone."),
    "password_too_similar": say("the password is too much like the name."),
}
