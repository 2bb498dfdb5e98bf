"""The record as plain values for JSON; totals are decimal strings as the rubric shows them."""

from __future__ import annotations

from rubrics import Translate
from scoring.reports.history.comparison import Comparison
from scoring.reports.history.past import Evaluation
from scoring.reports.history.record import AgencyHistory, RecordedRound, RecordOfRounds
from scoring.reports.history.wording import comparison_notes, notes


def history_record(record: RecordOfRounds, translate: Translate) -> dict[str, object]:
    """Return `year`, `every`, `rounds` from the first, `agencies` with their evaluations by round, and `notices`."""
    return {
        "year": record.year,
        "every": record.every,
        "rounds": [_round(recorded) for recorded in record.rounds],
        "agencies": [_agency(item, record) for item in record.agencies],
        "due": [item.agency for item in record.due],
        "notices": [message.render(translate) for message in (*notes(record), *comparison_notes(record))],
    }


def _round(recorded: RecordedRound) -> dict[str, object]:
    past = recorded.past
    return {
        "id": past.id,
        "label": recorded.label,
        "title": past.title,
        "date": past.when,
        "status": past.status.value,
        "fictional": past.fictional,
        "scoring": past.scoring,
        "grades": past.grades,
    }


def _agency(item: AgencyHistory, record: RecordOfRounds) -> dict[str, object]:
    held = zip(record.rounds, item.evaluations, strict=True)
    return {
        "agency": item.agency,
        "name": item.name,
        "former_names": item.former_names,
        "listed": item.listed,
        "evaluations": {recorded.past.id: _evaluation(one) for recorded, one in held if one},
        "last": item.last,
        "due_year": item.due_year,
        "due": item.due,
        "comparison": _comparison(item.comparison) if item.comparison else None,
    }


def _evaluation(one: Evaluation) -> dict[str, object]:
    return {
        "outcome": one.outcome.value,
        "class": one.agency_class,
        "grade": one.grade,
        "score": None if one.score is None else format(one.score, "f"),
    }


def _comparison(one: Comparison) -> dict[str, object]:
    return {
        "before": one.before.id,
        "after": one.after.id,
        "grade": one.change.value if one.change else None,
        "score": None if one.difference is None else format(one.difference, "f"),
    }
