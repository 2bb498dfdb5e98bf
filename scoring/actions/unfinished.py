"""Sheets that are begun and not done: typed from paper and not checked, or unlocked and not signed again."""

from __future__ import annotations

from collections.abc import Collection

from rubrics import Message, say
from scoring.actions.counted import Counted, counted
from scoring.actions.matrix import missing
from scoring.actions.plan_titles import seats_of
from scoring.rounds.sheet_states import SheetKey
from scoring.storage.models import Round, Signing

_NAMED = 10


def unchecked_papers(round_: Round) -> tuple[Message, ...]:
    """Return what is to be said of paper sheets that were typed once: nothing of them counts yet."""
    held = counted(round_)
    keys = [key for paper in held.papers if (key := (paper.agency, paper.rater)) in held.unchecked]
    return (_told(_UNCHECKED, held, keys),) if keys else ()


def gaps(round_: Round) -> tuple[Message, ...]:
    """Return what is to be said of sheets that were unlocked for nothing so far, and of those that never came in."""
    held = counted(round_)
    found = []
    if unlocked := _unlocked(round_, held):
        found.append(_told(_UNLOCKED, held, unlocked))
    if absent := missing(held, frozenset(held.plan.leaves)):
        found.append(_told(_MISSING, held, absent))
    return tuple(found)


def _unlocked(round_: Round, held: Counted) -> list[SheetKey]:
    """Return the sheets that may still be signed again: no later intake stands in for what was unlocked."""
    rows = Signing.objects.filter(sheet__round=round_).order_by("pk")
    newest = {
        (agency, rater): (undone, intake)
        for agency, rater, undone, intake in rows.values_list("sheet__agency", "sheet__rater", "undone", "intake")
    }
    plan = held.plan.round
    return [
        key
        for key, (undone, intake) in newest.items()
        if undone is not None
        and key[0] in plan.presenting
        and key[1] not in plan.roster.left
        and not any(later.counts and later.number > intake for later in held.by_sheet.get(key, ()))
    ]


def _told(words: Message, held: Counted, keys: Collection[SheetKey]) -> Message:
    seats = seats_of(held.plan)
    named = tuple(f"{held.plan.round.names[agency]} {seats[rater]}" for agency, rater in list(keys)[:_NAMED])
    return words.filled(n=len(keys), sheets=(*named, "…") if len(keys) > _NAMED else named)


_UNCHECKED = say("paper sheets that are typed and not checked, so that they do not count: {n} ({sheets}).")
_UNLOCKED = say("sheets that are unlocked and not signed again; what was signed before counts: {n} ({sheets}).")
_MISSING = say("sheets that are missing or partly filled in: {n} ({sheets}).")
