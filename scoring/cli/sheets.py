"""pingyi sheets: score sheets go out as workbooks, and come back filled in."""

from __future__ import annotations

import click

from scoring.cli.language import tr as _
from scoring.cli.sheets_make import make
from scoring.cli.sheets_read import read


@click.group(help=_("Write score sheets to fill in, or take in those that came back."))
def sheets() -> None:
    pass


sheets.add_command(make)
sheets.add_command(read)
