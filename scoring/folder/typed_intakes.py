"""What is typed while paper is counted, on disk at once: a power cut costs the sheet at hand and no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rubrics import Problems
from scoring.folder.intakes import INTAKES, write_intakes
from scoring.rounds import Intake

# Somebody else who counts in the same folder may take a number first, but hardly so often.
_TRIES = 5


def keep_intake(root: Path, make: Callable[[int], Intake]) -> Intake:
    """Write the intake that `make` makes of the next free number, and return it.

    Raises Problems where the disk refuses, or others keep taking the number.
    """
    for _ in range(_TRIES - 1):
        intake = make(_next_number(root))
        try:
            write_intakes(root, [(intake, None)])
        except Problems as problems:
            if {item.code for item in problems.items} != {"INTAKE-TAKEN"}:
                raise
        else:
            return intake
    intake = make(_next_number(root))
    write_intakes(root, [(intake, None)])
    return intake


def _next_number(root: Path) -> int:
    folder = root / INTAKES
    stems = [file.stem for file in folder.glob("*.yaml")] if folder.is_dir() else []
    return max((int(stem) for stem in stems if stem.isdecimal()), default=0) + 1
