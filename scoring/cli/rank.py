"""pingyi rank: the standings of a round, as a table or as JSON."""

from __future__ import annotations

from pathlib import Path

import click

from rubrics import say
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import show_line, show_notices, show_table, telling
from scoring.engine.notices import notices
from scoring.engine.results import Results, Standing, results
from scoring.folder import read_folder
from scoring.reports.record import standings_record

ROUND_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(help=_("Print the standings of a round."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON for programs."))
@telling
def rank(folder: Path, as_json: bool) -> None:  # noqa: FBT001 - click passes flags by keyword
    read = read_folder(folder, figures_only=True)
    found = results(read.rubric, read.round, read.collected)
    if as_json:
        import json  # noqa: PLC0415 - only programs ask for it

        click.echo(json.dumps(standings_record(found, tr), ensure_ascii=False, indent=2))
    else:
        show_standings(found)


def show_standings(found: Results) -> None:
    """Print title, table, legend and notices."""
    show_title(found)
    parts = found.tree.children
    headings = [tr("Rank"), tr("Agency"), tr("Total"), tr("Grade"), *(part.id for part in parts), tr("Tie")]
    show_table(headings, [_row(found, item) for item in found.standings], right=(0, 2, *range(4, 4 + len(parts))))
    legend = tuple(say("{id} {title}", id=part.id, title=part.node.title) for part in parts)
    if legend:
        show_line((say("{items}", items=legend).render(tr), "dim"))
    show_notices(tr("Notices"), notices(found))


def show_title(found: Results) -> None:
    """Print whose round it is, and what in it is fictional or a sample."""
    show_line((found.round.title, "bold"))
    if found.round.fictional:
        show_line((tr("The city and all data are fictional."), "dim"))
    if found.rubric.sample:
        show_line((found.rubric.sample, "dim"))


def _row(found: Results, item: Standing) -> list[str]:
    scores = [found.score(part.id, item.agency) for part in found.tree.children]
    shown = ["—" if score is None else found.written(score) for score in scores]
    if item.placing is None or item.score is None:
        return ["—", item.name, tr("open"), "—", *shown, ""]
    placing = item.placing
    words = [placing.decided_by] if placing.decided_by else []
    words += [tr("shared")] if placing.tied else []
    return [str(placing.rank), item.name, found.written(item.score), item.grade or "—", *shown, tr(", ").join(words)]
