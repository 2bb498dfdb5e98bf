"""A visit form before it is written: for which site or agency, for whom to tick, and which criteria it asks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rubrics import Message, Rubric, Translate, TreeNode, fingerprints, say, tree
from scoring.rounds import Issued, Rater, Round, Site
from scoring.rounds.visits import KINDS, METHODS, TALK, VISIT
from scoring.sheets.statement import statement
from scoring.sheets.visits.layout import (
    AGENCY,
    FINDINGS,
    FORMS,
    HEADS,
    NAMES,
    PHOTO,
    PHOTOS,
    TEXT,
    TICKS,
    beside,
    photo,
    seats,
)
from submissions import Seal
from submissions.plain_text import one_line

# Behind the number of a seat: who sits there in another's stead.
_SUBSTITUTE = "′"


@dataclass(frozen=True, eq=False)
class VisitBlank:
    """One form in the language of `translate`: of a visit where a `site` is named, else of talks."""

    round: Round
    rubric: Rubric
    agency: str
    site: Site | None
    number: int
    key: bytes
    translate: Translate

    @property
    def kind(self) -> str:
        """A visit or talks."""
        return TALK if self.site is None else VISIT

    @property
    def method(self) -> str:
        """The way of judging to which the record belongs."""
        return METHODS[self.kind]

    @property
    def to(self) -> str:
        """The id of the site, or of the agency."""
        return self.agency if self.site is None else self.site.id

    @property
    def file_name(self) -> str:
        """The usual name of the file; ids only."""
        return f"{self.kind}-{self.to}.xlsx"

    def say(self, text: str, /, **values: object) -> str:
        """Return the sentence for an English msgid."""
        return Message(text, tuple(values.items())).render(self.translate)

    @cached_property
    def criteria(self) -> tuple[TreeNode, ...]:
        """The leaves that raters judge in this way, of those that concern the agency."""
        round_, class_ = self.round, self.round.classes[self.agency]
        return tuple(
            node
            for node in tree(self.rubric).leaves()
            if node.leaf and node.rated and self.method in node.leaf.methods and node.concerns(class_)
            if node.id not in round_.spared[self.agency]
        )

    @cached_property
    def raters(self) -> tuple[Rater, ...]:
        """Who may have been there, seat by seat: the site's group, else all who judge here; none who is recused."""
        round_ = self.round
        asked = {group for node in self.criteria for group in node.groups}
        own = {self.site.group} if self.site and self.site.group else asked or {group.id for group in round_.groups}
        recused = {item.rater for item in round_.recusals if item.agency == self.agency}
        changes = [event.recused for event in round_.events if event.recused]
        recused |= {change.rater for change in changes if change.agency == self.agency}
        return tuple(
            rater
            for group in round_.groups
            if group.id in own
            for rater in round_.raters_of(group.id)
            if rater.id not in recused and round_.assigned(rater.id, self.agency, (self.method,))
        )

    @cached_property
    def seat_rows(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """The seats, three in a row: each with the rater's id and what is printed, 评议员1 张三."""
        named = [(rater.id, f"{self._seat(rater.id)} {one_line(rater.name)}") for rater in self.raters]
        return tuple(tuple(named[at : at + len(TICKS)]) for at in range(0, len(named), len(TICKS)))

    def _seat(self, rater: str) -> str:
        group, number, substitute = self.round.seat_of[rater]
        held = self.round.group(group)
        return f"{held.seat or held.title}{number}{_SUBSTITUTE * substitute}"

    @cached_property
    def title(self) -> str:
        """The title of the page."""
        return KINDS[self.kind].render(self.translate)

    @cached_property
    def labels(self) -> dict[str, str]:
        """What stands beside every row by the row's id, and what else is printed and must stay."""
        found = {row: words.render(self.translate) for row, words in (HEADS | FINDINGS).items()}
        found[beside(AGENCY, TEXT)] = one_line(self.round.names[self.agency])
        for at, row in enumerate(self.seat_rows, start=1):
            found |= {
                seats(at) if column == NAMES[0] else beside(seats(at), column): text
                for column, (_, text) in zip(NAMES, row, strict=False)
            }
        for node in self.criteria:
            found[node.id] = heading(node)
        return found | {photo(n): PHOTO.filled(n=n).render(self.translate) for n in range(1, PHOTOS + 1)}

    @cached_property
    def seal(self) -> Seal:
        """What stands in the very hidden sheet."""
        prints = fingerprints(self.rubric)
        settings = {
            "agency": self.agency,
            "method": self.method,
            "seats": " ".join(rater.id for rater in self.raters),
            "criteria": " ".join(node.id for node in self.criteria),
        }
        return Seal(
            FORMS[self.kind],
            self.round.id,
            self.to,
            self.number,
            prints.scoring,
            prints.text,
            {self.kind: self.title},
            self.labels,
            settings if self.site is None else settings | {"site": self.site.id},
        )

    @cached_property
    def code(self) -> str:
        """The 校验码 of this very workbook."""
        return self.seal.code(self.key)

    def issued(self, at: str) -> Issued:
        """Return the line of the register, `at` being the moment of issue."""
        scoring, text = fingerprints(self.rubric).short
        return Issued(
            number=self.number,
            form=FORMS[self.kind],
            to=self.to,
            at=at,
            scoring=scoring,
            text=text,
            seal=self.code,
            method=self.method,
            agencies=(self.agency,),
        )

    @property
    def statement(self) -> str:
        """That the round is made up, or the rubric a sample; "" for real ones."""
        return statement(self.round, self.rubric, self.translate)


def heading(node: TreeNode) -> str:
    """Return a criterion's number and title, as they stand before its field."""
    number = getattr(node.node, "no", None)
    return one_line(f"{number} {node.node.title}" if number is not None else node.node.title)


def blanks(  # noqa: PLR0913 - which forms, and what each is made of
    round_: Round,
    rubric: Rubric,
    *,
    first: int,
    key: bytes,
    translate: Translate,
    sites: tuple[str, ...] = (),
    agencies: tuple[str, ...] = (),
) -> tuple[VisitBlank, ...]:
    """Return the forms of a round, numbered from `first`: one for each site, then one of talks for each agency.

    `sites` limits them to visits of these, `agencies` to what is of these; who withdrew is left out.
    """
    taking_part = [agency for agency in round_.presenting if not agencies or agency in agencies]
    wanted: list[tuple[str, Site | None]] = [
        (site.agency, site) for site in round_.sites if site.agency in taking_part and (not sites or site.id in sites)
    ]
    wanted += [] if sites else [(agency, None) for agency in taking_part]
    return tuple(
        VisitBlank(round_, rubric, agency, site, first + at, key, translate) for at, (agency, site) in enumerate(wanted)
    )


NO_SITES = say("round.yaml names no sites; only the forms of talks were made.")
