"""Addresses of databases."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.portal.databases import database


def test_without_an_address_it_is_a_file_of_the_data_folder() -> None:
    """SQLite keeps a log, and what it acknowledges is on the disk."""
    found = database("", Path("data"))
    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.sqlite3", Path("data") / "pingyi.sqlite3")
    assert found["OPTIONS"]["init_command"].startswith("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")


def test_every_part_of_an_address_is_understood() -> None:
    """Names and passwords may hold any sign, written as addresses write them."""
    found = database("postgresql://r%C3%B6ot:p%40ss@db.local:5433/ping%20yi?sslmode=require", Path())
    parts = [found[name] for name in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")]
    assert parts == [
        "django.db.backends.postgresql", "ping yi", "röot", "p@ss", "db.local", "5433", {"sslmode": "require"},
    ]  # fmt: skip


@pytest.mark.parametrize("address", ["mysql://a/b", "pingyi.db", "postgresql://host", "postgresql://host/"])
def test_other_addresses_are_refused(address: str) -> None:
    """Only PostgreSQL is spoken to, and a database has a name."""
    with pytest.raises(ValueError, match=address):
        database(address, Path())
