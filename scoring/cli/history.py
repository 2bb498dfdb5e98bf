"""pingyi history: several rounds side by side, who is due, and what changed since an agency was last evaluated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from rubrics import Message, Problem, Problems, say
from rubrics.messages import shown
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import show_line, show_notices, show_table, telling
from scoring.cli.rank import ROUND_FOLDER
from scoring.cli.report import refuse_to_overwrite, show_written
from scoring.folder import Reading, Written, evaluate_folder, read_bytes, write_file
from scoring.reports.history import (
    EVERY,
    Body,
    PastRound,
    RecordOfRounds,
    bodies_from,
    check_rounds,
    history_record,
    past_round,
    record_of_rounds,
    write_history_table,
)
from scoring.reports.history.tables import by_round
from scoring.reports.history.wording import (
    change_words,
    comparison_notes,
    difference_words,
    due_title,
    due_words,
    next_words,
    notes,
    outcome_words,
    round_words,
    title_words,
)
from submissions import read_csv

_KINDS = (".xlsx", ".csv")
# A name takes no more of a screen than this before the table gives way to lines.
_NAME, _BETWEEN = 24, 2


def _years(lowest: int, highest: int) -> click.IntRange:
    """Return a range of whole numbers that click calls so in the language spoken."""
    kind = click.IntRange(lowest, highest)
    kind.name = _("whole number")
    return kind


@click.command(help=_("Print the record of past rounds, and who is due."))
@click.argument("folders", metavar="DIR...", nargs=-1, required=True, type=ROUND_FOLDER)
@click.option(
    "--agencies",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("All bodies (.csv with id and name), so that those never evaluated are known."),
)
@click.option(
    "--every",
    metavar="YEARS",
    type=_years(1, 100),
    default=EVERY,
    show_default=True,
    help=_("After how many years an agency is due again."),
)
@click.option(
    "--year",
    metavar="YEAR",
    type=_years(1, 9999),
    help=_("Who is due in this year; without it in that of the latest round."),
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Write the record to this file (.xlsx or .csv)."),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON for programs."))
@telling
def history(  # noqa: PLR0913, PLR0917 - click passes every option by keyword
    folders: tuple[Path, ...],
    agencies: Path | None,
    every: int,
    year: int | None,
    output: Path | None,
    as_json: bool,  # noqa: FBT001 - click passes flags by keyword
) -> None:
    if output and output.suffix.lower() not in _KINDS:
        raise click.BadParameter(tr("the name of the file ends in .xlsx or .csv."))
    refuse_to_overwrite(output, [agencies] if agencies else [])
    rounds, bodies = _read(folders, agencies)
    record = record_of_rounds(rounds, bodies, every=every, year=year)
    if output:
        show_written(say("Written: {file}"), _write(record, output), stderr=as_json)
    if as_json:
        import json  # noqa: PLC0415 - only programs ask for it

        click.echo(json.dumps(history_record(record, tr), ensure_ascii=False, indent=2))
    elif not output:
        _show(record)


def _read(folders: tuple[Path, ...], agencies: Path | None) -> tuple[list[PastRound], tuple[Body, ...] | None]:
    """Return all rounds, and the list of all bodies. Raises Problems with all faults of all folders and of the list."""
    rounds: list[PastRound] = []
    faults: list[Problem] = []
    for folder in folders:
        try:
            read = evaluate_folder(folder, Reading.FIGURES)
        except Problems as problems:
            faults += (_within(problem, folder.as_posix()) for problem in problems.items)
        else:
            rounds.append(past_round(read.results, read.folder.decision, folder.as_posix()))
    bodies: tuple[Body, ...] | None = None
    if agencies:
        try:
            bodies = bodies_from(read_csv(read_bytes(agencies, agencies.as_posix()), agencies.as_posix()))
        except Problems as problems:
            faults += problems.items
    faults += check_rounds(rounds)
    if faults:
        raise Problems(faults)
    return rounds, bodies


def _within(problem: Problem, folder: str) -> Problem:
    """Return a problem with its file told from outside the round's folder."""
    file = problem.place.file
    inside = file if file == folder else f"{folder}/{file}"
    return replace(problem, place=replace(problem.place, file=inside))


def _write(record: RecordOfRounds, output: Path) -> Written:
    if output.suffix.lower() == ".csv":
        return write_file(output, lambda stream: write_history_table(record, stream, tr))
    from scoring.reports.history.workbook import write_history_workbook  # noqa: PLC0415 - a screen need not wait for it

    return write_file(output, lambda stream: write_history_workbook(record, stream, tr))


def _show(record: RecordOfRounds) -> None:
    show_line((title_words(record).render(tr), "bold"))
    _show_agencies(record)
    for recorded in record.rounds:
        show_line((round_words(recorded).render(tr), "dim"))
    show_notices(due_title(record).render(tr), due_words(record))
    if record.comparisons:
        show_line((tr("Last two evaluations"), "bold yellow"))
        headings = [tr("Agency"), tr("Before"), tr("Latest"), tr("Grade moved"), tr("Total moved")]
        show_table(headings, _moved(record), right=(4,))
    renamed = tuple(
        say("{name} was formerly called {names}", name=item.name, names=item.former_names)
        for item in record.agencies
        if item.former_names
    )
    show_notices(tr("Notices"), (*notes(record), *comparison_notes(record), *renamed))


def _show_agencies(record: RecordOfRounds) -> None:
    """Print a table of agencies by rounds; where the screen is too narrow for all rounds, a line for each agency."""
    from rich.cells import cell_len  # noqa: PLC0415 - other commands need not wait for it

    from scoring.cli.terminal import width  # noqa: PLC0415 - as above

    table = by_round(record)
    rows = [[shown(cell, tr) for cell in row] for row in (table.headings, *table.rows)]
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    widths[0] = min(widths[0], _NAME)
    if sum(widths) + _BETWEEN * (len(widths) - 1) <= width():
        show_table(rows[0], rows[1:])
        return
    for item in record.agencies:
        held = zip(record.rounds, item.evaluations, strict=True)
        parts = tuple(
            say("{label} {outcome}", label=recorded.label, outcome=outcome_words(one)) for recorded, one in held if one
        )
        words: tuple[Message, ...] | Message = parts or say("never evaluated")
        line = say("{evaluations}; next: {next}", evaluations=words, next=next_words(item))
        show_line((item.name, "bold"), "  ", line.render(tr))


def _moved(record: RecordOfRounds) -> Iterator[tuple[str, ...]]:
    """Yield the last two evaluations of each agency, short enough for a screen."""
    labels = {recorded.past.id: recorded.label for recorded in record.rounds}
    for item, one in record.comparisons:
        before, latest = (
            say("{label} {outcome}", label=labels[past.id], outcome=outcome_words(evaluation)).render(tr)
            for past, evaluation in ((one.before, one.earlier), (one.after, one.later))
        )
        yield item.name, before, latest, shown(change_words(one), tr), difference_words(one)
