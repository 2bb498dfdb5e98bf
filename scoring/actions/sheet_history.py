"""One score sheet as the office sees it: what counts, what is drafted, and every version that was ever taken in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rubrics import Message, TreeNode, say
from scoring.actions.cells import BOX_TITLES, box_cell, cells_of
from scoring.actions.counted import counted
from scoring.rounds import Intake
from scoring.rounds import Sheet as SheetValue
from scoring.rounds.as_counted import as_counted
from scoring.rounds.keyed import leaf_of
from scoring.rounds.marks import AWAITED
from scoring.storage.models import Round, Save, Sheet, Signing


@dataclass(frozen=True)
class Line:
    """One criterion: what counts, the reason beside it, and the draft in the portal where it says something else."""

    no: str
    title: str
    counts: str
    reason: str
    draft: str
    drafted: datetime | None


@dataclass(frozen=True)
class Version:
    """One intake of the sheet: who took it in, how, whether it counts, and what became of its signature."""

    intake: Intake
    sheet: SheetValue
    told: Message
    signing: Signing | None

    @property
    def closed(self) -> str:
        """Why none of its marks count; "" where they do."""
        return self.sheet.void or self.sheet.recused or self.sheet.absent or ""


@dataclass(frozen=True)
class History:
    """A sheet: `locked` says whether anything of it is signed, `boxes` what stands in them, drafted or counted."""

    lines: tuple[Line, ...]
    versions: tuple[Version, ...]
    boxes: tuple[tuple[Message, str], ...]
    locked: bool
    drafted: int


def history(round_: Round, agency: str, rater: str) -> History | None:
    """Return a sheet with all its versions, newest first; None where the round has no such agency or rater."""
    held = counted(round_)
    plan = held.plan
    if agency not in plan.round.names or rater not in plan.round.raters:
        return None
    row = Sheet.objects.filter(round=round_, agency=agency, rater=rater).first()
    cells = cells_of(row) if row else {}
    signings = {one.intake: one for one in row.signings.select_related("undone_by")} if row else {}
    versions = tuple(
        Version(intake, sheet, _told(intake), signings.get(intake.number))
        for intake in sorted(held.intakes, key=lambda one: -one.number)
        for sheet in intake.sheets
        if (sheet.agency, sheet.rater) == (agency, rater)
    )
    marks = {leaf.id: held.marks.get((agency, rater, leaf.id)) for leaf in plan.leaves.values()}
    lines = tuple(
        _line(leaf, as_counted(mark) if mark is not AWAITED else "", mark.remark, cells.get(leaf.id))
        for leaf in plan.leaves.values()
        if (mark := marks[leaf.id]) is not None
    )
    return History(
        lines, versions, _boxes(cells, versions), bool(row and row.locked), sum(bool(line.draft) for line in lines)
    )


def _line(leaf: TreeNode, counts: str, reason: str, save: Save | None) -> Line:
    node = leaf_of(leaf)
    differs = save is not None and save.value not in {"", counts}
    return Line(
        str(node.no or ""),
        node.title,
        counts,
        reason,
        save.value if save and differs else "",
        save.at if save and differs else None,
    )


def _boxes(cells: dict[str, Save], versions: tuple[Version, ...]) -> tuple[tuple[Message, str], ...]:
    newest = versions[0].sheet if versions else None
    found = []
    for box, title in BOX_TITLES.items():
        save = cells.get(box_cell(box))
        text = save.value if save else (getattr(newest, box) or "" if newest else "")
        if text:
            found.append((title, text))
    return tuple(found)


def _told(intake: Intake) -> Message:
    """Return how an intake came about."""
    if intake.way == "portal":
        return say("signed in the portal by {name}", name=intake.by)
    if intake.way == "workbook":
        return say("read in from workbooks by {name}", name=intake.by)
    if intake.check is None:
        return say("typed by {name}, not checked: it does not count", name=intake.by)
    if intake.check.way == "read_back":
        return say("typed by {name}, read back to {other}", name=intake.by, other=intake.check.by)
    return say("typed twice, by {names}", names=(intake.by, intake.check.by))
