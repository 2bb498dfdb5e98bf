"""Paper sheets typed in the portal, by the rules of `pingyi tally`: read back to a second person, or typed by two."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from rubrics import Message, Place, Problem, Problems, say
from scoring.actions.counted import counted
from scoring.actions.intakes import intakes_of, keep_intakes, moment_of
from scoring.actions.journal import note
from scoring.actions.named import by_title
from scoring.actions.plan_titles import seats_of
from scoring.actions.plans import plan_of
from scoring.rounds import Check, Intake, Settled, Sheet
from scoring.rounds.double_entry import agreed, cell, differences, state_word
from scoring.rounds.keyed import keyed, keyed_total
from scoring.rounds.papers import Paper, papers, unchecked
from scoring.rounds.people import same_person
from scoring.storage.models import Person, Round

_LONGEST = 2000
Entry = tuple[Intake, Sheet]


def paper_of(round_: Round, agency: str, rater: str, *, again: bool = False) -> Paper | None:
    """Return the paper of a rater for an agency; None where nothing is to be typed, `again` or for the first time."""
    held = counted(round_)
    plan = held.plan
    found = papers(plan.rubric, plan.round, held.marks, held.intakes, again=True) if again else held.papers
    return next((one for one in found if (one.agency, one.rater) == (agency, rater)), None)


def entries(round_: Round, paper: Paper) -> dict[str, Entry]:
    """Return by typist what was typed last of a paper and is still to be checked."""
    return unchecked(intakes_of(round_), paper)


def spareable(round_: Round) -> bool:
    """Return whether the rubric lets a criterion not apply (不涉及)."""
    return plan_of(round_).rubric.not_applicable is not None


def keep_typed(round_: Round, person: Person, paper: Paper, sheet: Sheet, at: datetime) -> Intake:
    """Keep what was typed; nothing of it counts until it is checked. Raises Problems where the round is closed."""
    return _keep(round_, person, paper, sheet, at=at, check=None, words=_TYPED)


def confirm(  # noqa: PLR0913 - a check says who, what, which, by whom and when
    round_: Round, person: Person, paper: Paper, *, number: int, second: str, at: datetime
) -> Intake:
    """Let what was typed under a number count: `second` holds the paper and confirms that it says so.

    Raises Problems where somebody typed anew meanwhile, or the second is the one who typed.
    """
    with transaction.atomic():
        held = Round.objects.select_for_update().get(pk=round_.pk)
        found = next((one for one in entries(held, paper).values() if one[0].number == number), None)
        if found is None:
            raise Problems([Problem("PAPER-CHANGED", _place(held, paper), *_CHANGED)])
        intake, sheet = found
        _another(held, paper, intake.by, second)
        check = Check(way="read_back", by=second, of=(number,))
        words = _READ_BACK.filled(other=second)
        return _keep(held, person, paper, sheet, at=at, check=check, words=words, by=intake.by)


def compared(paper: Paper, first: Entry, second: Entry) -> tuple[Settled, ...]:
    """Return the cells that two typists read differently."""
    return differences(first[1], second[1], paper.leaves)


def settle(  # noqa: PLR0913 - a settlement says who, which two, what the paper says, and when
    round_: Round,
    person: Person,
    paper: Paper,
    *,
    numbers: tuple[int, int],
    answers: Mapping[str, str],
    at: datetime,
) -> dict[str, Message] | Intake:
    """Let two entries count together once what they read differently is settled with the paper at hand.

    `answers` are what the paper says by criterion, `~total` its sum, and `~sheet` (1 or 2) whose sheet is right where
    only one says that its marks count, or both say differently why they do not. Returns what is wrong by the same
    names, or the intake. Raises Problems where somebody typed anew meanwhile.
    """
    with transaction.atomic():
        held = Round.objects.select_for_update().get(pk=round_.pk)
        typed = {intake.number: (intake, sheet) for intake, sheet in entries(held, paper).values()}
        if not set(numbers) <= typed.keys():
            raise Problems([Problem("PAPER-CHANGED", _place(held, paper), *_CHANGED)])
        first, second = typed[numbers[0]], typed[numbers[1]]
        _another(held, paper, first[0].by, second[0].by)
        come_to = _settled(paper, first[1], second[1], answers, spare=spareable(held))
        if isinstance(come_to, dict):
            return come_to
        sheet, settled = come_to
        check = Check(way="double", by=second[0].by, of=numbers, settled=settled)
        words = _DOUBLE.filled(other=second[0].by, n=len(settled))
        return _keep(held, person, paper, sheet, at=at, check=check, words=words, by=first[0].by)


def _settled(
    paper: Paper, first: Sheet, second: Sheet, answers: Mapping[str, str], *, spare: bool
) -> tuple[Sheet, tuple[Settled, ...]] | dict[str, Message]:
    """Return the sheet that two entries come to, with what was settled; or what is wrong with the answers."""
    found = differences(first, second, paper.leaves)
    if state_word(first) != state_word(second):
        chosen = {"1": first, "2": second}.get(answers.get("~sheet", ""))
        if chosen is None:
            return {"~sheet": say("Say whose sheet is right.")}
        return chosen, tuple(_with(one, cell(chosen, one.criterion)) for one in found)
    leaves = {leaf.id: leaf for leaf in paper.leaves}
    faults: dict[str, Message] = {}
    marks: dict[str, str] = {}
    for one in found:
        text = answers.get(one.criterion, "").strip()
        read = keyed(text, leaves[one.criterion], spareable=spare) if text else None
        if isinstance(read, str):
            marks[one.criterion] = read
        else:
            faults[one.criterion] = (
                say("{rule} {remedy}", rule=by_title(read[1], leaves[one.criterion]), remedy=read[2]) if read else _SAY
            )
    total = _total(first.total, second.total, answers.get("~total", ""), faults)
    if faults:
        return faults
    return agreed(first, second, marks, total), tuple(_with(one, marks[one.criterion]) for one in found)


def _keep(  # noqa: PLR0913 - what is kept, of which paper, by whom, how checked, and how it is told
    round_: Round,
    person: Person,
    paper: Paper,
    sheet: Sheet,
    *,
    at: datetime,
    check: Check | None,
    words: Message,
    by: str | None = None,
) -> Intake:
    def make(number: int) -> list[tuple[Intake, bytes | None]]:
        intake = Intake(
            pingyi=1,
            number=number,
            at=moment_of(at),
            by=by or person.name,
            way="typed",
            asked=paper.asked,
            check=check,
            sheets=(sheet,),
        )
        return [(intake, None)]

    with transaction.atomic():
        kept = keep_intakes(round_, person, at, make)[0]
        plan = plan_of(round_)
        names = {"agency": plan.round.names[paper.agency], "seat": seats_of(plan)[paper.rater]}
        note(round_, person, words.filled(**dict(words.values), **names), at)
    return kept


def _another(round_: Round, paper: Paper, first: str, second: str) -> None:
    """Raise Problems where the second person is not named, or is the first."""
    if not second.strip():
        raise Problems([Problem("PAPER-SECOND", _place(round_, paper), *_NAME)])
    if same_person(first, second):
        raise Problems([Problem("PAPER-SECOND", _place(round_, paper), *_SAME)])


def _total(first: str | None, second: str | None, answer: str, faults: dict[str, Message]) -> str | None:
    if first == second:
        return first
    if not answer.strip():
        return None
    number = keyed_total(answer)
    if number is None:
        faults["~total"] = say("“{text}” is no number.", text=answer.strip()[:_LONGEST])
        return None
    return format(number, "f")


def _with(found: Settled, mark: str) -> Settled:
    return found.model_copy(update={"mark": mark})


def _place(round_: Round, paper: Paper) -> Place:
    plan = plan_of(round_)
    return Place(plan.round.names[paper.agency], path=seats_of(plan)[paper.rater])


_SAY = say("Type what the paper says; - where the cell is open.")
_CHANGED = (
    say("this sheet was typed or checked by somebody else meanwhile."),
    say("Go back to the list and look at it once more."),
)
_NAME = (say("nobody is named who holds the paper."), say("Write the name of the second person."))
_SAME = (
    say("the one who checks is another person than the one who types."),
    say("Let somebody else confirm, with the paper at hand."),
)
_TYPED = say("The paper sheet of {seat} for {agency} was typed.")
_READ_BACK = say("The paper sheet of {seat} for {agency} was read back to {other}.")
_DOUBLE = say("The paper sheet of {seat} for {agency} was typed twice, also by {other}; settled cells: {n}.")
