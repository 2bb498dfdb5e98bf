"""A page of a score sheet that came back, with all copies of it that somebody made: what stands in each field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rubrics import Message, Place, Problem, say
from scoring.sheets.layout import MARK, REASON, RECUSED, TEXT
from submissions import LABEL, FormPage, clean
from submissions.form_pages import Field
from submissions.worksheets import Position


@dataclass(frozen=True)
class Copies:
    """The sheets that bear one page's id: one, or more where somebody copied the sheet; never none."""

    pages: tuple[FormPage, ...]

    def read(self, field: Field) -> tuple[str | Message, Place]:
        """Return what stands in a field, "" where nothing does, and where; `faults` tells of contradictions."""
        for page in self.pages:
            text = page.text(field)
            if not isinstance(text, str) or clean(text):
                filled = (at for at in page.cells(field) if page.worksheet.cells.get(at) == text)
                return text, page.worksheet.place(*next(filled))
        return "", self.pages[0].place(field)

    def faults(
        self,
        *,
        rows: Iterable[str],
        columns: Iterable[str],
        labels: Mapping[str, str],
        fields: Iterable[Field],
    ) -> Iterator[Problem]:
        """Yield what makes the page unreadable.

        A row or a column that it was issued with is gone; a label is another than was issued (`labels` by row id);
        a field stands there several times and says different things.
        """
        fields = tuple(fields)
        for page in self.pages:
            place = Place(page.worksheet.file, sheet=page.worksheet.title)
            gone = [row for row in rows if row not in page.rows]
            if gone:
                rule = say(
                    "rows of the page are gone, or have lost their hidden marks: {rows}.", rows=_named(gone, labels)
                )
                yield Problem("FORM-ROW", place, rule, _COPY)
            gone = [column for column in (LABEL, *columns) if column not in page.columns]
            if gone:
                words = tuple(_COLUMNS.get(column, column) for column in gone)
                rule = say("columns of the page are gone, or have lost their hidden marks: {columns}.", columns=words)
                yield Problem("FORM-COLUMN", place, rule, _COPY)
            yield from page.mislabelled(labels.items())
            yield from page.faults(fields)
        yield from self._contradictions(fields) if len(self.pages) > 1 else ()

    def strays(self, rows: Iterable[str], columns: Iterable[str]) -> Iterator[Problem]:
        """Yield what stands between `rows`, in one of `columns`, in a row that was not issued."""
        rows, columns = tuple(rows), tuple(columns)
        for page in self.pages:
            numbers = [page.rows[row][0] for row in rows if row in page.rows] or [0]
            for at in page.strays(page.rows, columns):
                if min(numbers) < at[0] < max(numbers):
                    yield Problem("FORM-STRAY", page.worksheet.place(*at), *_STRAY)

    def _contradictions(self, fields: Iterable[Field]) -> Iterator[Problem]:
        for field in fields:
            said = [(page, at, text) for page in self.pages for at, text in _filled(page, field)]
            for page, at, text in said[1:]:
                first, first_at, first_text = said[0]
                if page is not first and text != first_text:
                    rule = say(
                        "the sheet is a copy of another, which says something else here: {first}.",
                        first=first.worksheet.place(*first_at),
                    )
                    yield Problem("FORM-TWICE", page.worksheet.place(*at), rule, _KEEP_ONE)


def by_id(pages: Iterable[FormPage]) -> dict[str, Copies]:
    """Return the pages of a workbook by their ids."""
    found: dict[str, tuple[FormPage, ...]] = {}
    for page in pages:
        found[page.id] = (*found.get(page.id, ()), page)
    return {page_id: Copies(copies) for page_id, copies in found.items()}


def _filled(page: FormPage, field: Field) -> Iterator[tuple[Position, object]]:
    for at in page.cells(field):
        text = page.worksheet.cells.get(at, "")
        plain = clean(text) if isinstance(text, str) else text
        if plain:
            yield at, plain


def _named(rows: list[str], labels: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(labels.get(row, row) for row in rows)


_COLUMNS = {
    LABEL: say("labels"),
    MARK: say("marks"),
    REASON: say("reasons"),
    TEXT: say("boxes"),
    RECUSED: say("recusals"),
}
_COPY = say("Copy what was filled in into the workbook as it was issued.")
_STRAY = (
    say("this row was not issued, but something is filled in here."),
    say("Write it into the row that it is meant for, and empty this one."),
)
_KEEP_ONE = say("Keep one of the two sheets, and delete the other.")
