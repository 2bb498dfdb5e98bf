"""Closing a round: its records are sealed, nothing of them changes any more, and the seal can be tried at any time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rubrics import Message, Place, Problem, Problems, build, parse, say, write
from scoring.actions.intakes import moment_of
from scoring.actions.publishing import TITLES
from scoring.actions.records import content, current
from scoring.actions.results import Outcome, listing, outcome_of
from scoring.actions.settled_files import changed, keep
from scoring.actions.stages import given_out
from scoring.actions.unfinished import unchecked_papers
from scoring.engine.version import VERSION
from scoring.rounds import Status, status_of
from scoring.rounds.closing import Closing
from scoring.storage import files
from scoring.storage.models import Person, Record, Round, TaskState
from submissions import decode

CLOSING_FILE = "closing.yaml"
_PIECE = 1 << 20


@dataclass(frozen=True)
class SealTrial:
    """What trying a seal showed: `listed` and `computed` are whether the list of records and the results are the same.

    `damaged` are the records whose bytes are gone or are others by now; `engine` is the version that closed the round.
    """

    listed: bool
    damaged: tuple[str, ...]
    computed: bool
    engine: str

    @property
    def holds(self) -> bool:
        """Whether everything is as it was when the round was closed."""
        return self.listed and self.computed and not self.damaged


def close(round_: Round, seen: str, person: Person, at: datetime) -> None:
    """Close a round: closing.yaml is its last record, and the SHA-256 of the list of all records its seal.

    Raises Problems with everything that is still open, and where the figures are not those that were `seen`.
    """
    revision = round_.revision
    outcome = outcome_of(round_)
    if outcome.figures != seen:
        raise changed(round_)
    if faults := [Problem(code, Place(round_.slug), rule, remedy) for code, rule, remedy in _open(round_, outcome)]:
        raise Problems(faults)
    text = write(
        {
            "pingyi": 1,
            "at": moment_of(at),
            "by": person.name,
            "engine": VERSION,
            "results": outcome.figures,
        }
    )
    kept = files.keep(text.encode())
    with transaction.atomic():
        locked = keep(round_, revision, person, at, say("The round was closed and sealed."), {CLOSING_FILE: kept})
        locked.closed, locked.sealed = at, seal(locked)
        locked.save(update_fields=["closed", "sealed"])
    round_.refresh_from_db()


def close_as_brought(round_: Round) -> None:
    """Close a round whose folder holds its closing, and nothing else of the portal that closed it."""
    if (closing := _closing(round_)) is not None:
        round_.closed, round_.sealed = datetime.fromisoformat(closing.at), seal(round_)
        round_.save(update_fields=["closed", "sealed"])


def seal(round_: Round) -> str:
    """Return the SHA-256 of the list of a round's records, a line `SHA-256  path` for each."""
    return hashlib.sha256(listing(current(round_).values())).hexdigest()


def left_open(round_: Round, outcome: Outcome) -> tuple[Message, ...]:
    """Return what stands in the way of closing a round."""
    return tuple(rule for _, rule, _ in _open(round_, outcome))


def try_seal(round_: Round) -> SealTrial:
    """Read every record of a closed round again, and compute its results again. Raises Problems where it is open."""
    closing = _closing(round_)
    if closing is None or not round_.closed:
        raise Problems([Problem("ROUND-OPEN", Place(round_.slug), _NOT_CLOSED, _CLOSE)])
    records = current(round_)
    damaged = tuple(path for path, record in records.items() if not _whole(record))
    return SealTrial(
        listed=seal(round_) == round_.sealed,
        damaged=damaged,
        computed=not damaged and outcome_of(round_).figures == closing.results,
        engine=closing.engine,
    )


def _closing(round_: Round) -> Closing | None:
    text = content(round_, CLOSING_FILE)
    return None if text is None else build(Closing, parse(decode(text, CLOSING_FILE), CLOSING_FILE))


def _whole(record: Record) -> bool:
    digest = hashlib.sha256()
    try:
        with files.where(record.sha256).open("rb") as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
    except OSError:
        return False
    return digest.hexdigest() == record.sha256


def _open(round_: Round, outcome: Outcome) -> Iterator[tuple[str, Message, Message]]:
    graded = outcome.results.rubric.grades is not None
    if outcome.problems or (graded and status_of(outcome.decision) is not Status.DECIDED):
        yield "CLOSE-UNDECIDED", say("the grades are not decided."), say("Write the decision first.")
    for told in unchecked_papers(round_):
        yield "CLOSE-PAPERS", told, say("Check them with the paper at hand.")
    for stage, publication in given_out(round_).items():
        if publication.figures != outcome.figures:
            rule = say("the figures changed since this was given out: {stage}.", stage=TITLES[stage])
            yield "CLOSE-STALE", rule, say("Give it out once more, or take it back.")
    if waiting := round_.reviews.filter(answered=None).count():
        yield (
            "CLOSE-REVIEWS",
            say("requests for review without an answer: {n}.", n=waiting),
            say("Answer them first."),
        )
    if tasks := round_.tasks.exclude(state__in=(TaskState.ACCEPTED, TaskState.DROPPED)).count():
        yield "CLOSE-TASKS", say("tasks that are not settled: {n}.", n=tasks), say("Accept or drop them first.")


_NOT_CLOSED = say("this round is not closed.")
_CLOSE = say("Close it first.")
