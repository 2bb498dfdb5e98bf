"""The workbook of a large round while it is being written: every row goes to a temporary file as soon as it is done.

Those files are XlsxWriter's, which also takes them away when it closes the workbook. So it is always let close it: what
cannot be written to the stream any more is dropped, and the error raised when all is tidied up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import BinaryIO

from xlsxwriter.exceptions import FileCreateError

from scoring.reports.findings import Findings
from scoring.reports.workbook.book import CREATED, Book
from submissions.plain_text import one_line
from submissions.text_cells import TextWorkbook


class _Stream:
    """The stream that a workbook is written to; after its first `error` it only counts what would be written."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._at = 0
        self.error: Exception | None = None

    def write(self, data: bytes) -> int:
        """Write bytes; return how many."""
        self._reached(lambda: self._at + self._stream.write(data), self._at + len(data))
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place; return it."""
        return self._reached(lambda: self._stream.seek(offset, whence), offset)

    def tell(self) -> int:
        """Return the place."""
        return self._reached(self._stream.tell, self._at)

    def flush(self) -> None:
        """Let the stream write what it holds back."""
        self._reached(self._flushed, self._at)

    def _flushed(self) -> int:
        self._stream.flush()
        return self._stream.tell()

    def _reached(self, work: Callable[[], int], otherwise: int) -> int:
        """Return the place in the stream after some work, or where it would be."""
        if self.error is None:
            try:
                self._at = work()
            except OSError as error:
                self.error = error
            else:
                return self._at
        self._at = otherwise
        return self._at


class LargeBook(Book):
    """A workbook of values; on each sheet rows are written from the top downwards, and none of them a second time."""

    def __init__(self, findings: Findings, stream: BinaryIO, *, names: bool = False) -> None:
        super().__init__(findings, BytesIO(), names=names)
        self.live = False
        self.stream = _Stream(stream)
        self.workbook = TextWorkbook(self.stream, constant_memory=True, use_zip64=True)
        self.workbook.set_properties({"title": one_line(self.results.round.title), "created": CREATED})


@contextmanager
def large_book(findings: Findings, stream: BinaryIO, *, names: bool = False) -> Iterator[LargeBook]:
    """Yield a book, and write it to `stream` at the end. Raises OSError where a disk is full or may not be written."""
    book = LargeBook(findings, stream, names=names)
    try:
        yield book
        book.workbook.close()
    except FileCreateError as error:
        # What its temporary files met with.
        _give_up(book, error)
        raise error.args[0] from error
    except Exception as error:
        _give_up(book, error)
        raise
    if book.stream.error is not None:
        raise book.stream.error


def _give_up(book: LargeBook, error: Exception) -> None:
    """Empty the temporary files, which makes room on a full disk, and let XlsxWriter take them away."""
    book.stream.error = error
    for sheet in book.workbook.worksheets():
        with suppress(OSError, ValueError):
            sheet.row_data_fh.seek(0)
            sheet.row_data_fh.truncate()
    with suppress(Exception):
        book.workbook.close()
    for sheet in book.workbook.worksheets():
        with suppress(OSError, ValueError):
            sheet.row_data_fh.close()
