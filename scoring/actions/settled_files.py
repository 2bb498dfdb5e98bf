"""Files that the office settles: kept as new versions together with their line in the journal, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from rubrics import Message, Place, Problem, Problems, say
from scoring.actions.journal import note
from scoring.actions.records import write
from scoring.storage.models import Person, Round

Kept = tuple[str, int]
"""The SHA-256 and the size of bytes that lie in the file store."""


def keep(  # noqa: PLR0913, PLR0917 - what is kept, where, by whom, when, and what it was made from
    round_: Round,
    revision: int,
    person: Person | None,
    at: datetime,
    line: Message,
    written: Mapping[str, Kept],
    gone: Iterable[str] = (),
) -> Round:
    """Make kept bytes (by path) the files of a round that is still as it was at `revision`; note `line`.

    Nothing is computed here: who waits for this writer waits for rows alone. Return the locked round. Raises Problems
    where the round was changed meanwhile, or is closed.
    """
    with transaction.atomic():
        locked = Round.objects.select_for_update().get(pk=round_.pk)
        if locked.revision != revision:
            raise changed(round_)
        write(locked, person, at, written, list(gone))
        note(locked, person, line, at)
    round_.refresh_from_db()
    return locked


def changed(round_: Round) -> Problems:
    """Return what is told who settles something from figures that are no longer those of the round."""
    return Problems([Problem(CHANGED, Place(round_.slug), _CHANGED, _AGAIN)])


CHANGED = "ROUND-CHANGED"
"""The code of what is told then."""
_CHANGED = say("this round was changed in the meantime: what you saw may have become different.")
_AGAIN = say("Look at it again, and send it once more.")
