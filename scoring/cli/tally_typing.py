"""One paper sheet typed at the keyboard, line by line, until it is complete."""

from __future__ import annotations

from dataclasses import replace

from rubrics import Message, TreeNode, say
from scoring.cli.tally_asking import Move, Stopped, ask, ask_for, tell
from scoring.cli.tally_screen import show_help, show_items, sum_words
from scoring.rounds.drafts import Draft
from scoring.rounds.keyed import OPEN, keyed_total, leaf_of
from scoring.rounds.keyed_lines import BOXES, STATES, Command, Line, read_line


def type_sheet(draft: Draft) -> Draft | Move:
    """Return the draft once it is complete, with reasons and the paper's own total, or where to go instead.

    Raises Stopped where the count is to end; that the marks typed so far are not kept is told.
    """
    while True:
        filled = _rest(draft)
        if isinstance(filled, Move) or filled.state is not None:
            return filled
        try:
            found = _reasons(filled)
            if not isinstance(found, Move) and found.complete:
                found = _total(found)
        except Stopped:
            tell(_LOST)
            raise
        if isinstance(found, Move) or found.complete:
            return found
        draft = found


def ask_change(draft: Draft, text: str) -> Draft | Move:
    """Return what a line makes of a complete draft: it may change, lose its last line, or be left."""
    return _done(read_line(text), draft)


def _rest(draft: Draft) -> Draft | Move:
    """Return the draft with all its marks; what a stop loses is told."""
    while not draft.complete:
        last = len(draft.paper.leaves)
        items = f"{draft.next}–{last}" if draft.next < last else f"{last}"
        try:
            text = ask(f"{items} > ")
            done = _done(read_line(text, _titles(draft.paper.leaves[len(draft.marks)])), draft)
        except Stopped:
            if not draft.untouched:
                tell(_LOST)
            raise
        if isinstance(done, Move):
            return done
        draft = done
    return draft


def _titles(node: TreeNode) -> frozenset[str]:
    return frozenset(level.title for level in leaf_of(node).rule.levels or ())


def _done(line: Line, draft: Draft) -> Draft | Move:
    """Return what a line makes of a draft; what is wrong with the line is told, and the draft stays as it is."""
    found: Draft | Move | tuple[Message, ...] = draft
    match line.command:
        case Command.MARKS:
            found = draft.taken(line.words) if line.words else draft
        case Command.CHANGE:
            found = _change(line, draft)
        case Command.UNDO:
            found = Move.BACK if draft.untouched else draft.undone()
        case Command.SKIP:
            found = Move.SKIP
        case Command.DONE:
            raise Stopped
        case Command.HELP:
            show_help()
            show_items(draft.paper)
        case Command.REASON:
            known = line.n is not None and 1 <= line.n <= len(draft.paper.leaves)
            found = draft.reasoned(line.n or 0, line.rest) if known and line.rest else (_REASON,)
        case _:
            found = _said(line, draft)
    if isinstance(found, tuple):
        tell(*found)
        return draft
    return found


def _change(line: Line, draft: Draft) -> Draft | tuple[Message, ...]:
    if line.n is None:
        return (_CHANGE,)
    if not 1 <= line.n <= len(draft.marks):
        return draft.changed(line.n, "")
    return draft.changed(line.n, line.rest or ask_for(say("item {n}", n=line.n)))


def _said(line: Line, draft: Draft) -> Draft | tuple[Message, ...]:
    assert line.command in (*STATES, *BOXES)  # noqa: S101 - all others are dealt with
    if not line.rest:
        return (_WHY if line.command in STATES else _TEXT,)
    plain = draft.undone() if draft.state and line.command in STATES else draft
    return plain.saying(line.command.value, line.rest)


def _reasons(draft: Draft) -> Draft | Move:
    """Ask why marks are as low as that, where the rubric wants it written; nothing on the paper is no obstacle.

    A command that stands alone is one, and so is 改 3 8.5; any other line is the reason.
    """
    asked: set[int] = set()
    while left := [n for n in draft.lacking if n not in asked]:
        n = left[0]
        text = ask_for(
            say(
                "item {n}: {mark} needs a reason; what does the paper say (Enter: nothing)",
                n=n,
                mark=draft.marks[n - 1],
            )
        )
        line = read_line(text)
        if line.n is not None or (line.command in _ALONE and not line.rest):
            done = _done(line, draft)
            if isinstance(done, Move) or not done.complete:
                return done
            draft = done
        else:
            asked.add(n)
            draft = draft.reasoned(n, text) if text else draft
    return draft


def _total(draft: Draft) -> Draft | Move:
    """Ask for the sum on the paper until it is that of the items, or somebody lets the disagreement stand."""
    draft = replace(draft, total=None)
    while True:
        text = ask_for(_AGAIN if draft.total is not None else _PAPER)
        if not text or text in OPEN:
            return draft if not text else replace(draft, total=None)
        line = read_line(text)
        if line.command is not Command.MARKS:
            done = _done(line, draft)
            if isinstance(done, Move) or not done.complete or done.state is not None:
                return done
            draft = done
        elif (number := keyed_total(text)) is None:
            tell(say("“{text}” is no number.", text=text))
            continue
        else:
            draft = replace(draft, total=format(number, "f"))
        if draft.total is not None and not draft.disagrees:
            return draft
        tell(sum_words(draft))


# Beside a question for some text, only these are commands, and only where nothing follows.
_ALONE = (Command.UNDO, Command.SKIP, Command.DONE, Command.HELP)
_LOST = say("The sheet at hand was not finished; it is not kept.")
_PAPER = say("total on the paper (Enter: none)")
_AGAIN = say("total on the paper (Enter: let it stand; change 3 8.5 corrects an item)")
_CHANGE = say("Say which item and what it is: change 3 8.5.")
_REASON = say("Say which item and why: reason 3 …")
_WHY = say("Give the reason behind the word; for one item only, change 3 absent.")
_TEXT = say("Give the text behind the word.")
