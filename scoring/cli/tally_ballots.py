"""测评票: ballots counted agency by agency: issued, collected, valid, invalid, abstained, and the answers."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from rubrics import Message, say
from scoring.cli.clerk import now
from scoring.cli.language import tr
from scoring.cli.output import show_line, show_table
from scoring.cli.tally_asking import Move, Stopped, ask_for, tell
from scoring.folder import EvaluatedFolder
from scoring.folder.ballots import read_ballots, write_ballots
from scoring.rounds import BallotCount, BallotRegister
from scoring.rounds.ballots import ballot_faults, value_and_number
from scoring.rounds.import_kinds import Reading, count_of
from scoring.rounds.keyed_lines import Command, read_line

_COUNTS = {
    "issued": say("ballots issued"),
    "collected": say("ballots collected"),
    "valid": say("valid ballots"),
    "invalid": say("invalid ballots"),
    "abstained": say("abstentions"),
}
_VOTES = say("votes for it")
# Issued and collected come first: they say whether any other figure is needed.
_SENT = 2
Figures = dict[str, int]


@dataclass
class BallotDesk:
    """One sitting over the ballots of a source, which the rubric reads as `how`; `double` is whether both type."""

    root: Path
    read: EvaluatedFolder
    how: Reading
    by: str
    second: str
    double: bool
    register: BallotRegister
    before: BallotCount | None = None


def count_ballots(desk: BallotDesk, agencies: tuple[str, ...]) -> None:
    """Count the ballots for every agency. Raises Stopped where somebody ends it, Problems where the disk refuses."""
    at = 0
    while at < len(agencies):
        name = desk.read.results.round.names[agencies[at]]
        where = say("{n} of {total}", n=at + 1, total=len(agencies)).render(tr)
        show_line((name, "bold"), "  ", (where, "dim"))
        move = _count(desk, agencies[at])
        if move is Move.BACK and at == 0:
            tell(say("This is the first sheet."))
        at = max(at - 1, 0) if move is Move.BACK else at + 1


def register_of(root: Path, source: str) -> BallotRegister:
    """Return what was counted of a source so far. Raises Problems where it cannot be read."""
    return read_ballots(root).get(source) or BallotRegister(source=source)


def _count(desk: BallotDesk, agency: str) -> Move | None:
    typed = _type(desk, agency, desk.by)
    if isinstance(typed, Move):
        return typed
    _keep(desk, typed)
    confirmed = _second(desk, typed) if desk.double else _read_back(desk, typed)
    if isinstance(confirmed, Move):
        return confirmed
    _keep(desk, confirmed.model_copy(update={"checked_by": desk.second}))
    desk.before = confirmed
    if desk.double:
        _told_void(confirmed)
    return None


def _type(desk: BallotDesk, agency: str, by: str) -> BallotCount | Move:
    """Return a count whose figures agree with each other; more collected than issued needs no more figures."""
    while True:
        figures = _typed(desk)
        if isinstance(figures, Move):
            return figures
        count = _counted(agency, by, figures)
        faults = () if count.void else ballot_faults(count, desk.how)
        if not faults:
            return count
        tell(*faults, _ANEW)


def _typed(desk: BallotDesk) -> dict[str, object] | Move:
    """Ask for figure after figure; 撤 goes back to the one before."""
    free = desk.how.kind == "ballots" and not desk.how.options
    titles = (*_COUNTS.values(), *(() if free else _titles(desk.how)))
    usual = (desk.before.issued, desk.before.collected) if desk.before else ()
    numbers: list[int] = []
    answer: int | Figures | Move
    while True:
        at = len(numbers)
        if at == _SENT and numbers[1] > numbers[0]:
            return dict(zip(_COUNTS, (*numbers, 0, numbers[1], 0), strict=True))
        if at < len(titles):
            answer = _number(titles[at], usual[at] if at < len(usual) else None)
        else:
            answer = _values(desk.how) if free else {}
        if isinstance(answer, int):
            numbers.append(answer)
        elif isinstance(answer, dict):
            return _named(desk.how, numbers, answer)
        elif answer is Move.SKIP or not numbers:
            return answer
        else:
            numbers.pop()


def _named(how: Reading, numbers: list[int], values: Figures) -> dict[str, object]:
    """Return the figures of a count by the names of its fields."""
    counts, answers = dict(zip(_COUNTS, numbers, strict=False)), numbers[len(_COUNTS) :]
    if how.kind == "votes":
        return {**counts, "votes": answers[0]}
    options = dict(zip((option.title for option in how.options), answers, strict=True))
    return {**counts, "options": {**options, **values}}


def _counted(agency: str, by: str, figures: Mapping[str, object]) -> BallotCount:
    return BallotCount.model_validate({"agency": agency, "at": now(), "by": by, **figures})


def _number(title: Message | str, usual: int | None = None) -> int | Move:
    """Ask for a number of ballots; Enter takes the usual one where there is any."""
    question = title if usual is None else say("{title} (Enter: {n})", title=title, n=usual)
    while True:
        text = ask_for(question)
        if not text and usual is not None:
            return usual
        move = _move(text)
        if move is not None:
            return move
        read = count_of(unicodedata.normalize("NFKC", text).rstrip("票张份").strip())
        if not isinstance(read, tuple):
            return int(read)
        tell(*read[1:])


def _titles(how: Reading) -> tuple[Message | str, ...]:
    return tuple(option.title for option in how.options) or (_VOTES,)


def _values(how: Reading) -> Figures | Move:
    """Ask which values voters wrote, and how many of them each."""
    found: Figures = {}
    while True:
        text = ask_for(say("value and how many wrote it, 95*12 (Enter: no more)"))
        if not text:
            return found
        move = _move(text)
        if move is not None:
            return move
        for word in unicodedata.normalize("NFKC", text).split():
            read = value_and_number(word, how)
            if isinstance(read, Message):
                tell(read)
                break
            found[read[0]] = found.get(read[0], 0) + read[1]


def _move(text: str) -> Move | None:
    """Return where a line leads, Stopped raised where it ends the count; None where it is an answer."""
    command = read_line(text).command
    if command is Command.DONE:
        raise Stopped
    return {Command.UNDO: Move.BACK, Command.SKIP: Move.SKIP}.get(command)


def _read_back(desk: BallotDesk, count: BallotCount) -> BallotCount | Move:
    _show(desk.how, count)
    while True:
        text = ask_for(say("{name} confirms (Enter: it is what was counted; undo; skip)", name=desk.second))
        if text.lower() in {"", "是", "对", "y", "yes"}:
            return count
        move = _move(text)
        if move is Move.BACK:
            anew = _type(desk, count.agency, count.by)
            return anew if isinstance(anew, Move) else _read_back(desk, anew)
        if move is not None:
            return move


def _second(desk: BallotDesk, first: BallotCount) -> BallotCount | Move:
    """Let the second type the same figures until both agree, or the first are counted anew."""
    while True:
        click.clear()
        show_line((desk.read.results.round.names[first.agency], "bold"), "  ", (desk.second, "bold cyan"))
        other = _type(desk, first.agency, desk.second)
        if isinstance(other, Move):
            return other
        if _figures(desk.how, other) == _figures(desk.how, first):
            return first
        _keep(desk, other)
        _show(desk.how, first)
        _show(desk.how, other)
        tell(say("The two counts differ. Look at the ballots; both type once more."))
        show_line((desk.by, "bold"))
        again = _type(desk, first.agency, desk.by)
        if isinstance(again, Move):
            return again
        _keep(desk, again)
        first = again


def _show(how: Reading, count: BallotCount) -> None:
    held = _figures(how, count)
    show_table(list(held), [list(held.values())], right=tuple(range(len(held))))
    _told_void(count)


def _told_void(count: BallotCount) -> None:
    if count.void:
        tell(_VOID.filled(collected=count.collected, issued=count.issued), style="bold red")


def _figures(how: Reading, count: BallotCount) -> dict[str, str]:
    """Return the figures of a count by their titles."""
    held = {title.render(tr): str(getattr(count, name)) for name, title in _COUNTS.items()}
    if how.kind == "votes":
        return held | {_VOTES.render(tr): str(count.votes or 0)}
    return held | {title: str(number) for title, number in count.options.items()}


def _keep(desk: BallotDesk, count: BallotCount) -> None:
    # At another desk somebody may have counted other agencies meanwhile.
    held = register_of(desk.root, desk.register.source)
    desk.register = held.model_copy(update={"counts": (*held.counts, count)})
    write_ballots(desk.root, desk.register, desk.how)


_ANEW = say("Type the figures once more.")
_VOID = say("{collected} ballots came back, but {issued} were issued: they are void, and none of them counts.")
