"""pingyi demo: a fictional round, its workbook and its standings."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import click

from rubrics import say
from rubrics.library import demo_files
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import telling
from scoring.cli.rank import show_standings
from scoring.cli.report import findings_of, show_written
from scoring.folder import evaluate_folder, write_file, write_folder
from scoring.reports.outputs import ranked_sheet

USUAL = "pingyi-demo"


@click.command(help=_("Write a fictional round and its workbook, and print the standings."))
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@telling
def demo(folder: Path | None) -> None:
    target = folder or next(path for n in count(1) if not (path := Path(USUAL if n == 1 else f"{USUAL}-{n}")).exists())
    write_folder(target, demo_files())
    read = evaluate_folder(target)
    found = read.results
    sheet = ranked_sheet(findings_of(read))
    written = write_file(target / "out" / sheet.name, sheet.fill)
    show_standings(read)
    click.echo(say("Round folder: {file}", file=target).render(tr))
    show_written(say("Workbook: {file}"), written)
    click.echo(say("Next: pingyi explain {file} {agency}", file=target, agency=found.standings[0].agency).render(tr))
