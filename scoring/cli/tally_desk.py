"""Where paper is counted: the round at hand, who types and who checks, and what was kept so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from rubrics import say
from scoring.cli.clerk import now
from scoring.cli.language import tr
from scoring.cli.output import show_line
from scoring.cli.tally_asking import Move, tell
from scoring.cli.tally_screen import show_items, show_standing
from scoring.cli.tally_typing import type_sheet
from scoring.folder import EvaluatedFolder, Reading, evaluate_folder
from scoring.folder.typed_intakes import keep_intake
from scoring.reports.rater_labels import rater_labels
from scoring.rounds import Check, Intake, Sheet
from scoring.rounds.drafts import Draft
from scoring.rounds.papers import Paper, papers


@dataclass
class Desk:
    """One sitting at the keyboard. `by` types, `second` confirms or types once more; `intakes` grow with each sheet."""

    root: Path
    read: EvaluatedFolder
    by: str
    second: str
    papers: tuple[Paper, ...]
    intakes: list[Intake]
    labels: dict[str, str]
    counted: int = 0
    listed: tuple[str, ...] = field(default=())

    @property
    def spareable(self) -> bool:
        """Whether a criterion can be 不涉及."""
        return self.read.results.rubric.not_applicable is not None

    def go_through(self, wanted: tuple[Paper, ...], do: Callable[[Paper, bool], Move | None], *, told: bool) -> None:
        """Let `do` see every paper, and whether it is typed anew; with `told` show the standing after each agency."""
        at, anew = 0, False
        before = self.counted
        while at < len(wanted):
            self.show_paper(wanted, at)
            move = do(wanted[at], anew)
            anew = move is Move.BACK and at > 0
            if move is Move.BACK:
                at = max(at - 1, 0)
                if not anew:
                    tell(say("This is the first sheet."))
                continue
            at += 1
            if told and self.counted > before and (at == len(wanted) or wanted[at].agency != wanted[at - 1].agency):
                show_standing(evaluate_folder(self.root, Reading.FIGURES))
                before = self.counted

    def show_paper(self, wanted: tuple[Paper, ...], at: int) -> None:
        """Print whose sheet is next; what is on it where that is not what was on the one before."""
        paper = wanted[at]
        name = self.read.results.round.names[paper.agency]
        where = say("{n} of {total}", n=at + 1, total=len(wanted)).render(tr)
        show_line((name, "bold"), "  ", (self.labels[paper.rater], "bold cyan"), "  ", (where, "dim"))
        if paper.asked != self.listed:
            show_items(paper)
            self.listed = paper.asked

    def type(self, paper: Paper, by: str) -> tuple[Draft, Intake] | Move:
        """Return a sheet that was typed and is kept, unchecked, or where to go instead."""
        done = type_sheet(Draft(paper, self.spareable))
        return done if isinstance(done, Move) else (done, self.keep(paper, done.sheet, by))

    def keep(self, paper: Paper, sheet: Sheet, by: str, check: Check | None = None) -> Intake:
        """Write a sheet at once. Raises Problems where the disk refuses."""
        intake = keep_intake(
            self.root,
            lambda number: Intake(
                pingyi=1, number=number, at=now(), by=by, way="typed", asked=paper.asked, check=check, sheets=(sheet,)
            ),
        )
        self.intakes.append(intake)
        self.counted += check is not None
        return intake


def open_desk(read: EvaluatedFolder, *, agency: str | None, rater: str | None, again: bool) -> Desk:
    """Return a desk with the sheets that are still to be typed, of one agency or one rater where they are named."""
    folder = read.folder
    found = papers(folder.rubric, folder.round, folder.collected.marks, folder.intakes, again=again)
    wanted = tuple(one for one in found if agency in (None, one.agency) and rater in (None, one.rater))
    return Desk(folder.root, read, "", "", wanted, list(folder.intakes), rater_labels(read.results, names=True))
