"""People: made for every seat and agency of a round, or one by one; renamed, shut out, let in again."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet

from rubrics import Place, Problem, Problems, say
from scoring.actions.journal import note
from scoring.actions.plans import plan_of
from scoring.actions.sessions import end_all
from scoring.actions.slips import LETTERS
from scoring.actions.typed_text import plain
from scoring.storage.models import Person, Role, Round

ROLES = {
    Role.OFFICE: say("Office"),
    Role.PANEL: say("Panel"),
    Role.AGENCY: say("Agency"),
    Role.OBSERVER: say("Observer"),
}
"""What the roles are called on screens."""
_LOGIN_LENGTH = 8
LONGEST_NAME = 200


@dataclass(frozen=True)
class Chair:
    """Where somebody can sit in a round: a rater's seat or an agency, its id, its name, and which it is (评议员1)."""

    role: Role
    seat: str
    name: str
    title: str


def chairs(round_: Round) -> dict[tuple[str, str], Chair]:
    """Return by role and id every seat and agency of a round for which somebody signs in, in the round's order.

    Who left a seat to a substitute keeps it: earlier sheets are theirs. A withdrawn agency has none.
    """
    read = plan_of(round_).round
    found: dict[tuple[str, str], Chair] = {}
    for group in read.groups:
        for rater in read.raters_of(group.id):
            title = f"{group.seat}{read.seat_of[rater.id].number}" if group.seat else group.title
            found[Role.PANEL, rater.id] = Chair(Role.PANEL, rater.id, rater.name, title)
    for agency, name in read.names.items():
        if agency not in read.withdrawn:
            found[Role.AGENCY, agency] = Chair(Role.AGENCY, agency, name, name)
    return found


def seat_titles(round_: Round) -> dict[tuple[str, str], str]:
    """Return by role and id what every seat and agency is called, those that withdrew among them."""
    names: dict[tuple[str, str], str] = {(Role.AGENCY, id_): name for id_, name in plan_of(round_).round.names.items()}
    return names | {at: chair.title for at, chair in chairs(round_).items()}


def without_people(round_: Round) -> list[Chair]:
    """Return the seats and agencies of a round for which nobody can sign in."""
    taken = set(round_.people.filter(is_active=True).values_list("role", "seat"))
    return [chair for at, chair in chairs(round_).items() if at not in taken]


class Called(NamedTuple):
    """What is known of somebody beside role and seat: the name, and where the office can call."""

    name: str
    phone: str = ""


def find_people(round_: Round | None, words: str = "", role: str = "") -> QuerySet[Person]:
    """Return the people of a round (None: of the office), those of one role, those with `words` in what is known."""
    found = Person.objects.filter(round=round_).order_by("role", "pk")
    if role:
        found = found.filter(role=role)
    for word in words.split():
        held = Q(name__icontains=word) | Q(seat__icontains=word) | Q(login__icontains=word) | Q(phone__icontains=word)
        found = found.filter(held)
    return found


def make_people(round_: Round, by: Person, at: datetime) -> int:
    """Make somebody for every seat and agency that has nobody; return how many."""
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=round_.pk)
        missing = without_people(round_)
        made = Person.objects.bulk_create(
            Person(
                round=round_, role=chair.role, seat=chair.seat, name=chair.name[:LONGEST_NAME], login=login, created=at
            )
            for chair, login in zip(missing, logins(len(missing)), strict=True)
        )
        if made:
            note(round_, by, say("People were made for {n} seats and agencies.", n=len(made)), at)
    return len(made)


def add_person(round_: Round | None, role: Role, called: Called, by: Person | None, at: datetime) -> Person:
    """Make an observer of a round, or (no round) a member of the office. Raises Problems without a name."""
    name, phone = _sound(called)
    with transaction.atomic():
        made = Person(round=round_, role=role, name=name, phone=phone, login=logins(1)[0], created=at)
        made.save()
        note(round_, by, _MAY_OBSERVE.filled(name=name) if round_ else _MAY_RUN.filled(name=name), at)
    return made


def rename(person: Person, called: Called, by: Person, at: datetime) -> None:
    """Give somebody another name or telephone number. Raises Problems without a name."""
    before = person.name
    person.name, person.phone = _sound(called)
    with transaction.atomic():
        person.save(update_fields=["name", "phone"])
        if before != person.name:
            note(person.round, by, say("{before} is called {name} now.", before=before, name=person.name), at)


def shut_out(person: Person, by: Person | None, at: datetime) -> None:
    """Let somebody sign in no more; every session ends. Raises Problems where nobody could run rounds any more."""
    with transaction.atomic():
        others = Person.objects.select_for_update().filter(role=Role.OFFICE, is_active=True).exclude(pk=person.pk)
        if person.role == Role.OFFICE and not others.exists():
            raise Problems([Problem("OFFICE-LAST", Place(person.name), _LAST, _ANOTHER)])
        Person.objects.filter(pk=person.pk).update(is_active=False, link=None, pin="")
        end_all([person])
        note(person.round, by, say("{name} may not sign in any more.", name=person.name), at)


def let_in_again(person: Person, by: Person, at: datetime) -> None:
    """Let somebody sign in again, with a new slip."""
    with transaction.atomic():
        Person.objects.filter(pk=person.pk).update(is_active=True)
        note(person.round, by, say("{name} may sign in again.", name=person.name), at)


def logins(count: int) -> list[str]:
    """Return so many names to sign in with that are nobody's."""
    taken = set(Person.objects.values_list("login", flat=True))
    found: dict[str, None] = {}
    while len(found) < count:
        login = "".join(secrets.choice(LETTERS) for _ in range(_LOGIN_LENGTH))
        if login not in taken:
            found[login] = None
    return list(found)


def _sound(called: Called) -> Called:
    # The forms that are written in somebody's name take none with signs that nobody sees.
    name = " ".join(plain(called.name).split())[:LONGEST_NAME]
    if not name:
        raise Problems([Problem("PERSON-NAME", Place("name"), _NAMELESS, _NAME)])
    return Called(name, plain(called.phone)[:40])


_MAY_OBSERVE = say("{name} may sign in now as an observer.")
_MAY_RUN = say("{name} may sign in now as a member of the office.")
_LAST = say("this is the last one of the office who can sign in.")
_ANOTHER = say("Let somebody else of the office sign in first.")
_NAMELESS = say("a person needs a name.")
_NAME = say("Write the name.")
