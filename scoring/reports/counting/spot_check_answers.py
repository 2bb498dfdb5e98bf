"""A filled-in 抽查核对单 back to values: which drawn sheets agree with the paper, and what the paper says elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rubrics import Message, Place, Problem, Problems, TreeNode, say
from scoring.engine.results import Results
from scoring.reports.counting.spot_check_form import (
    AGREES_AT,
    COLUMNS,
    COMPARED_BY,
    FIRST,
    FORM,
    PAGE_ID,
    STATIC,
    Drawing,
    Drawn,
    column_id,
    drawing_of,
)
from scoring.rounds.as_typed import meant
from scoring.rounds.marks import Mark
from scoring.rounds.numbers import plain_number
from scoring.rounds.sheet_states import SheetKey
from scoring.rounds.spot_checks import Compared, MarkError
from scoring.rounds.words import read_mark, yes_or_no
from submissions import FormPage, pages_of, read_seal, read_worksheets
from submissions.form_pages import Field
from submissions.table import clean

_AGREES, _DIFFERS = ("一致", "agrees"), ("不一致", "differs")
_EMPTY = ("空", "空白", "empty")


@dataclass(frozen=True)
class Answers:
    """What a paper says: the `compared` sheets, and those that nobody has `open` yet compared."""

    drawing: Drawing
    compared: tuple[Compared, ...]
    open: tuple[SheetKey, ...]
    compared_by: str | None = None


def read_spot_check(data: bytes, file: str, key: bytes, results: Results) -> Answers:
    """Return what was filled in.

    Raises Problems with all faults: those of `read_worksheets` and `read_seal`; SPOT-FORM where it is another form,
    SPOT-ROUND where it is another round's, SPOT-PAGE where the page is missing or there twice; the page's own; and
    SPOT-WORD, SPOT-AGREES, SPOT-DIFFERS where an answer cannot be read or contradicts what stands below it.
    """
    worksheets = read_worksheets(data, file)
    seal = read_seal(worksheets, key, file)
    if seal.form != FORM:
        raise Problems([Problem("SPOT-FORM", Place(file), *_OTHER)])
    if seal.round != results.round.id:  # a folder that was copied for the next round has the same key
        rule = say(
            "the form was issued for the round “{round}”, and this is “{id}”.", round=seal.round, id=results.round.id
        )
        raise Problems([Problem("SPOT-ROUND", Place(file), rule, say("Take it in where it belongs."))])
    pages = [page for page in pages_of(worksheets) if page.id == PAGE_ID]
    if len(pages) != 1:
        raise Problems([Problem("SPOT-PAGE", Place(file), *_PAGES)])
    reading = _Reading(pages[0], drawing_of(seal), {leaf.id: leaf for leaf in results.tree.leaves()})
    answers = reading.answers()
    faults = [*reading.faults, *reading.page_faults(seal.labels)]
    if not faults and not answers.compared:
        faults.append(Problem("SPOT-EMPTY", reading.page.place((STATIC, "")), *_NOTHING))
    if faults:
        raise Problems(faults)
    return answers


class _Reading:
    def __init__(self, page: FormPage, drawing: Drawing, leaves: Mapping[str, TreeNode]) -> None:
        self.page, self.drawing, self.leaves = page, drawing, leaves
        self.faults: list[Problem] = []

    def answers(self) -> Answers:
        """Return what the page says; what cannot be read is a fault."""
        found = [(sheet.key, self._compared(sheet)) for sheet in self.drawing.sheets]
        by = self._text((COMPARED_BY, column_id(FIRST)))
        compared = tuple(answer for _, answer in found if answer)
        return Answers(self.drawing, compared, tuple(key for key, answer in found if not answer), by or None)

    def page_faults(self, labels: Mapping[str, str]) -> Iterator[Problem]:
        """Yield what is wrong with the page: rows copied or moved, and answers in rows that stand for nothing."""
        yield from self.page.faults(self._fields())
        yield from self.page.mislabelled(labels.items())
        known = {STATIC, *(row for row, _ in self._fields())}
        columns = [column_id(column) for column in range(COLUMNS)]
        for position in self.page.strays(known, columns):
            yield Problem("SPOT-STRAY", self.page.worksheet.place(*position), *_STRAY)

    def _fields(self) -> Iterator[Field]:
        yield COMPARED_BY, column_id(FIRST)
        for sheet in self.drawing.sheets:
            yield sheet.row, column_id(AGREES_AT)
            yield sheet.note_row, column_id(FIRST)
            for line, column, _ in sheet.places():
                yield sheet.paper_row(line), column_id(column)

    def _compared(self, sheet: Drawn) -> Compared | None:
        """Return what is said of one sheet; None where nothing is."""
        errors = tuple(self._errors(sheet))
        field = (sheet.row, column_id(AGREES_AT))
        said, note = self._text(field), self._text((sheet.note_row, column_id(FIRST)))
        if not (said or note or errors):
            return None
        agrees = _agrees(said)
        if said and agrees is None:
            self._fault("SPOT-WORD", field, say("“{text}” is neither “agrees” nor “differs”.", text=said[:40]), _CHOOSE)
        elif agrees and errors:
            self._fault("SPOT-AGREES", field, _CONTRADICTED, _ONE_OF_TWO)
        elif not agrees and not errors and not note:
            self._fault("SPOT-DIFFERS", field, _NOT_SAID, _SAY_IT)
        return Compared(
            agency=sheet.agency, rater=sheet.rater, agrees=bool(agrees), errors=errors, note=note or None
        )  # fmt: skip

    def _errors(self, sheet: Drawn) -> Iterator[MarkError]:
        """Yield the marks of which the paper says something else."""
        for (criterion, counted), (line, column, _) in zip(sheet.marks, sheet.places(), strict=True):
            text = self._text((sheet.paper_row(line), column_id(column)))
            if (
                text
                and (paper := self._paper(criterion, text)) != counted
                and not self._same(criterion, paper, counted)
            ):
                yield MarkError(criterion=criterion, counted=counted, paper=paper)

    def _paper(self, criterion: str, text: str) -> str:
        leaf = self.leaves.get(criterion)
        if text in _EMPTY:
            return ""
        return meant(text, leaf.leaf, leaf.leaf.rule) if leaf and leaf.leaf else text

    def _same(self, criterion: str, paper: str, counted: str) -> bool:
        """Return whether two ways of writing are one mark, such as 8 and 8.0."""
        leaf = self.leaves.get(criterion)
        if leaf is None or leaf.leaf is None or not paper or not counted:
            return False
        number = plain_number(paper)
        if number is not None and number == plain_number(counted):
            return True
        one, other = (read_mark(text, leaf.leaf, leaf.leaf.rule) for text in (paper, counted))
        return isinstance(one, Mark) and one == other

    def _text(self, field: Field) -> str:
        """Return what stands in a field without white space around it; what is no text is a fault."""
        held = self.page.text(field)
        if isinstance(held, Message):
            self._fault("CELL-VALUE", field, say("the cell holds {held}.", held=held), _TYPE)
            return ""
        return clean(held)

    def _fault(self, code: str, field: Field, rule: Message, remedy: Message) -> None:
        self.faults.append(Problem(code, self.page.place(field), rule, remedy))


def _agrees(said: str) -> bool | None:
    """Return whether an answer says that the sheet agrees; None where it says neither."""
    word = said.casefold()
    if word in _AGREES:
        return True
    return False if word in _DIFFERS else yes_or_no(word)


_OTHER = (
    say("this is another form, and no sheet of a spot check."),
    say("Name the sheet that “pingyi spot-check” wrote."),
)
_PAGES = (
    say("the page of the spot check is missing, or there more than once."),
    say("Keep one copy of it in the workbook."),
)
_NOTHING = (
    say("nothing was filled in."),
    say("Choose “agrees” or “differs” for every drawn sheet."),
)
_STRAY = (
    say("something stands here that belongs to no drawn sheet."),
    say("Write it into the row of the sheet that it is about, or empty the cell."),
)
_CHOOSE = say("Choose “agrees” or “differs”.")
_CONTRADICTED = say("the sheet is said to agree, but below stands what the paper says otherwise.")
_ONE_OF_TWO = say("Choose “differs”, or empty the cells below.")
_NOT_SAID = say("the sheet is said to differ, but not in what.")
_SAY_IT = say("Write below what the paper says, or a note.")
_TYPE = say("Format the cell as text or number and type what is meant.")
