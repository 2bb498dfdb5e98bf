"""The standings as plain values for JSON; figures are decimal strings as the rubric shows them."""

from __future__ import annotations

from rubrics import Translate, fingerprints, joined
from scoring.engine.notices import open_reasons
from scoring.engine.results import Results, Standing


def standings_record(results: Results, translate: Translate) -> dict[str, object]:
    """Return `round`, `rubric` and `standings` in rank order, unranked agencies last with their reason."""
    prints = fingerprints(results.rubric)
    return {
        "round": {"id": results.round.id, "title": results.round.title},
        "rubric": {
            "id": results.rubric.id,
            "fingerprints": {"scoring": prints.scoring, "text": prints.text},
            "sample": results.rubric.sample,
        },
        "standings": [_standing(results, item, translate) for item in results.standings],
    }


def _standing(results: Results, item: Standing, translate: Translate) -> dict[str, object]:
    parts = {part.id: results.score(part.id, item.agency) for part in results.tree.children}
    placing = item.placing
    record: dict[str, object] = {
        "agency": item.agency,
        "name": item.name,
        "rank": placing.rank if placing else None,
        "tied": placing.tied if placing else False,
        "score": None if item.score is None else results.written(item.score),
        "grade": item.grade,
        "decided_by": placing.decided_by if placing else None,
        "parts": {part: None if score is None else results.written(score) for part, score in parts.items()},
    }
    if placing is None:
        record["reason"] = joined(open_reasons(results, item)).render(translate)
    return record
