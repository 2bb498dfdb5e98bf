"""The pages of a score sheet that came back: whether all are there as they were issued, and whose each one is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rubrics import Message, Place, Problem, say
from scoring.rounds import Issued, MarkState
from scoring.sheets.answers import Answers
from scoring.sheets.belonging import wrong_name
from scoring.sheets.copies import Copies, by_id
from scoring.sheets.layout import COVER, HEADS, MARK, MATRIX, NAME, REASON, RECUSED, TEXT, WHOLE, head
from scoring.sheets.reception import Reception
from scoring.sheets.returned import Erratum
from submissions import FormPage, Seal, Worksheet, clean, pages_of
from submissions.form_pages import Field
from submissions.plain_text import printable


@dataclass(frozen=True, eq=False)
class Pages:
    """The sheets of a workbook whose seal belongs to this round."""

    file: str
    worksheets: tuple[Worksheet, ...]
    seal: Seal
    reception: Reception

    @cached_property
    def issued(self) -> Issued:
        """The workbook's line in the register."""
        return self.reception.issued[self.seal.number]

    @cached_property
    def layout(self) -> str:
        """Per-agency or matrix."""
        return self.seal.settings["layout"]

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The criteria that the workbook was issued for."""
        return tuple(self.seal.settings["criteria"].split())

    @cached_property
    def found(self) -> dict[str, Copies]:
        """The sheets that are pages, by page."""
        return by_id(pages_of(self.worksheets))

    def answers(self) -> tuple[Answers, ...]:
        """Return the answers for every agency whose page is there."""
        pages = {agency: WHOLE if self.layout == MATRIX else agency for agency in self.issued.agencies}
        return tuple(
            Answers(agency, self.seal.to, self.found[page], self.layout, self.reception)
            for agency, page in pages.items()
            if page in self.found
        )

    def faults(self) -> Iterator[Problem]:
        """Yield all that makes it unsure which field is whose."""
        for page, copies in self.found.items():
            if page not in self.seal.pages:
                for copy in copies.pages:
                    yield Problem("FORM-PAGE", _place(copy), *_FOREIGN)
        yield from self._lost()
        cover = self.found.get(COVER)
        if cover is not None:
            yield from self._cover(cover)
        for answers in self.answers()[:1] if self.layout == MATRIX else self.answers():
            yield from self._matrix(answers.copies) if self.layout == MATRIX else self._page(answers)

    def errata(self) -> Iterator[Erratum]:
        """Yield the titles of criteria that were corrected since the workbook was issued."""
        for criterion in self.asked:
            issued = self.seal.labels[head(criterion) if self.layout == MATRIX else criterion]
            now = printable(self.reception.leaves[criterion].node.title)
            if _plain(issued) != _plain(now):
                yield Erratum(criterion, issued, now)

    def notes(self) -> Iterator[Message]:
        """Yield what whoever takes the workbook in should know of its pages."""
        if self.seal.text != self.reception.fingerprints.text:
            yield say(
                "issued before a correction of wording ({issued}, now {now}); nothing that counts was changed.",
                issued=self.seal.text[:8].upper(),
                now=self.reception.fingerprints.text[:8].upper(),
            )
        for page in self._gone:
            yield say("{agency}: the page is gone; nothing is read for it.", agency=self.seal.pages[page])

    @cached_property
    def _gone(self) -> list[str]:
        return [page for page in self.seal.pages if page != COVER and page not in self.found]

    def _lost(self) -> Iterator[Problem]:
        """Yield what pages might be that lost their marks; that a page was deleted is no fault, that all were is."""
        if len(self._gone) == len([page for page in self.seal.pages if page != COVER]):
            yield Problem("FORM-PAGE", Place(self.file), *_ALL_GONE)
        others = [sheet for sheet in self.worksheets if sheet.visible and not FormPage(sheet).id]
        for sheet in others if self._gone else ():
            if any(clean(text) if isinstance(text, str) else text for text in sheet.cells.values()):
                rule = say(
                    "the sheet bears no mark of a page, and these pages are gone: {pages}.",
                    pages=tuple(self.seal.pages[page] for page in self._gone),
                )
                yield Problem("FORM-PAGE", Place(self.file, sheet=sheet.title), rule, _COPY)

    def _cover(self, cover: Copies) -> Iterator[Problem]:
        name, place = cover.read((NAME, TEXT))
        rater = self.reception.round.raters[self.seal.to]
        known = {_plain(rater.name), _plain(self.seal.settings.get("name", rater.name)), ""}
        if _plain(name) not in known:
            yield wrong_name(place, str(name), rater.id, self.reception)

    def _page(self, answers: Answers) -> Iterator[Problem]:
        labels = {row: text for row, text in self.seal.labels.items() if row != NAME}
        rows = [criterion for criterion in self.asked if self._awaited(answers.agency, criterion)]
        fields = tuple(answers.fields(self.asked))
        yield from answers.copies.faults(rows=rows, columns=(MARK, REASON, TEXT), labels=labels, fields=fields)
        yield from answers.copies.strays(self.asked, (MARK, REASON))
        yield from self._whose(answers)

    def _whose(self, answers: Answers) -> Iterator[Problem]:
        """Yield pages above whose table another agency is named: they were copied, and filled in for it."""
        round_, agency = self.reception.round, answers.agency
        for page in answers.copies.pages:
            first = min((rows[0] for row, rows in page.rows.items() if row in self.asked), default=0)
            above = [(at, _plain(text)) for at, text in page.worksheet.cells.items() if 1 < at[0] < first]
            # 教育局 also stands in 教育局考试中心: of names within names the longest is meant.
            named = [(len(name), at, name) for name in self._bearers for at, text in above if name in text]
            length, at, name = max(named, default=(0, (0, 0), ""))
            if agency not in self._bearers.get(name, ()):
                place = page.worksheet.place(*at) if length else _place(page)
                rule = say(
                    "this is the page of {agency}, but not the name that stands here.", agency=round_.names[agency]
                )
                yield Problem("FORM-LABEL", place, rule, _COPY)

    @cached_property
    def _bearers(self) -> dict[str, tuple[str, ...]]:
        """The agencies by every name that their pages may bear, those of earlier days included."""
        round_ = self.reception.round
        found: dict[str, tuple[str, ...]] = {}
        for agency, name in round_.names.items():
            for one in (name, *round_.former_names.get(agency, ())):
                found[_plain(one)] = (*found.get(_plain(one), ()), agency)
        return found

    def _matrix(self, copies: Copies) -> Iterator[Problem]:
        agencies = self.issued.agencies
        labels = {agency: self.seal.labels[agency] for agency in agencies}
        columns = (*self.asked, RECUSED)
        fields: list[Field] = [(agency, column) for agency in agencies for column in columns]
        yield from copies.faults(rows=(HEADS, *agencies), columns=columns, labels=labels, fields=fields)
        yield from copies.strays(agencies, columns)
        for page in copies.pages:
            yield from self._heads(page)

    def _heads(self, page: FormPage) -> Iterator[Problem]:
        """Yield every column above which another title stands than was issued."""
        for criterion in self.asked:
            issued = self.seal.labels[head(criterion)]
            for at in page.cells((HEADS, criterion)):
                if _plain(page.worksheet.cells.get(at, "")) != _plain(issued):
                    rule = say("this column was issued as “{issued}”, but that is not what stands here.", issued=issued)
                    yield Problem("FORM-LABEL", page.worksheet.place(*at), rule, _COPY)

    def _awaited(self, agency: str, criterion: str) -> bool:
        mark = self.reception.expected.get((agency, self.seal.to, criterion))
        return mark is not None and mark.state is MarkState.AWAITED


def _place(page: FormPage) -> Place:
    return Place(page.worksheet.file, sheet=page.worksheet.title)


def _plain(text: str | Message) -> str:
    """Return a text as it is compared: programs change white space and the kind of line breaks when they save."""
    return "".join(str(text).split())


_COPY = say("Copy what was filled in into the workbook as it was issued.")
_FOREIGN = (say("the sheet comes from another workbook."), say("Delete it here, and take the other workbook in."))
_ALL_GONE = (say("no page of the workbook can be recognised any more."), _COPY)
