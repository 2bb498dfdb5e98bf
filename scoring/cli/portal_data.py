"""What the commands of the portal have in common: where its data are, and that its extra is installed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import click

from rubrics import Place, Problem, Problems, say
from scoring.cli.language import tr as _

USUAL = "pingyi-data"
Command = TypeVar("Command", bound=Callable[..., Any])


def data_options(command: Command) -> Command:
    """Give a command the options --data and --database."""
    command = click.option(
        "--database",
        metavar="URL",
        envvar="PINGYI_DATABASE",
        default="",
        help=_("A PostgreSQL database; SQLite in the data folder where there is none. Also PINGYI_DATABASE."),
    )(command)
    return click.option(
        "--data",
        metavar="DIR",
        envvar="PINGYI_DATA",
        type=click.Path(path_type=Path, file_okay=False),
        help=_("The folder of the portal's data (pingyi-data). Also PINGYI_DATA."),
    )(command)


def need_portal(database: str) -> None:
    """Raise Problems where what the portal is made of is not installed."""
    if any(find_spec(name) is None for name in ("django", "axes", "granian", "segno")):
        raise Problems([Problem("PORTAL-MISSING", Place("pingyi"), _MISSING, _INSTALL.filled(extra="portal"))])
    if database and find_spec("psycopg") is None:
        raise Problems([Problem("POSTGRES-MISSING", Place("pingyi"), _NO_PG, _INSTALL.filled(extra="portal,postgres"))])


def connected(data: Path | None, database: str) -> None:
    """Make the portal's data ready for a command that serves nothing. Raises Problems where they cannot be."""
    need_portal(database)
    from scoring.portal.serving import Serving, database_problems  # noqa: PLC0415 - the portal is an extra
    from scoring.portal.starting import start  # noqa: PLC0415 - as above

    faults = list(database_problems(database))
    if faults:
        raise Problems(faults)
    start(Serving(data or Path(USUAL), database).variables())


def need_data(data: Path | None, database: str) -> None:
    """Raise Problems where there is no portal yet: what is written of an empty one looks like a round or a backup."""
    need_portal(database)
    from scoring.portal.databases import SQLITE_FILE  # noqa: PLC0415 - the portal is an extra

    folder = data or Path(USUAL)
    if not (folder.is_dir() if database else (folder / SQLITE_FILE).is_file()):
        raise Problems([Problem("DATA-NONE", Place(str(folder)), _NO_DATA, _WHERE)])


def refuse_used(data: Path | None) -> None:
    """Raise Problems where a data folder holds anything: what comes back is not mixed with what is there."""
    folder = data or Path(USUAL)
    if folder.is_dir() and any(folder.iterdir()):
        raise Problems([Problem("DATA-USED", Place(str(folder)), _USED, _EMPTY)])


def empty_again(data: Path | None) -> None:
    """Remove what `connected` put into a data folder that held nothing before."""
    from django.db import connections  # noqa: PLC0415 - the portal is an extra

    connections.close_all()
    for child in (data or Path(USUAL)).iterdir():
        if child.is_dir():
            shutil.rmtree(child)
        else:
            child.unlink()


_NO_DATA = say("the data of no portal are here.")
_WHERE = say("Give the folder that “pingyi serve” runs with, as --data.")
_USED = say("the folder is not empty.")
_EMPTY = say("Give an empty folder, or one that is not there yet, with --data.")
_MISSING = say("the portal is not installed.")
_NO_PG = say("the driver of PostgreSQL is not installed.")
_INSTALL = say('Install it with: pip install "pingyi[{extra}]"')
