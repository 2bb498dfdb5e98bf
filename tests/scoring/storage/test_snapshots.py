"""One moment of the database, while others write."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.storage.models import Round
from scoring.storage.snapshots import snapshot


def test_what_is_written_meanwhile_is_not_seen(database: Path) -> None:
    """Somebody else's commit neither waits for the reader nor changes what it reads."""
    statement = (
        "INSERT INTO storage_round (slug, title, organizer, fictional, created, revision, setup, sealed)"
        " VALUES ('meanwhile', 't', 'o', 0, '2026-05-20', 1, 1, '')"
    )
    with closing(sqlite3.connect(database / "pingyi.sqlite3", timeout=1, isolation_level=None)) as other:
        try:
            with snapshot():
                before = Round.objects.filter(slug="meanwhile").count()
                other.execute(statement)
                during = Round.objects.filter(slug="meanwhile").count()
            after = Round.objects.filter(slug="meanwhile").count()
        finally:
            other.execute("DELETE FROM storage_round WHERE slug = 'meanwhile'")
    assert (before, during, after) == (0, 0, 1)
    assert connection.in_atomic_block is False


@pytest.mark.usefixtures("db")
def test_inside_a_transaction_it_is_the_transaction_that_decides() -> None:
    """What it wrote itself it sees."""
    with snapshot():
        Round.objects.create(slug="own", title="t", organizer="o", created=timezone.now())
        assert Round.objects.filter(slug="own").count() == 1
