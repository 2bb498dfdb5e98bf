"""The public list as a .csv file: UTF-8 with a byte order mark, for any spreadsheet program."""

from __future__ import annotations

import csv
import io
from typing import BinaryIO

from scoring.reports.public.listing import PublicList

# What makes spreadsheet programs take a text for a formula; the wide ones do so where Chinese is typed.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def write_public_table(listed: PublicList, stream: BinaryIO) -> None:
    """Write grade, agency and status, a row for each agency; a fictional or sample round says so in each row.

    A text that a spreadsheet would work out gets an apostrophe in front. It can be seen, which no name of an
    agency suffers from; signs that cannot be seen would break every later comparison of names.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    note = (listed.statement,) if listed.statement else ()
    writer.writerow(_cells(*listed.headings[: 3 + len(note)]))
    for block in listed.blocks:
        writer.writerows(_cells(block.title, name, listed.status, *note) for name in block.names)
    stream.write(text.getvalue().encode("utf-8-sig"))


def _cells(*texts: str) -> list[str]:
    return [f"'{text}" if text.startswith(_FORMULA) else text for text in texts]
