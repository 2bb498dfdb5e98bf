"""What a rater is called on a sheet: the seat, and behind it the name where names may be shown."""

from __future__ import annotations

from scoring.engine.results import Results
from scoring.engine.seats import seat_names
from submissions.plain_text import one_line

# A name far longer than names are would make columns and formulas too long.
_LONGEST_NAME = 16


def rater_labels(results: Results, *, names: bool = False) -> dict[str, str]:
    """Return every rater's label by id, in the order of seats: 评议员1, or with `names` 评议员1 张三.

    The seat stays beside the name: it is what notices and the sheets without names say, and it tells apart
    raters of one name.
    """
    seats = seat_names(results)
    if not names:
        return seats
    raters = results.round.raters
    return {rater: f"{seat} {_short(one_line(raters[rater].name))}".strip() for rater, seat in seats.items()}


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
