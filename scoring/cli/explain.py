"""pingyi explain: one agency's score, node by node."""

from __future__ import annotations

from pathlib import Path

import click

from rubrics import say
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import show_line, show_notices, telling
from scoring.cli.rank import ROUND_FOLDER, show_title
from scoring.engine.explain import Line, RaterValue, scorecard
from scoring.engine.notices import open_reasons
from scoring.engine.results import Results, Standing, results
from scoring.folder import read_folder
from scoring.rounds import Round


@click.command(help=_("Show how one agency's score came about."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@click.argument("agency", metavar="AGENCY")
@telling
def explain(folder: Path, agency: str) -> None:
    read = read_folder(folder, figures_only=True)
    found = results(read.rubric, read.round, read.collected)
    card = scorecard(found, named(read.round, agency))
    show_title(found)
    _print_standing(found, card.standing)
    for line in card.lines:
        _print(found, line)
    if any(value.dropped for line in card.lines for value in line.values):
        show_line((tr("Seat:value; (dropped)"), "dim"))


def _print_standing(found: Results, standing: Standing) -> None:
    placing = standing.placing
    if placing is None or standing.score is None:
        show_line((say("{name}: not ranked", name=standing.name).render(tr), "bold red"))
        show_notices(tr("Open"), open_reasons(found, standing))
        return
    values = {"name": standing.name, "rank": placing.rank, "score": found.written(standing.score)}
    if standing.grade:
        sentence = say("{name}: rank {rank}, total {score}, {grade}", grade=standing.grade, **values)
    else:
        sentence = say("{name}: rank {rank}, total {score}", **values)
    show_line((sentence.render(tr), "bold"))
    if placing.decided_by:
        show_line(say("equal totals: decided by {keys}", keys=found.tie_words(placing.decided_by)).render(tr))


def named(round_: Round, agency: str) -> str:
    """Return the id of the agency meant by an id, a name or part of one name. Raises click.BadParameter."""
    matches = [item.id for item in round_.agencies if agency in (item.id, item.name)] or [
        item.id for item in round_.agencies if agency in item.name
    ]
    if len(matches) == 1:
        return matches[0]
    known = say("{known}", known=tuple(f"{item.id} {item.name}" for item in round_.agencies)).render(tr)
    raise click.BadParameter(
        say("“{agency}” is not one agency of this round; known: {known}", agency=agency, known=known).render(tr)
    )


def _print(found: Results, line: Line) -> None:
    indent = 2 * line.depth
    score = "—" if line.score is None else found.written(line.score)
    most = "" if line.earnable is None else say("/{points}", points=line.earnable).render(tr)
    weight = "" if line.weight is None else say(" weight {weight}%", weight=line.weight).render(tr)
    how = tr("; ").join(step.render(tr) for step in line.how)
    label = f"{line.id} {line.title}" if line.depth else tr("Total")
    show_line((label, "bold"), f"  {score}{most}{weight}", (f"  {how}", "cyan"), indent=indent)
    if line.values:
        show_line("  ".join(_value(found, value) for value in line.values), indent=indent + 4)


def _value(found: Results, value: RaterValue) -> str:
    if value.value is None:
        return f"{value.seat}:{value.state.title.render(tr)}"
    figure = found.written(value.value)
    return f"{value.seat}:({figure})" if value.dropped else f"{value.seat}:{figure}"
