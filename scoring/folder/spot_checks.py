"""The folder spot-checks/: what comparisons with the paper found, each in a file of its own; none is ever changed."""

from __future__ import annotations

from pathlib import Path

from rubrics import Place, Problem, Problems, say, write
from scoring.folder.kept import kept_files
from scoring.folder.writing import holding, write_records
from scoring.rounds.intakes import file_name
from scoring.rounds.spot_checks import SpotCheck

SPOT_CHECKS, ORIGINALS = "spot-checks", "originals"


def read_spot_checks(root: Path) -> tuple[SpotCheck, ...]:
    """Return all spot checks of a round folder by number. Raises Problems with all faults of all of their files."""
    faults: list[Problem] = []
    found = [check for check, _, _ in kept_files(root, SPOT_CHECKS, SpotCheck, faults)]
    if faults:
        raise Problems(faults)
    return tuple(sorted(found, key=lambda check: check.number))


def write_spot_check(root: Path, check: SpotCheck, original: bytes) -> Path:
    """Write a new spot check with the sheet that was read in. Returns its file.

    Raises Problems where its number is taken or the disk refuses.
    """
    folder = root / SPOT_CHECKS
    file = folder / file_name(check.number)
    kept = folder / ORIGINALS / f"{check.sha256}{Path(check.file).suffix.lower()}"
    values = check.model_dump(by_alias=True, exclude_none=True)
    values["sheets"] = [{name: held for name, held in sheet.items() if held != ()} for sheet in values["sheets"]]
    # What was read in comes first: a check never stands there without it.
    taken = Problem("SPOT-TAKEN", Place(f"{SPOT_CHECKS}/{file.name}"), *_TAKEN)
    write_records({kept: holding(original), file: holding(write(values).encode())}, new={file: taken})
    return file


_TAKEN = (
    say("there is a spot check of this number already; somebody else took one in just now."),
    say("Do it once more."),
)
