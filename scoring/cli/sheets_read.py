"""pingyi sheets read: score sheets that came back, first looked at cell by cell, then taken in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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
from scoring.folder.gathering import Given, gather
from scoring.folder.intakes import read_issues, round_key, write_intakes
from scoring.folder.reading import read_marks
from scoring.rounds import Intake
from scoring.sheets.blank import BOXES
from scoring.sheets.changes import Change, Kind
from scoring.sheets.layout import MARK
from scoring.sheets.reading import read_returned
from scoring.sheets.reception import Reception
from scoring.sheets.returned import Returned, items
from scoring.sheets.taking_in import Arrival, arrivals, intakes_of

# What people put beside score sheets: the signed paper as a scan, a letter, photos.
_BESIDE = (
    *(".jpg", ".jpeg", ".png", ".heic", ".bmp", ".gif", ".tif", ".tiff"),
    *(".pdf", ".ofd", ".doc", ".docx", ".wps", ".txt", ".mp4", ".mov"),
)
_NO_WORKBOOK = (
    say("there is no workbook among what was named."),
    say("Name the workbooks that came back, or the folder or zip that they are in."),
)
_STYLES = {Kind.NEW: "green", Kind.CHANGED: "yellow", Kind.EMPTIED: "red"}

_NONE = say("none filled in")


@click.command(help=_("Show what score sheets that came back say, cell by cell, and take them in."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--accept", is_flag=True, help=_("Take them in; without this nothing is written."))
@by_option
@telling
def read(folder: Path, files: tuple[Path, ...], accept: bool, by: str) -> None:  # noqa: FBT001 - click passes flags by keyword
    held = read_folder(folder, Reading.FIGURES)
    given = gather(files)
    contents: dict[str, bytes] = {}
    named = {name for path in files for name in (path.name, path.as_posix())}
    beside = [file for file in given if file.label not in named and file.label.lower().endswith(_BESIDE)]
    returned, faults = _read_all(held, [file for file in given if file not in beside], contents)
    found: tuple[Arrival, ...] = ()
    try:
        found = arrivals(returned, held.intakes)
    except Problems as problems:
        faults += problems.items
    if not returned and not faults:
        faults.append(Problem("SHEETS-NONE", Place(files[0].as_posix()), *_NO_WORKBOOK))
    for arrival in found:
        _show(held, arrival)
    if beside:
        names = tuple(file.label for file in beside)
        show_line(say("Passed over, being no workbooks: {names}", names=names).render(tr))
    intakes = intakes_of(found, held.intakes, now(), by)
    if intakes and not faults:
        faults += _in_tables(held, intakes)
    if faults:
        show_problems(Problems(faults))
        show_line((tr("Nothing was taken in."), "bold red"), stderr=True)
        raise SystemExit(1)
    _conclude(folder, intakes, contents, accept=accept)


def _read_all(
    held: RoundFolder, given: Sequence[Given], contents: dict[str, bytes]
) -> tuple[list[Returned], list[Problem]]:
    """Return what the workbooks say and what is wrong with any of them; their bytes go to `contents` by SHA-256."""
    reception = Reception(held.round, held.rubric, round_key(held.root, make=False), read_issues(held.root))
    returned: list[Returned] = []
    faults: list[Problem] = []
    with progress(tr("Reading score sheets")) as told:
        for done, file in enumerate(given, start=1):
            try:
                data = file.read()
                returned.append(read_returned(data, file.label, reception))
                contents[returned[-1].sha256] = data
            except Problems as problems:
                faults += problems.items
            if told:
                told(done, len(given))
    return returned, faults


def _in_tables(held: RoundFolder, intakes: tuple[Intake, ...]) -> Iterator[Problem]:
    """Yield each table in sheets/ that holds marks which are to be taken in: they would count twice."""
    faults: list[Problem] = []
    read_marks(held.root, held.rubric, held.round, (*held.intakes, *intakes), faults)
    for _file, group in groupby(sorted(faults, key=lambda fault: fault.place.file), key=lambda fault: fault.place.file):
        found = list(group)
        rule = say("marks that are to be taken in stand in this table already: {n}.", n=len(found))
        yield Problem("SHEETS-TABLE", found[0].place, rule, say("Remove them from the table first."))


def _show(held: RoundFolder, arrival: Arrival) -> None:
    """Print a workbook with everything in it that is not in force already, agency by agency."""
    returned = arrival.returned
    rater = held.round.raters[returned.rater]
    head = say("{file}: {name} ({id}), issue {n}", file=returned.file, name=rater.name, id=rater.id, n=returned.issue)
    show_line((head.render(tr), "bold"))
    for line in _told(arrival, held.round.names):
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


def _told(arrival: Arrival, names: Mapping[str, str]) -> Iterator[Message]:
    known, returned = arrival.known, arrival.returned
    if known:
        yield say(
            "This very file was taken in already: intake {n}, {at}, by {by}.", n=known.number, at=known.at, by=known.by
        )
        return
    for file in arrival.repeats:
        yield say("Says no more than {file}.", file=file)
    for item in returned.errata:
        yield say(
            "Corrected since: {id} was “{issued}”, is “{now}”.", id=item.criterion, issued=item.issued, now=item.now
        )
    yield from returned.notes
    empty = tuple(names[sheet.agency] for sheet in returned.sheets if not items(sheet))
    if empty:
        yield say("Left empty, which changes nothing: {names}.", names=empty)
    if not returned.sheets:
        return
    counts = Counter(change.kind for change in arrival.changes)
    kinds = tuple(say("{kind} {n}", kind=kind.title, n=counts[kind]) for kind in Kind if counts[kind])
    yield say("Cells: {counts}; open marks: {open}", counts=kinds or (_NONE,), open=returned.open)


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
