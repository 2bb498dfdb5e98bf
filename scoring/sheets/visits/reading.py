"""A visit form that came back, from its bytes: fields are found by hidden ids and never by position."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from rubrics import Message, Place, Problem, Problems, say
from scoring.rounds import Issues, Round
from scoring.rounds.half_width import half_width
from scoring.rounds.unknown import quoted
from scoring.rounds.words import yes_or_no
from scoring.sheets.copies import Copies, by_id
from scoring.sheets.visits.layout import (
    AGENCY,
    DATE,
    FINDINGS,
    FORMS,
    HEADS,
    NAMES,
    PHOTOS,
    PLACE,
    SECOND,
    TEXT,
    TICKS,
    beside,
    photo,
    seats,
)
from submissions import LABEL, Seal, clean, pages_of, read_seal, read_worksheets
from submissions.cell_text import as_day
from submissions.form_pages import Field
from submissions.plain_text import one_line, printable

_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
# As they are in the record.
_PROSE = {row: row.removeprefix("~").replace("-", "_") for row in (*list(HEADS)[3:], *FINDINGS)}


@dataclass(frozen=True)
class NamedPhoto:
    """A photo as the form names it: the file, what it shows, and where it is named."""

    file: str
    shows: str
    place: Place


@dataclass(frozen=True)
class FilledVisit:
    """What a form says; `prose` are its boxes by their name in the record, without those left empty."""

    file: str
    sha256: str
    issue: int
    kind: str
    agency: str
    site: str | None
    method: str
    date: str
    place: str
    present: tuple[str, ...]
    seen: Mapping[str, str]
    prose: Mapping[str, str]
    photos: tuple[NamedPhoto, ...]
    asked: int


def read_visit(data: bytes, file: str, *, round_: Round, key: bytes, issues: Issues) -> FilledVisit:
    """Return what a form that came back says.

    Raises Problems: those of `read_worksheets` and `read_seal`; that it is another form, of another round, or not in
    the register; else every field that was moved, lost, doubled or mislabelled or cannot be read, with sheet and cell;
    a day that is missing; a form on which nothing was filled in.
    """
    worksheets = read_worksheets(data, file)
    seal = read_seal(worksheets, key, file)
    if faults := list(_elsewhere(seal, file, round_, key, issues)):
        raise Problems(faults)
    kind = next(kind for kind, form in FORMS.items() if form == seal.form)
    pages = by_id(pages_of(worksheets))
    if kind not in pages:
        raise Problems([Problem("FORM-PAGE", Place(file), say("the page of the form is gone."), _COPY)])
    form = _Form(seal, kind, pages[kind])
    found = form.filled(file, hashlib.sha256(data).hexdigest())
    if form.problems:
        raise Problems(form.problems)
    return found


def _elsewhere(seal: Seal, file: str, round_: Round, key: bytes, issues: Issues) -> Iterator[Problem]:
    """Yield every reason why a workbook with a sound seal is not to be read here."""
    register = {item.number: item.seal for item in issues.issued}
    agency, site = seal.settings.get("agency"), seal.settings.get("site")
    if seal.form not in FORMS.values():
        rule = say("this is another form of the round, and no record of a visit or of talks.")
        yield Problem("VISITS-FORM", Place(file), rule, say("Take it in with the command that made it."))
    elif seal.round != round_.id:
        rule = say("the form was issued for the round “{round}”, and this is “{id}”.", round=seal.round, id=round_.id)
        yield Problem("VISITS-ROUND", Place(file), rule, say("Take it in where it belongs."))
    elif register.get(seal.number) != seal.code(key):
        rule = say("the register issued.yaml does not know this form (issue {n}).", n=seal.number)
        remedy = say("Take it in where it was issued: it comes from another copy of the round folder.")
        yield Problem("VISITS-ISSUE", Place(file), rule, remedy)
    elif agency not in round_.names or (site and (site, agency) not in {(one.id, one.agency) for one in round_.sites}):
        rule = say("the form was issued for “{to}”, which is not in round.yaml any more.", to=seal.to)
        yield Problem("VISITS-SITE", Place(file), rule, say("Put it back into round.yaml, or have a new form issued."))


@dataclass
class _Form:
    """The page while it is being read; what is wrong gathers in `problems`."""

    seal: Seal
    kind: str
    page: Copies
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def criteria(self) -> tuple[str, ...]:
        return tuple(self.seal.settings["criteria"].split())

    @cached_property
    def seats(self) -> dict[Field, str]:
        """The fields for ticks, each with the rater's id."""
        raters = self.seal.settings["seats"].split()
        return {(seats(1 + at // len(TICKS)), TICKS[at % len(TICKS)]): rater for at, rater in enumerate(raters)}

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        listed = [(photo(n), column) for n in range(1, PHOTOS + 1) for column in (TEXT, SECOND)]
        own = [(row, TEXT) for row in (*HEADS, *FINDINGS)]
        return (*own, *self.seats, *((criterion, SECOND) for criterion in self.criteria), *listed)

    def filled(self, file: str, sha256: str) -> FilledVisit:
        """Return what the page says, as far as it can be read."""
        self._whole()
        settings = self.seal.settings
        found = FilledVisit(
            file,
            sha256,
            self.seal.number,
            self.kind,
            settings["agency"],
            settings.get("site"),
            settings["method"],
            self._date(),
            one_line(self._text((PLACE, TEXT))),
            tuple(rater for at, rater in self.seats.items() if self._ticked(at)),
            self._texts({(criterion, SECOND): criterion for criterion in self.criteria}),
            self._texts({(row, TEXT): name for row, name in _PROSE.items()}),
            tuple(self._photos()),
            len(self.criteria),
        )
        if not (self.problems or found.seen or found.prose or found.photos or found.present):
            rule = say("nothing was filled in.")
            self.problems.append(Problem("VISITS-EMPTY", self.page.pages[0].place((DATE, TEXT)), rule, _FILL_IN))
        return found

    def _whole(self) -> None:
        """Keep what makes it unsure which field is which."""
        labels = {row: text for row, text in self.seal.labels.items() if " " not in row}
        listed = {photo(n) for n in range(1, PHOTOS + 1)}
        rows = tuple(row for row in dict.fromkeys(row for row, _ in self.fields) if row not in listed)
        columns = tuple(dict.fromkeys((*TICKS, *NAMES[1:])))
        self.problems += self.page.faults(rows=rows, columns=columns, labels=labels, fields=self.fields)
        self.problems += self.page.strays(rows, (TEXT, SECOND))
        for row, column, issued in self._beside():
            text, place = self.page.read((row, column))
            if "".join(str(text).split()) != "".join(issued.split()):
                rule = say("here stood “{issued}” when the form was issued, but not any more.", issued=issued[:60])
                self.problems.append(Problem("FORM-LABEL", place, rule, _COPY))

    def _beside(self) -> Iterable[tuple[str, str, str]]:
        keys = [(AGENCY, TEXT), *((row, NAMES[TICKS.index(column)]) for row, column in self.seats)]
        return [(row, column, self.seal.labels[beside(row, column)]) for row, column in keys if column != LABEL]

    def _text(self, at: Field) -> str:
        held, place = self.page.read(at)
        held = as_day(held) if at == (DATE, TEXT) else held
        if isinstance(held, Message):
            rule = say("the cell holds {held}.", held=held)
            remedy = say("Format the cell as text and type what is meant.")
            self.problems.append(Problem("CELL-VALUE", place, rule, remedy))
            return ""
        return clean(printable(held))

    def _texts(self, fields: Mapping[Field, str]) -> dict[str, str]:
        texts = {name: self._text(at) for at, name in fields.items()}
        return {name: text for name, text in texts.items() if text}

    def _date(self) -> str:
        before = len(self.problems)
        text = half_width(self._text((DATE, TEXT)))
        if len(self.problems) > before:
            return ""
        found = _DAY.fullmatch(text)
        try:
            day = date(*map(int, found.groups())).isoformat() if found else ""
        except ValueError:
            day = ""
        if not day:
            rule = (
                say("“{text}” is not a day of the calendar.", text=quoted(text)) if text else say("the day is missing.")
            )
            place = self.page.read((DATE, TEXT))[1]
            self.problems.append(Problem("VISITS-DATE", place, rule, say("Write the day as 2026-01-31.")))
        return day

    def _ticked(self, at: Field) -> bool:
        text = self._text(at)
        said = yes_or_no(text) if text else False
        if said is None:
            rule = say("“{mark}” is no tick.", mark=quoted(text))
            place = self.page.read(at)[1]
            self.problems.append(Problem("VISITS-TICK", place, rule, say("Write √ for who was there, or nothing.")))
        return bool(said)

    def _photos(self) -> Iterator[NamedPhoto]:
        seen: set[str] = set()
        for number in range(1, PHOTOS + 1):
            name, shows = one_line(self._text((photo(number), TEXT))), self._text((photo(number), SECOND))
            place = self.page.read((photo(number), TEXT))[1]
            if shows and not name:
                rule = say("it says what a photo shows, but not which file it is.")
                self.problems.append(Problem("VISITS-PHOTO", place, rule, say("Write the name of the file.")))
            elif name.casefold() in seen:
                rule = say("the photo “{file}” is listed twice.", file=quoted(name))
                self.problems.append(Problem("VISITS-PHOTO", place, rule, say("Keep one of the two.")))
            elif name:
                seen.add(name.casefold())
                yield NamedPhoto(name, shows, place)


_COPY = say("Copy what was filled in into the form as it was issued.")
_FILL_IN = say("Fill in the form, or leave it out.")
