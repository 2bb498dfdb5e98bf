"""The standings as plain values for JSON; figures are decimal strings as the rubric shows them."""

from __future__ import annotations

from rubrics import Translate, fingerprints, joined
from scoring.engine.notices import open_reasons
from scoring.engine.results import Results, Standing
from scoring.rounds import Decision, status_of


def standings_record(results: Results, translate: Translate, decision: Decision | None = None) -> dict[str, object]:
    """Return `round`, `status`, `rubric` and `standings` in rank order, unranked agencies last with their reason.

    The status is `preliminary`, `for_approval` or `decided`. Computed, proposed and decided grades are three things;
    the latter two are None without a decision.
    """
    prints = fingerprints(results.rubric)
    return {
        "round": {"id": results.round.id, "title": results.round.title},
        "status": status_of(decision).value,
        "rubric": {
            "id": results.rubric.id,
            "fingerprints": {"scoring": prints.scoring, "text": prints.text},
            "sample": results.rubric.sample,
        },
        "decision": {"body": decision.body, "date": decision.date, "minutes": decision.minutes} if decision else None,
        "standings": [_standing(results, item, translate, decision) for item in results.standings],
    }


def _standing(results: Results, item: Standing, translate: Translate, decision: Decision | None) -> dict[str, object]:
    entry = decision.by_agency.get(item.agency) if decision else None
    parts = {part.id: results.score(part.id, item.agency) for part in results.tree.children}
    placing = item.placing
    record: dict[str, object] = {
        "agency": item.agency,
        "name": item.name,
        "former_names": results.round.former_names.get(item.agency, ()),
        "class": results.round.classes[item.agency],
        "rank": placing.rank if placing else None,
        "tied": placing.tied if placing else False,
        "score": None if item.score is None else results.written(item.score),
        "grade": item.grade,
        "grade_by_score": item.graded.earned if item.graded else None,
        "grades_full": item.graded.full if item.graded else (),
        "vetoes": item.vetoes,
        "proposed_grade": entry.proposed if entry else None,
        "decided_grade": entry.decided if entry else None,
        "decision_reason": entry.reason if entry else None,
        "decided_by": placing.decided_by if placing else None,
        "parts": {part: None if score is None else results.written(score) for part, score in parts.items()},
    }
    if item.withdrawn is not None:
        record["withdrawn"] = item.withdrawn
    elif placing is None:
        record["reason"] = joined(open_reasons(results, item)).render(translate)
    return record
