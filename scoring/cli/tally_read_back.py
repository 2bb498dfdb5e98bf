"""唱读核对: one types a sheet and reads it back, another holds the paper and confirms it."""

from __future__ import annotations

from rubrics import say
from scoring.cli.tally_asking import Move, ask_for, tell
from scoring.cli.tally_desk import Desk
from scoring.cli.tally_screen import show_draft
from scoring.cli.tally_typing import ask_change, type_sheet
from scoring.rounds import Check, Intake
from scoring.rounds.drafts import Draft, draft_of
from scoring.rounds.papers import Paper, unchecked
from scoring.rounds.people import same_person


def read_back(desk: Desk) -> None:
    """Type what is not typed yet and have every sheet confirmed. Raises Stopped where somebody ends it."""
    desk.go_through(desk.papers, lambda paper, anew: _sheet(desk, paper, anew=anew), told=True)


def _sheet(desk: Desk, paper: Paper, *, anew: bool) -> Move | None:
    pending = None if anew else _pending(desk, paper)
    if pending is None:
        typed = desk.type(paper, desk.by)
        if isinstance(typed, Move):
            return typed
        draft, intake = typed
    else:
        draft, intake = pending
        tell(say("Typed by {name}, not confirmed yet.", name=intake.by))
    return _confirm(desk, paper, draft, intake)


def _pending(desk: Desk, paper: Paper) -> tuple[Draft, Intake] | None:
    """Return what was typed last and not confirmed, where it was not the one who confirms now who typed it."""
    found = [held for held in unchecked(desk.intakes, paper).values() if not same_person(held[0].by, desk.second)]
    if not found:
        return None
    intake, sheet = max(found, key=lambda held: held[0].number)
    return draft_of(paper, sheet, spareable=desk.spareable), intake


def _confirm(desk: Desk, paper: Paper, draft: Draft, intake: Intake) -> Move | None:
    while True:
        show_draft(draft)
        text = ask_for(
            say("{name} confirms (Enter: it is what the paper says; change 3 8.5; undo; skip)", name=desk.second)
        )
        if text.lower() in ("", "是", "对", "y", "yes"):
            desk.keep(paper, draft.sheet, intake.by, Check(way="read_back", by=desk.second, of=(intake.number,)))
            return None
        done = ask_change(draft, text)
        if isinstance(done, Move):
            return done
        changed = done if done.complete else type_sheet(done)
        if isinstance(changed, Move):
            return changed
        if changed.sheet != draft.sheet:
            intake = desk.keep(paper, changed.sheet, intake.by)
        draft = changed
