"""Which workbooks are to be made: rater by rater, numbered, with what each is asked and what is in force already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from rubrics import Rubric, Translate, TreeNode, tree
from scoring.rounds import Intake, Mark, MarkKey, Round
from scoring.rounds.expected import expected_marks
from scoring.sheets.asked import asked_of
from scoring.sheets.blank import Blank
from scoring.sheets.in_force import InForce, in_force
from scoring.sheets.layout import PER_AGENCY
from scoring.sheets.printed import Printed


@dataclass(frozen=True, eq=False)
class Plan:
    """What is made for a round, in the language of `translate`; `key` is that of the round's seals.

    `intakes` are those that are put into the cells again; `self_assessed` is what agencies gave themselves, by agency
    and criterion.
    """

    round: Round
    rubric: Rubric
    key: bytes
    translate: Translate
    layout: str = PER_AGENCY
    method: str | None = None
    self_assessed: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    intakes: tuple[Intake, ...] = ()

    def blanks(self, raters: Iterable[str], number: int) -> Iterator[Blank]:
        """Yield the workbooks of those of `raters` who have anything to mark, numbered from `number` on."""
        for rater in raters:
            asked = asked_of(self.round, self._leaves, self._expected, rater, self.method)
            if asked.pages:
                yield Blank(
                    self.round,
                    self.rubric,
                    asked,
                    self.round.raters[rater],
                    number,
                    self.key,
                    self.translate,
                    self.layout,
                    self.method,
                    self.self_assessed,
                    self._held.get(rater, {}),
                    self._printed,
                )
                number += 1

    @cached_property
    def methods(self) -> tuple[str, ...]:
        """The methods by which anything is marked, in the rubric's order."""
        found = (method for leaf in self._leaves for method in (leaf.leaf.methods if leaf.leaf else ()))
        return tuple(dict.fromkeys(found))

    @cached_property
    def _printed(self) -> Printed:
        return Printed(self.rubric, self.translate)

    @cached_property
    def _leaves(self) -> tuple[TreeNode, ...]:
        return tuple(leaf for leaf in tree(self.rubric).leaves() if leaf.rated)

    @cached_property
    def _expected(self) -> Mapping[MarkKey, Mark]:
        return expected_marks(self._leaves, self.round).after_events()

    @cached_property
    def _held(self) -> dict[str, dict[str, InForce]]:
        wanted = (
            leaf.id for leaf in self._leaves if self.method is None or (leaf.leaf and self.method in leaf.leaf.methods)
        )
        found: dict[str, dict[str, InForce]] = {}
        for (agency, rater), sheet in in_force(self.intakes, frozenset(wanted)).items():
            found.setdefault(rater, {})[agency] = sheet
        return found
