"""Names of the sheets of agencies, made from the agencies' names."""

from __future__ import annotations

from collections.abc import Collection

from rubrics import Translate, say
from scoring.engine.results import Results
from submissions.sheet_names import legal, sheet_names


def agency_sheet_names(results: Results, taken: Collection[str], translate: Translate) -> dict[str, str]:
    """Return by agency the name of its sheet: the agency's, cut with … where it is too long, numbered where it is met.

    `taken` are the names of the other sheets.
    """
    names = results.round.names
    fallback = {agency: say("Agency {n}", n=at).render(translate) for at, agency in enumerate(names, start=1)}
    return sheet_names({agency: legal(name) or legal(fallback[agency]) for agency, name in names.items()}, taken)
