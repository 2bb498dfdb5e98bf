"""A database of its own for every run of the portal's tests, and a clean one for every test."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.portal_data import data_folder

NOW = datetime.fromisoformat("2026-05-20T09:30:00+08:00")


@pytest.fixture(scope="session")
def database() -> Path:
    """Return the data folder of a real SQLite database with all its tables; Django is set up for it."""
    data = data_folder()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    return data


@pytest.fixture
def db(database: Path) -> Iterator[Path]:
    """Return the data folder; what the test writes to the database is taken back."""
    from django.db import transaction
    from django.test.utils import setup_test_environment, teardown_test_environment

    setup_test_environment()
    with transaction.atomic():
        yield database
        transaction.set_rollback(True)
    teardown_test_environment()
