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
from scoring.engine.events import event_words
from scoring.engine.notices import notices
from scoring.folder import RoundFolder, evaluate_folder
from scoring.rounds import MarkState
from submissions.lifecycle import STATUS_TITLES


@click.command(help=_("Report every problem of a round folder."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@telling
def check(folder: Path) -> None:
    read = evaluate_folder(folder)
    show_line((tr("No problems found."), "bold green"))
    for line in _summary(read.folder):
        show_line(line.render(tr))
    happened = [
        say("{date}: {what} ({reason})", date=event.date, what=event_words(read.results, event), reason=event.reason)
        for event in read.folder.round.events
    ]
    show_notices(tr("Events"), happened)
    show_notices(tr("Notices"), notices(read.results))


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
