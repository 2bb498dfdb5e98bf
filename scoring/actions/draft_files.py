"""Draft files: what a panel member's device could not send, written to a file there and taken in by the office.

The file holds saves as the device would have sent them, under the same numbers: whatever arrives both ways is kept
once. The office takes them in after the phase too; what is signed stays locked, and what was written elsewhere
meanwhile is shown beside it for the office to choose.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from rubrics import Message, Place, Problem, Problems, say
from scoring.actions.cells import BOX_TITLES, box_cell
from scoring.actions.journal import note
from scoring.actions.judging import Judge
from scoring.actions.plans import plan_of
from scoring.actions.saved_by import Saver
from scoring.actions.saving import Answer, Writing
from scoring.actions.sent import MOST, Sent, read_sent
from scoring.storage.models import Person, Role, Round, Sheet
from scoring.storage.saves import Cell

MOST_BYTES, MOST_SAVES = 2 << 20, 5000


@dataclass(frozen=True)
class Draft:
    """What a draft file holds: whose it is, when it was written by the device's clock, and its saves in order."""

    person: Person
    at: str
    saves: tuple[Sent, ...]


@dataclass(frozen=True)
class Taken:
    """One cell of a draft and what becomes of it: `status` as for any save, `choice` names it in a form.

    `held` is what the cell holds now where that is something else.
    """

    agency: str
    title: str | Message
    value: str
    reason: str
    status: str
    message: Message | None
    held: str
    choice: str

    @property
    def told(self) -> Message:
        """What becomes of it, in a few words."""
        return _STATUS[self.status]


def read_draft(round_: Round, data: bytes) -> Draft:
    """Return what a draft file says. Raises Problems where it is none, or of nobody on the panel of this round."""
    try:
        who, slug, at, saves = _held(json.loads(data if len(data) <= MOST_BYTES else b""))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Problems([Problem("DRAFT-FILE", _PLACE, _NO_DRAFT, _RIGHT_FILE)]) from None
    person = Person.objects.filter(pk=who, round=round_, role=Role.PANEL).first()
    if person is None or slug != round_.slug:
        raise Problems([Problem("DRAFT-WHOSE", _PLACE, _NOBODY, _OTHER_ROUND)])
    return Draft(person, at, saves)


def _held(file: object) -> tuple[int, str, str, tuple[Sent, ...]]:
    """Return whose a file is, of which round, when it was written, and its saves. Raises as `read_sent` does."""
    if not isinstance(file, dict) or (file.get("pingyi"), file.get("version")) != ("draft", 1):
        raise TypeError
    who, found = int(file["who"]), file["saves"]
    if not isinstance(found, list) or not 1 <= len(found) <= MOST_SAVES or not 0 <= who <= MOST:
        raise ValueError
    return who, str(file["round"]), str(file.get("at", ""))[:40], tuple(map(read_sent, found))


def look_at_draft(round_: Round, office: Person, draft: Draft, at: datetime) -> tuple[Taken, ...]:
    """Return what would become of each cell of a draft; nothing is written."""
    with transaction.atomic():
        found = _written(round_, office, draft, {}, at)
        transaction.set_rollback(True)
    return found


def take_draft(
    round_: Round, office: Person, draft: Draft, chosen: Mapping[str, int], at: datetime
) -> tuple[Taken, ...]:
    """Take a draft in; return what became of each cell.

    `chosen` are cells where something else was written meanwhile, by `choice`'s beginning, and the id of what was
    shown there: the draft is put over that and nothing newer.
    """
    with transaction.atomic():
        found = _written(round_, office, draft, chosen, at)
        n = sum(one.status == "kept" for one in found)
        note(round_, office, _TAKEN_IN.filled(name=draft.person.name, n=n), at)
    return found


def _written(round_: Round, office: Person, draft: Draft, chosen: Mapping[str, int], at: datetime) -> tuple[Taken, ...]:
    person = draft.person
    saver = Saver(person.pk, person.role, person.seat, person.round_id, person.language, office.pk)
    answers = Writing(Judge(at), [(saver, draft.saves)], at, late=True).done()
    last = {save.cell: (save, answer) for save, answer in zip(draft.saves, answers, strict=True)}
    over = [
        replace(save, base=answer.newest.id, after=None)
        for save, answer in last.values()
        if answer.status == "stale" and answer.newest and chosen.get(_name(save.cell)) == answer.newest.id
    ]
    again = Writing(Judge(at), [(saver, over)], at, late=True).done()
    last |= {save.cell: (save, answer) for save, answer in zip(over, again, strict=True)}
    return _told(round_, person, list(last.values()))


def _told(round_: Round, person: Person, last: Sequence[tuple[Sent, Answer]]) -> tuple[Taken, ...]:
    plan = plan_of(round_)
    rows = Sheet.objects.filter(pk__in={save.sheet for save, _ in last}, round=round_, rater=person.seat)
    agencies = {row.pk: plan.round.names.get(row.agency, row.agency) for row in rows}
    titles: dict[str, str | Message] = {name: leaf.leaf.title for name, leaf in plan.leaves.items() if leaf.leaf}
    titles |= {box_cell(box): title for box, title in BOX_TITLES.items()}
    return tuple(
        Taken(
            agency=agencies.get(save.sheet, ""),
            title=titles.get(save.criterion, save.criterion),
            value=save.value,
            reason=save.reason,
            status=answer.status,
            message=answer.message,
            held=" · ".join(filter(None, (answer.newest.value, answer.newest.reason))) if answer.newest else "",
            choice=f"{_name(save.cell)} {answer.newest.id if answer.newest else 0}",
        )
        for save, answer in last
    )


def _name(cell: Cell) -> str:
    return f"{cell[0]} {cell[1]}"


_PLACE = Place("draft")
_NO_DRAFT = say("this is no draft file of a score sheet, or it was altered.")
_RIGHT_FILE = say("Choose the file that the member's device saved; its name begins with pingyi.")
_NOBODY = say("the draft is of nobody on the panel of this round.")
_OTHER_ROUND = say("Look whether it belongs to another round.")
_TAKEN_IN = say("A draft file of {name} was taken in: {n} cells.")
_STATUS = {
    "kept": say("new"),
    "known": say("there already"),
    "stale": say("something else was written there meanwhile"),
    "locked": say("signed: unlock the sheet first if it has to change"),
    "refused": say("no mark"),
    "closed": say("not asked of this member"),
    "taken": say("the file contradicts what this device sent before"),
}
