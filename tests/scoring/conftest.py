"""A database of its own for every run of the portal's tests, and a clean one for every test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

NOW = datetime.fromisoformat("2026-05-20T09:30:00+08:00")


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data folder of a real SQLite database with all its tables; Django is set up for it."""
    data = tmp_path_factory.mktemp("pingyi-data")
    os.environ |= {
        "PINGYI_DATA": str(data),
        "PINGYI_LOOPBACK": "1",
        "PINGYI_HOSTS": "testserver,localhost,127.0.0.1",
        "DJANGO_SETTINGS_MODULE": "scoring.portal.settings",
    }
    import django  # noqa: PLC0415 - nothing of Django may be read before the variables are set
    from django.core.management import call_command  # noqa: PLC0415 - as above

    django.setup()
    call_command("migrate", verbosity=0)
    return data


@pytest.fixture
def db(database: Path) -> Iterator[Path]:
    """Return the data folder; what the test writes to the database is taken back."""
    from django.db import transaction  # noqa: PLC0415 - as above
    from django.test.utils import setup_test_environment, teardown_test_environment  # noqa: PLC0415 - as above

    setup_test_environment()
    with transaction.atomic():
        yield database
        transaction.set_rollback(True)
    teardown_test_environment()
