"""What an exported folder carries in portal/ becomes rows again, numbered as this database numbers them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import models

from rubrics import Place, Problem, Problems, say
from scoring.actions.all_tables import Model
from scoring.actions.carried import (
    FILES,
    ROUND_OWN,
    ROUND_ROW,
    SECRETS,
    Numbers,
    carried_tables,
    file_of,
    targets,
)
from scoring.actions.rows import Plain, not_a_row, read_lines, row_of
from scoring.actions.typed_text import plain
from scoring.storage import files
from scoring.storage.models import Person, Record, Role, Round, Save

_BATCH = 500
Kept = Mapping[str, tuple[str, int]]


def carry_in(root: Path, round_: Round, kept: Kept, person: Person | None, at: datetime) -> None:
    """Make the rows of a round that was just created, inside the caller's transaction.

    `kept` are the files of the folder (path -> SHA-256, size): one that was altered since the export is a new version.
    Raises Problems where bytes are not those of their name, where a row is none, or where a closed round was altered.
    """
    _keep_bytes(root)
    numbers: Numbers = {}
    for model in carried_tables():
        name = file_of(model)
        rows = list(_rows(root, name)) if (root / name).is_file() else []
        numbers[model.__name__] = _put(model, rows, round_, numbers)
    _put_round(root, round_)
    _compare(round_, kept, person, at)
    round_.save()


def _put_round(root: Path, round_: Round) -> None:
    """Fill in what the folder says of its round; which round it is was decided when it was created."""
    for number, values in enumerate(_rows(root, ROUND_ROW), 1):
        try:
            _refuse(values, ROUND_OWN)
            read = row_of(Round, values)
        except (KeyError, TypeError, ValueError, ValidationError) as error:
            raise Problems([not_a_row(ROUND_ROW, number)]) from error
        for column in values:
            setattr(round_, column, getattr(read, column))


def _rows(root: Path, name: str) -> Iterator[Plain]:
    with (root / name).open("rb") as stream:
        yield from read_lines(stream, name)


def _keep_bytes(root: Path) -> None:
    for file in sorted((root / FILES).iterdir()) if (root / FILES).is_dir() else ():
        with file.open("rb") as stream:
            sha256, _ = files.keep(stream)
        if sha256 != file.name:
            raise Problems([Problem("FILE-ALTERED", Place(f"{FILES}{file.name}"), _ALTERED, _AGAIN)])


def _put(model: Model, rows: list[Plain], round_: Round, numbers: Numbers) -> dict[int, int]:
    """Make rows of one table; return their numbers here by those that they had."""
    made: dict[int, int] = {}
    pointing = targets(model)
    own = {column for column, table in pointing.items() if table == model.__name__}
    batch: list[tuple[int, models.Model]] = []
    if model is Save:
        _rename_devices(rows, round_)

    def create() -> None:
        created = model._default_manager.bulk_create([row for _, row in batch])  # noqa: SLF001 - documented
        made.update((old, row.pk) for (old, _), row in zip(batch, created, strict=True))
        batch.clear()

    for number, values in enumerate(rows, 1):
        try:
            old = values.pop("id")
            # An export never holds them: whoever wrote one in could let themselves in with it.
            _refuse(values, SECRETS.get(model.__name__, frozenset()))
            if model is Person and (known := _known_person(values, round_)):
                made[old] = known.pk
                continue
            if any(values[column] and values[column] not in made for column in own):
                create()  # what a row of the same table points to must have its number first
            there = numbers | {model.__name__: made}
            values |= {column: there[table][values[column]] for column, table in pointing.items() if values[column]}
            row = row_of(model, values | _given(model, values, round_))
        except (KeyError, TypeError, ValueError, ValidationError) as error:
            raise Problems([not_a_row(file_of(model), number)]) from error
        batch.append((old, row))
        if len(batch) == _BATCH:
            create()
    create()
    return made


def _refuse(values: Plain, columns: frozenset[str]) -> None:
    if found := values.keys() & columns:
        raise KeyError(min(found))


def _given(model: Model, values: Plain, round_: Round) -> Plain:
    """Return the columns that a row's file does not hold: which round it is of; the office is of none."""
    if model is Person and values["role"] == Role.OFFICE:
        return {"round_id": None}
    keys = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]  # noqa: SLF001 - as above
    return {field.attname: round_.pk for field in keys if field.related_model is Round}


def _known_person(values: Plain, round_: Round) -> Person | None:
    """Return who of the office that is here, and get others ready to be made: nobody signs in without a new slip."""
    login, taken = values["login"], Person.objects.filter(login=values["login"]).first()
    if Role(values["role"]) is Role.OFFICE:
        if taken is not None and taken.role == Role.OFFICE:
            return taken
        values["is_active"] = False
    if taken is not None:
        values["login"] = f"{login[:28]}-{round_.pk}"
    values["password"] = make_password(None)
    values["name"] = plain(values["name"])
    return None


def _rename_devices(rows: list[Plain], round_: Round) -> None:
    """Give the devices of a copy names of their own: a device numbers its saves once in a database."""
    names = {row["device"] for row in rows if "device" in row}
    for taken in Save.objects.filter(device__in=names).order_by().values_list("device", flat=True).distinct():
        for row in rows:
            if row["device"] == taken:
                row["device"] = f"{taken[:24]}~{round_.pk}"


def _compare(round_: Round, kept: Kept, person: Person | None, at: datetime) -> None:
    """Make new versions of the files that are not what the round's records say."""
    current = {record.path: record for record in round_.records.filter(current=True)}
    new = {path: found for path, found in kept.items() if path not in current or current[path].sha256 != found[0]}
    gone = current.keys() - kept.keys()
    if not new and not gone:
        return
    if round_.closed:
        raise Problems([Problem("ROUND-CLOSED", Place(path), _CLOSED, _AGAIN) for path in sorted({*new, *gone})])
    round_.records.filter(current=True, path__in={*new, *gone}).update(current=False)
    Record.objects.bulk_create(
        Record(round=round_, path=path, sha256=sha256, size=size, at=at, by=person)
        for path, (sha256, size) in new.items()
    )
    round_.revision += 1
    round_.setup += 1


_ALTERED = say("these are not the bytes that the name says.")
_CLOSED = say("this round is closed, and the file is not what it was then.")
_AGAIN = say("Take the folder as it was exported.")
