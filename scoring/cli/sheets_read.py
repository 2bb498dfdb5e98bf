"""pingyi sheets read: score sheets that came back, first looked at cell by cell, then taken in."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import click

from rubrics import Message, Place, Problem, Problems, say
from scoring.cli.clerk import by_option, now
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import show_line, show_problems, telling
from scoring.cli.progress import progress
from scoring.cli.rank import ROUND_FOLDER
from scoring.folder import Reading, RoundFolder, read_folder
from scoring.folder.gathering import gather
from scoring.folder.intakes import write_intakes
from scoring.folder.score_sheets import BESIDE, NO_WORKBOOK, in_tables, read_score_sheets
from scoring.rounds import Intake
from scoring.sheets.arrival_words import arrival_words
from scoring.sheets.blank import BOXES
from scoring.sheets.changes import Change, Kind
from scoring.sheets.layout import MARK
from scoring.sheets.taking_in import Arrival, arrivals, intakes_of

_STYLES = {Kind.NEW: "green", Kind.CHANGED: "yellow", Kind.EMPTIED: "red"}


@click.command(help=_("Show what score sheets that came back say, cell by cell, and take them in."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--accept", is_flag=True, help=_("Take them in; without this nothing is written."))
@by_option
@telling
def read(folder: Path, files: tuple[Path, ...], accept: bool, by: str) -> None:  # noqa: FBT001 - click passes flags by keyword
    held = read_folder(folder, Reading.FIGURES)
    given = gather(files)
    named = {name for path in files for name in (path.name, path.as_posix())}
    beside = [file for file in given if file.label not in named and file.label.lower().endswith(BESIDE)]
    with progress(tr("Reading score sheets")) as told:
        read_in = read_score_sheets(held, [file for file in given if file not in beside], told)
    returned, faults, contents = read_in.returned, list(read_in.faults), read_in.contents
    found: tuple[Arrival, ...] = ()
    try:
        found = arrivals(returned, held.intakes)
    except Problems as problems:
        faults += problems.items
    if not returned and not faults:
        faults.append(Problem("SHEETS-NONE", Place(files[0].as_posix()), *NO_WORKBOOK))
    for arrival in found:
        _show(held, arrival)
    if beside:
        names = tuple(file.label for file in beside)
        show_line(say("Passed over, being no workbooks: {names}", names=names).render(tr))
    intakes = intakes_of(found, held.intakes, now(), by)
    if intakes and not faults:
        faults += in_tables(held, intakes)
    if faults:
        show_problems(Problems(faults))
        show_line((tr("Nothing was taken in."), "bold red"), stderr=True)
        raise SystemExit(1)
    _conclude(folder, intakes, contents, accept=accept)


def _show(held: RoundFolder, arrival: Arrival) -> None:
    """Print a workbook with everything in it that is not in force already, agency by agency."""
    returned = arrival.returned
    rater = held.round.raters[returned.rater]
    head = say("{file}: {name} ({id}), issue {n}", file=returned.file, name=rater.name, id=rater.id, n=returned.issue)
    show_line((head.render(tr), "bold"))
    for line in arrival_words(arrival, held.round.names):
        show_line(line.render(tr), indent=2)
    for agency, changes in groupby(arrival.changes, key=lambda change: change.agency):
        cells = [change for change in changes if change.kind is not Kind.UNCHANGED]
        if cells:
            show_line((held.round.names[agency], "cyan"), indent=2)
        new = tuple(_cell(change) for change in cells if change.kind is Kind.NEW and change.part == MARK)
        if new:
            show_line((say("new: {cells}", cells=new).render(tr), _STYLES[Kind.NEW]), indent=4)
        for change in cells:
            if change.kind is not Kind.NEW or change.part != MARK:
                show_line((_line(change).render(tr), _STYLES[change.kind]), indent=4)


def _cell(change: Change) -> Message:
    return say("{item} {text}", item=change.item, text=change.after)


def _line(change: Change) -> Message:
    """Return a cell that is not a new mark, with its place and what is in force."""
    what = BOXES.get(change.item, say("{id} reason", id=change.item))
    if change.part == MARK:
        what = say("{id}", id=change.item)
    words = {
        Kind.NEW: say("{kind}: {what}: {after} ({place})"),
        Kind.CHANGED: say("{kind}: {what}: {before} → {after} ({place})"),
        Kind.EMPTIED: say("{kind}: {what}: {before} → nothing"),
    }[change.kind]
    place = f"{change.place.sheet} {change.place.cell}"
    return words.filled(kind=change.kind.title, what=what, before=change.before, after=change.after, place=place)


def _conclude(folder: Path, intakes: tuple[Intake, ...], contents: dict[str, bytes], *, accept: bool) -> None:
    if not intakes:
        show_line((tr("Nothing new: nothing to be taken in."), "bold"))
    elif not accept:
        line = say("To be taken in: {n}. Nothing was written yet; do it with --accept.", n=len(intakes))
        show_line((line.render(tr), "bold"))
    else:
        write_intakes(folder, [(intake, contents[intake.sha256 or ""]) for intake in intakes])
        first, last = intakes[0].number, intakes[-1].number
        line = say("Taken in: {n} (intakes {first} to {last}).", n=len(intakes), first=first, last=last)
        show_line((line.render(tr), "bold green"))
