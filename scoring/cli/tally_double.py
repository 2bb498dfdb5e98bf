"""双人录入: two people type every sheet without seeing each other's; what differs is settled with the paper at hand."""

from __future__ import annotations

import click

from rubrics import Message, TreeNode, say
from scoring.cli.output import show_line
from scoring.cli.tally_asking import Move, Stopped, ask_for, tell
from scoring.cli.tally_desk import Desk
from scoring.cli.tally_screen import show_draft, sum_words
from scoring.rounds import Check, Intake, Settled, Sheet
from scoring.rounds.double_entry import agreed, cell, differences, state_word
from scoring.rounds.drafts import draft_of
from scoring.rounds.keyed import OPEN, keyed, keyed_total, leaf_of
from scoring.rounds.keyed_lines import Command, read_line
from scoring.rounds.papers import Paper, unchecked

Entry = tuple[Intake, Sheet]


def double_entry(desk: Desk) -> None:
    """Let the first type, then the second, then settle what differs. Raises Stopped where somebody ends it."""
    _enter(desk, desk.by, desk.papers)
    if not desk.second:
        tell(say("Kept; nothing counts until somebody else types the same sheets: --second NAME."))
        return
    both = tuple(paper for paper in desk.papers if _entry(desk, paper, desk.by))
    if any(not _entry(desk, paper, desk.second) for paper in both):
        click.clear()
        ask_for(say("{name} takes the seat (Enter)", name=desk.second))
        desk.listed = ()
        _enter(desk, desk.second, both)
    ready = {
        paper: (first, second)
        for paper in both
        if (first := _entry(desk, paper, desk.by)) and (second := _entry(desk, paper, desk.second))
    }
    desk.go_through(tuple(ready), lambda paper, _: _settle(desk, paper, *ready[paper]), told=True)


def _enter(desk: Desk, by: str, wanted: tuple[Paper, ...]) -> None:
    """Let one person type every sheet that he or she has not typed yet."""
    left = tuple(paper for paper in wanted if not _entry(desk, paper, by))

    def enter(paper: Paper, _: bool) -> Move | None:  # noqa: FBT001 - as it is called
        typed = desk.type(paper, by)
        return typed if isinstance(typed, Move) else None

    desk.go_through(left, enter, told=False)


def _entry(desk: Desk, paper: Paper, by: str) -> Entry | None:
    return unchecked(desk.intakes, paper).get(by)


def _settle(desk: Desk, paper: Paper, first: Entry, second: Entry) -> Move | None:
    """Ask what the paper says wherever two entries differ, and keep the sheet that counts, or leave it for later."""
    try:
        sheet, settled = _settled(desk, paper, first, second)
    except _Left:
        return Move.SKIP
    draft = draft_of(paper, sheet, spareable=desk.spareable)
    if draft.disagrees:
        tell(sum_words(draft))
    check = Check(way="double", by=desk.second, of=(first[0].number, second[0].number), settled=settled)
    desk.keep(paper, sheet, desk.by, check)
    return None


def _settled(desk: Desk, paper: Paper, first: Entry, second: Entry) -> tuple[Sheet, tuple[Settled, ...]]:
    """Return the sheet that two entries come to, with what was settled. Raises _Left, or Stopped."""
    found = differences(first[1], second[1], paper.leaves)
    if state_word(first[1]) != state_word(second[1]):
        sheet = _whole(desk, paper, first[1], second[1])
        settled = tuple(_with(one, cell(sheet, one.criterion)) for one in found)
    else:
        settled = tuple(_one(desk, paper, one) for one in found)
        marks = {one.criterion: one.mark for one in settled}
        sheet = agreed(first[1], second[1], marks, _total(desk, first[1].total, second[1].total))
    if not found:
        tell(say("Both typed the same."), style="dim")
    return sheet, settled


class _Left(Exception):  # noqa: N818 - nothing went wrong: somebody said 跳
    """Raised where a sheet is left unsettled for later."""


def _answer(question: Message) -> str:
    """Return what somebody says that the paper says. Raises Stopped at 完, _Left at 跳."""
    text = ask_for(question)
    command = read_line(text).command
    if command is Command.DONE:
        raise Stopped
    if command is Command.SKIP:
        raise _Left
    return text


def _whole(desk: Desk, paper: Paper, first: Sheet, second: Sheet) -> Sheet:
    """Ask whose sheet is right, where only one of them says that its marks count, or why they do not."""
    for name, sheet in ((desk.by, first), (desk.second, second)):
        show_line((name, "bold"))
        show_draft(draft_of(paper, sheet, spareable=desk.spareable))
    while True:
        answer = _answer(say("What does the paper say: 1 as {first}, 2 as {second}", first=desk.by, second=desk.second))
        if answer in ("1", "2"):
            return first if answer == "1" else second


def _one(desk: Desk, paper: Paper, found: Settled) -> Settled:
    """Ask what the paper says in a cell that was read differently."""
    n, leaf = next((n, leaf) for n, leaf in enumerate(paper.leaves, start=1) if leaf.id == found.criterion)
    question = say(
        "{n} {title}: {first} typed {one}, {second} typed {two}; what does the paper say",
        n=n,
        title=leaf_of(leaf).title,
        first=desk.by,
        one=found.first or OPEN[0],
        second=desk.second,
        two=found.second or OPEN[0],
    )
    while True:
        text = _answer(question)
        mark = _keyed(desk, text, leaf) if text else None
        if mark is not None:
            return _with(found, mark)


def _keyed(desk: Desk, text: str, leaf: TreeNode) -> str | None:
    read = keyed(text, leaf, spareable=desk.spareable)
    if isinstance(read, str):
        return read
    tell(*read[1:])
    return None


def _total(desk: Desk, first: str | None, second: str | None) -> str | None:
    """Return the sum on the paper, asked for where two typists read it differently."""
    if first == second:
        return first
    question = say(
        "total: {first} typed {one}, {second} typed {two}; what does the paper say (Enter: none)",
        first=desk.by,
        one=first or OPEN[0],
        second=desk.second,
        two=second or OPEN[0],
    )
    while True:
        text = _answer(question)
        number = keyed_total(text)
        if not text or text in OPEN or number is not None:
            return None if number is None else format(number, "f")


def _with(found: Settled, mark: str) -> Settled:
    return found.model_copy(update={"mark": mark})
