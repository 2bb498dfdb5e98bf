"""The table of evidence of a form that came back, row by row: asked, spare, copied and inserted ones alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rubrics import Message, Path, Place, Problem, say
from submissions.cell_text import as_day
from submissions.form_pages import LABEL, FormPage
from submissions.kinds import kind_rule
from submissions.plain_text import one_line, printable
from submissions.table import clean
from submissions.workbook.blank import Asked, Blank, heading
from submissions.workbook.layout import (
    ANSWERS,
    DATE,
    HEADS,
    HOLDER,
    KIND,
    NOTE,
    SHA256,
    TITLE,
    WAY,
    WAY_WORDS,
    WAYS_MEANT,
    WHERE,
)
from submissions.workbook.typed import compared, day_meant, files_meant

Places = dict[Path, Place]
# What says that a row is meant to be filled in: criterion, kind and way may stand there beforehand.
_SAYING = (TITLE, WHERE, DATE, HOLDER, SHA256, NOTE)
_CLEAR = ("http://", "https://")


def evidence_of(page: FormPage, blank: Blank) -> tuple[list[dict[str, Any]], list[Places], list[Problem]]:
    """Return the pieces of evidence in the shape of submission.yaml, the places of each, and all faults.

    A file is named as it was typed; a cell with several names makes several pieces.
    """
    pieces: list[dict[str, Any]] = []
    places: list[Places] = []
    faults: list[Problem] = []
    for number in sorted({row for row, _ in page.worksheet.cells if row > _head(page)}):
        row = _Row(page, number, blank, faults)
        for piece in row.pieces() if row.filled else ():
            pieces.append(piece)
            places.append(row.places)
    return pieces, places, faults


class _Row:
    """One row of the table; cells that cannot be used go to the faults."""

    def __init__(self, page: FormPage, number: int, blank: Blank, faults: list[Problem]) -> None:
        self.page, self.number, self.blank, self.faults = page, number, blank, faults
        self.places: Places = {}
        self.id = str(page.worksheet.cells.get((number, 0), ""))
        self.cells = {column: self._cell(column) for column in (LABEL, *ANSWERS)}

    @property
    def filled(self) -> bool:
        """Whether anything is handed in with this row."""
        return any(self.cells[column] for column in _SAYING) or (not self.id and any(self.cells.values()))

    def pieces(self) -> Iterator[dict[str, Any]]:
        """Yield what is handed in with this row."""
        asked = self._asked()
        if asked is None:
            return
        way = self._way(asked.kind)
        where = self.cells[WHERE]
        title = one_line(self.cells[TITLE]) or one_line(where)
        piece = {
            "criterion": asked.node.id,
            "kind": asked.kind,
            "title": title or asked.kind,
            "sha256": "".join(self.cells[SHA256].split()).lower() or None,
            "date": self._day(),
            "note": printable(self.cells[NOTE]) or None,
        }
        self.places |= {(): self._place(TITLE if self.cells[TITLE] else WHERE)}
        self.places |= {(name,): self._place(column) for name, column in _COLUMNS.items()}
        self.places |= {(way,): self._place(WHERE), (way, "holder"): self._place(HOLDER)}
        names = files_meant(where) if way == "file" else (one_line(where),)
        for nth, name in enumerate(names or ("",), start=1):
            titled = {"title": f"{piece['title']}({nth})"} if len(names) > 1 else {}
            yield {**piece, **titled, way: self._handed_in(way, name)}

    def _handed_in(self, way: str, where: str) -> Any:  # noqa: ANN401 - a text, or a mapping of texts
        if way == "on_site":
            self._present(where, WHERE, say("the number of the material is missing."))
            self._present(self.cells[HOLDER], HOLDER, say("who keeps the material is missing."))
            return {"number": where, "holder": one_line(self.cells[HOLDER])}
        if way == "disc":
            self._present(where, WHERE, say("what stands on the disc is missing."))
            return {"label": where}
        self._present(where, WHERE, _ABSENT[way])
        return where

    def _asked(self) -> Asked | None:
        """Return for what the row stands: by its id, else by the criterion and kind that were chosen."""
        asked = {one.row: one for one in self.blank.evidence}
        if self.id in asked:
            return asked[self.id]
        criterion, kind = compared(self.cells[LABEL]), compared(self.cells[KIND])
        by_name = [one for one in self.blank.evidence if criterion in _names(one)]
        if not by_name:
            rule = say("“{text}” is not a criterion that asks for evidence.", text=one_line(self.cells[LABEL])[:40])
            self._fault("EVIDENCE-UNKNOWN", LABEL, rule, say("Choose one from the list."))
            return None
        of_kind = [one for one in by_name if compared(one.kind) == kind] if kind else by_name
        if len({one.row for one in of_kind}) != 1:
            rule = say("criterion {id} does not ask for {kind}.", id=by_name[0].node.id, kind=self.cells[KIND] or "—")
            choices = tuple(one.kind for one in by_name)
            self._fault("EVIDENCE-KIND", KIND, rule, say("Use one of: {choices}.", choices=choices))
            return None
        return of_kind[0]

    def _way(self, kind: str) -> str:
        """Return in which way the row hands something in: as chosen, else as what stands there can only be meant."""
        chosen, ways = one_line(self.cells[WAY]).casefold(), kind_rule(kind).ways
        way = WAYS_MEANT.get(chosen)
        if chosen and way is None:
            rule = say("“{text}” is no way of handing in.", text=chosen[:40])
            choices = tuple(WAY_WORDS[meant] for meant in ways)
            self._fault("EVIDENCE-WAY", WAY, rule, say("Write one of: {choices}.", choices=choices))
        if way == "file" and compared(self.cells[WHERE]).startswith(_CLEAR):
            return "url"  # the way stands there beforehand
        if way:
            return way
        if self.cells[HOLDER]:
            return "on_site"
        return "url" if compared(self.cells[WHERE]).startswith(_CLEAR) else ways[0]

    def _day(self) -> str | None:
        text = self.cells[DATE]
        day = day_meant(text)
        if text and day is None:
            rule = say("“{text}” is not a day of the calendar.", text=text[:40])
            self._fault("EVIDENCE-DATE", DATE, rule, say("Write it as 2026-01-31."))
        return day

    def _cell(self, column: str) -> str:
        held = self.page.worksheet.cells
        said = [(at, text) for at in self._at(column) if (text := held.get(at, "")) != ""]
        said = [(at, as_day(text)) for at, text in said] if column == DATE else said
        for at, text in said:
            if isinstance(text, Message):
                place = self.page.worksheet.place(*at)
                remedy = say("Format the cell as text or number and type what is meant.")
                self.faults.append(Problem("CELL-VALUE", place, say("the cell holds {held}.", held=text), remedy))
            elif clean(text) != clean(str(said[0][1])):
                place = self.page.worksheet.place(*at)
                rule = say(
                    "this field is also in cell {cell}, with something else in it.",
                    cell=self.page.worksheet.place(*said[0][0]).cell,
                )
                self.faults.append(Problem("FORM-TWICE", place, rule, say("Keep one of the two, and empty the other.")))
        return next((clean(text) for _, text in said if isinstance(text, str)), "")

    def _at(self, column: str) -> list[tuple[int, int]]:
        return [(self.number, number) for number in self.page.columns.get(column, ())]

    def _place(self, column: str) -> Place:
        at = next(iter(self._at(column)), None)
        return self.page.worksheet.place(*at) if at else self.page.worksheet.place(self.number, 0)

    def _present(self, text: str, column: str, rule: Message) -> None:
        if not text:
            self._fault("EVIDENCE-OPEN", column, rule, say("Fill the cell in, or empty the whole row."))

    def _fault(self, code: str, column: str, rule: Message, remedy: Message) -> None:
        self.faults.append(Problem(code, self._place(column), rule, remedy))


def _head(page: FormPage) -> int:
    """Return the row of the headings; the one before the first row with an id where they have lost theirs."""
    heads = page.rows.get(HEADS)
    return heads[0] if heads else min((number for numbers in page.rows.values() for number in numbers), default=1) - 1


def _names(asked: Asked) -> set[str]:
    leaf = asked.node.leaf
    assert leaf is not None  # noqa: S101 - only leaves ask for evidence
    return {compared(name) for name in (asked.node.id, leaf.title, heading(asked.node))}


_COLUMNS: Mapping[str, str] = {
    "criterion": LABEL,
    "kind": KIND,
    "title": TITLE,
    "sha256": SHA256,
    "date": DATE,
    "note": NOTE,
    "file": WHERE,
}
_ABSENT = {
    "file": say("the name of the file is missing."),
    "url": say("the address is missing."),
    "phone": say("the telephone number is missing."),
}
