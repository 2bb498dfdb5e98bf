"""pingyi record: the record of the count, a page to sign."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from rubrics import say
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import telling
from scoring.cli.rank import ROUND_FOLDER
from scoring.cli.report import findings_of, show_written
from scoring.folder import Reading, evaluate_folder, write_file
from scoring.folder.accounting import accounts_of
from scoring.reports.counting.record_of_count import write_record_of_count


@click.command(help=_("Write the record of the count."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Write to this file (.xlsx)."),
)
@telling
def record(folder: Path, output: Path | None) -> None:
    if output and output.suffix.lower() != ".xlsx":
        raise click.BadParameter(tr("the name of the file ends in .xlsx."))
    read = evaluate_folder(folder, Reading.ANSWERS)
    accounts = accounts_of(read, folder)
    name = say("{round}-record-of-count.xlsx", round=read.folder.round.id).render(tr)
    target = output or folder / "out" / name
    fill = partial(write_record_of_count, findings_of(read), accounts)
    show_written(say("Written: {file}"), write_file(target, fill))
