"""pingyi restore: an empty data folder becomes what was backed up."""

from __future__ import annotations

from pathlib import Path

import click

from rubrics import Problems, say
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import show_line, telling
from scoring.cli.portal_data import connected, data_options, empty_again, refuse_used


@click.command(help=_("Bring back what backup wrote."))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@data_options
@telling
def restore(file: Path, data: Path | None, database: str) -> None:
    refuse_used(data)
    connected(data, database)
    from scoring.actions.restoring import restore as bring_back  # noqa: PLC0415 - Django is set up only now

    try:
        with file.open("rb") as stream:
            rows, files = bring_back(stream, file.name)
    except Problems:
        # Another copy of the backup is tried next, with the same folder.
        empty_again(data)
        raise
    show_line(say("Restored: {rows} rows, {n} files.", rows=rows, n=files).render(tr))
