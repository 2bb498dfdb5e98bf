"""The middle of what the ranked agencies scored, so that an agency sees where it stands and not who stands where."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from rubrics import TreeNode
from scoring.engine.for_agency import kept_back
from scoring.engine.results import Results

# Of fewer scores the median would tell an agency what a certain other one scored.
FEWEST = 3


_kept_back = lru_cache(maxsize=4096)(kept_back)


def told_score(results: Results, node: TreeNode, agency: str) -> Fraction | None:
    """Return an agency's exact score at a node; None while open, and where a rater's mark could be found by it."""
    return None if node.id in _kept_back(results, agency) else results.score(node.id, agency)


def median(results: Results, node: TreeNode, agency: str) -> Fraction | None:
    """Return the exact median of a node's scores over ranked agencies; None with fewer than 3 that may be told.

    Where the rubric tells classes apart, only agencies of the same class are compared.
    """
    own = results.round.classes[agency] if results.rubric.classes else None
    return _median(results, node, own)


# A letter is written for one agency after the other, and all of them ask for the same few medians.
@lru_cache(maxsize=256)
def _median(results: Results, node: TreeNode, agency_class: str | None) -> Fraction | None:
    classes = results.round.classes
    compared = (
        item.agency
        for item in results.standings
        if item.placing and (agency_class is None or classes[item.agency] == agency_class)
    )
    scores = sorted(score for agency in compared if (score := told_score(results, node, agency)) is not None)
    if len(scores) < FEWEST:
        return None
    half = len(scores) // 2
    return (scores[half] + scores[-half - 1]) / 2
