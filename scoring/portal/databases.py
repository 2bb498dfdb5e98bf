"""Where the tables are: SQLite in the data folder, or the PostgreSQL that an address names."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_FILE = "pingyi.sqlite3"


def database(address: str, data: Path) -> dict[str, Any]:
    """Return Django's settings of the database. Raises ValueError for an address that is none of PostgreSQL.

    SQLite: write-ahead log, every change on the disk before it is acknowledged (synchronous=FULL), and writers that
    wait for each other from the beginning instead of failing half-way (IMMEDIATE).
    """
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / SQLITE_FILE,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ValueError(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
