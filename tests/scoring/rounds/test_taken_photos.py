"""Photos that members brought by portal, as values."""

from __future__ import annotations

from rubrics import build, parse, write
from scoring.rounds.taken_photos import PhotosTaken, check_taken
from tests.scoring.sheets.visits.forms import round_

TAKEN: dict[str, object] = {
    "number": 1,
    "agency": "a1",
    "rater": "r1",
    "at": "2026-09-05T09:00:00+08:00",
    "photos": [{"file": "IMG_1.jpg", "sha256": "0a", "content": "jpeg"}],
}


def taken(**changes: object) -> PhotosTaken:
    """Return a record."""
    return build(PhotosTaken, parse(write({**TAKEN, **changes}), "0001.yaml"))


def test_names_that_nobody_bears() -> None:
    """An agency and a rater that are not part of the round are told with their places."""
    held = round_()
    agency, rater = next(iter(held.names)), next(iter(held.raters))
    assert list(check_taken(taken(agency=agency, rater=rater), held)) == []
    assert [(code, path) for code, path, _, _ in check_taken(taken(agency="x", rater="y"), held)] == [
        ("ROUND-UNKNOWN", ("agency",)),
        ("ROUND-UNKNOWN", ("rater",)),
    ]
