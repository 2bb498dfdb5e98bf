"""What raters are called where names are not shown: the group's word for a seat, and its number."""

from __future__ import annotations

from scoring.engine.results import Results

# Behind the number of a seat: who sits there in another's stead.
SUBSTITUTE = "′"


def seat_names(results: Results) -> dict[str, str]:
    """Return every rater as the group's word for a seat and its number, a substitute with a mark; never a name."""
    words = {group.id: group.seat or group.title for group in results.round.groups}
    return {
        rater: f"{words[group]}{seat}{SUBSTITUTE * substitute}"
        for rater, (group, seat, substitute) in results.round.seat_of.items()
    }


def seat_runs(results: Results, raters: tuple[str, ...]) -> tuple[str, ...]:
    """Return raters as runs of seats, then substitutes, group by group: 评议团1–3, 评议团5′."""
    runs: list[str] = []
    names = seat_names(results)
    for group in results.round.groups:
        held = {rater: seat for rater in raters if (seat := results.round.seat_of[rater]).group == group.id}
        seats = [number for _, number, substitute in held.values() if not substitute]
        starts = [seat for seat in seats if seat - 1 not in seats]
        ends = [seat for seat in seats if seat + 1 not in seats]
        runs += [
            f"{group.seat or group.title}{first}" + ("" if first == last else f"–{last}")
            for first, last in zip(starts, ends, strict=True)
        ]
        runs += [names[rater] for rater, (_, _, substitute) in held.items() if substitute]
    return tuple(runs)
