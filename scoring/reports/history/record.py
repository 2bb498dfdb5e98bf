"""Several rounds to one record: rounds in order of time, agencies with all their evaluations, and who is due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rubrics import Message, Place, Problem, Problems, say
from scoring.reports.history.bodies import Body
from scoring.reports.history.comparison import Comparison, compared
from scoring.reports.history.past import Evaluation, PastRound

# An agency is due again after so many years, where nobody says otherwise.
EVERY = 5


@dataclass(frozen=True, slots=True)
class RecordedRound:
    """A round with the short name of its column: its year; its month, day or id where a year has several."""

    label: str
    past: PastRound


@dataclass(frozen=True, slots=True)
class AgencyHistory:
    """One agency in all rounds: `evaluations` stand in the order of the record's rounds, None where it took no part.

    `name` is its name of today and `former_names` all others that it had, oldest first. `last` is the year in which
    it was last evaluated, None where it never was; `listed` is False where a list of all bodies does not have it.
    """

    agency: str
    name: str
    former_names: tuple[str, ...]
    evaluations: tuple[Evaluation | None, ...]
    last: int | None
    due_year: int | None
    due: bool
    listed: bool
    comparison: Comparison | None


@dataclass(frozen=True)
class RecordOfRounds:
    """The record: rounds from the first to the latest; agencies as in the latest round, then as in those before.

    `year` is the one for which it is said who is due, `every` after how many years an agency is due again.
    """

    rounds: tuple[RecordedRound, ...]
    agencies: tuple[AgencyHistory, ...]
    year: int
    every: int
    notices: tuple[Message, ...]

    @property
    def due(self) -> tuple[AgencyHistory, ...]:
        """Who is due: those who were never evaluated first, then those whose turn was the longest ago."""
        return tuple(sorted((item for item in self.agencies if item.due), key=lambda item: item.last or 0))

    @property
    def comparisons(self) -> tuple[tuple[AgencyHistory, Comparison], ...]:
        """The agencies that were evaluated twice or more, with their last two evaluations."""
        return tuple((item, item.comparison) for item in self.agencies if item.comparison)


def check_rounds(rounds: Iterable[PastRound]) -> list[Problem]:
    """Return every fault of rounds that are to be recorded together: an id that two have, a round without a date."""
    faults, first = [], dict[str, str]()
    for past in rounds:
        if past.id in first:
            faults.append(
                Problem(
                    "HISTORY-TWICE",
                    Place(f"{past.folder}/round.yaml", path="id"),
                    say("the round “{id}” is also in {folder}.", id=past.id, folder=first[past.id]),
                    say("Name every round once, or give each of the two an id of its own."),
                )
            )
        first.setdefault(past.id, past.folder)
        if not past.when:
            faults.append(
                Problem(
                    "HISTORY-DATE",
                    Place(f"{past.folder}/round.yaml"),
                    say("the round has neither a period nor a date."),
                    say("Write “period” or “date”: without it nobody knows where it stands among the others."),
                )
            )
    return faults


def record_of_rounds(
    rounds: Sequence[PastRound], bodies: Sequence[Body] | None = None, *, every: int = EVERY, year: int | None = None
) -> RecordOfRounds:
    """Return the record of at least one round; nothing depends on their order.

    Agencies are due in `year`, else in the year of the latest round. With `bodies`, the list of all bodies, its order
    and its names hold, and who is not on it is never due. Raises Problems with all that `check_rounds` finds.
    """
    if faults := check_rounds(rounds):
        raise Problems(faults)
    ordered = sorted(rounds, key=lambda past: (past.when, past.id))
    now = ordered[-1].year if year is None else year
    held = [{item.agency: item for item in past.evaluations} for past in ordered]
    listed = None if bodies is None else {body.id: body.name for body in bodies}
    ids = dict.fromkeys((*(listed or ()), *(agency for of_round in reversed(held) for agency in of_round)))
    agencies = []
    for agency in ids:
        evaluations = tuple(of_round.get(agency) for of_round in held)
        name, former = _names(evaluations, (listed or {}).get(agency))
        took_part = [
            (past, item) for past, item in zip(ordered, evaluations, strict=True) if item and item.outcome.counts
        ]
        last = took_part[-1][0].year if took_part else None
        known = listed is None or agency in listed
        due_year = None if last is None else last + every
        agencies.append(
            AgencyHistory(
                agency,
                name,
                former,
                evaluations,
                last,
                due_year,
                known and (due_year is None or due_year <= now),
                known,
                compared(*took_part[-2], *took_part[-1]) if len(took_part) > 1 else None,
            )
        )
    recorded = tuple(RecordedRound(*pair) for pair in zip(_labels(ordered), ordered, strict=True))
    return RecordOfRounds(recorded, tuple(agencies), now, every, tuple(_notices(agencies)))


def _names(evaluations: Iterable[Evaluation | None], today: str | None) -> tuple[str, tuple[str, ...]]:
    """Return the name of today, and all earlier ones."""
    names = [name for item in evaluations if item for name in item.names]
    current = names[-1] if today is None else today
    return current, tuple(name for name in dict.fromkeys(names) if name != current)


def _labels(rounds: Sequence[PastRound]) -> list[str]:
    """Return for each round the shortest of year, month, day and id that no other round has."""
    ways: tuple[Callable[[PastRound], str], ...] = (
        lambda past: past.when[:4],
        lambda past: past.when[:7],
        lambda past: past.when,
    )
    counts = [Counter(way(past) for past in rounds) for way in ways]
    return [
        next((way(past) for way, count in zip(ways, counts, strict=True) if count[way(past)] == 1), past.id)
        for past in rounds
    ]


def _notices(agencies: Iterable[AgencyHistory]) -> Iterable[Message]:
    """Yield what may be one agency under two ids, and who is not on the list of all bodies."""
    by_name: dict[str, list[str]] = {}
    for item in agencies:
        for name in (item.name, *item.former_names):
            by_name.setdefault(name, []).append(item.agency)
    for name, ids in by_name.items():
        if len(ids) > 1:
            yield say(
                "“{name}” stands under several ids and is told as several agencies: {ids}", name=name, ids=tuple(ids)
            )
    if missing := tuple(item.name for item in agencies if not item.listed):
        yield say("not on the list of all bodies, so never due: {names}", names=missing)
