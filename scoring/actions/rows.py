"""Rows of tables as plain values and back: what is written into exported folders and backups, a line of JSON a row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

from rubrics import Place, Problem, Problems, say

Plain = dict[str, Any]


def plain(row: models.Model, without: frozenset[str] = frozenset()) -> Plain:
    """Return a row's columns as JSON has them, `without` those named; a foreign key is the number it holds."""
    return {
        field.attname: _plain(getattr(row, field.attname))
        for field in row._meta.concrete_fields  # noqa: SLF001 - documented, in spite of its name
        if field.name not in without
    }


def row_of(model: type[models.Model], values: Mapping[str, Any]) -> models.Model:
    """Return the unsaved row of these columns; one that is not named has its default.

    Raises KeyError for a column that the table does not have, and what Django raises for a value that is none.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields}  # noqa: SLF001 - as above
    unknown = values.keys() - fields.keys()
    if unknown:
        raise KeyError(min(unknown))
    return model(**{name: _value(fields[name], value) for name, value in values.items()})


def lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """Yield rows as lines of JSON."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def read_lines(stream: Iterable[bytes], name: str) -> Iterator[Plain]:
    """Yield the rows that lines of JSON hold. Raises Problems at the first line of the file `name` that is none."""
    for number, line in enumerate(stream, 1):
        try:
            row = dict(json.loads(line).items())
        except (ValueError, AttributeError) as error:
            raise Problems([not_a_row(name, number)]) from error
        yield row


def not_a_row(name: str, number: int) -> Problem:
    """Return the problem of a line that is no row of its table."""
    return Problem("ROW-SHAPE", Place(name), _SHAPE.filled(n=number), _UNALTERED)


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _value(field: models.Field[Any, Any], value: object) -> object:
    return value if isinstance(field, models.ForeignKey) else field.to_python(value)


_SHAPE = say("line {n} does not hold what this program writes.")
_UNALTERED = say("Take the files as the program wrote them, of this version or an older one.")
