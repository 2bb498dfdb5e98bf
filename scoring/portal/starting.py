"""Django is made ready once, and its tables brought up to date, before anything of the portal is used."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from rubrics import Place, Problem, Problems, say


def start(variables: Mapping[str, str]) -> None:
    """Make the portal's data ready to be used in this process: folder, database, tables.

    `variables` are those that scoring.portal.settings reads; PINGYI_DATA is among them. Raises Problems where the
    folder cannot be made or the database does not answer. Django is set up once in a process.
    """
    os.environ |= variables
    make_folder(Path(variables["PINGYI_DATA"]))
    import django  # noqa: PLC0415 - nothing of Django may be read before the variables are set
    from django.core.management import call_command  # noqa: PLC0415 - as above
    from django.db import DatabaseError, connections  # noqa: PLC0415 - as above

    django.setup()
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        rule = say("the database does not answer as it should ({reason}).", reason=reason)
        raise Problems([Problem("DATABASE", Place(_where(variables)), rule, _REMEDY)]) from error
    finally:
        # The server's worker is a copy of this process: it must not inherit a connection.
        connections.close_all()


def make_folder(data: Path) -> None:
    """Make a data folder that only its owner reads. Raises Problems where it cannot be made or written."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        (data / ".here").touch()
        (data / ".here").unlink()
    except OSError as error:
        raise Problems([unwritable(data, error.strerror or str(error))]) from error


def unwritable(data: Path, reason: str) -> Problem:
    """Return the problem of a data folder that does not take what is written into it."""
    rule = say("the folder cannot be written ({reason}).", reason=reason)
    return Problem("DATA-FOLDER", Place(str(data)), rule, _OTHER_FOLDER)


def _where(variables: Mapping[str, str]) -> str:
    """Return where the database is, without its password."""
    address = variables.get("PINGYI_DATABASE", "")
    return address.rpartition("@")[2].partition("?")[0] if address else variables["PINGYI_DATA"]


_REMEDY = say("Look whether it runs, whether its name and password are right, and whether it belongs to this program.")
_OTHER_FOLDER = say("Give another one with --data, or let yourself write there.")
