"""A round folder to results: read, computed, and its decision checked against what was computed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rubrics import Problems
from scoring.engine.results import Results, results
from scoring.folder.reading import Reading, RoundFolder, read_folder
from scoring.rounds import DecidedGrade, Status, status_of


@dataclass(frozen=True)
class EvaluatedFolder:
    """A sound round folder with all that follows from it."""

    folder: RoundFolder
    results: Results

    def decided(self, agency: str) -> DecidedGrade | None:
        """Return what decision.yaml says about an agency; None where there is no decision."""
        decision = self.folder.decision
        return decision.by_agency.get(agency) if decision else None

    @property
    def status(self) -> Status:
        """How far the round has come: preliminary, proposed or decided."""
        return status_of(self.folder.decision)


def evaluate_folder(root: Path, reading: Reading = Reading.EVERYTHING) -> EvaluatedFolder:
    """Return the round that `root` holds, evaluated. Raises Problems with all faults of all files that are read.

    A decision is checked last: what it must give a reason for depends on the
    computed grades; no figure depends on it.
    """
    folder = read_folder(root, reading)
    found = results(folder.rubric, folder.round, folder.collected)
    faults = folder.decision_problems({standing.agency: standing.grade for standing in found.standings})
    if faults:
        raise Problems(faults)
    return EvaluatedFolder(folder, found)
