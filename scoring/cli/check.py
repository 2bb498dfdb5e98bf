"""pingyi check: every problem of a round folder, and what is still open."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from rubrics import Message, fingerprints, say
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import console, show_notices, telling
from scoring.cli.rank import ROUND_FOLDER
from scoring.engine.notices import notices
from scoring.engine.results import results
from scoring.folder import RoundFolder, read_folder
from scoring.rounds import MarkState


@click.command(help=_("Report every problem of a round folder."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@telling
def check(folder: Path) -> None:
    read = read_folder(folder)
    out = console()
    out.print(f"[bold green]{tr('No problems found.')}[/bold green]")
    for line in _summary(read):
        out.print(line.render(tr), soft_wrap=True)
    show_notices(tr("Notices"), notices(results(read.rubric, read.round, read.collected)))


def _summary(read: RoundFolder) -> tuple[Message, ...]:
    states = Counter(mark.state for mark in read.collected.marks.values())
    scoring, text = fingerprints(read.rubric).short
    counts = tuple(say("{state} {n}", state=state.title, n=states[state]) for state in MarkState if states[state])
    received = Counter(submission.status for submission in read.submissions.values())
    submitted = tuple(say("{state} {n}", state=say(status), n=count) for status, count in sorted(received.items()))
    return (
        say("Round: {title}", title=read.round.title),
        say("Rubric: {title} ({id}), fingerprints: scoring {scoring}, text {text}", title=read.rubric.title, id=read.rubric.id, scoring=scoring, text=text),
        say("Agencies: {n}; raters: {raters}", n=len(read.round.agencies), raters=len(read.round.raters)),
        say("Marks: {counts}", counts=counts or "—"),
        say("Submissions: {counts}", counts=submitted or "—"),
    )
