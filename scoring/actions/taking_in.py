"""Score sheets as Excel: issued from the portal, and read back with the same dry run as `pingyi sheets read`."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from django.db import transaction

from rubrics import Message, Place, Problem, Problems, Translate, say, tree
from scoring.actions.intakes import intakes_of, keep_intakes, moment_of
from scoring.actions.journal import note
from scoring.actions.named import named_problem
from scoring.actions.plan_titles import seats_of
from scoring.actions.plans import plan_of
from scoring.actions.records import change, laid_out
from scoring.actions.uploads_of_tables import Kept, put_down
from scoring.folder import Reading, RoundFolder, read_folder
from scoring.folder.gathering import gather
from scoring.folder.intakes import read_issues, round_key, write_issues
from scoring.folder.score_sheets import BESIDE, NO_WORKBOOK, in_tables, read_score_sheets
from scoring.rounds import Intake, Issued, Issues
from scoring.rounds.keyed import leaf_of
from scoring.sheets.arrival_words import arrival_words
from scoring.sheets.blank import BOXES, Blank
from scoring.sheets.changes import Change, Kind
from scoring.sheets.layout import FORM, MARK, MATRIX
from scoring.sheets.making import write_score_sheet
from scoring.sheets.matrix import matrix_problems
from scoring.sheets.plan import Plan
from scoring.sheets.taking_in import Arrival, arrivals
from scoring.sheets.taking_in import intakes_of as new_intakes
from scoring.storage.models import Person, Round


@dataclass(frozen=True)
class Cell:
    """One cell that is not in force already: where it stands, what it is, and what it says instead of what."""

    agency: str
    item: Message | str
    kind: Kind
    before: str
    after: str
    place: str


@dataclass(frozen=True)
class Book:
    """A workbook that came back: whose, under which number, what to know about it, and its new cells."""

    file: str
    rater: str
    issue: int
    told: tuple[Message, ...]
    cells: tuple[Cell, ...]
    new: bool


@dataclass(frozen=True)
class DryRun:
    """What a run of workbooks comes to: nothing was written. `shown` is a digest of all that was found."""

    books: tuple[Book, ...]
    problems: tuple[Problem, ...]
    beside: tuple[str, ...]
    shown: str

    @property
    def new(self) -> int:
        """How many workbooks hold anything to be taken in."""
        return sum(book.new for book in self.books)


@dataclass(frozen=True)
class Choice:
    """Which workbooks are issued: for these raters (all where none are named), one method or all, laid out how."""

    raters: tuple[str, ...]
    method: str | None
    layout: str
    filled: bool


def look_at_sheets(round_: Round, kept: Kept, at: datetime, by: str) -> DryRun:
    """Return what workbooks that came back say, cell by cell, beside what is in force."""
    return _run(round_, kept, at, by)[0]


def take_in_sheets(round_: Round, person: Person, kept: Kept, shown: str, at: datetime) -> DryRun | int:
    """Take in what was shown; return how many workbooks, or the dry run anew where it would be another one now.

    Raises Problems where the round is closed.
    """
    with transaction.atomic():
        held = Round.objects.select_for_update().get(pk=round_.pk)
        run, found, contents = _run(held, kept, at, person.name)
        if run.problems or run.shown != shown or not run.new:
            return run

        def make(number: int) -> list[tuple[Intake, bytes | None]]:
            fresh = [arrival for arrival in found if arrival.new]
            made = [arrival.intake(n, moment_of(at), person.name) for n, arrival in enumerate(fresh, start=number)]
            return [(intake, contents[intake.sha256 or ""]) for intake in made]

        taken = keep_intakes(held, person, at, make)
        seats = seats_of(plan_of(held))
        raters = tuple(dict.fromkeys(seats[sheet.rater] for intake in taken for sheet in intake.sheets))
        note(
            held,
            person,
            say("Score sheets were read in from {n} workbooks: {raters}.", n=len(taken), raters=raters),
            at,
        )
    round_.refresh_from_db()
    return len(taken)


def issue_sheets(round_: Round, person: Person, choice: Choice, at: datetime, tr: Translate) -> tuple[str, bytes]:
    """Issue workbooks and enter them in the register; return a file's name and bytes, a zip of several.

    Raises Problems where a workbook cannot be laid out like that, nobody has anything to mark, or the round is closed.
    """
    blanks: list[Blank] = change(
        round_,
        person,
        at,
        partial(_register, choice=choice, at=moment_of(at), by=person.name, tr=tr),
        lambda made: note(round_, person, say("Score sheets were issued as workbooks: {n}.", n=len(made)), at),
    )
    books = {blank.file_name: _bytes(blank) for blank in blanks}
    if len(books) == 1:
        return next(iter(books.items()))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, data in books.items():
            archive.writestr(name, data)
    return f"{round_.slug}-score-sheets.zip", stream.getvalue()


def issued_sheets(round_: Round) -> tuple[tuple[Issued, bool], ...]:
    """Return what was issued as score sheets, newest first, each with whether it came back."""
    with laid_out(round_) as root:
        issues = read_issues(root)
    back = {intake.issue for intake in intakes_of(round_) if intake.issue}
    return tuple((item, item.number in back) for item in reversed(issues.issued) if item.form == FORM)


def _register(root: Path, *, choice: Choice, at: str, by: str, tr: Translate) -> list[Blank]:
    held = read_folder(root, Reading.ANSWERS)
    intakes = held.intakes if choice.filled else ()
    plan = Plan(
        held.round, held.rubric, round_key(root), tr, choice.layout, choice.method, held.self_assessments, intakes
    )
    issues = read_issues(root)
    blanks = list(plan.blanks(dict.fromkeys(choice.raters or held.round.raters), issues.next_number))
    faults = [
        problem
        for blank in blanks
        for problem in (matrix_problems(blank, Place(held.round.id)) if blank.layout == MATRIX else ())
    ]
    if not blanks:
        faults.append(Problem("SHEETS-NOBODY", Place(held.round.id), *_NOBODY))
    if faults:
        raise Problems(faults)
    write_issues(root, Issues(issued=(*issues.issued, *(blank.issued(at, by) for blank in blanks))))
    return blanks


def _bytes(blank: Blank) -> bytes:
    stream = io.BytesIO()
    write_score_sheet(blank, stream)
    return stream.getvalue()


def _run(round_: Round, kept: Kept, at: datetime, by: str) -> tuple[DryRun, tuple[Arrival, ...], dict[str, bytes]]:
    with laid_out(round_) as root, put_down(kept) as paths:
        held = read_folder(root, Reading.FIGURES)
        faults: list[Problem] = []
        found: tuple[Arrival, ...] = ()
        try:
            given = gather(paths)
        except Problems as problems:
            return DryRun((), tuple(problems.items), (), ""), (), {}
        named = {path.name for path in paths}
        beside = [file for file in given if file.label not in named and file.label.lower().endswith(BESIDE)]
        read = read_score_sheets(held, [file for file in given if file not in beside])
        faults += read.faults
        try:
            found = arrivals(read.returned, held.intakes)
        except Problems as problems:
            faults += problems.items
        if not read.returned and not faults:
            faults.append(Problem("SHEETS-NONE", Place(paths[0].name if paths else round_.slug), *NO_WORKBOOK))
        intakes = new_intakes(found, held.intakes, moment_of(at), by)
        if intakes and not faults:
            faults += in_tables(held, intakes)
        titles = _titles(held)
        books = tuple(_book(held, arrival, titles) for arrival in found)
    names = tuple(file.label for file in beside)
    told = tuple(named_problem(fault, held.round.names, titles) for fault in faults)
    return DryRun(books, told, names, _digest(books)), found, read.contents


def _titles(held: RoundFolder) -> dict[str, str]:
    """Return by criterion the number and the title that its sheet shows."""
    leaves = {node.id: leaf_of(node) for node in tree(held.rubric).leaves() if node.rated}
    return {id_: f"{leaf.no} {leaf.title}" if leaf.no else leaf.title for id_, leaf in leaves.items()}


def _book(held: RoundFolder, arrival: Arrival, titles: Mapping[str, str]) -> Book:
    returned = arrival.returned
    cells = tuple(_cell(held, change_, titles) for change_ in arrival.changes if change_.kind is not Kind.UNCHANGED)
    told = tuple(arrival_words(arrival, held.round.names))
    return Book(returned.file, held.round.raters[returned.rater].name, returned.issue, told, cells, arrival.new)


def _cell(held: RoundFolder, found: Change, titles: Mapping[str, str]) -> Cell:
    title = titles.get(found.item, found.item)
    item: Message | str = BOXES.get(found.item) or title
    if found.item not in BOXES and found.part != MARK:
        item = say("{id} reason", id=title)
    place = f"{found.place.sheet} {found.place.cell}".strip()
    return Cell(held.round.names[found.agency], item, found.kind, found.before, found.after, place)


def _digest(books: tuple[Book, ...]) -> str:
    return hashlib.sha256(repr(books).encode()).hexdigest()


_NOBODY = (say("these raters have nothing to mark."), say("Choose others, or another method."))
