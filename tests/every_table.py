"""Two rows in every table that goes along with a round, made from what the tables are: none can be forgotten."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import models

from scoring.actions.all_tables import Model
from scoring.actions.carried import NUMBERS, carried_tables, order_of
from scoring.storage import files
from scoring.storage.models import Person, Role, Round
from tests.portal_people import somebody

NOW = datetime(2026, 5, 20, 1, 30, tzinfo=UTC)


def fill_every_table(round_: Round) -> None:
    """Put two rows into each table of a round, with bytes where they name a SHA-256; one person is of the office."""
    people = [somebody(Role.PANEL, round_, "r1"), somebody(Role.OFFICE, name="办公室甲")]
    made: dict[str, list[models.Model]] = {Round.__name__: [round_, round_], Person.__name__: list(people)}
    for model in carried_tables():
        if model is not Person:
            made[model.__name__] = []
            for number in (0, 1):
                made[model.__name__].append(_row(model, number, made))


def dump(model: Model, round_: Round) -> list[tuple[object, ...]]:
    """Return all values of a table but the numbers of its rows, and of people what they are called."""
    rows = []
    place = {0: 0}
    for number, row in enumerate(model._default_manager.order_by(*order_of(model)), 1):  # noqa: SLF001 - documented
        values = {field.name: getattr(row, field.name) for field in model._meta.concrete_fields}  # noqa: SLF001 - as above
        place[values.pop("id")] = number
        for name in values.keys() & {column for table, column in NUMBERS if table == model.__name__}:
            values[name] = place[values[name]]
        rows.append(tuple(_known(value, round_) for value in values.values()))
    return rows


def _known(value: object, round_: Round) -> object:
    if value == round_:
        return "the round"
    return str(value) if isinstance(value, models.Model) else value


def _row(model: Model, number: int, made: dict[str, list[models.Model]]) -> models.Model:
    row = model()
    for field in model._meta.concrete_fields:  # noqa: SLF001 - as above
        if not field.primary_key:
            setattr(row, field.name, _value(field, number, made, model))
    row.save()
    return row


def _value(field: models.Field[Any, Any], number: int, made: dict[str, list[models.Model]], model: Model) -> object:
    if (model.__name__, field.name) in NUMBERS:
        return made[model.__name__][0].pk if number else 0
    if isinstance(field, models.ForeignKey):
        return [*made[field.related_model.__name__], None, None][number]
    if field.choices:
        return list(field.choices)[number][0]
    text = f"{field.name}“{number}”"
    values: list[tuple[type[models.Field[Any, Any]], object]] = [
        (models.BooleanField, number == 0),
        (models.DateTimeField, NOW + timedelta(days=number, microseconds=number)),
        (models.DateField, date(2026, 6, 1 + number)),
        (models.IntegerField, 7 + number),
        (models.JSONField, {"n": number, "list": ["A1"]}),
        (models.DecimalField, number),
    ]
    for kind, value in values:
        if isinstance(field, kind):
            return value
    if getattr(field, "max_length", None) == 64 and field.name in {"sha256", "records", "text"}:
        return files.keep(f"{model.__name__} {text}".encode())[0]
    return text
