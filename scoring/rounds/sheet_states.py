"""What became of every rater's sheet for every agency: in, partly in, recused, absent, void, awaited, or not asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from rubrics import Message, say
from scoring.rounds.intakes import Intake, counting
from scoring.rounds.marks import Mark, MarkKey, MarkState
from scoring.rounds.model import Round

SheetKey = tuple[str, str]
"""Agency and rater."""


class SheetState(Enum):
    """How far a sheet has come."""

    IN = "in"
    PARTLY = "partly"
    RECUSED = "recused"
    ABSENT = "absent"
    VOID = "void"
    AWAITED = "awaited"
    UNASSIGNED = "unassigned"

    @property
    def title(self) -> Message:
        """The state's word on papers."""
        return _TITLES[self]


_TITLES = {
    SheetState.IN: say("sheet in"),
    SheetState.PARTLY: say("partly filled in"),
    SheetState.RECUSED: say("recused"),
    SheetState.ABSENT: say("absent"),
    SheetState.VOID: say("void"),
    SheetState.AWAITED: say("awaited"),
    SheetState.UNASSIGNED: say("unassigned"),
}
# What is asked of nobody says nothing about a sheet.
_SILENT = {MarkState.NOT_APPLICABLE, MarkState.UNASSIGNED}
# Of a sheet without any mark, the first of these that one of its cells says.
_CLOSED = {
    MarkState.VOID: SheetState.VOID,
    MarkState.AWAITED: SheetState.AWAITED,
    MarkState.RECUSED: SheetState.RECUSED,
    MarkState.ABSENT: SheetState.ABSENT,
}
ALIKE = say("the same marks for all agencies")


@dataclass(frozen=True)
class SheetStatus:
    """What became of one sheet; `reason` is why there are no marks, `open` how many of its cells are awaited."""

    state: SheetState
    reason: Message | str = ""
    open: int = 0


def sheet_states(
    round_: Round, marks: Mapping[MarkKey, Mark], intakes: Iterable[Intake] = ()
) -> dict[SheetKey, SheetStatus]:
    """Return the state of every sheet by agency and rater: raters in the order of seats, agencies as they report.

    `marks` are those that were collected, void ones set aside as such where the rubric says so. Agencies that withdrew
    are left out.
    """
    held: dict[SheetKey, list[Mark]] = {}
    for (agency, rater, _), mark in marks.items():
        if mark.state not in _SILENT:
            held.setdefault((agency, rater), []).append(mark)
    void = void_sheets(intakes)
    return {
        (agency, rater): _status(held.get((agency, rater), []), void.get((agency, rater)))
        for rater in round_.raters
        for agency in round_.presenting
    }


def void_sheets(intakes: Iterable[Intake]) -> dict[SheetKey, str]:
    """Return by agency and rater why sheets that would decide something are void; of several the newest."""
    return {
        key: void
        for key, sheets in counting(intakes).items()
        for intake, at, _ in reversed(sheets)
        if (void := intake.sheets[at].void)
    }


def _status(marks: list[Mark], void: str | None) -> SheetStatus:
    found = {mark.state: mark for mark in reversed(marks)}
    awaited = sum(mark.state is MarkState.AWAITED for mark in marks)
    if MarkState.GIVEN in found:
        return SheetStatus(SheetState.PARTLY if awaited else SheetState.IN, open=awaited)
    if void:
        return SheetStatus(SheetState.VOID, void)
    for state, closed in _CLOSED.items():
        if state in found:
            mark = found[state]
            by_rule = state is MarkState.VOID and not mark.voided
            return SheetStatus(closed, ALIKE if by_rule else mark.remark, awaited)
    return SheetStatus(SheetState.UNASSIGNED)
