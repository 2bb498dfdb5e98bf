"""What a rater wrote for one agency, cell by cell to a sheet; every cell that cannot stand so is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rubrics import Message, Place, Problem, say
from scoring.rounds import STATE_WORDS, Mark, MarkState, Sheet
from scoring.rounds.as_typed import meant
from scoring.rounds.intakes import NOT_APPLICABLE
from scoring.rounds.words import read_mark
from scoring.sheets.copies import Copies
from scoring.sheets.layout import HIGHLIGHTS, MARK, MATRIX, PROBLEMS, REASON, RECUSED, SUGGESTIONS, TEXT
from scoring.sheets.reception import Reception
from scoring.sheets.returned import BOXES, Item
from submissions import clean
from submissions.form_pages import Field

# What says that there is a recusal, or that there is none, and gives no reason.
_NO_REASON = (
    *("回避", "是回避", "需回避", "需要回避", "不回避", "不需回避", "不需要回避", "无回避", "无需回避", "没有回避"),
    *(
        "没有",
        "无需",
        "不用",
        "不需要",
        "不适用",
        "正常",
        "yes",
        "no",
        "none",
        "nil",
        "na",
        "n/a",
        "recused",
        "norecusal",
    ),
)


@dataclass
class Answers:
    """The reading of one agency's answers; `copies` are the sheets that they stand on."""

    agency: str
    rater: str
    copies: Copies
    layout: str
    reception: Reception
    places: dict[Item, Place] = field(default_factory=dict)
    faults: list[Problem] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    open: int = 0

    def field(self, item: str, column: str) -> Field | None:
        """Return the field of a criterion's mark or reason or of a box; None where the layout has none."""
        if self.layout != MATRIX:
            return item, column
        return {MARK: (self.agency, item), TEXT: (self.agency, RECUSED)}.get(column) if self._on_matrix(item) else None

    def fields(self, asked: tuple[str, ...]) -> Iterator[Field]:
        """Yield all fields of the agency."""
        wanted = [(item, column) for item in asked for column in (MARK, REASON)] + [(box, TEXT) for box in BOXES]
        yield from (found for item, column in wanted if (found := self.field(item, column)))

    def sheet(self, asked: tuple[str, ...]) -> Sheet:
        """Return what is written for the criteria; `faults`, `notes` and `places` tell the rest."""
        boxes = {box: self._text(box, TEXT) for box in BOXES}
        # Where the round expects no mark, its own words are printed.
        open_ = [one for one in asked if self._expected(one) is MarkState.AWAITED]
        reasons = {one: text for one in open_ if (text := self._text(one, REASON)) is not None}
        marks = {
            one: text for one in asked if (text := self._mark(one, reasons.get(one) or boxes[RECUSED])) is not None
        }
        self.open = 0 if boxes[RECUSED] else sum(one not in marks for one in open_)
        sheet = Sheet(
            agency=self.agency,
            rater=self.rater,
            marks=marks,
            reasons=reasons,
            highlights=boxes[HIGHLIGHTS],
            problems=boxes[PROBLEMS],
            suggestions=boxes[SUGGESTIONS],
            recused=self._recusal(boxes[RECUSED]),
        )
        self._tell(sheet)
        return sheet

    def _on_matrix(self, item: str) -> bool:
        return item == RECUSED or item not in BOXES

    def _text(self, item: str, column: str) -> str | None:
        """Return what stands in a field as it was typed, None where it is empty, cannot be read or does not exist."""
        where = self.field(item, column)
        text, place = self.copies.read(where) if where else ("", Place(""))
        if isinstance(text, Message):
            self._fault("CELL-VALUE", place, say("the cell holds {held}.", held=text), _TYPE_IT)
            return None
        if not clean(text):
            return None
        self.places[self.agency, item, column] = place
        return text

    def _mark(self, criterion: str, reason: str | None) -> str | None:
        typed = self._text(criterion, MARK)
        if typed is None:
            self._beside(criterion)
            return None
        leaf, rule = self.reception.markings[criterion]
        place = self.places[self.agency, criterion, MARK]
        text = meant(typed, leaf, rule)
        expected = self._expected(criterion)
        if expected is not MarkState.AWAITED:
            del self.places[self.agency, criterion, MARK]
            if clean(typed) not in _PRINTED:
                self._closed(text, expected, place)
            return None
        if text == NOT_APPLICABLE:
            return text
        read = read_mark(text, leaf, rule)
        if not isinstance(read, Mark):
            self._fault(read[0], place, read[1], read[2])
            return None
        if reason is None:
            self._reason_missing(criterion, read, text, place)
        return text

    def _beside(self, criterion: str) -> None:
        """Tell of a mark that stands where its reason should."""
        place = self.places.get((self.agency, criterion, REASON))
        where = self.field(criterion, REASON)
        text = self.copies.read(where)[0] if where and place else ""
        leaf, rule = self.reception.markings[criterion]
        if place and isinstance(read_mark(meant(str(text), leaf, rule), leaf, rule), Mark):
            rule_ = say("“{mark}” stands in the place of a reason, and the mark is open.", mark=str(text))
            self._fault("MARK-BESIDE", place, rule_, say("Write the mark into its own cell."))

    def _expected(self, criterion: str) -> MarkState:
        mark = self.reception.expected.get((self.agency, self.rater, criterion))
        return mark.state if mark else MarkState.UNASSIGNED

    def _closed(self, text: str, state: MarkState, place: Place) -> None:
        """Tell of a mark where the round expects none; that it is said why there is none is no fault."""
        if text != NOT_APPLICABLE and STATE_WORDS.get(text) is not state:
            rule = say("the round expects no mark of this rater here: {state}.", state=state.title)
            self._fault("MARK-CLOSED", place, rule, _CLOSED)

    def _reason_missing(self, criterion: str, read: Mark, text: str, place: Place) -> None:
        limit, where = self.reception.limits[criterion], self.field(criterion, REASON)
        if read.points is None:
            self._fault("REASON-MISSING", place, say("“{mark}” stands here without a reason.", mark=text), _SAY_WHY)
        elif limit is not None and read.points < limit and where is None:
            self.low.append(criterion)
        elif limit is not None and read.points < limit and where is not None:
            rule = say("{mark} is below {limit} points, and no reason stands beside it.", mark=text, limit=limit)
            self._fault("REASON-MISSING", self.copies.read(where)[1], rule, _WRITE_REASON)

    def _recusal(self, text: str | None) -> str | None:
        """Return the reason of a recusal. One word would close the whole sheet, and 无 does not mean it."""
        if text is None:
            return None
        letters = "".join(letter for letter in text.casefold() if letter.isalnum() or letter == "/")
        if len(letters) > 1 and letters not in _NO_REASON:
            return text
        place = self.places[self.agency, RECUSED, TEXT]
        rule = say("“{text}” does not say why the rater is recused.", text=clean(text)[:60])
        self._fault("RECUSAL-REASON", place, rule, _SAY_WHY_OR_NOT)
        return None

    def _tell(self, sheet: Sheet) -> None:
        name = self.reception.round.names[self.agency]
        spared = tuple(criterion for criterion, text in sheet.marks.items() if text == NOT_APPLICABLE)
        if spared:
            words = say("{agency}: {word} at {criteria} is kept; it counts once the round says so.")
            self.notes.append(words.filled(agency=name, word=NOT_APPLICABLE, criteria=spared))
        if sheet.recused and sheet.marks:
            self.notes.append(say("{agency}: recused; the marks beside it are kept, but do not count.", agency=name))
        if self.low:
            words = say("{agency}: low marks, for which there is no room for a reason: {criteria}.")
            self.notes.append(words.filled(agency=name, criteria=tuple(self.low)))

    def _fault(self, code: str, place: Place, rule: Message, remedy: Message) -> None:
        self.faults.append(Problem(code, place, rule, remedy))


_TYPE_IT = say("Format the cell as text or number and type what is meant.")
_CLOSED = say("Empty the cell; if the mark is right, correct the round first.")
_SAY_WHY = say("Write the reason on the sheet.")
_WRITE_REASON = say("Ask the rater for the reason, and write it beside the mark.")
_SAY_WHY_OR_NOT = say("Write the reason here; leave it empty where there is no recusal.")
# What the maker of sheets prints where no mark is expected, in either language.
_PRINTED = ("—", MarkState.NOT_APPLICABLE.title.text)
