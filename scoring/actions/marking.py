"""A member's score sheet as it stands: what is asked, what was saved, what is open, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import cached_property

from rubrics import Message, TreeNode, full_marks, say
from scoring.actions.cells import BOX_TITLES, box_cell, cells_of, cells_of_rater
from scoring.actions.plans import Plan
from scoring.rounds import Mark, MarkState
from scoring.rounds.as_typed import meant
from scoring.rounds.drafts import needs_reason
from scoring.rounds.keyed import leaf_of
from scoring.rounds.words import read_mark
from scoring.sheets.reasons import reason_limit
from scoring.storage.models import Round, Save, Sheet


@dataclass(frozen=True)
class Line:
    """One criterion of a sheet: `text` and `reason` as they were saved, `base` the save that holds them (0: none).

    `open` says whether it may be marked at this moment, `locked` whether it is signed.
    """

    leaf: TreeNode
    text: str
    reason: str
    base: int
    open: bool
    locked: bool

    @cached_property
    def typed(self) -> str:
        """The mark as the rules read it: half-width, a level by its title."""
        return meant(self.text, leaf_of(self.leaf), leaf_of(self.leaf).rule)

    @cached_property
    def read(self) -> Mark | Message | None:
        """The mark, why there is none, or None where nothing is written."""
        if not self.typed:
            return None
        mark = read_mark(self.typed, leaf_of(self.leaf), leaf_of(self.leaf).rule)
        if not isinstance(mark, Mark):
            return mark[1]
        return mark if mark.state is MarkState.GIVEN else say("“{mark}” is no mark.", mark=self.text)

    @property
    def mark(self) -> Mark | None:
        """The mark where one is given."""
        return self.read if isinstance(self.read, Mark) else None

    @property
    def points(self) -> Fraction | None:
        """What the mark is worth in points; None where there is none, or for a veto."""
        mark = self.mark
        return Fraction(mark.points) if mark and mark.points is not None and not self.leaf.veto else None

    @property
    def limit(self) -> Fraction | None:
        """The points below which a reason (扣分理由) is asked for; None where it never is."""
        return reason_limit(self.leaf)

    @property
    def missing(self) -> Message | None:
        """What is still to be done here; None where nothing is."""
        if self.read is None:
            return say("not marked yet")
        if isinstance(self.read, Message):
            return self.read
        if needs_reason(self.leaf, self.read) and not self.reason.strip():
            return say("the reason for taking points off is missing")
        return None

    @property
    def to_sign(self) -> bool:
        """Whether the next signature is for it: not signed yet, and open, or marked soundly while it was."""
        return not self.locked and (self.open or self.missing is None)


@dataclass(frozen=True)
class Box:
    """亮点, 问题 or 建议 on a sheet, as it was saved."""

    name: str
    text: str
    base: int
    locked: bool

    @property
    def cell(self) -> str:
        """The name under which it is saved."""
        return box_cell(self.name)

    @property
    def title(self) -> Message:
        """What the box is called."""
        return BOX_TITLES[self.name]


@dataclass(frozen=True)
class ScoreSheet:
    """One rater's sheet for one agency at a moment. `seen` is the newest save on it: what a signature is for."""

    agency: str
    lines: tuple[Line, ...]
    boxes: tuple[Box, ...]
    seen: int

    @property
    def marked(self) -> int:
        """How many criteria have a sound mark, with its reason where one is asked for."""
        return sum(line.missing is None for line in self.lines)

    @property
    def left(self) -> int:
        """How many criteria still want something."""
        return len(self.lines) - self.marked

    @property
    def total(self) -> Fraction:
        """What the marks add up to, in points."""
        return total_of(self.lines)

    @property
    def most(self) -> Fraction:
        """What could be earned on this sheet, in points."""
        return sum((Fraction(full_marks(leaf_of(line.leaf)) or 0) for line in self.lines), Fraction())

    @property
    def signed(self) -> bool:
        """Whether all of it is signed."""
        return bool(self.lines) and all(line.locked for line in self.lines)

    @property
    def partly_signed(self) -> bool:
        """Whether some of it is signed and some is not."""
        return not self.signed and any(line.locked for line in self.lines)

    @property
    def to_sign(self) -> tuple[Line, ...]:
        """The lines that the next signature is for."""
        return tuple(line for line in self.lines if line.to_sign)

    @property
    def missing(self) -> tuple[Line, ...]:
        """The lines that stand in the way of the next signature."""
        return tuple(line for line in self.to_sign if line.missing is not None)

    @property
    def waiting(self) -> tuple[Line, ...]:
        """The lines that cannot be marked at this moment and are not signed either."""
        return tuple(line for line in self.lines if not line.locked and not line.open)


def total_of(lines: Iterable[Line]) -> Fraction:
    """Return what the marks of lines add up to, in points; a veto adds nothing."""
    return sum((line.points for line in lines if line.points is not None), Fraction())


def sheet_row(round_: Round, rater: str, agency: str) -> Sheet:
    """Return the row of a sheet, made when it is first asked for."""
    return Sheet.objects.get_or_create(round=round_, rater=rater, agency=agency)[0]


def score_sheet(plan: Plan, sheet: Sheet, now: datetime) -> ScoreSheet:
    """Return a sheet as it stands at `now`."""
    return _stands(plan, (sheet.rater, sheet.agency), cells_of(sheet), sheet.locked, now)


def score_sheets(plan: Plan, round_: Round, rater: str, now: datetime) -> tuple[ScoreSheet, ...]:
    """Return all sheets of a rater in the order in which agencies report, in two queries."""
    cells = cells_of_rater(round_, rater)
    locked = {row.agency: row.locked for row in Sheet.objects.filter(round=round_, rater=rater)}
    return tuple(
        _stands(plan, (rater, agency), cells.get(agency, {}), locked.get(agency, ()), now)
        for agency in plan.agencies_of(rater)
    )


def recusals_of(plan: Plan, rater: str) -> dict[str, str]:
    """Return the agencies that a rater is recused from, in the order in which they report, each with the reason."""
    early = {item.agency: item.reason for item in plan.round.recusals if item.rater == rater}
    late = {
        event.recused.agency: event.reason
        for event in plan.round.events
        if event.recused and event.recused.rater == rater
    }
    found = early | late
    return {agency: found[agency] for agency in plan.round.presenting if agency in found}


def sections_of(lines: Iterable[Line]) -> tuple[tuple[TreeNode, tuple[Line, ...]], ...]:
    """Return lines under the nodes that stand directly above them, in the rubric's order."""
    found: list[tuple[TreeNode, list[Line]]] = []
    for line in lines:
        above = line.leaf.parent
        assert above is not None  # noqa: S101 - a leaf stands below the rubric at least
        if not found or found[-1][0].id != above.id:
            found.append((above, []))
        found[-1][1].append(line)
    return tuple((above, tuple(below)) for above, below in found)


def side_by_side(plan: Plan, sheets: Iterable[ScoreSheet]) -> tuple[tuple[TreeNode, tuple[Line | None, ...]], ...]:
    """Return by criterion the lines of several sheets, None where one does not ask for it."""
    by_leaf = [{line.leaf.id: line for line in sheet.lines} for sheet in sheets]
    return tuple(
        (leaf, tuple(lines.get(leaf.id) for lines in by_leaf))
        for leaf in plan.leaves.values()
        if any(leaf.id in lines for lines in by_leaf)
    )


def _stands(
    plan: Plan, whose: tuple[str, str], cells: Mapping[str, Save], locked: Iterable[str], now: datetime
) -> ScoreSheet:
    rater, agency = whose
    closed = frozenset(locked)
    lines = []
    for leaf in plan.asked(rater, agency):
        save = cells.get(leaf.id)
        open_ = plan.calendar.may_mark(leaf_of(leaf).methods, now)
        held = (save.value, save.reason, save.pk) if save else ("", "", 0)
        lines.append(Line(leaf, *held, open=open_, locked=leaf.id in closed))
    boxes = []
    for name in BOX_TITLES:
        save = cells.get(box_cell(name))
        boxes.append(Box(name, save.value if save else "", save.pk if save else 0, box_cell(name) in closed))
    seen = max((save.pk for save in cells.values()), default=0)
    return ScoreSheet(agency, tuple(lines), tuple(boxes), seen)
