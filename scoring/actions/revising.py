"""round.yaml changed by what a page asks for: read anew, changed as plain values, checked as a whole, kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from rubrics import Message, Problems, build, parse, write
from scoring.actions.following import follow
from scoring.actions.journal import note
from scoring.actions.records import change
from scoring.folder import write_file
from scoring.folder.plan import ROUND_FILE, read_plan, text_within
from scoring.folder.setups import misfits
from scoring.folder.writing import holding
from scoring.rounds import Round as RoundValue
from scoring.rounds import check
from scoring.sheets.setup import Setup
from scoring.sheets.setup.assembly import CellDocument
from scoring.storage.models import Person, Round
from scoring.storage.models.rounds import LONGEST_TITLE

Values = dict[str, Any]
"""What round.yaml says, as plain values under the keys of the file."""


def revise(
    round_: Round, person: Person | None, at: datetime, work: Callable[[RoundValue, Values], None], line: Message
) -> None:
    """Let `work` change the values of round.yaml, and write `line` into the journal; nothing where all stays the same.

    `work` may be called again on newer values. Raises Problems with all that the round may not say then, also of marks
    that are in already and would no longer fit.
    """

    def rewritten(root: Path) -> tuple[RoundValue, RoundValue]:
        before, rubric = read_plan(root)
        values = parse(text_within(root, ROUND_FILE), ROUND_FILE).value
        assert isinstance(values, dict)  # noqa: S101 - the round was built from it
        work(before, values)
        document = CellDocument(ROUND_FILE, values, {}, RoundValue)
        after = build(RoundValue, document)
        faults = check(after, rubric, document.locate) or misfits(root, Setup(rubric, after))
        if faults:
            raise Problems(faults)
        if after != before:
            write_file(root / ROUND_FILE, holding(write(values).encode()))
        return before, after

    def told(both: tuple[RoundValue, RoundValue]) -> None:
        named(round_, both[1])
        follow(round_, *both, person, at)
        note(round_, person, line, at)

    change(round_, person, at, rewritten, told)


def named(round_: Round, held: RoundValue) -> None:
    """Let the table of rounds say what round.yaml says."""
    Round.objects.filter(pk=round_.pk).update(
        title=held.title[:LONGEST_TITLE], organizer=held.organizer[:LONGEST_TITLE], fictional=held.fictional
    )
