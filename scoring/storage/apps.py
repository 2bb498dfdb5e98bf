"""The one Django application: all tables of the portal are in it."""

from __future__ import annotations

from django.apps import AppConfig


class StorageConfig(AppConfig):
    """Tables are called storage_…; their rows are numbered by 64-bit integers."""

    name = "scoring.storage"
    label = "storage"
    default_auto_field = "django.db.models.BigAutoField"
