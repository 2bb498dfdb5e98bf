"""Slips: the paper that lets somebody in. A personal link that can be typed by hand, and a PIN; the office prints both.

Only what proves them is kept: of the link the SHA-256, of the PIN a salted hash. So a slip is seen once, when it is
issued, and a new one makes the old one worthless.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import transaction

from rubrics import say
from scoring.actions.journal import note
from scoring.actions.sessions import end_all
from scoring.storage.models import Person, Round

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""What tokens are made of: nothing that is mistaken for something else on paper."""
_LENGTH = 16
_DIGITS = 6
# A PIN is worth nothing without the link, of which 79 bits are kept nowhere: a hall of people signs in at once, and
# a hash as slow as a password's would let them queue.
_ROUNDS = 20_000
_hasher = PBKDF2PasswordHasher()
NOBODYS_PIN = _hasher.encode("000000", "nobody", _ROUNDS)
"""What a PIN is compared with where a link is nobody's, so that the answer takes as long."""


@dataclass(frozen=True)
class Slip:
    """What is printed for somebody: the token of the personal link, in groups of four, and the PIN of six digits."""

    link_token: str
    pin: str
    person: Person


def digest(token: str) -> str:
    """Return what is kept of a link's token; capitals, hyphens and blanks make no difference."""
    plain = "".join(letter for letter in token.lower() if letter.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()


def pin_fits(pin: str, kept: str) -> bool:
    """Return whether a PIN is the one that is kept; it takes as long where nothing is kept."""
    fits = _hasher.verify(pin, kept or NOBODYS_PIN)
    return fits and bool(kept)


def issue(person: Person, at: datetime, by: Person | None = None) -> Slip:
    """Make a new slip for somebody; the old one and every session of theirs end. `by` is who asked for it."""
    return issue_all(person.round, [person], at, by)[0]


def issue_all(round_: Round | None, people: Iterable[Person], at: datetime, by: Person | None = None) -> list[Slip]:
    """Make a new slip for each of these people, all of them of this round (None: of the office)."""
    slips = [Slip(_token(), _pin(), person) for person in people]
    for slip in slips:
        slip.person.link = digest(slip.link_token)
        slip.person.pin = _hasher.encode(slip.pin, _hasher.salt(), _ROUNDS)
    with transaction.atomic():
        Person.objects.bulk_update([slip.person for slip in slips], ["link", "pin"])
        end_all([slip.person for slip in slips])
        if len(slips) == 1:
            note(round_, by, say("A new slip was made for {name}.", name=slips[0].person.name), at)
        elif slips:
            note(round_, by, say("New slips were made for {n} people.", n=len(slips)), at)
    return slips


def _token() -> str:
    letters = "".join(secrets.choice(LETTERS) for _ in range(_LENGTH))
    return "-".join(letters[start : start + 4] for start in range(0, _LENGTH, 4))


def _pin() -> str:
    return "".join(secrets.choice("0123456789") for _ in range(_DIGITS))
