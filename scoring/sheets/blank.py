"""A score sheet before it is written: for whom, of which layout, under which number, and what it is sealed with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from rubrics import Message, Rubric, Translate, say
from scoring.rounds import Issued, Rater, Round
from scoring.sheets.asked import Asked
from scoring.sheets.in_force import InForce
from scoring.sheets.layout import (
    COVER,
    FORM,
    HIGHLIGHTS,
    MATRIX,
    NAME,
    PER_AGENCY,
    PROBLEMS,
    RECUSED,
    SUGGESTIONS,
    WHOLE,
    head,
)
from scoring.sheets.printed import Printed
from scoring.sheets.statement import statement
from submissions.plain_text import one_line
from submissions.seal import Seal
from submissions.sheet_names import legal, sheet_names

# Behind the number of a seat: who sits there in another's stead.
_SUBSTITUTE = "′"
BOXES = {
    HIGHLIGHTS: say("Highlights"),
    PROBLEMS: say("Problems"),
    SUGGESTIONS: say("Suggestions"),
    RECUSED: say("Recusal, with the reason"),
}


@dataclass(frozen=True, eq=False)
class Blank:
    """One workbook to fill in, in the language of `translate`; `key` is the round's.

    `self_assessed` is what the agencies gave themselves, by agency and criterion; `held` is by agency what is in force
    already and is put into the cells. `shared` is the rubric as it is printed, where several workbooks are made.
    """

    round: Round
    rubric: Rubric
    asked: Asked
    rater: Rater
    number: int
    key: bytes
    translate: Translate
    layout: str = PER_AGENCY
    method: str | None = None
    self_assessed: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    held: Mapping[str, InForce] = field(default_factory=dict)
    shared: Printed | None = None

    def say(self, text: str, /, **values: object) -> str:
        """Return the sentence for an English msgid."""
        return Message(text, tuple(values.items())).render(self.translate)

    @cached_property
    def printed(self) -> Printed:
        """The rubric as it stands on paper."""
        return self.shared or Printed(self.rubric, self.translate)

    @property
    def may_not_apply(self) -> bool:
        """Whether a rater may say that a criterion does not concern an agency: the rubric says what becomes of it."""
        return self.rubric.not_applicable is not None

    @cached_property
    def statement(self) -> str:
        """That the round is made up, or the rubric a sample; empty for real ones."""
        return statement(self.round, self.rubric, self.translate)

    @cached_property
    def seat(self) -> str:
        """What the rater's seat is called: 评议员1."""
        group, number, substitute = self.round.seat_of[self.rater.id]
        held = self.round.group(group)
        return f"{held.seat or held.title}{number}{_SUBSTITUTE * substitute}"

    @cached_property
    def titles(self) -> dict[str, str]:
        """The titles of all pages by id, in their order."""
        cover = {COVER: legal(self.say("Cover"))}
        if self.layout == MATRIX:
            return cover | {WHOLE: legal(self.say("Score sheet"))}
        names = {page.agency: self.round.names[page.agency] for page in self.asked.pages}
        wanted = {
            agency: legal(name) or legal(self.say("Agency {n}", n=at))
            for at, (agency, name) in enumerate(names.items(), start=1)
        }
        return cover | sheet_names(wanted, [*cover.values(), "pingyi", "pingyi-lists"])

    @cached_property
    def labels(self) -> dict[str, str]:
        """What stands beside every row, by the row's id; on the matrix above every column as well."""
        leaves = {leaf.id: self.printed.words(leaf, run_on=False).title for leaf in self.asked.leaves}
        own = {NAME: self.say("Rater's name")}
        if self.layout == MATRIX:
            rows = {page.agency: one_line(self.round.names[page.agency]) for page in self.asked.pages}
            return own | rows | {head(criterion): title for criterion, title in leaves.items()}
        return own | leaves | {row: words.render(self.translate) for row, words in BOXES.items()}

    @cached_property
    def seal(self) -> Seal:
        """What stands in the very hidden sheet."""
        prints = self.printed.prints
        criteria = " ".join(leaf.id for leaf in self.asked.leaves)
        settings = {"layout": self.layout, "criteria": criteria, "name": self.rater.name}
        return Seal(
            FORM,
            self.round.id,
            self.rater.id,
            self.number,
            prints.scoring,
            prints.text,
            self.titles,
            self.labels,
            settings if self.method is None else settings | {"method": self.method},
        )

    @cached_property
    def code(self) -> str:
        """The 校验码 of this very workbook."""
        return self.seal.code(self.key)

    def issued(self, at: str, by: str) -> Issued:
        """Return the line of the register: issued at this moment, by whom."""
        scoring, text = self.printed.prints.short
        return Issued(
            number=self.number,
            form=FORM,
            to=self.rater.id,
            at=at,
            scoring=scoring,
            text=text,
            seal=self.code,
            layout=self.layout,
            method=self.method,
            agencies=tuple(page.agency for page in self.asked.pages),
            by=by,
        )

    @property
    def file_name(self) -> str:
        """The usual name of the file; ids only."""
        parts = [self.rater.id, *([self.method] if self.method else []), *([MATRIX] if self.layout == MATRIX else [])]
        return f"{'-'.join(parts)}.xlsx"
