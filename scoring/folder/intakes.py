"""The folder intakes/ and the file issued.yaml: what was issued to be filled in, and what was taken in again.

Nothing there is ever changed or removed: a later intake has a file of its own. What was read in lies beside it, under
its SHA-256.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from rubrics import Place, Problem, Problems, build, parse, say, write
from scoring.folder.kept import kept_files, misnamed
from scoring.folder.opening import read_within
from scoring.folder.writing import Fill, holding, write_records
from scoring.rounds.intakes import Intake, file_name
from scoring.rounds.issues import Issues
from submissions import decode

INTAKES, ORIGINALS = "intakes", "originals"
ISSUED_FILE = "issued.yaml"
KEY_FILE = ".pingyi/key"
_KEY_BYTES = 32
_KEY = re.compile(rb"[0-9a-f]{%d}" % (2 * _KEY_BYTES))


def read_intakes(root: Path) -> tuple[tuple[Intake, ...], list[Problem]]:
    """Return all intakes of a round folder by number, and every problem of any of them."""
    found: list[Intake] = []
    faults: list[Problem] = []
    for intake, document, name in kept_files(root, INTAKES, Intake, faults):
        found.append(intake)
        if name != file_name(intake.number):
            faults.append(misnamed("INTAKE-NAME", document.file, intake.number, file_name(intake.number)))
    return tuple(sorted(found, key=lambda intake: intake.number)), faults


def read_issues(root: Path) -> Issues:
    """Return the register of what was issued; empty where nothing was. Raises Problems where it cannot be read."""
    file = root / ISSUED_FILE
    if not file.exists():
        return Issues()
    return build(Issues, parse(decode(read_within(root, file, ISSUED_FILE), ISSUED_FILE), ISSUED_FILE))


def write_intakes(root: Path, intakes: Sequence[tuple[Intake, bytes | None]]) -> list[Path]:
    """Write new intakes, each with what was read in (None where nothing was but typed), all of them or none.

    Returns the files of the intakes. Raises Problems where one of their numbers is taken or the disk refuses.
    """
    files = {root / INTAKES / file_name(intake.number): intake_bytes(intake) for intake, _ in intakes}
    originals = {root / INTAKES / ORIGINALS / f"{intake.sha256}{_ending(intake)}": data for intake, data in intakes}
    kept = {file: data for file, data in originals.items() if data is not None and not file.exists()}
    # What was read in comes first: an intake never stands there without it.
    taken = {file: Problem("INTAKE-TAKEN", Place(file.name), *_TAKEN) for file in files}
    write_records({file: holding(data) for file, data in (kept | files).items()}, new=taken)
    return list(files)


def write_issues(root: Path, issues: Issues) -> None:
    """Write the register of what was issued, which only grows.

    Raises Problems where somebody else has issued something since it was read, or the disk refuses.
    """
    write_records(issues_file(root, issues))


def issues_file(root: Path, issues: Issues) -> dict[Path, Fill]:
    """Return the register of what was issued as `write_files` takes it, to be written together with the workbooks."""

    def fill(stream: BinaryIO) -> None:
        held = read_issues(root).issued
        if held != issues.issued[: len(held)]:
            raise Problems([Problem("ISSUES-TAKEN", Place(ISSUED_FILE), *_ISSUED)])
        stream.write(write(issues.model_dump(by_alias=True, exclude_none=True)).encode())

    return {root / ISSUED_FILE: fill}


def round_key(root: Path, *, make: bool = True) -> bytes:
    """Return the key of the round's seals; one is made where the folder has none yet. It is never exported.

    Whoever only reads does not `make` one: in a folder without a key nothing was issued, and no seal is good.
    Raises Problems where the file holds no key: with another one every workbook that was issued would be refused.
    """
    file = root / KEY_FILE
    if not file.exists():
        if not make:
            return secrets.token_hex(_KEY_BYTES).encode()
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        taken = Problem("KEY-DAMAGED", Place(KEY_FILE), *_NO_KEY)
        try:
            write_records({file: holding(secrets.token_hex(_KEY_BYTES).encode())}, new={file: taken})
            file.chmod(0o600)
        except Problems:
            if not file.exists():  # somebody else made one just now
                raise
    key = read_within(root, file, KEY_FILE).strip()
    if not _KEY.fullmatch(key):
        raise Problems([Problem("KEY-DAMAGED", Place(KEY_FILE), *_NO_KEY)])
    return key


def intake_bytes(intake: Intake) -> bytes:
    """Return what the file of an intake holds."""
    values = intake.model_dump(by_alias=True, exclude_none=True)
    values["sheets"] = [{name: held for name, held in sheet.items() if held != {}} for sheet in values["sheets"]]
    return write(values).encode()


def _ending(intake: Intake) -> str:
    ending = Path(intake.file or "").suffix.lower()
    return ending if ending in _ENDINGS else ""


# Whatever else a stranger's file is called, its name is not for us to bear.
_ENDINGS = (".xlsx", ".xlsm", ".csv")


_TAKEN = (
    say("there is an intake of this number already; somebody else took in sheets just now."),
    say("Do it once more."),
)
_ISSUED = (
    say("somebody else issued workbooks just now."),
    say("Do it once more."),
)
_NO_KEY = (
    say("the file holds no key of seals."),
    say("Restore it from a copy of the round folder; without it no workbook that was issued can be taken in."),
)
