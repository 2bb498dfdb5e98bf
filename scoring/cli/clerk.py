"""Who does something at the command line, and when: what is taken in says so for ever."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import click

from rubrics import revealed
from scoring.cli.language import tr as _

CHINA = timezone(timedelta(hours=8))


def by_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option --by: the name of who does it, else the name that the system knows."""
    words = _("Who does this; kept with what is taken in.")
    return click.option("--by", metavar="NAME", default=_login, callback=_legible, help=words)(command)


def now() -> str:
    """Return this moment in China Standard Time, to the second: 2026-01-31T09:30:00+08:00."""
    return datetime.now(CHINA).isoformat(timespec="seconds")


def _legible(ctx: click.Context, param: click.Parameter, value: str) -> str:  # noqa: ARG001 - click's signature
    name = revealed(" ".join(value.split()))
    if not name:
        raise click.BadParameter(_("the name is empty."))
    return name


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "-"
