"""Agencies' forms among files that were handed in, each with the files that came along with it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rubrics import Message, Place, Problem, Problems, Rubric, say
from scoring.folder.gathering import Given
from scoring.folder.opening import MEGABYTE
from scoring.folder.report_texts import text_of
from scoring.folder.submissions import LARGEST_FILE, LARGEST_REPORT
from scoring.rounds import Round
from scoring.sheets.agency_forms import blank_for
from submissions import (
    Content,
    Receipt,
    StoredFile,
    Submission,
    Worksheet,
    check_submission,
    read_worksheets,
    scanned,
    stored_file,
)
from submissions.integrity import DAMAGED
from submissions.workbook import Blank, Delivery, deliver, form_pages, read_form

LARGEST_FORM = 16 * MEGABYTE
_BOOKS = (".xlsx", ".xlsm", ".xls", ".et")
_ZIP = b"PK\x03\x04"
_OTHER_BOOKS = (".xls", ".et", ".ett", ".ods", ".numbers", ".csv")


@dataclass(frozen=True)
class Arrival:
    """What came in for one agency and is sound: its form, the files that the form names, and what they make together.

    `files` are the files as they were given, by the name under which each is kept.
    """

    form: Given
    sha256: str
    delivery: Delivery
    files: Mapping[str, Given]
    stored: Mapping[str, StoredFile]

    @property
    def agency(self) -> str:
        """Whose it is."""
        return self.delivery.filled.blank.agency

    def submission(self, *, at: str, by: str) -> Submission:
        """Return the submission, taken in at a moment by somebody."""
        issue = self.delivery.filled.seal.number or None
        received = Receipt(at=at, by=by, file=self.form.label, sha256=self.sha256, issue=issue)
        return self.delivery.submission(self.stored, received)

    def notes(self) -> Iterator[Message]:
        """Yield what the office should know although nothing is wrong."""
        yield from self.delivery.filled.errata
        report = self.stored.get(self.delivery.report or "")
        if report is not None and scanned(report):
            yield say("“{file}” is a scan: it holds no text that could be counted or searched.", file=report.name)
        if self.delivery.extra:
            names = tuple(name.removeprefix(f"{self.form.label.rpartition('/')[0]}/") for name in self.delivery.extra)
            yield say("Files that the form does not name, and that are not kept: {names}", names=names)


def read_deliveries(
    round_: Round,
    rubric: Rubric,
    key: bytes,
    given: Sequence[Given],
    told: Callable[[int, int], None] | None = None,
) -> tuple[Arrival, ...]:
    """Return what came in, agency by agency in official order; of the same form given twice the first.

    `told` is told before each form how many have been looked at, of how many.

    Raises Problems with all faults of all forms and their files; or that there is no form among the files.
    """

    def blank_of(agency: str) -> Blank | None:
        return blank_for(round_, rubric, agency) if agency in round_.names else None

    books, faults = _forms(given)
    arrivals: dict[str, Arrival] = {}
    for done, (form, (sheets, sha256)) in enumerate(books.items()):
        if told:
            told(done, len(books))
        try:
            filled = read_form(sheets, form.label, round_id=round_.id, key=key, blank_of=blank_of)
            files = _belonging(form, list(books), given)
            delivery = deliver(filled, [file.label for file in files], form.label)
            arrival = _arrival(form, sha256, delivery, {file.label: file for file in files})
            submission = delivery.submission(arrival.stored)
        except Problems as problems:
            faults += problems.items
            continue
        spared = filled.blank.spared
        faults += check_submission(rubric, submission, arrival.stored, filled.locate, spared=spared)
        other = arrivals.setdefault(arrival.agency, arrival)
        if other.sha256 != sha256:
            faults += _twice(other, arrival)
    if faults:
        raise Problems(faults)
    return tuple(arrivals[agency] for agency in round_.names if agency in arrivals)


def _forms(given: Sequence[Given]) -> tuple[dict[Given, tuple[Sequence[Worksheet], str]], list[Problem]]:
    """Return the workbooks that are agencies' forms, with the SHA-256 of each; and, where there is none, why."""
    found: dict[Given, tuple[Sequence[Worksheet], str]] = {}
    refused: list[Problem] = []
    for file in given:
        if not file.label.lower().endswith(_BOOKS) or file.size > LARGEST_FORM:
            continue
        try:
            data = file.read(LARGEST_FORM)
            sheets = read_worksheets(data, file.label)
        except Problems as problems:  # a table that is evidence may be anything: told when it is looked at as such
            refused += problems.items
            continue
        if form_pages(sheets):
            found[file] = (sheets, hashlib.sha256(data).hexdigest())
    if found:
        return found, []
    others = tuple(file.label for file in given if file.label.lower().endswith(_OTHER_BOOKS))
    place = Place(others[0] if others else given[0].label if given else "—")
    return {}, [*refused, Problem("FORM-NONE", place, _NONE.filled(n=len(given)), _SAVE_AS)]


def _belonging(form: Given, forms: Sequence[Given], given: Sequence[Given]) -> list[Given]:
    """Return the files that came along with a form, and with no other.

    They lie below the form's folder, or anywhere in the folder or zip that was named if it is the only form there.
    """
    if len(forms) == 1:
        return list(given)
    roots = {one: _root(one, forms) for one in forms}
    return [file for file in given if (_nearest(file, roots) == roots[form] and file not in roots) or file == form]


def _root(form: Given, forms: Sequence[Given]) -> str:
    container = _container(form)
    alone = sum(_container(one) == container for one in forms) == 1
    return container if alone else form.label.rpartition("/")[0]


def _container(file: Given) -> str:
    return file.label.removesuffix(file.name).rstrip("/")


def _nearest(file: Given, roots: Mapping[Given, str]) -> str | None:
    around = [root for root in roots.values() if not root or file.label.startswith(f"{root}/")]
    return max(around, key=len, default=None)


def _arrival(form: Given, sha256: str, delivery: Delivery, given: Mapping[str, Given]) -> Arrival:
    files = {kept: given[label] for kept, label in delivery.files.items()}
    stored = {kept: _looked_at(kept, file, report=kept == delivery.report) for kept, file in files.items()}
    return Arrival(form, sha256, delivery, files, stored)


def _looked_at(name: str, file: Given, *, report: bool) -> StoredFile:
    most = LARGEST_REPORT if report else LARGEST_FILE
    if file.size > most:
        reason = _LARGE_REPORT if report else _LARGE
        return StoredFile(name, file.size, "", Content("unknown", reason.filled(n=most // MEGABYTE)))
    try:
        with file.open() as stream:
            return stored_file(name, stream, text_of=text_of if report else None)
    except Problems:
        return StoredFile(name, file.size, "", Content("unknown", DAMAGED))


def _twice(first: Arrival, second: Arrival) -> Iterator[Problem]:
    for one, other in ((first, second), (second, first)):
        rule = say("“{other}” is a form of the same agency, and they differ.", other=other.form.label)
        yield Problem("FORM-AGENCY-TWICE", Place(one.form.label), rule, say("Hand in the one that is meant."))


_LARGE_REPORT = say("it is larger than {n} MB")
_LARGE = say("it is larger than {n} MB, and belongs on a disc or behind a link")
_NONE = say("there is no agency's form among the {n} files.")
_SAVE_AS = say(
    "Hand in the workbook that was issued; one of another kind (.xls, .et, .ods): open it in WPS or Excel and save it "
    "as .xlsx."
)
