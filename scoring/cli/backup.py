"""pingyi backup: everything the portal holds in one file, also while it runs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from rubrics import say
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import show_line, telling
from scoring.cli.portal_data import connected, data_options


@click.command(help=_("Write everything the portal holds to one file."))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@data_options
@telling
def backup(file: Path, data: Path | None, database: str) -> None:
    connected(data, database)
    from scoring.actions.backing_up import write_backup  # noqa: PLC0415 - Django is set up only now

    write_backup(file, datetime.now(UTC))
    show_line(say("Written: {file}", file=file).render(tr))
    show_line(tr("Keep it as safely as the portal itself: it holds every mark, and lets everybody in."))
