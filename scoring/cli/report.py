"""pingyi report: the ranked Excel workbook."""

from __future__ import annotations

from pathlib import Path

import click

from rubrics import say
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import telling
from scoring.cli.rank import ROUND_FOLDER
from scoring.engine.notices import notices
from scoring.engine.results import Results
from scoring.engine.version import VERSION
from scoring.folder import EvaluatedFolder, Reading, evaluate_folder, write_file
from scoring.reports.workbook.editions import write_workbook


@click.command(help=_("Write the ranked Excel workbook."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("The workbook to write (.xlsx)."),
)
@telling
def report(folder: Path, output: Path | None) -> None:
    if output and output.suffix.lower() != ".xlsx":
        raise click.BadParameter(tr("the name of a workbook ends in .xlsx."))
    read = evaluate_folder(folder, Reading.ANSWERS)
    target = output or folder / "out" / workbook_name(read.results)
    write_report(read, target)
    click.echo(say("Written: {file}", file=target).render(tr))


def workbook_name(found: Results) -> str:
    """Return the usual name of a round's workbook."""
    return say("{round}-results.xlsx", round=found.round.id).render(tr)


def write_report(read: EvaluatedFolder, target: Path) -> None:
    """Write the workbook whole, or not at all. Raises Problems where the file cannot be written."""
    found, decision = read.results, read.folder.decision
    write_file(target, lambda stream: write_workbook(found, stream, tr, VERSION, notices(found), decision))
