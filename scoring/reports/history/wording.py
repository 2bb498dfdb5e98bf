"""The record of past rounds in words, for a screen, a sheet or a .csv file alike."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rubrics import Message, say
from scoring.reports.history.comparison import Change, Comparison
from scoring.reports.history.past import Evaluation, Outcome
from scoring.reports.history.record import AgencyHistory, RecordedRound, RecordOfRounds

NOTHING = "—"
_OUTCOMES = {
    Outcome.DECIDED: say("{grade}"),
    Outcome.COMPUTED: say("{grade} (preliminary)"),
    Outcome.RANKED: say("evaluated"),
    Outcome.OPEN: say("open"),
    Outcome.NO_GRADE: say("no grade"),
    Outcome.WITHDREW: say("withdrew"),
}
_CHANGES = {Change.UP: say("higher"), Change.SAME: say("same"), Change.DOWN: say("lower")}


def title_words(record: RecordOfRounds) -> Message:
    """Return what the record is called."""
    first, last = record.rounds[0].past.year, record.rounds[-1].past.year
    if first == last:
        return say("Record of past rounds, {year}", year=first)
    return say("Record of past rounds, {first} to {last}", first=first, last=last)


def round_words(recorded: RecordedRound) -> Message:
    """Return a round as it is told below a table: its column, its title, how far it has come, whether it is made up."""
    past = recorded.past
    values = {"label": recorded.label, "title": past.title, "status": past.status.title}
    if past.fictional:
        return say("{label}: {title} ({status}; fictional)", **values)
    return say("{label}: {title} ({status})", **values)


def outcome_words(evaluation: Evaluation | None) -> Message | str:
    """Return what came out for an agency; "" where it took no part."""
    return "" if evaluation is None else _OUTCOMES[evaluation.outcome].filled(grade=evaluation.grade)


def next_words(item: AgencyHistory) -> Message | str:
    """Return when an agency's turn is."""
    if item.due:
        return say("due")
    return str(item.due_year) if item.listed and item.due_year else NOTHING


def due_title(record: RecordOfRounds) -> Message:
    """Return the title of the list of those who are due."""
    return say("Due in {year} (every {every} years)", year=record.year, every=record.every)


def last_year(item: AgencyHistory) -> Message | str:
    """Return the year in which an agency was last evaluated."""
    return say("never") if item.last is None else str(item.last)


def last_words(item: AgencyHistory) -> Message:
    """Return when an agency was last evaluated."""
    return say("never evaluated") if item.last is None else say("last evaluated in {year}", year=item.last)


def due_words(record: RecordOfRounds) -> Iterator[Message]:
    """Yield who is due, those together whose turn was in the same year; those never evaluated first."""
    by_turn: dict[Message, list[str]] = {}
    for item in record.due:
        by_turn.setdefault(last_words(item), []).append(item.name)
    for when, names in by_turn.items():
        yield say("{when} ({n}): {names}", when=when, n=len(names), names=tuple(names))


def change_words(comparison: Comparison) -> Message | str:
    """Return how the grade moved."""
    return NOTHING if comparison.change is None else _CHANGES[comparison.change]


def difference_words(comparison: Comparison) -> str:
    """Return how the total moved, with its sign."""
    difference = comparison.difference
    return NOTHING if difference is None else f"{'+' if difference > Decimal() else ''}{difference:f}"


def notes(record: RecordOfRounds) -> tuple[Message, ...]:
    """Return what must be known to read the record, each thing once."""
    outcomes = {evaluation.outcome for item in record.agencies for evaluation in item.evaluations if evaluation}
    preliminary = (say("Preliminary grades are computed and not decided."),) if Outcome.COMPUTED in outcomes else ()
    return (*preliminary, *record.notices)


def comparison_notes(record: RecordOfRounds) -> tuple[Message, ...]:
    """Return why some evaluations are not compared, each reason once."""
    found = [comparison for _, comparison in record.comparisons]
    said = []
    if any(comparison.other_grades for comparison in found):
        said.append(say("Grades are compared only where both rubrics have the same list of grades."))
    if any(comparison.other_scoring for comparison in found):
        said.append(
            say(
                "Totals are compared only where both rounds score by the same rules (the same scoring fingerprint) "
                "and the agency is of the same class; elsewhere stands “—”."
            )
        )
    return tuple(said)
