"""pingyi figures: questionnaires, votes and scores from outside, previewed and taken in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from rubrics import Message, Problem, Problems, Rubric, fingerprints, import_sources, joined, say
from rubrics.problems import Place
from scoring.cli.clerk import by_option, now
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import show_line, show_notices, show_table, telling
from scoring.cli.rank import ROUND_FOLDER
from scoring.folder import read_bytes
from scoring.folder.figures import (
    IMPORTS,
    Original,
    read_figure_intakes,
    standing_table,
    write_figures,
)
from scoring.folder.opening import LARGEST_TABLE
from scoring.folder.plan import read_plan
from scoring.rounds import Round
from scoring.rounds.figure_intakes import FiguresIntake, newest, next_number
from scoring.rounds.outside_figures import Figures, conversion, read_figures
from scoring.rounds.unknown import quoted
from submissions import read_csv

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
    round_, rubric = read_plan(folder)
    if source not in import_sources(rubric):
        raise Problems([_unknown(source, rubric)])
    intakes, faults = read_figure_intakes(folder)
    original = Original(file.name, read_bytes(file, file.as_posix(), LARGEST_TABLE))
    found = read_figures(original.grids(), source, rubric, round_)
    earlier = standing_table(folder, source)
    if faults:
        raise Problems(faults)
    last = newest(intakes).get(source)
    words = joined(conversion(rubric, source), say("{first}; {second}"))
    _preview(found, round_, _before(earlier, found), words)
    table = found.csv()
    if earlier == table and last is not None and last.sha256 == original.sha256:
        show_line(say("This file was taken in already, as number {n}.", n=last.number).render(tr))
    elif not accept:
        show_line((tr("Nothing was written yet; take it in with --accept."), "bold"))
    else:
        intake = FiguresIntake(
            source=source,
            number=next_number(intakes, source),
            at=now(),
            by=by,
            file=original.name,
            sheet=found.sheet or None,
            sha256=original.sha256,
            date=day,
            provider=provider,
            conversion=words.render(tr),
            scoring=fingerprints(rubric).scoring,
            shape=found.shape,
            rows=found.rows,
            agencies=len(found.by_agency()),
            table=Original("", table).sha256,
            replaced=None if earlier is None else Original("", earlier).sha256,
        )
        write_figures(folder, intake, original, table, earlier)
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


def _preview(found: Figures, round_: Round, before: dict[str, str], words: Message) -> None:
    head = say("Figures for “{source}”: {shape}.", source=found.source, shape=_SHAPES[found.shape].filled(n=found.rows))
    show_line((head.render(tr), "bold"))
    show_line(say("Conversion: {words}", words=words).render(tr))
    now_ = _shown(found)
    rows = []
    for agency, name in round_.names.items():
        mean = found.mean(agency)
        if agency in now_ or agency in before:
            held, was = now_.get(agency, "—"), before.get(agency, "—")
            state = tr("unchanged") if held == was else tr("new") if was == "—" else tr("changed")
            rows.append((name, held, "—" if mean is None else f"{float(mean):.2f}", was, state))
    show_table([tr("Agency"), tr("What was read"), tr("Mean"), tr("Before"), tr("State")], rows)
    if found.open_:
        show_line(say("Answers left open, or saying nothing: {n}.", n=found.open_).render(tr))
    taken = [
        say("Column “{heading}” was taken for {agency}.", heading=quoted(heading), agency=round_.names[agency])
        for heading, agency in found.found
        if heading != round_.names[agency]
    ]
    show_notices(tr("Notices"), (*taken, *found.notes))


def _shown(found: Figures) -> dict[str, str]:
    """Return in a line what stands for each agency: 满意 12, 不满意 3."""
    shown = {}
    for agency, lines in found.by_agency().items():
        if found.how.options:
            titles = [option.title for option in found.how.options]
            pairs = [f"{title} {count}" for title, count in zip(titles, lines[0], strict=True)]
        elif found.how.kind == "ballots":
            pairs = [f"{value} × {votes}" for value, votes in lines]
        else:
            pairs = [lines[0][0]]
        shown[agency] = tr(", ").join(pairs)
    return shown


def _before(table: bytes | None, found: Figures) -> dict[str, str]:
    """Return what imports/<source>.csv held, in the words of the preview; nothing where it cannot be compared."""
    if table is None:
        return {}
    try:
        rows = read_csv(table, "").rows
    except Problems:
        return {}
    if not rows or rows[0].cells != found.columns:
        return {}
    lines = tuple(row.cells for row in rows[1:] if any(row.cells[1:]))
    return _shown(Figures(found.source, found.how, found.shape, "", found.columns, lines, 0, 0))


def _check(day: str) -> None:
    try:
        sound = date.fromisoformat(day).isoformat() == day
    except ValueError:
        sound = False
    if not sound:
        raise click.BadParameter(tr("write the day as 2026-01-31."))


def _unknown(source: str, rubric: Rubric) -> Problem:
    known = import_sources(rubric)
    return Problem(
        "IMPORT-UNKNOWN",
        Place(f"{IMPORTS}/{source}.csv"),
        say("nothing in the rubric reads “{name}”.", name=quoted(source)),
        say("Known: {known}.", known=known or "—"),
    )
