"""A set-up that is taken in becomes round.yaml and a rubric file; what was there before is kept in setups/."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from rubrics import Place, Problem, Problems, read_rubric, say, write
from rubrics.library import rubric_names, rubric_text
from scoring.folder.intakes import read_intakes
from scoring.folder.opening import read_within
from scoring.folder.plan import ROUND_FILE, read_plan
from scoring.folder.reading import beside_marks, read_marks
from scoring.folder.writing import holding, write_records
from scoring.rounds.setups import SetupIntake
from scoring.sheets.setup import RUBRIC_FILE, Setup, round_yaml, rubric_yaml

SETUPS, EARLIER, ORIGINALS = "setups", "earlier", "originals"
_NUMBERED = re.compile(r"(\d{4,})\.yaml")
_FILE = re.compile(r"\w[\w.-]*\.ya?ml", re.IGNORECASE)
_TAKEN = ("round.yaml", "decision.yaml", "feedback.yaml", "issued.yaml")


def read_setup_of(root: Path) -> Setup | None:
    """Return what a folder says beforehand; None where there is no round yet. Raises Problems where it is unsound."""
    if not (root / ROUND_FILE).is_file():
        return None
    round_, rubric = read_plan(root)
    return Setup(rubric, round_)


def with_rubric_file(setup: Setup, file: str) -> Setup:
    """Return a set-up whose round names a file for its rubric where the library's is another by now.

    `file` is the workbook's name in messages. Raises Problems for a name that no rubric can bear.
    """
    name = setup.round.rubric
    if name in rubric_names():
        if read_rubric(rubric_text(name), name) == setup.rubric:
            return setup
        return Setup(setup.rubric, setup.round.model_copy(update={"rubric": RUBRIC_FILE}))
    if not _FILE.fullmatch(name) or name.casefold() in _TAKEN:
        rule = say("“{name}” cannot be the name of the rubric's file.", name=name[:40])
        remedy = say("Write {file}, or leave it out.", file=RUBRIC_FILE)
        raise Problems([Problem("SETUP-FILE", Place(file), rule, remedy)])
    return setup


def misfits(root: Path, setup: Setup) -> list[Problem]:
    """Return what of the marks, figures and reports that came in already would no longer fit.

    What does not fit the set-up that is there now is not told: the new one does it no harm.
    """
    if not root.is_dir():
        return []
    intakes, _ = read_intakes(root)
    faults: list[Problem] = []
    read_marks(root, setup.rubric, setup.round, intakes, faults)
    others = beside_marks(root, setup.rubric, setup.round)
    if others and (before := _sound_setup(root)):
        known = {(fault.code, fault.place) for fault in beside_marks(root, before.rubric, before.round)}
        others = [fault for fault in others if (fault.code, fault.place) not in known]
    return faults + others


def write_setup_of(root: Path, setup: Setup, given: tuple[str, bytes], *, at: str, by: str) -> list[Path]:
    """Write round.yaml and the rubric's file where they change, and keep the workbook and what was there before.

    `given` are name and content of the workbook. Returns the files that changed. Raises Problems where the disk
    refuses; then nothing was changed.
    """
    name, data = given
    number = _next(root)
    sha = hashlib.sha256(data).hexdigest()
    record = SetupIntake(number=number, at=at, by=by, file=name, sha256=sha)
    written = {root / file: text.encode() for file, text in _files(root, setup).items()}
    earlier = {
        root / SETUPS / EARLIER / f"{number:04}-{file.name}": read_within(root, file, file.name)
        for file in written
        if file.is_file()
    }
    kept = {
        **earlier,
        root / SETUPS / ORIGINALS / f"{sha}.xlsx": data,
        root / SETUPS / f"{number:04}.yaml": write(record.model_dump(by_alias=True)).encode(),
    }
    # What makes the folder a round comes last.
    taken = Problem("SETUP-TAKEN", Place(f"{SETUPS}/{number:04}.yaml"), *_TAKEN_IN)
    contents = {file: holding(content) for file, content in (kept | written).items()}
    write_records(contents, new={root / SETUPS / f"{number:04}.yaml": taken})
    return list(written)


def _files(root: Path, setup: Setup) -> dict[str, str]:
    """Return the texts of the files that change; one that says the same keeps its comments."""
    before = _sound_setup(root)
    found: dict[str, str] = {}
    name = setup.round.rubric
    same_file = before is not None and before.round.rubric == name
    if name not in rubric_names() and not (same_file and before is not None and before.rubric == setup.rubric):
        found[name] = rubric_yaml(setup.rubric)
    if before is None or before.round != setup.round:
        found[ROUND_FILE] = round_yaml(setup.round)
    return found


def _sound_setup(root: Path) -> Setup | None:
    try:
        return read_setup_of(root)
    except Problems:
        return None


def _next(root: Path) -> int:
    folder = root / SETUPS
    names = [file.name for file in folder.iterdir()] if folder.is_dir() else []
    return 1 + max((int(found[1]) for name in names if (found := _NUMBERED.fullmatch(name))), default=0)


_TAKEN_IN = (
    say("somebody else took in a set-up just now."),
    say("Do it once more."),
)
