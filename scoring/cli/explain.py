"""pingyi explain: one agency's score, node by node."""

from __future__ import annotations

from pathlib import Path

import click
from rich.text import Text

from rubrics import say
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import console, show_notices, telling
from scoring.cli.rank import ROUND_FOLDER
from scoring.engine.explain import Line, RaterValue, scorecard
from scoring.engine.notices import open_reasons
from scoring.engine.results import Results, results
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
    out, standing = console(), card.standing
    out.print(Text(f"{found.round.title}", "bold"))
    if found.rubric.sample:
        out.print(Text(found.rubric.sample, "dim"))
    if standing.placing and standing.score is not None:
        sentence = say("{name}: rank {rank}, total {score}, {grade}", name=standing.name, rank=standing.placing.rank, score=found.written(standing.score), grade=standing.grade or "—")
        out.print(Text(sentence.render(tr), "bold"))
        if standing.placing.decided_by:
            out.print(Text(say("equal totals: decided by {keys}", keys=found.tie_words(standing.placing.decided_by)).render(tr)))
    else:
        out.print(Text(say("{name}: not ranked", name=standing.name).render(tr), "bold red"))
        show_notices(tr("Open"), open_reasons(found, standing))
    for line in card.lines:
        _print(found, line)


def named(round_: Round, agency: str) -> str:
    """Return the id of the agency meant by an id, a name or part of one name. Raises click.BadParameter."""
    matches = [item.id for item in round_.agencies if agency in (item.id, item.name)] or [
        item.id for item in round_.agencies if agency in item.name
    ]
    if len(matches) == 1:
        return matches[0]
    known = say("{known}", known=tuple(f"{item.id} {item.name}" for item in round_.agencies)).render(tr)
    raise click.BadParameter(tr("“{agency}” is not one agency of this round; known: {known}").format(agency=agency, known=known))


def _print(found: Results, line: Line) -> None:
    out, indent = console(), "  " * line.depth
    score = "—" if line.score is None else found.written(line.score)
    most = "" if line.earnable is None else say("/{points}", points=line.earnable).render(tr)
    weight = "" if line.weight is None else say(" weight {weight}%", weight=line.weight).render(tr)
    how = say("{how}", how=line.how).render(tr)
    title = line.title if line.depth else tr("Total")
    label = f"{line.id} {title}" if line.depth else title
    out.print(Text.assemble(indent, (label, "bold"), f"  {score}{most}{weight}", (f"  {how}", "cyan")), soft_wrap=not out.is_terminal)
    if line.values:
        out.print(Text(f"{indent}    " + "  ".join(_value(found, value) for value in line.values)))


def _value(found: Results, value: RaterValue) -> str:
    if value.value is None:
        return f"{value.seat}:{value.state.title.render(tr)}"
    figure = found.written(value.value)
    return f"{value.seat}:({figure})" if value.dropped else f"{value.seat}:{figure}"
