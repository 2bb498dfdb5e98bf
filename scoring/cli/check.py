"""pingyi check: every problem of a round folder, and what is still open."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from rubrics import Message, say
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import show_line, show_notices, telling
from scoring.cli.rank import ROUND_FOLDER
from scoring.cli.rubric import identified
from scoring.engine.notices import notices
from scoring.engine.results import results
from scoring.folder import RoundFolder, read_folder
from scoring.rounds import MarkState
from submissions.lifecycle import STATUS_TITLES


@click.command(help=_("Report every problem of a round folder."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@telling
def check(folder: Path) -> None:
    read = read_folder(folder)
    show_line((tr("No problems found."), "bold green"))
    for line in _summary(read):
        show_line(line.render(tr))
    show_notices(tr("Notices"), notices(results(read.rubric, read.round, read.collected)))


def _summary(read: RoundFolder) -> tuple[Message, ...]:
    states = Counter(mark.state for mark in read.collected.marks.values())
    counts = tuple(say("{state} {n}", state=state.title, n=states[state]) for state in MarkState if states[state])
    received = Counter(submission.status for submission in read.submissions.values())
    titles = {title: received[status] for status, title in STATUS_TITLES.items()}
    submitted = tuple(say("{state} {n}", state=title, n=n) for title, n in titles.items() if n)
    return (
        say("Round: {title}", title=read.round.title),
        *identified(read.rubric),
        say("Agencies: {n}; raters: {raters}", n=len(read.round.agencies), raters=len(read.round.raters)),
        say("Marks: {counts}", counts=counts or "—"),
        say("Submissions: {counts}", counts=submitted or "—"),
    )
