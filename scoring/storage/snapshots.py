"""One moment of the whole database, read while others write; and numbering that goes on after rows were put back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.core.management.color import no_style
from django.db import connection, models


@contextmanager
def snapshot() -> Iterator[None]:
    """Let every query inside see the database as it is at the first of them; nobody who writes has to wait.

    Inside a transaction it is the transaction that decides what is seen.
    """
    if connection.in_atomic_block:
        yield
        return
    begin = "BEGIN DEFERRED" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def count_on(tables: Sequence[type[models.Model]]) -> None:
    """Let new rows be numbered after the highest that is there (PostgreSQL counts by itself, whatever is put in)."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)
