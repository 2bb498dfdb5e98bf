"""双人录入: two people type the same sheet without seeing each other's; what they read differently is settled."""

from __future__ import annotations

from collections.abc import Mapping

from rubrics import TreeNode
from scoring.rounds.intakes import ABSENT, BOXES, NOT_APPLICABLE, RECUSED, VOID, Settled, Sheet
from scoring.rounds.keyed import leaf_of
from scoring.rounds.words import read_mark

_STATES = (("recused", RECUSED), ("absent", ABSENT), ("void", VOID))


def differences(first: Sheet, second: Sheet, leaves: tuple[TreeNode, ...]) -> tuple[Settled, ...]:
    """Return every cell that two typists read differently, not settled yet; 8 and 8.0 are the same mark.

    Where one of them says that the whole sheet does not count, every cell differs.
    """
    found = []
    for leaf in leaves:
        one, two = cell(first, leaf.id), cell(second, leaf.id)
        if not _same(one, two, leaf):
            found.append(
                Settled(agency=first.agency, rater=first.rater, criterion=leaf.id, first=one, second=two, mark="")
            )
    return tuple(found)


def cell(sheet: Sheet, criterion: str) -> str:
    """Return what a sheet says of a criterion, 回避, 缺席 or 作废 where it says that of all; "" where it is open."""
    return state_word(sheet) or sheet.marks.get(criterion, "")


def state_word(sheet: Sheet) -> str:
    """Return why none of a sheet's marks count, in a word; "" where they do."""
    return next((word for name, word in _STATES if getattr(sheet, name) is not None), "")


def agreed(first: Sheet, second: Sheet, settled: Mapping[str, str], total: str | None) -> Sheet:
    """Return the sheet of two entries whose words of state are the same, with what was settled by criterion.

    `total` is the sum on the paper, as settled. Of reasons and boxes the first typist's words stand, the second's
    where the first typed none.
    """
    marks = {**first.marks, **settled}
    boxes = {name: getattr(first, name) or getattr(second, name) for name in BOXES}
    return first.model_copy(
        update={
            "marks": {criterion: text for criterion, text in marks.items() if text},
            "reasons": {**second.reasons, **first.reasons},
            "total": total,
            **boxes,
        }
    )


def _same(one: str, two: str, leaf: TreeNode) -> bool:
    words = {RECUSED, ABSENT, VOID, NOT_APPLICABLE, ""}
    if one == two or {one, two} & words:
        return one == two
    rule = leaf_of(leaf).rule
    return read_mark(one, leaf_of(leaf), rule) == read_mark(two, leaf_of(leaf), rule)
