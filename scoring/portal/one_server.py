"""One server for one data folder: a second one is refused for as long as the first runs, however that one ends."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from rubrics import Place, Problem, Problems, say
from scoring.portal.starting import unwritable

LOCK_FILE = "serving"


@contextmanager
def one_server(data: Path) -> Iterator[None]:
    """Hold a data folder, which is there already, until the block ends.

    An empty SQLite file is locked: the one lock that Python brings for every system, and that the system releases
    after a crash or a power cut. Raises Problems where another process holds it, or where it cannot be taken.
    """
    with closing(_opened(data)) as held:
        try:
            held.execute("PRAGMA journal_mode=OFF")  # else a killed server leaves a second file
            held.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise Problems([Problem("SERVING-ALREADY", Place(str(data)), _SERVED, _END_IT)]) from None
            raise Problems([unwritable(data, str(error))]) from error
        yield


def _opened(data: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(data / LOCK_FILE, timeout=0, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise Problems([unwritable(data, str(error))]) from error


_SERVED = say("another “pingyi serve” runs on this data folder.")
_END_IT = say("Use that one, or end it first: one process throttles sign-ins and keeps the order of saves.")
