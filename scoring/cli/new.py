"""pingyi new: a round folder to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from rubrics import say
from rubrics.library import round_names, rubric_names
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import telling
from scoring.folder import write_folder
from scoring.folder.starting import new_round


@click.command(help=_("Make a round folder from a library rubric or a real round's set-up."))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--like",
    required=True,
    metavar="NAME",
    type=click.Choice([*round_names(), *rubric_names()]),
    help=_("A name that “pingyi rubric library” lists."),
)
@telling
def new(folder: Path, like: str) -> None:
    write_folder(folder, new_round(like))
    click.echo(say("Written: {file}", file=folder).render(tr))
    click.echo(
        say("Next: fill in round.yaml and sheets/marks.csv, then “pingyi check {folder}”.", folder=folder).render(tr)
    )
