"""All tables of the portal, in an order in which they can be filled."""

from __future__ import annotations

from django.apps import apps
from django.db import models

Model = type[models.Model]


def tables() -> list[Model]:
    """Return all tables of the portal, each after those that it points to."""
    waiting = list(apps.get_app_config("storage").get_models())
    found: list[Model] = []
    while waiting:
        ready = [model for model in waiting if {key.related_model for key in foreign_keys(model)} <= {*found, model}]
        assert ready, waiting  # noqa: S101 - tables that point to each other could not be filled
        found += ready
        waiting = [model for model in waiting if model not in ready]
    return found


def foreign_keys(model: Model) -> list[models.ForeignKey[models.Model, models.Model]]:
    """Return a table's columns that are foreign keys."""
    return [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]  # noqa: SLF001 - documented
