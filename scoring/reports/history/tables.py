"""The record's tables as rows of words: agencies by rounds, and each agency's last two evaluations."""

from __future__ import annotations

from dataclasses import dataclass

from rubrics import Message, say
from scoring.reports.history.comparison import Comparison
from scoring.reports.history.record import RecordedRound, RecordOfRounds
from scoring.reports.history.wording import (
    NOTHING,
    change_words,
    difference_words,
    last_year,
    next_words,
    outcome_words,
)

Cell = Message | str


@dataclass(frozen=True)
class Table:
    """Headings, and rows as wide as they."""

    headings: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


def by_round(record: RecordOfRounds) -> Table:
    """Return a row for each agency: its name, what came out in every round, and when its turn is."""
    labels = (recorded.label for recorded in record.rounds)
    return Table(
        (say("Agency"), *labels, say("Next")),
        tuple((item.name, *map(outcome_words, item.evaluations), next_words(item)) for item in record.agencies),
    )


def side_by_side(record: RecordOfRounds) -> Table:
    """Return the last two evaluations of every agency that has two: when, which grade, which total, and how both moved.

    Totals stand only where they can be compared.
    """
    labels = {recorded.past.id: recorded.label for recorded in record.rounds}
    return Table(
        (
            *(say("Agency"), say("Before"), say("Grade before"), say("Latest"), say("Latest grade")),
            *(say("Grade moved"), say("Total before"), say("Latest total"), say("Total moved")),
        ),
        tuple(
            (
                *(item.name, labels[one.before.id], outcome_words(one.earlier)),
                *(labels[one.after.id], outcome_words(one.later), change_words(one)),
                *_totals(one),
            )
            for item, one in record.comparisons
        ),
    )


def _totals(one: Comparison) -> tuple[str, str, str]:
    before, latest = (
        NOTHING if one.difference is None or item.score is None else f"{item.score:f}"
        for item in (one.earlier, one.later)
    )
    return before, latest, difference_words(one)


def due(record: RecordOfRounds) -> Table:
    """Return a row for each agency that is due: when it was last evaluated, and since when it is due."""
    return Table(
        (say("Agency"), say("Last evaluation"), say("Due since")),
        tuple((item.name, last_year(item), str(item.due_year) if item.due_year else NOTHING) for item in record.due),
    )


def rounds(record: RecordOfRounds) -> Table:
    """Return a row for each round: what it is, how far it has come, and by which rules it was scored."""
    return Table(
        (
            *(say("Round"), say("Column"), say("Date"), say("Status"), say("Agencies"), say("Scoring fingerprint")),
            say("Remark"),
        ),
        tuple(map(_round, record.rounds)),
    )


def _round(recorded: RecordedRound) -> tuple[Cell, ...]:
    past = recorded.past
    return (
        *(past.title, recorded.label, past.when, past.status.title),
        str(sum(item.outcome.counts for item in past.evaluations)),
        past.scoring[:8].upper(),
        say("fictional") if past.fictional else "",
    )
