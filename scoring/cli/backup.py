"""pingyi backup: everything the portal holds in one file, also while it runs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from rubrics import Place, Problem, Problems, say
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import show_line, telling
from scoring.cli.portal_data import connected, data_options, need_data

_THERE = (
    say("this file is there already and may be the backup you need; it was left as it is."),
    say("Give another name, or move it away first."),
)
_NO_FOLDER = (say("this folder is not there."), say("Make it first, or write the file to another one."))


@click.command(
    help=_("Write everything the portal holds to one file."), epilog=_("A file that is there is never overwritten.")
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@data_options
@telling
def backup(file: Path, data: Path | None, database: str) -> None:
    if file.exists():
        raise Problems([Problem("BACKUP-THERE", Place(file.as_posix()), *_THERE)])
    if not file.absolute().parent.is_dir():
        raise Problems([Problem("BACKUP-FOLDER", Place(file.parent.as_posix()), *_NO_FOLDER)])
    need_data(data, database)
    connected(data, database)
    from scoring.actions.backing_up import write_backup  # noqa: PLC0415 - Django is set up only now

    write_backup(file, datetime.now(UTC))
    show_line(say("Written: {file}", file=file).render(tr))
    show_line(tr("Keep it as safely as the portal itself: it holds every mark, and lets everybody in."))
