"""Saves of panel members: each is judged by itself, those that may be are kept, many of them in one transaction.

Everything is asked inside the transaction that keeps them: whether the session holds, whose the sheet is, whether the
criterion is open, asked for and not signed, whether the mark is one by the rubric's rule, and whether the device had
seen what the cell holds. What is not kept is told, each with what the device needs to show its owner why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction

from rubrics import Message
from scoring.actions.judging import Judge, Unread, Verdict, setup_of
from scoring.actions.saved_by import Saver, savers
from scoring.actions.sent import Sent, own
from scoring.storage import saves
from scoring.storage.saves import Cell, Kept, Number


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a save: `status` and the rest as scoring.portal.lane tells it to the device."""

    status: str
    id: int = 0
    value: str = ""
    newest: Kept | None = None
    message: Message | None = None


@dataclass(frozen=True)
class Batch:
    """What one request brought: saves in the order in which they were typed, under the key of a session."""

    session: str
    saves: tuple[Sent, ...]


@dataclass(frozen=True)
class Answered:
    """The answers to a batch, in its order, and who asked; None for both where nobody is signed in."""

    saver: Saver | None
    answers: tuple[Answer, ...] = ()


_READINGS = 3


def keep(batches: Sequence[Batch], now: datetime) -> list[Answered]:
    """Keep what may be kept of several batches, in one transaction that is on the disk when this returns."""
    judge = Judge(now)
    for _ in range(_READINGS):
        try:
            return _keep(batches, judge, now)
        except Unread as unread:
            # What a round asks is read outside the transaction: nobody else waits for it.
            judge.read(unread.setups)
    return _keep(batches, judge, now, read=True)


def _keep(batches: Sequence[Batch], judge: Judge, now: datetime, *, read: bool = False) -> list[Answered]:
    with transaction.atomic():
        people = savers((batch.session for batch in batches), now)
        asking = [(people.get(batch.session), batch.saves) for batch in batches]
        writing = Writing(judge, [(saver, held) for saver, held in asking if saver is not None], now, read=read)
        answers = iter(writing.done())
        return [Answered(saver, tuple(next(answers) for _ in held) if saver else ()) for saver, held in asking]


@dataclass
class Writing:
    """The saves of one transaction: judged in order, and written together as far as no cell comes twice.

    With `late` the phase does not matter; with `read` what a round asks is read here and now, where it is not known.
    """

    judge: Judge
    asking: Sequence[tuple[Saver, Iterable[Sent]]]
    now: datetime
    late: bool = False
    read: bool = True
    answers: list[Answer] = field(default_factory=list)
    _rows: dict[Cell, tuple[int, Kept]] = field(default_factory=dict)
    _numbers: set[Number] = field(default_factory=set)

    def done(self) -> list[Answer]:
        """Return an answer to every save, those that are kept written. Raises Unread before anything is written."""
        every = [(saver, save) for saver, held in self.asking for save in held]
        sheets = saves.sheets(save.sheet for _, save in every)
        if self.read:
            self.judge.read(map(setup_of, sheets.values()))
        self.judge.knows(map(setup_of, sheets.values()))
        newest = saves.newest(save.cell for _, save in every)
        known = saves.known(save.number(saver.person) for saver, save in every)
        for saver, save in every:
            number = save.number(saver.person)
            if save.cell in self._rows or number in self._numbers:
                self._write(newest, known)
            self._one(saver, save, newest.get(save.cell), known.get(number), sheets)
        self._write(newest, known)
        return self.answers

    def _one(
        self, saver: Saver, save: Sent, newest: Kept | None, before: Kept | None, sheets: dict[int, saves.SheetRow]
    ) -> None:
        verdict = self.judge.verdict(saver, sheets.get(save.sheet), save.criterion, save.value, save.reason)
        same = newest is not None and (newest.value, newest.reason) == (verdict.value, verdict.reason)
        if not verdict.own:
            self.answers.append(Answer("closed", message=verdict.message))
        elif before is not None:
            self.answers.append(_again(save, verdict, before, newest))
        elif same and newest is not None:
            self.answers.append(Answer("known", newest.id, newest.value))
        elif verdict.status != "kept" and not (self.late and verdict.status == "closed" and verdict.asked):
            self.answers.append(Answer(verdict.status, newest=newest, message=verdict.message))
        elif not _seen(saver, save, newest):
            self.answers.append(Answer("stale", newest=newest))
        else:
            base = newest.id if newest else 0
            device, seq = save.number(saver.person)
            row = Kept(0, *save.cell, verdict.value, verdict.reason, base, device, seq, saver.by, self.now)
            self._rows[save.cell] = (len(self.answers), row)
            self._numbers.add(row.number)
            self.answers.append(Answer("kept", value=verdict.value))

    def _write(self, newest: dict[Cell, Kept], known: dict[Number, Kept]) -> None:
        ids = saves.insert([row for _, row in self._rows.values()])
        for at, row in self._rows.values():
            written = replace(row, id=ids[row.number])
            newest[row.cell] = known[row.number] = written
            self.answers[at] = replace(self.answers[at], id=written.id)
        self._rows.clear()
        self._numbers.clear()


def _again(save: Sent, verdict: Verdict, before: Kept, newest: Kept | None) -> Answer:
    """Answer a save whose number was kept before: the same once more, or something else under a used number."""
    same = before.cell == save.cell and (before.value, before.reason) == (verdict.value, verdict.reason)
    if not same:
        return Answer("taken", newest=newest)
    over = newest if newest is not None and newest.id != before.id else None
    return Answer("known", before.id, before.value, over)


def _seen(saver: Saver, save: Sent, newest: Kept | None) -> bool:
    """Return whether the device had seen what the cell holds: by its id, or because it is what itself sent before."""
    if newest is None:
        return True
    after = (own(saver.person, save.after[0]), save.after[1]) if save.after else None
    return newest.id == save.base or newest.number == after
