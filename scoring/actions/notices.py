"""What the office is to look at: problems of the round's files, notices of the results, and of the count."""

from __future__ import annotations

from dataclasses import dataclass

from rubrics import Message, Problem, Problems, say
from scoring.actions.named import named, titles_of
from scoring.actions.records import laid_out
from scoring.actions.results import outcome_of
from scoring.engine.events import event_words
from scoring.engine.notices import notices
from scoring.folder import evaluate_folder
from scoring.folder.tally_notices import tally_notices
from scoring.reports.rater_labels import rater_labels
from scoring.storage.models import Round


@dataclass(frozen=True)
class Notices:
    """All that is to be looked at: with problems, notices cannot be told and are empty."""

    problems: tuple[Problem, ...] = ()
    results: tuple[Message, ...] = ()
    count: tuple[Message, ...] = ()
    events: tuple[Message, ...] = ()


def notices_of(round_: Round) -> Notices:
    """Return the notices of a round as it stands. They hold scores: the office's alone."""
    try:
        found = outcome_of(round_)
    except Problems as problems:
        return Notices(tuple(problems.items))
    results = found.results
    happened = tuple(
        say("{date}: {what} ({reason})", date=event.date, what=event_words(results, event), reason=event.reason)
        for event in results.round.events
    )
    count = tally_notices(found.evaluated, rater_labels(results, names=True))
    agencies, titles = results.round.names, titles_of(results.rubric)
    told = tuple(named(line, agencies, titles) for line in notices(results))
    return Notices(found.problems, told, tuple(count), happened)


def checked(round_: Round) -> tuple[Problem, ...]:
    """Return every problem of every file of a round, evidence and registers included: what `pingyi check` tells."""
    try:
        with laid_out(round_) as root:
            evaluate_folder(root)
    except Problems as problems:
        return tuple(problems.items)
    return ()
