"""CSV files as spreadsheet programs save them, read cell by cell as text."""

from __future__ import annotations

import csv
import io

from rubrics import Message, Place, Problem, Problems, say
from submissions.encoding import decode
from submissions.table import Table, clean, table, used

_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-")
_DELIMITERS = ",\t;"


def read_csv(data: bytes, file: str) -> Table:
    """Return the table of a CSV file; a comma, tab or semicolon separates, whichever the header has most of.

    Encodings are those of `decode`. Blank rows are left out; cells are text and nothing is guessed. Raises
    Problems with the line of all that cannot be read, NUL characters, broken quotation, and rows with more
    cells than the header.
    """
    if data.startswith(_BINARY):
        raise Problems([_not_text(file)])
    text = decode(data, file)
    faults = [
        _problem(
            "CSV-NUL", file, number, say("this line holds NUL characters."), say("Save the file again as CSV UTF-8.")
        )
        for number, line in enumerate(text.split("\n"), start=1)
        if "\0" in line
    ]
    if not faults:
        rows, faults = _rows(text, file)
        faults += _wide(rows, file)
    if faults:
        raise Problems(faults)
    return table(file, "", rows)


def _rows(text: str, file: str) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[tuple[int, list[str]]] = []
    faults: list[Problem] = []
    while True:
        line = reader.line_num + 1
        try:
            rows.append((line, [clean(cell) for cell in next(reader)]))
        except StopIteration:
            return rows, faults
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


def _delimiter(text: str) -> str:
    header = next((line for line in text.splitlines() if clean(line)), "")
    bare = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=bare.count)


def _wide(rows: list[tuple[int, list[str]]], file: str) -> list[Problem]:
    filled = [(line, used(cells)) for line, cells in rows if any(cells)]
    return [
        _problem(
            "CSV-WIDE",
            file,
            line,
            say("this row has {n} cells, the header only {width}.", n=width, width=filled[0][1]),
            say("Remove the extra cells; put a cell that holds the separator in quotation marks."),
        )
        for line, width in filled
        if width > filled[0][1]
    ]


def _not_text(file: str) -> Problem:
    return Problem(
        "CSV-BINARY",
        Place(file),
        say("this is not a CSV file, whatever its name says."),
        say("Save it as CSV UTF-8, or give it its right name (.xlsx)."),
    )


def _problem(code: str, file: str, line: int, rule: Message, remedy: Message) -> Problem:
    return Problem(code, Place(file, line), rule, remedy)
