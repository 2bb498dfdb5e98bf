"""What came out of a round: computed once for each state of its records, and as it was when it was given out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from rubrics import Locate, Place, Problem, Problems, Translate
from rubrics import Path as FieldPath
from scoring.actions.named import decided_on_a_page
from scoring.actions.records import current, laid_out, laid_out_as
from scoring.engine.notices import notices
from scoring.engine.results import Results, Standing, results
from scoring.engine.version import VERSION
from scoring.folder import EvaluatedFolder, Reading, read_folder
from scoring.reports.findings import Findings
from scoring.reports.record import standings_record
from scoring.rounds import Decision, status_of
from scoring.rounds import Round as RoundValue
from scoring.storage import files
from scoring.storage.models import Record, Round

GIVEN_OUT = "published/"
"""Where the files of publications lie among the records: what they were made from leaves them out."""


_PRIVATE = ".pingyi/"


@dataclass(frozen=True, eq=False)
class Outcome:
    """A round's results at one state of its records.

    `problems` are the faults of its decision: grades that were decided before the figures changed need a new look,
    and the results can be seen all the same.
    """

    evaluated: EvaluatedFolder
    problems: tuple[Problem, ...]

    @property
    def results(self) -> Results:
        """The results."""
        return self.evaluated.results

    @property
    def decision(self) -> Decision | None:
        """What was decided, sound or not."""
        return self.evaluated.folder.decision

    @cached_property
    def by_agency(self) -> Mapping[str, Standing]:
        """Every agency's standing."""
        return {item.agency: item for item in self.results.standings}

    @cached_property
    def figures(self) -> str:
        """The SHA-256 of all that is told of the results: scores, ranks, grades, decision and released remarks."""
        folder = self.evaluated.folder
        told = {
            "standings": standings_record(self.results, str, folder.decision),
            "remarks": folder.feedback.model_dump(mode="json") if folder.feedback else None,
        }
        text = json.dumps(told, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()

    def findings(self, translate: Translate, *, for_approval: bool = False) -> Findings:
        """Return what files are made from. Raises Problems where the decision has faults."""
        if self.problems:
            raise Problems(self.problems)
        folder = self.evaluated.folder
        return Findings(
            results=self.results,
            translate=translate,
            engine_version=VERSION,
            status=status_of(folder.decision, for_approval=for_approval),
            notices=tuple(notices(self.results)),
            decision=folder.decision,
            feedback=folder.feedback,
            given=folder.self_assessments,
        )


def outcome_of(round_: Round) -> Outcome:
    """Return what a round comes to now. Raises Problems with all faults of its files."""
    return _outcome(round_.pk, round_.created.isoformat(), round_.revision)


def outcome_from(listed: str) -> Outcome:
    """Return what the records came to whose list has this SHA-256. Raises Problems as `outcome_of`."""
    return _as_listed(listed)


def listing(records: Iterable[Record]) -> bytes:
    """Return a list of records, a line `SHA-256  path` for each in the order of paths, as sha256sum writes it.

    What never leaves the office's database (the key of seals) is not listed, so that an exported round's list is the
    same.
    """
    lines = sorted((record.path, record.sha256) for record in records if not record.path.startswith(_PRIVATE))
    return "".join(f"{sha256}  {path}\n" for path, sha256 in lines).encode()


def by_name(decision: Decision, round_: RoundValue, otherwise: Locate) -> Locate:
    """Return what tells the place of a fault of a decision by the agency's name: on a page nobody counts lines."""

    def locate(path: FieldPath) -> Place:
        at = path[1] if len(path) > 1 else None
        if not isinstance(at, int):
            return otherwise(path)
        agency = decision.grades[at].agency
        return Place(round_.names.get(agency, agency))

    return locate


def sources(round_: Round) -> bytes:
    """Return the list of the records that everything that is given out is made from."""
    return listing(record for record in current(round_).values() if not record.path.startswith(GIVEN_OUT))


@lru_cache(maxsize=8)
def _outcome(pk: int, created: str, revision: int) -> Outcome:  # noqa: ARG001 - what makes the cache right
    with laid_out(Round.objects.get(pk=pk)) as root:
        return _evaluated(root)


@lru_cache(maxsize=8)
def _as_listed(listed: str) -> Outcome:
    lines = files.where(listed).read_text("utf-8").splitlines()
    with laid_out_as({path: sha256 for sha256, path in (line.split("  ", 1) for line in lines)}) as root:
        return _evaluated(root)


def _evaluated(root: Path) -> Outcome:
    folder = read_folder(root, Reading.ANSWERS)
    found = results(folder.rubric, folder.round, folder.collected)
    computed = {standing.agency: standing.grade for standing in found.standings}
    held = folder.decision
    locate = by_name(held, folder.round, folder.decision_document.locate) if held else None
    faults = folder.decision_problems(computed, locate)
    told = Problems(decided_on_a_page(fault, folder.round) for fault in faults)
    return Outcome(EvaluatedFolder(folder, found), told.items)
