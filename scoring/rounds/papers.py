"""Which paper sheets are still to be typed, in the order in which they lie on the table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from rubrics import Rubric, TreeNode, tree
from scoring.rounds.expected import expected_marks
from scoring.rounds.intakes import Intake, Sheet, counting, entries_of
from scoring.rounds.keyed import keyed
from scoring.rounds.marks import AWAITED, Mark, MarkKey
from scoring.rounds.model import Round


@dataclass(frozen=True, eq=False)
class Paper:
    """One rater's sheet for one agency: what is to be typed of it, in the order of the rubric.

    `held` are the points of what came in of this sheet before, from a workbook say: the paper's own total has them.
    """

    agency: str
    rater: str
    leaves: tuple[TreeNode, ...]
    held: Fraction = Fraction()

    @property
    def asked(self) -> tuple[str, ...]:
        """The ids of what is to be typed."""
        return tuple(leaf.id for leaf in self.leaves)


def papers(
    rubric: Rubric,
    round_: Round,
    marks: Mapping[MarkKey, Mark],
    intakes: tuple[Intake, ...],
    *,
    again: bool = False,
) -> tuple[Paper, ...]:
    """Return the sheets to type, agency by agency in reporting order, seat by seat; `marks` are all that came in.

    What the round has closed (回避, 缺席, 未安排, 不涉及) is not asked for, nor what a table in sheets/ says. A sheet
    that was typed and checked is done, what stands open on it too, unless all are to be typed `again`.
    """
    leaves = tuple(leaf for leaf in tree(rubric).leaves() if leaf.rated)
    expected = expected_marks(leaves, round_)
    entered = {(one.agency, one.rater, one.criterion) for one in entries_of(intakes, expected.marks, "")}
    asked = {key for key, mark in expected.after_events().items() if mark is AWAITED}
    done = set() if again else _typed(intakes)
    found = []
    for agency in round_.presenting:
        for rater in round_.raters:
            open_, held = [], Fraction()
            for leaf in leaves:
                key = (agency, rater, leaf.id)
                mark = marks.get(key, AWAITED)
                if key in asked and key not in done and (mark is AWAITED or (again and key in entered)):
                    open_.append(leaf)
                elif mark.points is not None and leaf.veto is None:
                    held += Fraction(mark.points)
            if open_:
                found.append(Paper(agency, rater, tuple(open_), held))
    return tuple(found)


def _typed(intakes: tuple[Intake, ...]) -> set[MarkKey]:
    """Return what was typed and counts, the cells that are open on the paper among it."""
    return {
        (agency, rater, criterion)
        for (agency, rater), sheets in counting(intakes).items()
        for intake, _, criteria in sheets
        if intake.way == "typed"
        for criterion in criteria
    }


def unchecked(intakes: Iterable[Intake], paper: Paper) -> dict[str, tuple[Intake, Sheet]]:
    """Return by typist what was typed last of a paper and is still to be checked.

    What was typed before a sheet that counts is over and done with, and so is what the rubric does not allow any more.
    """
    found: dict[str, tuple[Intake, Sheet]] = {}
    for intake in sorted(intakes, key=lambda one: one.number):
        for sheet in intake.sheets:
            if (sheet.agency, sheet.rater) != (paper.agency, paper.rater):
                continue
            if intake.counts:
                found.clear()
            elif set(intake.asked) == set(paper.asked) and _sound(sheet, paper):
                found[intake.by] = (intake, sheet)
    return found


def _sound(sheet: Sheet, paper: Paper) -> bool:
    texts = ((leaf, sheet.marks.get(leaf.id, "")) for leaf in paper.leaves)
    return all(not text or isinstance(keyed(text, leaf, spareable=True), str) for leaf, text in texts)
