"""What a round has beside its records, carried along in its folder: people, saves, drafts, uploads, publications, ….

A table is carried when its rows belong to a round, by a foreign key of their own or through another carried table:
nobody has to register it. It becomes portal/<table>.jsonl, a line a row; bytes that its rows name by their SHA-256
become portal/files/<SHA-256>. The rows of each file are numbered from 1, and foreign keys are those numbers: so the
same round gives the same files, whichever database it comes from. The columns in NUMBERS hold the number of a row
without being a foreign key.
Left out, with the reason: LEFT_OUT (tables) and SECRETS (columns).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from django.db.models import Q

from scoring.actions.all_tables import Model, foreign_keys, tables
from scoring.actions.rows import Plain, plain
from scoring.storage import files
from scoring.storage.models import Person, Record, Role, Round

FOLDER = "portal/"
ROUND_ROW = f"{FOLDER}round.jsonl"
FILES = f"{FOLDER}files/"
SEAL_KEY = ".pingyi/key"
"""The record that never leaves: whoever has it can make sheets that are taken for the office's own."""
LEFT_OUT = {"Round": "its row is portal/round.jsonl", "Session": "a way in, which stays where it was given"}
SECRETS = {"Person": frozenset({"link", "pin", "password"})}
ROUND_OWN = frozenset({"id", "slug"})
"""The columns of a round's row that say which one it is: they do not go along."""
NUMBERS = {("Save", "base"): "Save"}
_DIGEST = re.compile(r"[0-9a-f]{64}")

Numbers = dict[str, dict[int, int]]
"""By table, what the numbers of its rows become."""


@cache
def carried_tables() -> tuple[Model, ...]:
    """Return the tables that go along with a round, each after those that it points to."""
    return tuple(model for model in tables() if model.__name__ not in LEFT_OUT and way_to_round(model))


@cache
def way_to_round(model: Model) -> str:
    """Return the foreign keys from a table to its round as a query writes them (sheet__round); "" where none leads."""
    keys = {field.name: field.related_model for field in foreign_keys(model)}
    for name, target in keys.items():
        if target is Round:
            return name
    for name, target in keys.items():
        if target is not Person and target is not model and (rest := way_to_round(target)):
            return f"{name}__{rest}"
    return ""


def file_of(model: Model) -> str:
    """Return the path of a table's file in an exported folder."""
    return f"{FOLDER}{model.__name__.lower()}.jsonl"


def rows_of(model: Model, round_: Round, numbers: Numbers) -> Iterator[Plain]:
    """Yield a table's rows that belong to a round, without secrets, numbered from 1 in their order.

    `numbers` has the new numbers of the tables before this one, by the numbers in the database, and gets this one's.
    """
    query = Q(**{way_to_round(model): round_})
    if model is Person:
        # Of the office go along those whose names stand beside what was done.
        query |= Q(role=Role.OFFICE, pk__in=_named(round_))
    if model is Record:
        query &= ~Q(path=SEAL_KEY)
    hidden = SECRETS.get(model.__name__, frozenset())
    own = {field.attname for field in foreign_keys(model) if field.related_model is Round}
    pointing = targets(model)
    given = numbers.setdefault(model.__name__, {})
    rows = model._default_manager.filter(query).order_by(*order_of(model))  # noqa: SLF001 - documented
    for number, row in enumerate(rows.iterator(chunk_size=2000), 1):
        given[row.pk] = number
        values = {name: value for name, value in plain(row, hidden).items() if name not in own}
        for column, table in pointing.items():
            if values[column]:
                values[column] = numbers[table].get(values[column], 0 if (model.__name__, column) in NUMBERS else None)
        yield values | {"id": number}


def order_of(model: Model) -> tuple[str, ...]:
    """Return by which columns a table's rows are numbered: as they were made, unless their numbers do not say that."""
    return {"Person": ("login",), "Sheet": ("rater", "agency")}.get(model.__name__, ("pk",))


def bytes_of(rows: Iterable[Plain]) -> Iterator[str]:
    """Yield the SHA-256 of all bytes in the file store that these rows name."""
    for row in rows:
        for value in row.values():
            if isinstance(value, str) and _DIGEST.fullmatch(value) and files.where(value).is_file():
                yield value


def targets(model: Model) -> dict[str, str]:
    """Return a table's columns that hold the number of a row, with the table where that row is."""
    found = {
        field.attname: field.related_model.__name__ for field in foreign_keys(model) if field.related_model is not Round
    }
    return found | {column: table for (name, column), table in NUMBERS.items() if name == model.__name__}


def _named(round_: Round) -> set[int]:
    """Return the numbers of all people whom rows of a round name."""
    found: set[int] = set()
    for model in carried_tables():
        if model is Person:
            continue
        for column in (field.attname for field in foreign_keys(model) if field.related_model is Person):
            rows = model._default_manager.filter(**{way_to_round(model): round_})  # noqa: SLF001 - as above
            found.update(rows.exclude(**{column: None}).order_by().values_list(column, flat=True).distinct())
    return found
