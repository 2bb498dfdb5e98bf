"""What the record of past rounds keeps of one round that was evaluated: no marks, no raters, no points of parts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from rubrics import fingerprints
from scoring.engine.results import Results, Standing
from scoring.rounds import Decision, Status, status_of


class Outcome(Enum):
    """What came out for an agency.

    A decided grade, or a computed one while nothing is decided; no grade where the rubric has none; still open;
    nothing, where the decision left it without a grade; or it withdrew.
    """

    DECIDED = "decided"
    COMPUTED = "computed"
    RANKED = "ranked"
    OPEN = "open"
    NO_GRADE = "no_grade"
    WITHDREW = "withdrew"

    @property
    def counts(self) -> bool:
        """Whether the agency was evaluated, or is just being evaluated."""
        return self not in (Outcome.NO_GRADE, Outcome.WITHDREW)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One agency in one round: its names then, the latest last, its class, its grade, and its total as shown."""

    agency: str
    names: tuple[str, ...]
    agency_class: str | None
    outcome: Outcome
    grade: str | None
    score: Decimal | None


@dataclass(frozen=True, slots=True)
class PastRound:
    """One round. `folder` is what it is called in messages; `when` an ISO date, "" where the round has none.

    `scoring` is the scoring fingerprint of its rubric, `grades` are the rubric's grades from the best.
    """

    folder: str
    id: str
    title: str
    when: str
    status: Status
    fictional: bool
    scoring: str
    grades: tuple[str, ...]
    evaluations: tuple[Evaluation, ...]

    @property
    def year(self) -> int:
        """The year in which the evaluated time ends. Raises ValueError where the round has no date."""
        return int(self.when[:4])


def past_round(results: Results, decision: Decision | None, folder: str) -> PastRound:
    """Return what is kept of a round.

    It belongs to the last day of the time that is evaluated; without one to the round's date, else to the decision's.
    """
    round_, grades = results.round, results.rubric.grades
    status = status_of(decision)
    held = {standing.agency: standing for standing in results.standings}
    return PastRound(
        folder,
        round_.id,
        round_.title,
        (round_.period.last if round_.period else round_.date or (decision.date if decision else None)) or "",
        status,
        round_.fictional,
        fingerprints(results.rubric).scoring,
        tuple(band.title for band in grades.bands) if grades else (),
        tuple(_evaluation(results, held[agency], decision, status) for agency in results.agencies),
    )


def _evaluation(results: Results, standing: Standing, decision: Decision | None, status: Status) -> Evaluation:
    agency = standing.agency
    entry = decision.by_agency.get(agency) if decision else None
    decided = entry.decided if entry else None
    if standing.withdrawn is not None:
        outcome = Outcome.WITHDREW
    elif decided is not None:
        outcome = Outcome.DECIDED
    elif status is Status.DECIDED:
        outcome = Outcome.NO_GRADE
    elif standing.placing is None:
        outcome = Outcome.OPEN
    else:
        outcome = Outcome.COMPUTED if standing.grade else Outcome.RANKED
    return Evaluation(
        agency,
        (*results.round.former_names.get(agency, ()), standing.name),
        results.round.classes[agency],
        outcome,
        decided if status is Status.DECIDED else standing.grade,
        None if standing.score is None else Decimal(results.written(standing.score)),
    )
