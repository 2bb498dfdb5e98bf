"""pingyi explain: why the agencies stand where they stand, one agency's score node by node, or what it may be told."""

from __future__ import annotations

from pathlib import Path

import click

from rubrics import Message, say
from scoring.cli.agency_account import show_account
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import show_line, show_notices, telling
from scoring.cli.rank import ROUND_FOLDER, only_vetoes, show_decided_by, show_decision, show_title
from scoring.engine.explain import Line, RaterValue, scorecard
from scoring.engine.notices import open_reasons
from scoring.engine.reasons import grade_reasons, shared_reasons, tie_reasons
from scoring.engine.results import Results, Standing
from scoring.folder import EvaluatedFolder, Reading, evaluate_folder
from scoring.rounds import Round


@click.command(help=_("Explain the standings, or how one agency's score came about."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@click.argument("agency", metavar="[AGENCY]", required=False)
@click.option(
    "--for-agency",
    is_flag=True,
    help=_("Only what the agency itself may be told: no raters, no other agencies, no rank."),
)
@telling
def explain(folder: Path, agency: str | None, for_agency: bool) -> None:  # noqa: FBT001 - click passes flags by keyword
    if for_agency and agency is None:
        raise click.BadParameter(tr("name the agency that is to be told."), param_hint="AGENCY")
    read = evaluate_folder(folder, Reading.ANSWERS if for_agency else Reading.FIGURES)
    found = read.results
    chosen = None if agency is None else named(found.round, agency)
    show_title(read)
    if chosen is not None and for_agency:
        show_account(read, chosen)
    elif chosen is None:
        _print_reasons(read)
    else:
        _print_scorecard(read, chosen)


def _print_reasons(read: EvaluatedFolder) -> None:
    """Print a line for each agency, then every reason once with the agencies it holds for."""
    found = read.results
    for standing in found.standings:
        words = [reason.render(tr) for reason in _unranked(found, standing)]
        entry = read.decided(standing.agency)
        if entry and entry.decided:
            words.append(say("decided grade: {grade}", grade=entry.decided).render(tr))
        show_line((_sentence(found, standing).render(tr), "bold"), f"  {tr('; ').join(words)}" if words else "")
    show_decided_by(read)
    show_notices(
        tr("Reasons"),
        (say("{reason} ({whom})", reason=reason, whom=whom) for reason, whom in shared_reasons(found)),
    )


def _unranked(found: Results, standing: Standing) -> tuple[Message, ...]:
    return (say("{reason}", reason=standing.withdrawn),) if standing.withdrawn else open_reasons(found, standing)


def _print_scorecard(read: EvaluatedFolder, agency: str) -> None:
    found = read.results
    card = scorecard(found, agency)
    show_line((_sentence(found, card.standing).render(tr), "bold" if card.standing.placing else "bold red"))
    if earlier := found.round.former_names.get(agency):
        show_line(say("formerly {names}", names=earlier).render(tr))
    if card.standing.withdrawn is not None:
        show_line(say("reason: {reason}", reason=card.standing.withdrawn).render(tr))
    else:
        show_notices(tr("Open"), open_reasons(found, card.standing))
    for reason in (*grade_reasons(found, card.standing), *tie_reasons(found, card.standing)):
        show_line(reason.render(tr))
    show_decided_by(read)
    show_decision(read, agency)
    for line in card.lines:
        _print(found, line)
    if any(value.dropped for line in card.lines for value in line.values):
        show_line((tr("Seat:value; (dropped)"), "dim"))


def _sentence(found: Results, standing: Standing) -> Message:
    placing = standing.placing
    if standing.withdrawn is not None:
        return say("{name}: withdrew", name=standing.name)
    if placing is None or standing.score is None:
        return say("{name}: not ranked", name=standing.name)
    values = {"name": standing.name, "rank": placing.rank, "score": found.written(standing.score)}
    if standing.grade:
        return say("{name}: rank {rank}, total {score}, {grade}", grade=standing.grade, **values)
    return say("{name}: rank {rank}, total {score}", **values)


def named(round_: Round, agency: str) -> str:
    """Return the id of the agency meant by an id, a name or part of one name. Raises click.BadParameter."""
    names = {item: (name, *round_.former_names.get(item, ())) for item, name in round_.names.items()}
    matches = [item for item, held in names.items() if agency in (item, *held)] or [
        item for item, held in names.items() if any(agency in name for name in held)
    ]
    if len(matches) == 1:
        return matches[0]
    known = say("{known}", known=tuple(f"{item} {held[0]}" for item, held in names.items())).render(tr)
    raise click.BadParameter(
        say("“{agency}” is not one agency of this round; known: {known}", agency=agency, known=known).render(tr)
    )


def _print(found: Results, line: Line) -> None:
    indent, node = 2 * line.depth, found.nodes[line.id]
    if only_vetoes(node):
        how = f"  {_joined(line)}" if node.leaf else ""
        show_line((f"{line.id} {line.title}", "bold"), (how, "cyan"), indent=indent)
        return
    score = "—" if line.score is None else found.written(line.score)
    most = "" if line.earnable is None else say("/{points}", points=line.earnable).render(tr)
    weight = "" if line.weight is None else say(" weight {weight}%", weight=line.weight).render(tr)
    label = f"{line.id} {line.title}" if line.depth else tr("Total")
    how = f"  {_joined(line)}" if line.how else ""
    show_line((label, "bold"), f"  {score}{most}{weight}", (how, "cyan"), indent=indent)
    if line.values:
        show_line("  ".join(_value(found, value) for value in line.values), indent=indent + 4)


def _joined(line: Line) -> str:
    return tr("; ").join(step.render(tr) for step in line.how)


def _value(found: Results, value: RaterValue) -> str:
    if value.value is None:
        return f"{value.seat}:{value.state.title.render(tr)}"
    figure = found.written(value.value)
    return f"{value.seat}:({figure})" if value.dropped else f"{value.seat}:{figure}"
