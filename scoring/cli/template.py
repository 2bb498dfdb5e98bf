"""pingyi template: a template to change into one's own."""

from __future__ import annotations

from pathlib import Path

import click

from rubrics import Place, Problem, Problems, say
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import telling
from scoring.folder import write_file

_THERE = (
    say("this file is there already and may hold your own changes; it was left as it is."),
    say("Give another name, or move it away first."),
)


@click.command(help=_("Write a template (.xlsx or .docx) to make your own of."))
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@telling
def template(file: Path) -> None:
    if file.exists():
        raise Problems([Problem("TEMPLATE-THERE", Place(file.as_posix()), *_THERE)])
    match file.suffix.lower():
        case ".xlsx":
            from scoring.reports.templates import standard_workbook  # noqa: PLC0415 - openpyxl is slow to import

            content = standard_workbook(tr)
        case ".docx":
            from scoring.reports.letters import standard_letter  # noqa: PLC0415 - python-docx is slow to import

            content = standard_letter(tr)
        case _:
            raise click.BadParameter(tr("the name of a template ends in .xlsx or .docx."))
    written = write_file(file, lambda stream: stream.write(content))
    click.echo(say("Written: {file}", file=written.path).render(tr))
    click.echo(say("Next: change it, then “pingyi report DIR --template {file}”.", file=written.path).render(tr))
