"""pingyi figures: questionnaires, votes and scores from outside, previewed and taken in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from rubrics import Problems, say
from scoring.cli.clerk import by_option, now
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import show_line, show_notices, show_table, telling
from scoring.cli.rank import ROUND_FOLDER
from scoring.folder import read_bytes
from scoring.folder.figures import IMPORTS, Original, read_figure_intakes, standing_table
from scoring.folder.figures_taking_in import Looked, intake_of, look, take_in, told
from scoring.folder.opening import LARGEST_TABLE
from scoring.rounds.figure_intakes import FiguresIntake, newest

_SHAPES = {
    "totals": say("{n} rows, one for each agency"),
    "answers": say("{n} rows, one for each answer"),
    "matrix": say("{n} answer sheets, with a column for each agency"),
}


@click.group(help=_("Take in figures from outside: questionnaires, votes, scores."))
def figures() -> None:
    pass


@figures.command(help=_("Show what a table comes to; with --accept take it in."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--source", metavar="NAME", required=True, help=_("Which figures of the rubric these are: imports/NAME."))
@click.option("--date", "day", metavar="DATE", help=_("Of which day they are, as 2026-01-31."))
@click.option("--from", "provider", metavar="TEXT", help=_("Whose figures they are, such as the service or office."))
@click.option("--accept", is_flag=True, help=_("Take it in; without this nothing is written."))
@by_option
@telling
def read(  # noqa: PLR0913 - click passes every option by keyword
    *, folder: Path, file: Path, source: str, day: str | None, provider: str | None, accept: bool, by: str
) -> None:
    if day is not None:
        _check(day)
    original = Original(file.name, read_bytes(file, file.as_posix(), LARGEST_TABLE))
    looked = look(folder, original, source)
    _preview(looked)
    if looked.known is not None:
        show_line(say("This file was taken in already, as number {n}.", n=looked.known.number).render(tr))
    elif not accept:
        show_line((tr("Nothing was written yet; take it in with --accept."), "bold"))
    else:
        words = looked.words.render(tr)
        intake = intake_of(looked, at=now(), by=by, conversion=words, day=day, provider=provider)
        take_in(folder, looked, intake)
        taken = say("Taken in as number {n}: {file}", n=intake.number, file=f"{IMPORTS}/{source}.csv")
        show_line((taken.render(tr), "bold green"))


@figures.command("list", help=_("List the figures that were taken in, and from where."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@telling
def list_(folder: Path) -> None:
    intakes, faults = read_figure_intakes(folder)
    if faults:
        raise Problems(faults)
    if not intakes:
        show_line(tr("No figures were taken in yet."))
        return
    holding = newest(intakes)
    rows = [
        (
            intake.source,
            str(intake.number),
            intake.date or "—",
            intake.provider or "—",
            intake.file,
            intake.sha256[:8].upper(),
            str(intake.agencies),
            intake.by,
            intake.at,
            _state(folder, intake) if holding[intake.source] is intake else tr("superseded"),
        )
        for intake in intakes
    ]
    headings = [tr("Figures"), tr("No."), tr("Date"), tr("Whose"), tr("File"), "SHA-256", tr("Agencies")]
    show_table([*headings, tr("Taken in by"), tr("Taken in at"), tr("State")], rows, right=(1, 6))


def _state(folder: Path, intake: FiguresIntake) -> str:
    table = standing_table(folder, intake.source)
    if table is None:
        return tr("the table is gone")
    same = Original("", table).sha256 == intake.table
    return tr("in force") if same else tr("the table was changed since")


def _preview(looked: Looked) -> None:
    found, round_ = looked.found, looked.round
    head = say("Figures for “{source}”: {shape}.", source=found.source, shape=_SHAPES[found.shape].filled(n=found.rows))
    show_line((head.render(tr), "bold"))
    show_line(say("Conversion: {words}", words=looked.words).render(tr))
    now_ = told(found)
    rows = []
    for agency, name in round_.names.items():
        mean = found.mean(agency)
        if agency in now_ or agency in looked.before:
            held, was = (tr(", ").join(shown.get(agency, ("—",))) for shown in (now_, looked.before))
            state = tr("unchanged") if held == was else tr("new") if was == "—" else tr("changed")
            rows.append((name, held, "—" if mean is None else f"{float(mean):.2f}", was, state))
    show_table([tr("Agency"), tr("What was read"), tr("Mean"), tr("Before"), tr("State")], rows)
    if found.open_:
        show_line(say("Answers left open, or saying nothing: {n}.", n=found.open_).render(tr))
    show_notices(tr("Notices"), looked.notes)


def _check(day: str) -> None:
    try:
        sound = date.fromisoformat(day).isoformat() == day
    except ValueError:
        sound = False
    if not sound:
        raise click.BadParameter(tr("write the day as 2026-01-31."))
