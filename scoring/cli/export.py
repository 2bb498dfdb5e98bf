"""pingyi export: a round of the portal becomes a round folder."""

from __future__ import annotations

from pathlib import Path

import click

from rubrics import Place, Problem, Problems, say
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import show_line, telling
from scoring.cli.portal_data import connected, data_options, need_data


@click.command(help=_("Write a round of the portal as a round folder."))
@click.argument("name", metavar="ROUND")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@data_options
@telling
def export(name: str, folder: Path, data: Path | None, database: str) -> None:
    need_data(data, database)
    connected(data, database)
    from scoring.actions.exporting import export_round  # noqa: PLC0415 - Django is set up only now
    from scoring.storage.models import Round  # noqa: PLC0415 - as above

    rounds = {round_.slug: round_ for round_ in Round.objects.order_by("slug")}
    if name not in rounds:
        rule = say("the portal has no round of this id.")
        remedy = say("Use one of: {choices}.", choices=tuple(rounds) or "—")
        raise Problems([Problem("ROUND-UNKNOWN", Place(name), rule, remedy)])
    count = export_round(rounds[name], folder)
    show_line(say("Written: {file}, {n} files.", file=folder, n=count).render(tr))
