"""What follows a result: tasks (整改), answers with evidence, verdicts; an agency's one request for review (复核)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from rubrics import Message, Place, Problem, Problems, say
from scoring.actions.journal import note
from scoring.actions.plans import plan_of
from scoring.actions.sent_files import SentFile, looked_at
from scoring.storage import files
from scoring.storage.models import Person, Review, Round, Task, TaskAnswer, TaskFile, TaskState
from submissions import Content

LARGEST = 32 * 1024 * 1024
"""The most bytes of one file with an answer."""
MOST_FILES = 20
_LONGEST_NAME = 200
OPEN = (TaskState.SET, TaskState.RETURNED)
"""A task in one of these states waits for its agency."""


def tasks_of(round_: Round, agency: str | None = None) -> QuerySet[Task]:
    """Return the tasks of a round, or of one agency, with what was answered; the first due first."""
    found = Task.objects.filter(round=round_).order_by("due", "pk").prefetch_related("answers__files")
    return found if agency is None else found.filter(agency=agency)


def set_task(  # noqa: PLR0913, PLR0917 - what is asked, of whom, until when, and by whom
    round_: Round, person: Person, at: datetime, agency: str, about: str, text: str, due: date
) -> Task:
    """Ask an agency to put something right until a day. Raises Problems for an unknown agency or without a text."""
    names = plan_of(round_).round.names
    faults = [] if agency in names else [_fault("AGENCY-UNKNOWN", _UNKNOWN, _KNOWN)]
    faults += [] if text.strip() else [_fault("TASK-TEXT", _NO_TEXT, _WRITE_TEXT)]
    faults += [] if due >= at.date() else [_fault("TASK-DUE", _PAST, _LATER)]
    if faults:
        raise Problems(faults)
    with _still_open(round_):
        made = Task.objects.create(
            round=round_, agency=agency, about=about, text=text.strip(), due=due, at=at, by=person
        )
        note(round_, person, say("A task was set for {name}.", name=names[agency]), at)
    return made


def answer_task(task: Task, person: Person, at: datetime, text: str, sent: Iterable[SentFile]) -> TaskAnswer:
    """Keep what an agency did about a task, and its files. Raises Problems with all faults of what was sent."""
    sent = tuple(sent)
    looked = [(one, looked_at(one, LARGEST)) for one in sent]
    faults = [] if text.strip() else [_fault("ANSWER-TEXT", _NO_TEXT, _WRITE_DONE)]
    faults += [_fault("ANSWER-FILES", _MANY.filled(n=MOST_FILES), _FEWER)] if len(sent) > MOST_FILES else []
    faults += [found for _, found in looked if isinstance(found, Problem)]
    if faults:
        raise Problems(faults)
    kept = [(one, found.kind, files.keep(one.rewound())) for one, found in looked if isinstance(found, Content)]
    with _still_open(task.round):
        locked = Task.objects.select_for_update().get(pk=task.pk)
        if locked.state not in {*OPEN, TaskState.ANSWERED}:
            raise Problems([_fault("TASK-SETTLED", _SETTLED, _NOTHING_MORE)])
        made = TaskAnswer.objects.create(task=locked, text=text.strip(), at=at, by=person)
        TaskFile.objects.bulk_create(
            TaskFile(answer=made, name=one.name[-_LONGEST_NAME:], kind=kind, sha256=sha256, size=size)
            for one, kind, (sha256, size) in kept
        )
        locked.state = TaskState.ANSWERED
        locked.save(update_fields=["state"])
        note(task.round, person, say("{name} told what it did about a task.", name=_name(task.round, task.agency)), at)
    return made


def judge_task(task: Task, person: Person, at: datetime, state: str, verdict: str) -> None:
    """Accept what was done about a task, send it back, or drop it. Raises Problems without the reason for those two."""
    if state not in _JUDGED:
        raise Problems([_fault("TASK-VERDICT", _NO_VERDICT, _CHOOSE)])
    if state != TaskState.ACCEPTED and not verdict.strip():
        raise Problems([_fault("REASON-MISSING", _NO_REASON, _WRITE_REASON)])
    with _still_open(task.round):
        locked = Task.objects.select_for_update().get(pk=task.pk)
        if locked.state in {TaskState.ACCEPTED, TaskState.DROPPED}:
            raise Problems([_fault("TASK-SETTLED", _SETTLED, _NOTHING_MORE)])
        locked.state, locked.verdict, locked.settled, locked.settled_by = state, verdict.strip(), at, person
        locked.save(update_fields=["state", "verdict", "settled", "settled_by"])
        note(task.round, person, _JUDGED[state].filled(name=_name(task.round, task.agency)), at)


def request_review(round_: Round, person: Person, at: datetime, agency: str, text: str) -> Review:
    """Ask the office to look at an agency's result again. Raises Problems for a second request and without reasons."""
    if not text.strip():
        raise Problems([_fault("REASON-MISSING", _NO_REASON, _WRITE_REASON)])
    with _still_open(round_):
        if Review.objects.filter(round=round_, agency=agency).exists():
            raise Problems([_fault("REVIEW-TWICE", _ONCE, _ASK_OFFICE)])
        made = Review.objects.create(round=round_, agency=agency, text=text.strip(), at=at, by=person)
        note(round_, person, say("{name} requested a review.", name=_name(round_, agency)), at)
    return made


def answer_review(review: Review, person: Person, at: datetime, answer: str, *, granted: bool) -> None:
    """Answer a request for review. Raises Problems without an answer in words, and where it was answered before."""
    if not answer.strip():
        raise Problems([_fault("REASON-MISSING", _NO_REASON, _WRITE_REASON)])
    with _still_open(review.round):
        locked = Review.objects.select_for_update().get(pk=review.pk)
        if locked.answered:
            raise Problems([_fault("REVIEW-ANSWERED", _ANSWERED, _NOTHING_MORE)])
        locked.granted, locked.answer, locked.answered, locked.answered_by = granted, answer.strip(), at, person
        locked.save(update_fields=["granted", "answer", "answered", "answered_by"])
        note(
            review.round,
            person,
            say("The request of {name} for a review was answered.", name=_name(review.round, review.agency)),
            at,
        )


@contextmanager
def _still_open(round_: Round) -> Iterator[None]:
    with transaction.atomic():
        if Round.objects.select_for_update().get(pk=round_.pk).closed:
            raise Problems([_fault("ROUND-CLOSED", _CLOSED, _NOTHING_MORE)])
        yield


def _name(round_: Round, agency: str) -> str:
    return plan_of(round_).round.names.get(agency, agency)


def _fault(code: str, rule: Message, remedy: Message) -> Problem:
    return Problem(code, Place(""), rule, remedy)


_JUDGED: dict[str, Message] = {
    TaskState.ACCEPTED: say("What {name} did about a task was accepted."),
    TaskState.RETURNED: say("What {name} did about a task was sent back."),
    TaskState.DROPPED: say("A task for {name} was dropped."),
}
_UNKNOWN = say("this is not an agency of this round.")
_KNOWN = say("Choose one from the list.")
_NO_TEXT = say("there is no text.")
_WRITE_TEXT = say("Write what must be put right.")
_WRITE_DONE = say("Write what you did.")
_PAST = say("this day is over.")
_LATER = say("Choose a later day.")
_MANY = say("these are more than {n} files.")
_FEWER = say("Send fewer, or several as one archive.")
_SETTLED = say("this task is settled.")
_NOTHING_MORE = say("Nothing more is to be done about it.")
_NO_VERDICT = say("it is not said what becomes of the task.")
_CHOOSE = say("Choose to accept it, to send it back or to drop it.")
_NO_REASON = say("there is no reason.")
_WRITE_REASON = say("Write why: it is kept, and the other side reads it.")
_ONCE = say("a review was requested before.")
_ASK_OFFICE = say("There is one request for each agency; tell the office what else there is.")
_ANSWERED = say("this request was answered before.")
_CLOSED = say("the round is closed: nothing of it changes any more.")
