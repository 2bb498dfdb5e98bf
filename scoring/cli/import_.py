"""pingyi import: a round folder becomes a round of the portal."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from rubrics import say
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import show_line, telling
from scoring.cli.portal_data import connected, data_options
from scoring.cli.rank import ROUND_FOLDER


@click.command(name="import", help=_("Take a round folder into the portal's database."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@data_options
@telling
def import_(folder: Path, data: Path | None, database: str) -> None:
    connected(data, database)
    from scoring.actions.opening import open_round  # noqa: PLC0415 - Django is set up only now

    made = open_round(folder, None, datetime.now(UTC))
    show_line(say("Taken in: {title} ({name})", title=made.title, name=made.slug).render(tr))
