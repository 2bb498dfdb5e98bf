"""A form that came back: whose it is, and what it says, every value with its cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rubrics import Message, Path, Place, Problem, Problems, say
from submissions.form_pages import FormPage, pages_of
from submissions.plain_text import one_line
from submissions.seal import Seal, read_seal
from submissions.table import clean
from submissions.workbook.blank import Blank
from submissions.workbook.evidence_rows import evidence_of
from submissions.workbook.layout import (
    AGENCY,
    COVER,
    EVIDENCE,
    FACTS,
    FORM,
    NAME,
    PHONE,
    REPORT,
    SELF,
    TEXT,
    fact_row,
    kind_of,
)
from submissions.workbook.typed import compared, number_meant
from submissions.worksheets import Worksheet

BlankOf = Callable[[str], Blank | None]
"""What returns the form that an agency of this id would be given now; None where the round has no such agency."""


@dataclass(frozen=True)
class Filled:
    """A form as it came back: `answers` in the shape of submission.yaml, and the cell of each of them.

    Files are still named as they were typed. `errata` say what has been corrected since the form was issued.
    """

    blank: Blank
    seal: Seal
    answers: Mapping[str, Any]
    places: Mapping[Path, Place]
    page: Place
    errata: tuple[Message, ...] = ()

    def locate(self, path: Path) -> Place:
        """Return the cell of a value, or of the nearest thing around it that has one."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.places:
                return self.places[path[:end]]
        return self.page


def form_pages(worksheets: Sequence[Worksheet]) -> list[FormPage]:
    """Return the pages of an agency's form; empty for a workbook that is none."""
    pages = pages_of(worksheets)
    return pages if any(kind_of(page.id) in {SELF, FACTS, EVIDENCE} or _is_cover(page) for page in pages) else []


def read_form(worksheets: Sequence[Worksheet], file: str, *, round_id: str, key: bytes, blank_of: BlankOf) -> Filled:
    """Return what a form says. `key` is that of the round's seals.

    Raises Problems: those of `read_seal`; that it is no agency's form, of another round or of none of its agencies;
    else every page or row that is missing, there twice, or beside another label, and every cell that holds neither
    text nor a number that it may hold.
    """
    seal = read_seal(worksheets, key, file)
    blank = blank_of(seal.to) if seal.form == FORM and seal.round == round_id else None
    if blank is None:
        raise Problems([Problem("FORM-OTHER", Place(file), *_OTHER)])
    faults: list[Problem] = []
    pages = _pages(worksheets, seal, file, faults)
    reading = _Reading(seal, blank, faults)
    readers = {COVER: reading.cover, SELF: reading.self, FACTS: reading.facts, EVIDENCE: reading.evidence}
    for kind, read in readers.items():
        if kind in pages:
            read(pages[kind])
    if faults:
        raise Problems(faults)
    start = Place(file, sheet=pages[COVER].worksheet.title)
    return Filled(blank, seal, reading.answers, reading.places, start, tuple(_errata(seal, blank)))


def _pages(worksheets: Sequence[Worksheet], seal: Seal, file: str, faults: list[Problem]) -> dict[str, FormPage]:
    """Return the pages that were issued, by kind."""
    found: dict[str, FormPage] = {}
    for page in pages_of(worksheets):
        if page.id not in seal.pages:
            continue
        known = found.setdefault(page.id, page)
        if known is not page and known.worksheet.cells != page.worksheet.cells:
            rule = say("this sheet is there twice, as “{other}” too, and they differ.", other=known.worksheet.title)
            place = Place(file, sheet=page.worksheet.title)
            faults.append(Problem("FORM-PAGE-TWICE", place, rule, say("Delete the one that is not meant.")))
    for page_id, title in seal.pages.items():
        if page_id not in found:
            rule = say("the sheet “{title}” is missing, or has lost its hidden ids.", title=title)
            faults.append(Problem("FORM-PAGE-MISSING", Place(file), rule, _ISSUED))
    return {kind_of(page_id): page for page_id, page in found.items()}


class _Reading:
    """The answers of one form while they are gathered, with their places and all faults."""

    def __init__(self, seal: Seal, blank: Blank, faults: list[Problem]) -> None:
        self.seal, self.blank, self.faults = seal, blank, faults
        self.answers: dict[str, Any] = {}
        self.places: dict[Path, Place] = {}

    def cover(self, page: FormPage) -> None:
        """Read the name of the report's file and who filled the form in."""
        self._sound(page, (AGENCY, REPORT, NAME, PHONE), ())
        issued = self.seal.labels[AGENCY]
        if compared(self._text(page, AGENCY, ("agency",))) != compared(issued):
            rule = say("the form was issued to “{name}”, but that is not what stands here.", name=issued)
            self.faults.append(Problem("FORM-AGENCY", self.places["agency",], rule, _OWN))
        contact = {name: self._text(page, row, ("contact", name)) for row, name in ((NAME, "name"), (PHONE, "phone"))}
        file = self._text(page, REPORT, ("report", "file"))
        self.places["report",] = page.place((REPORT, TEXT))
        self.answers["report"] = {"file": file} if file else {}
        self.answers["contact"] = {name: text for name, text in contact.items() if text} or None

    def self(self, page: FormPage) -> None:
        """Read the self-assessment; where a level's title stands, its points are meant."""
        nodes = [node for node in self.blank.assessed if node.id in self.seal.labels]
        self._sound(page, [node.id for node in nodes], [node.id for node in nodes])
        self._strays(page, [node.id for node in self.blank.assessed])
        found = self.answers["self"] = {}
        for node in nodes:
            path = ("self", node.id)
            text = self._text(page, node.id, path)
            if not text or node.id in self.blank.spared:
                continue
            levels = {one_line(level.title): level.points for level in (node.leaf and node.leaf.rule.levels) or ()}
            number = levels.get(text, number_meant(text))
            if number is None:
                self._no_number(path, text)
            else:
                found[node.id] = number

    def facts(self, page: FormPage) -> None:
        """Read the facts."""
        facts = [fact for fact in self.blank.rubric.facts if fact_row(fact.id) in self.seal.labels]
        rows = [fact_row(fact.id) for fact in facts]
        self._sound(page, rows, rows)
        self._strays(page, rows)
        found = self.answers["facts"] = {}
        for fact in facts:
            path = ("facts", fact.id)
            text = self._text(page, fact_row(fact.id), path)
            number = number_meant(text, fact.unit)
            if text and number is None:
                self._no_number(path, text)
            elif number is not None:
                found[fact.id] = number

    def evidence(self, page: FormPage) -> None:
        """Read the table of evidence, spare and inserted rows included."""
        known = [row for row in self.seal.labels if ":" in row]
        self.faults += page.mislabelled((row, self.seal.labels[row]) for row in known)
        self.places["evidence",] = Place(page.worksheet.file, sheet=page.worksheet.title)
        pieces, places, faults = evidence_of(page, self.blank)
        self.answers["evidence"] = pieces
        self.faults += faults
        for nth, found in enumerate(places):
            self.places.update({("evidence", nth, *path): place for path, place in found.items()})

    def _sound(self, page: FormPage, rows: Sequence[str], labelled: Sequence[str]) -> None:
        labels = self.seal.labels
        self.faults += page.faults((row, TEXT) for row in rows)
        self.faults += page.mislabelled((row, labels[row]) for row in labelled)
        for row in rows:
            if next(page.cells((row, TEXT)), None) is None:
                place = Place(page.worksheet.file, sheet=page.worksheet.title)
                rule = say("the row “{label}” is missing, or has lost its hidden id.", label=labels.get(row, row))
                self.faults.append(Problem("FORM-ROW-MISSING", place, rule, _ISSUED))

    def _strays(self, page: FormPage, known: Sequence[str]) -> None:
        for row, column in page.strays([*known, ""], [TEXT]):
            if page.worksheet.cells.get((row, 0)) is None and not self._beside_table(page, row, known):
                rule = say("something stands here in a row that is not the form's.")
                self.faults.append(Problem("FORM-STRAY", page.worksheet.place(row, column), rule, _STRAY))

    @staticmethod
    def _beside_table(page: FormPage, row: int, known: Sequence[str]) -> bool:
        """Return whether a row lies above or below the rows with ids: headings and totals stand there."""
        rows = [number for row_id in known for number in page.rows.get(row_id, ())]
        return not rows or not min(rows) < row < max(rows)

    def _text(self, page: FormPage, row: str, path: Path) -> str:
        field = (row, TEXT)
        held = page.text(field)
        self.places[path] = page.place(field)
        if isinstance(held, Message):
            self.faults.append(cell_problem(self.places[path], held))
            return ""
        return one_line(clean(held))

    def _no_number(self, path: Path, text: str) -> None:
        rule = say("“{text}” is not a number.", text=text[:40])
        self.faults.append(Problem("FORM-NUMBER", self.places[path], rule, say("Write a number such as 8 or 8.5.")))


def cell_problem(place: Place, held: Message) -> Problem:
    """Return the problem of a cell that holds neither text nor a number."""
    remedy = say("Format the cell as text or number and type what is meant.")
    return Problem("CELL-VALUE", place, say("the cell holds {held}.", held=held), remedy)


def _is_cover(page: FormPage) -> bool:
    return kind_of(page.id) == COVER and REPORT in page.rows


def _errata(seal: Seal, blank: Blank) -> Iterator[Message]:
    if seal.scoring != blank.prints.scoring:
        yield say(
            "The scoring rules have changed since the form was issued; the answers are held against the new ones."
        )
    for row, label in blank.labels.items():
        issued = seal.labels.get(row, label)
        if issued != label:
            yield say("Corrected since the form was issued: “{issued}” is now “{label}”.", issued=issued, label=label)


_ISSUED = say("Copy what was filled in into the workbook as it was issued.")
_OWN = say("Let each agency fill in the workbook that was issued to it.")
_STRAY = say("Move it into the row it belongs to, and empty this cell.")
_OTHER = (
    say("this is not an agency's form of this round."),
    say("Hand in the workbook that was issued to the agency in this round."),
)
