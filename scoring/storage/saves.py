"""What the save lane asks of the database, in plain SQL: a few statements for many saves, the same on both databases.

All of it runs inside one transaction. On PostgreSQL rows are locked in the order round, sheet, each by id; on SQLite
the transaction itself is the only writer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection

# Nothing but %s and the names of columns is ever put into these.
_INSERT = (
    "INSERT INTO storage_save (sheet_id, criterion, value, reason, base, device, seq, person_id, at)"
    " VALUES {} RETURNING device, seq, id"
)
_WANTED = (
    "WITH w (one, two) AS (VALUES {}) SELECT v.id, v.sheet_id, v.criterion, v.value, v.reason, v.base, v.device,"
    " v.seq, v.person_id, v.at FROM w JOIN storage_save v ON {}"
)
Cell = tuple[int, str]
"""A sheet's id and a criterion or box."""
Number = tuple[str, int]
"""A device and the number that it gave a save."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One row of the saves."""

    id: int
    sheet: int
    criterion: str
    value: str
    reason: str
    base: int
    device: str
    seq: int
    person: int | None
    at: datetime

    @property
    def cell(self) -> Cell:
        """Which cell it is of."""
        return self.sheet, self.criterion

    @property
    def number(self) -> Number:
        """What its device calls it."""
        return self.device, self.seq


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session with what decides whose it is; `data` as Django keeps it."""

    key: str
    data: str
    expires: datetime
    seen: datetime
    person: int
    password: str
    role: str
    seat: str
    round: int | None
    active: bool
    language: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet, with what its round says of it now."""

    id: int
    rater: str
    agency: str
    locked: frozenset[str]
    round: int
    created: datetime
    setup: int
    closed: bool


def sessions(keys: Iterable[str]) -> dict[str, SessionRow]:
    """Return the sessions of people with these keys."""
    rows = _rows(
        "SELECT s.session_key, s.session_data, s.expire_date, s.seen, p.id, p.password, p.role, p.seat, p.round_id,"
        " p.is_active, p.language FROM storage_session s JOIN storage_person p ON p.id = s.person_id"
        " WHERE s.session_key IN ({})",
        sorted(set(keys)),
    )
    return {
        row[0]: SessionRow(
            key=row[0],
            data=row[1],
            expires=_moment(row[2]),
            seen=_moment(row[3]),
            person=row[4],
            password=row[5],
            role=row[6],
            seat=row[7],
            round=row[8],
            active=bool(row[9]),
            language=row[10],
        )
        for row in rows
    }


def sheets(ids: Iterable[int]) -> dict[int, SheetRow]:
    """Return sheets by id: nobody else signs them or closes their round until the transaction ends."""
    wanted = sorted(set(ids))
    if connection.features.has_select_for_update:
        # In this order, by id: whoever signs a sheet or changes a round locks in the same one.
        _rows(
            "SELECT id FROM storage_round WHERE id IN (SELECT round_id FROM storage_sheet WHERE id IN ({}))"
            " ORDER BY id FOR SHARE",
            wanted,
        )
        _rows("SELECT id FROM storage_sheet WHERE id IN ({}) ORDER BY id FOR UPDATE", wanted)
    rows = _rows(
        "SELECT s.id, s.rater, s.agency, s.locked, s.round_id, r.created, r.setup, r.closed"
        " FROM storage_sheet s JOIN storage_round r ON r.id = s.round_id WHERE s.id IN ({})",
        wanted,
    )
    return {
        row[0]: SheetRow(
            row[0], row[1], row[2], frozenset(_list(row[3])), row[4], _moment(row[5]), row[6], row[7] is not None
        )
        for row in rows
    }


def newest(cells: Iterable[Cell]) -> dict[Cell, Kept]:
    """Return the newest save of each of these cells."""
    rows = _joined(
        sorted(set(cells)),
        "v.id = (SELECT MAX(o.id) FROM storage_save o WHERE o.sheet_id = w.one AND o.criterion = w.two)",
    )
    return {kept.cell: kept for kept in rows}


def known(numbers: Iterable[Number]) -> dict[Number, Kept]:
    """Return those of the saves that were kept before."""
    return {kept.number: kept for kept in _joined(sorted(set(numbers)), "v.device = w.one AND v.seq = w.two")}


def insert(rows: Sequence[Kept]) -> dict[Number, int]:
    """Write saves and return their ids; what they hold as id is not looked at."""
    if not rows:
        return {}
    places = ", ".join(["(%s, %s, %s, %s, %s, %s, %s, %s, %s)"] * len(rows))
    values: list[Any] = []
    for row in rows:
        at = connection.ops.adapt_datetimefield_value(row.at)
        cell = (row.sheet, row.criterion, row.value, row.reason)
        values += [*cell, row.base, row.device, row.seq, row.person, at]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT.format(places), values)
        return {(device, seq): made for device, seq, made in cursor.fetchall()}


def seen(keys: Iterable[str], at: datetime) -> None:
    """Note that these sessions were used at a moment."""
    for key in sorted(set(keys)):
        with connection.cursor() as cursor:
            value = connection.ops.adapt_datetimefield_value(at)
            cursor.execute("UPDATE storage_session SET seen = %s WHERE session_key = %s", [value, key])


def _joined(pairs: Sequence[tuple[Any, Any]], on: str) -> list[Kept]:
    if not pairs:
        return []
    places = ", ".join(["(%s, %s)"] * len(pairs))
    with connection.cursor() as cursor:
        cursor.execute(_WANTED.format(places, on), [value for pair in pairs for value in pair])
        return [_kept(row) for row in cursor.fetchall()]


def _kept(row: tuple[Any, ...]) -> Kept:
    number, sheet, criterion, value, reason, base, device, seq, person, at = row
    return Kept(number, sheet, criterion, value, reason, base, device, seq, person, _moment(at))


def _rows(sql: str, wanted: Sequence[Any]) -> list[tuple[Any, ...]]:
    if not wanted:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql.format(", ".join(["%s"] * len(wanted))), wanted)
        return list(cursor.fetchall())


def _moment(value: datetime | str) -> datetime:
    """Return an aware moment: SQLite gives the text that Django wrote, in UTC."""
    held = datetime.fromisoformat(value) if isinstance(value, str) else value
    return held if held.tzinfo else held.replace(tzinfo=UTC)


def _list(value: str | list[str]) -> list[str]:
    """Return a list that is kept as JSON: both databases give its text here."""
    found: list[str] = json.loads(value) if isinstance(value, str) else value
    return found
