"""The list of people as a workbook: every seat and agency to be filled in, read back, compared, taken in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from secrets import token_urlsafe

from django.core.cache import cache
from django.db import transaction

from rubrics import Message, Place, Problem, Problems, Translate, say
from scoring.actions.journal import note
from scoring.actions.people import ROLES, Chair, chairs, logins
from scoring.storage.models import Person, Role, Round
from submissions import Row, read_workbook
from submissions.text_cells import TextWorkbook

_HEADS: dict[str, Message] = {
    "name": say("Full name"),
    "role": say("Role"),
    "seat": say("Seat or agency"),
    "phone": say("Telephone"),
}
_WORDS = {
    "name": ("姓名", "full name", "name"),
    "role": ("角色", "身份", "role"),
    "seat": ("席位或单位", "席位", "单位", "seat or agency", "seat", "agency"),
    "phone": ("手机", "手机号", "电话", "联系电话", "telephone", "phone"),
}
_ROLES = {
    Role.PANEL: ("评议团", "评议员", "panel"),
    Role.AGENCY: ("被评议单位", "单位", "agency"),
    Role.OBSERVER: ("监督员", "observer"),
}
_SHEET = say("People")
_KEPT_SECONDS = 30 * 60


@dataclass(frozen=True)
class Entry:
    """One row: somebody, in which role, on which seat or of which agency (an id, "" for observers)."""

    name: str
    role: Role
    seat: str
    phone: str


@dataclass(frozen=True)
class Difference:
    """What taking in one row would do: make somebody (`person` is None), or rename, or note another number."""

    entry: Entry
    person: Person | None

    @property
    def renames(self) -> bool:
        """Whether somebody who is there gets another name."""
        return self.person is not None and self.person.name != self.entry.name

    @property
    def anything(self) -> bool:
        """Whether taking the row in changes anything."""
        return self.person is None or self.renames or self.person.phone != self.entry.phone


def blank_roster(round_: Round, translate: Translate) -> bytes:
    """Return the workbook of a round's people: who is there, and a row for every seat and agency that has nobody.

    A seat has the name that the set-up gives it; who signs in for an agency only the agency knows.
    """
    at_hand = chairs(round_)
    people = list(round_.people.filter(is_active=True).order_by("role", "pk"))
    seated = {(person.role, person.seat) for person in people}
    rows = [(person.name, Role(person.role), person.seat, person.phone) for person in people]
    rows += [(_known(chair), chair.role, chair.seat, "") for at, chair in at_hand.items() if at not in seated]
    stream = BytesIO()
    book = TextWorkbook(stream)
    sheet = book.add_worksheet(_SHEET.render(translate))
    sheet.set_column(0, 3, 24)
    sheet.write_row(0, 0, [head.render(translate) for head in _HEADS.values()], book.add_format({"bold": True}))
    for number, (name, role, seat, phone) in enumerate(rows, start=1):
        chair = at_hand.get((role, seat))
        where = f"{seat} {chair.title}" if chair and role == Role.PANEL else chair.name if chair else seat
        sheet.write_row(
            number, 0, [name, ROLES[role].render(translate), where, phone], book.add_format({"num_format": "@"})
        )
    book.close()
    return stream.getvalue()


def _known(chair: Chair) -> str:
    return chair.name if chair.role is Role.PANEL and chair.name != chair.title else ""


def read_roster(round_: Round, data: bytes, file: str) -> tuple[Entry, ...]:
    """Return the rows of a filled-in list; rows without a name are left out.

    Raises Problems: those of `read_workbook`, missing columns, and rows whose role or seat is not of this round, or
    that say the same as another.
    """
    seats = _seats(round_)
    faults: list[Problem] = []
    found: dict[Entry, Place] = {}
    for table in read_workbook(data, file):
        columns = _columns(table.rows[0])
        if "name" not in columns:
            faults.append(Problem("ROSTER-COLUMNS", table.place(table.rows[0].number), _COLUMNS, _HEAD))
            continue
        for row in table.rows[1:]:
            held = {key: row.cells[columns[key]] if key in columns else "" for key in _WORDS}
            if not held["name"]:
                continue
            read = _entry(held, seats)
            place = table.place(row.number, columns["seat"] if "seat" in columns else columns["name"])
            if isinstance(read, Message):
                faults.append(Problem("ROSTER-SEAT", place, read, _SEAT))
            elif any(_same(read, other) for other in found):
                faults.append(Problem("ROSTER-TWICE", place, _TWICE.filled(name=read.name), _ONCE))
            else:
                found[read] = place
    if not found and not faults:
        faults.append(Problem("ROSTER-EMPTY", Place(file), _EMPTY, _FILL))
    if faults:
        raise Problems(faults)
    return tuple(found)


def keep_roster(round_: Round, data: bytes, file: str) -> tuple[str, tuple[Entry, ...]]:
    """Return a list as `read_roster` does, and the key by which `kept_roster` finds it for half an hour."""
    entries = read_roster(round_, data, file)
    key = token_urlsafe(16)
    cache.set(_kept(round_, key), entries, _KEPT_SECONDS)
    return key, entries


def kept_roster(round_: Round, key: str) -> tuple[Entry, ...] | None:
    """Return the list that was kept for this round under a key; None where there is none any more."""
    found: tuple[Entry, ...] | None = cache.get(_kept(round_, key))
    return found


def compare(round_: Round, entries: tuple[Entry, ...]) -> list[Difference]:
    """Return for every row what taking it in would do."""
    names = {at: chair.name for at, chair in chairs(round_).items()}
    people = list(round_.people.filter(is_active=True).order_by("pk"))
    found = []
    for entry in entries:
        person = _match(entry, people, names.get((entry.role, entry.seat), ""))
        if person:
            people.remove(person)
        found.append(Difference(entry, person))
    return found


def take_in(round_: Round, entries: tuple[Entry, ...], by: Person, at: datetime) -> int:
    """Make and change people as `compare` says; return how many. Nobody is taken away."""
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=round_.pk)
        found = [item for item in compare(round_, entries) if item.anything]
        new = [item.entry for item in found if item.person is None]
        Person.objects.bulk_create(
            Person(
                round=round_, role=item.role, seat=item.seat, name=item.name, phone=item.phone, login=login, created=at
            )
            for item, login in zip(new, logins(len(new)), strict=True)
        )
        changed = []
        for item in found:
            if item.person:
                item.person.name, item.person.phone = item.entry.name, item.entry.phone
                changed.append(item.person)
        Person.objects.bulk_update(changed, ["name", "phone"])
        if found:
            text = say(
                "A list of people was taken in: {new} new, {changed} changed.", new=len(new), changed=len(changed)
            )
            note(round_, by, text, at)
    return len(found)


def _kept(round_: Round, key: str) -> str:
    return f"people-{round_.pk}-{hashlib.sha256(key.encode()).hexdigest()}"


def _columns(head: Row) -> dict[str, int]:
    heads = [cell.casefold() for cell in head.cells]
    return {key: at for key, words in _WORDS.items() for at, cell in enumerate(heads) if cell in words}


def _seats(round_: Round) -> dict[str, list[Chair]]:
    """Return what people may write for a seat or agency: its id, its name, what it is called, or id and either."""
    found: dict[str, list[Chair]] = {}
    for chair in chairs(round_).values():
        words = {chair.seat, chair.name, chair.title, f"{chair.seat} {chair.title}", f"{chair.seat} {chair.name}"}
        for word in words:
            found.setdefault(word.casefold(), []).append(chair)
    return found


def _entry(held: Mapping[str, str], seats: Mapping[str, list[Chair]]) -> Entry | Message:
    """Return a row as an entry, or what is wrong with it."""
    role = next((role for role, words in _ROLES.items() if held["role"].casefold() in words), None)
    if held["role"] and role is None:
        return say("“{word}” is not a role.", word=held["role"])
    if role is Role.OBSERVER:
        return Entry(held["name"][:200], role, "", held["phone"][:40])
    meant = [chair for chair in seats.get(held["seat"].casefold(), ()) if role in {None, chair.role}]
    if len(meant) != 1:
        return say("“{word}” is not one seat or agency of this round.", word=held["seat"])
    return Entry(held["name"][:200], meant[0].role, meant[0].seat, held["phone"][:40])


def _same(one: Entry, other: Entry) -> bool:
    """Return whether two rows are about one person: a rater's seat has one, an agency may have several."""
    return (one.role, one.seat) == (other.role, other.seat) and (one.role is Role.PANEL or one.name == other.name)


def _match(entry: Entry, people: list[Person], placeholder: str) -> Person | None:
    """Return who a row is about: of a rater's seat whoever sits there, else who has the name, or only the agency's."""
    there = [person for person in people if (person.role, person.seat) == (entry.role, entry.seat)]
    if entry.role is Role.PANEL:
        return there[0] if there else None
    named = [person for person in there if person.name == entry.name]
    unnamed = [person for person in there if person.name == placeholder and entry.role is Role.AGENCY]
    return next(iter(named or unnamed), None)


_COLUMNS = say("there is no column “{name}”.", name="姓名")
_HEAD = say("Fill in the list that this page gives out; its first row names the columns.")
_SEAT = say("Write a seat or agency as the list that this page gives out has it, or the role observer.")
_TWICE = say("“{name}” stands here a second time.")
_ONCE = say("Leave one row for each person.")
_EMPTY = say("there is nobody in this list.")
_FILL = say("Write a name in every row that somebody is to sign in for.")
