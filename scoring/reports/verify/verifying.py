"""Which file of a round was found, and what in it is not as it would be written today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rubrics import Place, Problem, Problems, say
from scoring.reports.verify.cells import Book, Cell, Sheet, read_book
from scoring.reports.verify.difference import Difference
from scoring.reports.verify.opening import DAMAGED, OTHER, Kind, kind_of, refused
from scoring.reports.verify.papers import Document, document_differences, read_document
from scoring.reports.verify.workbooks import book_differences
from submissions import read_csv

# Alike in every text; so much alike that only its like can be meant; and so little that no file of the round is.
_CERTAIN, _LIKELY, _LEAST = 1.0, 0.9, 0.3

File = Book | Document


@dataclass(frozen=True)
class Candidate:
    """A file that the round gives: its usual name, and how its bytes are made.

    Of one `family` are those that differ in little, as a ranked sheet with another status: where a file is much
    like one of them, no other family is tried.
    """

    name: str
    make: Callable[[], bytes]
    family: str = ""


@dataclass(frozen=True)
class Verified:
    """Which file of the round was found, by its usual name, and every difference from it."""

    name: str
    differences: tuple[Difference, ...]


def verify(file: str, data: bytes, candidates: Sequence[Candidate]) -> Verified:
    """Return what differs in a file from the one of the candidates that it is most like, whatever it is called.

    Candidates that cannot be made (nothing decided yet, say) are passed by. Raises Problems for a file that
    cannot be read, and where none of the candidates is meant.
    """
    kind = kind_of(data, file)
    found = _read(kind, data, file)
    best: tuple[float, Candidate, File] | None = None
    for candidate in sorted(candidates, key=lambda held: held.name != file.replace("\\", "/").rpartition("/")[2]):
        if not candidate.name.lower().endswith(kind.value):
            continue
        if best and best[0] >= _LIKELY and candidate.family != best[1].family:
            continue
        try:
            expected = _read(kind, candidate.make(), candidate.name)
        except Problems:
            continue
        likeness = _likeness(expected, found)
        if best is None or likeness > best[0]:
            best = likeness, candidate, expected
        if likeness >= _CERTAIN:
            break
    if best is None or best[0] < _LEAST:
        raise Problems([_unknown(file)])
    return Verified(best[1].name, tuple(_differences(file, best[2], found)))


def differences(file: str, expected: bytes, data: bytes) -> tuple[Difference, ...]:
    """Return what differs in a file from the expected one. Raises Problems where it cannot be read."""
    kind = kind_of(data, file)
    return tuple(_differences(file, _read(kind, expected, file), _read(kind, data, file)))


def _differences(file: str, expected: File, found: File) -> list[Difference]:
    if isinstance(expected, Document) and isinstance(found, Document):
        return document_differences(file, expected, found)
    assert isinstance(expected, Book)  # noqa: S101 - both are of one kind
    assert isinstance(found, Book)  # noqa: S101 - both are of one kind
    return book_differences(file, expected, found)


def _read(kind: Kind, data: bytes, file: str) -> File:
    try:
        match kind:
            case Kind.WORKBOOK:
                return read_book(data)
            case Kind.DOCUMENT:
                return read_document(data)
            case Kind.TABLE:
                rows = {
                    row.number: {column: Cell(text) for column, text in enumerate(row.cells, start=1) if text}
                    for row in read_csv(data, file).rows
                }
                return Book((Sheet("", rows=rows),))
    except Problems:
        if kind is Kind.TABLE and not file.lower().endswith(kind.value):
            raise refused(file, OTHER) from None
        raise
    except Exception as error:  # parts that do not fit together end in whatever error comes first
        raise refused(file, DAMAGED) from error


def _likeness(expected: File, found: File) -> float:
    """Return how much of all texts, and of all sheets, stands in both files: from 0 to 1."""
    texts = _share(_texts(expected), _texts(found))
    names = _names(expected)
    return (texts + _share(names, _names(found))) / 2 if names else texts


def _names(file: File) -> set[str]:
    return {sheet.name for sheet in file.sheets if sheet.name} if isinstance(file, Book) else set()


def _share(one: set[str], two: set[str]) -> float:
    return len(one & two) / max(len(one | two), 1)


def _texts(file: File) -> set[str]:
    if isinstance(file, Document):
        return {paragraph.text for paragraph in file.paragraphs}
    return {
        cell.value
        for sheet in file.sheets
        for cells in sheet.rows.values()
        for cell in cells.values()
        if isinstance(cell.value, str) and cell.value
    }


def _unknown(file: str) -> Problem:
    return Problem(
        "VERIFY-UNKNOWN",
        Place(file),
        say("no file of this round is like it."),
        say("Name the folder of its own round; for a file from a template of your own, name that template too."),
    )
