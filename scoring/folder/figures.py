"""The folder intakes/figures/: what was taken in for imports/, from which file; nothing there is changed or removed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from rubrics import Place, Problem, Problems, say, write
from scoring.folder.kept import kept_files
from scoring.folder.opening import LARGEST_TABLE, read_within
from scoring.folder.writing import holding, write_records
from scoring.rounds.figure_intakes import FiguresIntake, file_name
from scoring.rounds.outside_tables import Grid, grid_of, grids_of
from submissions import read_csv, read_worksheets

FIGURES, ORIGINALS, IMPORTS = "intakes/figures", "originals", "imports"
_TABLES = (".csv", ".txt")


@dataclass(frozen=True)
class Original:
    """A file that was given: its name, and what it holds."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The SHA-256 of what it holds."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def ending(self) -> str:
        """How its name ends, in small letters."""
        return Path(self.name).suffix.lower()

    def grids(self) -> tuple[Grid, ...]:
        """Return its tables. Raises Problems where it can be read neither as a workbook nor as CSV."""
        if self.ending in _TABLES:
            return (grid_of(read_csv(self.data, self.name)),)
        return grids_of(read_worksheets(self.data, self.name))


def read_figure_intakes(root: Path) -> tuple[tuple[FiguresIntake, ...], list[Problem]]:
    """Return all takings-in of figures by source and number, and every problem of any of them."""
    found: list[FiguresIntake] = []
    faults: list[Problem] = []
    for intake, document, name in kept_files(root, FIGURES, FiguresIntake, faults):
        found.append(intake)
        if name != file_name(intake):
            rule = say("the file holds the figures for “{source}” with the number {n}.", **_named(intake))
            remedy = say("Give the file back its name, {name}.", name=file_name(intake))
            faults.append(Problem("INTAKE-NAME", Place(document.file), rule, remedy))
    return tuple(sorted(found, key=lambda intake: (intake.source, intake.number))), faults


def standing_table(root: Path, source: str) -> bytes | None:
    """Return what imports/<source>.csv holds now; None where there is none.

    Raises Problems where it cannot be read, or where the figures stand in a workbook: then there would be two.
    """
    if (root / IMPORTS / f"{source}.xlsx").exists():
        rule = say("the values of “{name}” stand in this workbook already.", name=source)
        remedy = say("Move it out of {folder}, and do it once more.", folder=IMPORTS)
        raise Problems([Problem("IMPORT-TWICE", Place(f"{IMPORTS}/{source}.xlsx"), rule, remedy)])
    file = root / IMPORTS / f"{source}.csv"
    if not file.exists():
        return None
    return read_within(root, file, f"{IMPORTS}/{source}.csv", LARGEST_TABLE)


def write_figures(root: Path, intake: FiguresIntake, original: Original, table: bytes, earlier: bytes | None) -> Path:
    """Write imports/<source>.csv together with where it came from, the file that was given and the table before.

    Returns the file of the taking-in. Raises Problems where its number is taken, the disk refuses, or another program
    holds the table open: then nothing was written.
    """
    record = root / FIGURES / file_name(intake)
    taken = Problem("INTAKE-TAKEN", Place(record.name), *_TAKEN)
    kept = {f"{intake.sha256}{original.ending}": original.data}
    if earlier is not None and intake.replaced is not None:
        kept[f"{intake.replaced}.csv"] = earlier
    originals = {root / FIGURES / ORIGINALS / name: data for name, data in kept.items()}
    target = root / IMPORTS / f"{intake.source}.csv"
    files = {file: data for file, data in originals.items() if not file.exists()}
    files |= {target: table, record: write(intake.model_dump(by_alias=True, exclude_none=True)).encode()}
    write_records({file: holding(data) for file, data in files.items()}, new={record: taken})
    return record


def _named(intake: FiguresIntake) -> dict[str, object]:
    return {"source": intake.source, "n": intake.number}


_TAKEN = (
    say("there are figures of this number already; somebody else took in figures just now."),
    say("Do it once more."),
)
