"""Whether one save may be kept, as far as the round says: whose sheet, which criterion, when, and what a mark is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from rubrics import Message, Problems, TreeNode, say
from scoring.actions.cells import BOX_TITLES, box_cell
from scoring.actions.named import by_title
from scoring.actions.plans import Plan, plan_of
from scoring.actions.saved_by import Saver
from scoring.actions.typed_text import plain
from scoring.rounds import Mark, MarkState
from scoring.rounds.as_typed import meant
from scoring.rounds.keyed import leaf_of
from scoring.rounds.words import NUMBERS_ALONE, read_mark
from scoring.storage.models import Round
from scoring.storage.saves import SheetRow

LONGEST_MARK, LONGEST_REASON, LONGEST_BOX = 200, 5000, 5000
"""How many characters a mark, its reason and a box (亮点, 问题, 建议) may have."""
_BOX_CELLS = frozenset(map(box_cell, BOX_TITLES))
Setup = tuple[int, datetime, int]
"""A round as it was set up: its id, when it was made, and how often its set-up was changed."""
_MOST_PLANS = 16
_read: dict[Setup, Plan] = {}


def setup_of(sheet: SheetRow) -> Setup:
    """Return which set-up of which round a sheet is judged by."""
    return sheet.round, sheet.created, sheet.setup


class Unread(Exception):  # noqa: N818 - it asks for something to be done, and is no error
    """What these rounds ask was not read yet."""

    def __init__(self, setups: frozenset[Setup]) -> None:
        super().__init__(setups)
        self.setups = setups


@dataclass(frozen=True, slots=True)
class Verdict:
    """`status` kept where nothing stands against it, else locked, refused or closed, and why.

    `value` and `reason` are what was meant; `own` is whether the sheet is the saver's, `asked` whether the saver is
    asked for the criterion at all.
    """

    status: str
    value: str
    reason: str
    message: Message | None = None
    own: bool = True
    asked: bool = True


class Judge:
    """What rounds ask at a moment. A round is read when a sheet of it comes, and kept for as long as it stays."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._plans: dict[Setup, Plan | None] = {}
        self._open: dict[tuple[Setup, tuple[str, ...]], bool] = {}

    def read(self, setups: Iterable[Setup]) -> None:
        """Read what these rounds ask; one that cannot be read is judged so, and read again the next time."""
        for key in set(setups) - self._plans.keys():
            try:
                self._plans[key] = _read[key] = plan_of(Round(pk=key[0], created=key[1], setup=key[2]))
            except Problems:
                self._plans[key] = None
        while len(_read) > _MOST_PLANS:
            del _read[next(iter(_read))]

    def knows(self, setups: Iterable[Setup]) -> None:
        """Make sure that what these rounds ask is known. Raises Unread where it was not read yet."""
        wanted = set(setups) - self._plans.keys()
        self._plans |= {key: _read[key] for key in wanted if key in _read}
        if unread := wanted - self._plans.keys():
            raise Unread(frozenset(unread))

    def verdict(  # noqa: PLR0911 - one answer for each thing that can stand against a save
        self, saver: Saver, sheet: SheetRow | None, criterion: str, value: str, reason: str
    ) -> Verdict:
        """Return whether the round lets `saver` write this into the cell; a sheet of nobody is like one of another."""
        if sheet is None or not saver.owns(sheet):
            return Verdict("closed", value, reason, _NOTHING, own=False)
        plan = self._plans[setup_of(sheet)]
        if plan is None:
            return Verdict("closed", value, reason, _UNSOUND, asked=False)
        leaf = plan.leaves.get(criterion)
        if leaf is None:
            text, why = _box(value)
            reason = ""
        else:
            text, reason, why = _marked(leaf, value, reason)
        if criterion in sheet.locked:
            return Verdict("locked", text, reason)
        leaves = [leaf] if leaf else [*plan.leaves.values()] if criterion in _BOX_CELLS else []
        asked = [one for one in leaves if _asked(plan, sheet, one)]
        if not asked:
            return Verdict("closed", text, reason, _NOT_ASKED, asked=False)
        if why is not None:
            return Verdict("refused", text, reason, why)
        if sheet.closed:
            return Verdict("closed", text, reason, _CLOSED, asked=False)
        if not any(self._may(setup_of(sheet), plan, one) for one in asked):
            return Verdict("closed", text, reason, _NOT_NOW)
        return Verdict("kept", text, reason)

    def _may(self, setup: Setup, plan: Plan, leaf: TreeNode) -> bool:
        key = (setup, leaf_of(leaf).methods)
        if key not in self._open:
            self._open[key] = plan.calendar.may_mark(key[1], self.now)
        return self._open[key]


def _asked(plan: Plan, sheet: SheetRow, leaf: TreeNode) -> bool:
    mark = plan.expected.get((sheet.agency, sheet.rater, leaf.id))
    return mark is not None and mark.state is MarkState.AWAITED


def _box(value: str) -> tuple[str, Message | None]:
    text = plain(value)
    return text, _too_long(text, LONGEST_BOX)


def _marked(leaf: TreeNode, value: str, reason: str) -> tuple[str, str, Message | None]:
    """Return a mark as the rules read it, its reason, and what is wrong with them."""
    why = plain(reason)
    long = _too_long(value, LONGEST_MARK) or _too_long(why, LONGEST_REASON)
    if long is not None:
        return value, why, long
    text, fault = _understood(leaf, value)
    return text, why, fault


@lru_cache(maxsize=65_536)
def _understood(leaf: TreeNode, value: str) -> tuple[str, Message | None]:
    text = meant(plain(value), leaf_of(leaf), leaf_of(leaf).rule)
    if not text:
        return "", None
    # A rater's absence is no mark here: it is the office's, or a recusal.
    read = read_mark(text, leaf_of(leaf), leaf_of(leaf).rule, NUMBERS_ALONE)
    if not isinstance(read, Mark):
        _, rule, remedy = read
        return text, _RULE_AND_REMEDY.filled(rule=by_title(rule, leaf), remedy=remedy)
    if read.state is not MarkState.GIVEN:
        return text, _RULE_AND_REMEDY.filled(rule=_NO_MARK.filled(mark=text), remedy=_RECUSE)
    return text, None


def _too_long(text: str, most: int) -> Message | None:
    return _LONG.filled(n=len(text), most=most) if len(text) > most else None


_RULE_AND_REMEDY = say("{rule} {remedy}")
_LONG = say("This text has {n} characters; at most {most} are kept. Shorten it.")
_NO_MARK = say("“{mark}” is no mark.")
_RECUSE = say("Recuse yourself from this agency, or leave it open.")
_NOTHING = say("There is nothing here for you.")
_NOT_ASKED = say("You are not asked to mark this for this agency any more.")
_NOT_NOW = say(
    "Marking is not open at this moment. If it has to count, save a draft to a file and hand it to the office."
)
_CLOSED = say("This round is closed: nothing of it changes any more, and no draft is taken in.")
_UNSOUND = say("The round cannot be read at this moment: tell the office.")
