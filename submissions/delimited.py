"""CSV files as spreadsheet programs save them, read cell by cell as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

from rubrics import MOST_FAULTS, Message, Place, Problem, Problems, say
from submissions.encoding import decode
from submissions.table import Table, clean, table, too_long, used

_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-")
_DELIMITERS = ",\t;"
MOST_CELLS = 20_000_000
"""A table of more is not read: it would take minutes, and gigabytes of memory."""


def read_csv(data: bytes, file: str) -> Table:
    """Return the table of a CSV file; a comma, tab or semicolon separates, whichever the header has most of.

    Encodings are those of `decode`. Blank rows are left out; cells are text and nothing is guessed. Raises
    Problems with the line of all that cannot be read, NUL characters, broken quotation, rows with more
    cells than the header, and cells of more than 32,767 characters, up to the first thousand of each; or that there
    are more than 20,000,000 cells.
    """
    if data.startswith(_BINARY):
        raise Problems([_not_text(file)])
    text = decode(data, file)
    faults = list(islice(_nul(text, file), MOST_FAULTS))
    delimiter = _delimiter(text)
    if text.count(delimiter) + text.count("\n") > MOST_CELLS:
        faults.append(_too_large(file))
    if not faults:
        rows, faults = _rows(text, delimiter, file)
        faults += islice(_unfit(rows, file), MOST_FAULTS)
    if faults:
        raise Problems(faults)
    return table(file, "", rows)


def _nul(text: str, file: str) -> Iterator[Problem]:
    if "\0" not in text:
        return
    rule, remedy = say("this line holds NUL characters."), say("Save the file again as CSV UTF-8.")
    for number, line in enumerate(text.split("\n"), start=1):
        if "\0" in line:
            yield _problem("CSV-NUL", file, number, rule, remedy)


def _rows(text: str, delimiter: str, file: str) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    faults: list[Problem] = []
    while len(faults) < MOST_FAULTS:
        line = reader.line_num + 1
        try:
            rows.append((line, [clean(cell) for cell in next(reader)]))
        except StopIteration:
            break
        except csv.Error:
            faults.append(
                _problem(
                    "CSV-QUOTE",
                    file,
                    line,
                    say("the quotation marks of this row do not match, or a cell is too long."),
                    say("Put the whole cell in quotation marks and double those inside it."),
                )
            )
    return rows, faults


def _delimiter(text: str) -> str:
    header = next((line for line in text.splitlines() if clean(line)), "")
    bare = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=bare.count)


def _unfit(rows: list[tuple[int, list[str]]], file: str) -> Iterator[Problem]:
    """Yield every row that is wider than the first, and every cell that no spreadsheet can show."""
    most = 0
    for line, cells in rows:
        width = used(cells)
        most = most or width
        if width > most:
            yield _problem(
                "CSV-WIDE",
                file,
                line,
                say("this row has {n} cells, the header only {width}.", n=width, width=most),
                say("Remove the extra cells; put a cell that holds the separator in quotation marks."),
            )
        for held in filter(None, map(too_long, cells)):
            yield _problem(
                "CELL-LONG",
                file,
                line,
                say("a cell of this row holds {held}.", held=held),
                say("Shorten it; longer texts belong into a file of their own."),
            )


def _too_large(file: str) -> Problem:
    return Problem(
        "CSV-SIZE",
        Place(file),
        say("the table has more than {n} cells.", n=MOST_CELLS),
        say("Part it into several files, such as one for each rater."),
    )


def _not_text(file: str) -> Problem:
    return Problem(
        "CSV-BINARY",
        Place(file),
        say("this is not a CSV file, whatever its name says."),
        say("Save it as CSV UTF-8, or give it its right name (.xlsx)."),
    )


def _problem(code: str, file: str, line: int, rule: Message, remedy: Message) -> Problem:
    return Problem(code, Place(file, line), rule, remedy)
