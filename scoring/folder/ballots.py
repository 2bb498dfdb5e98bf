"""intakes/ballots/<source>.yaml and imports/<source>.csv: what was counted of ballots, and what the rubric reads of it.

The first holds every count there was; the second is made of the last ones that hold.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from rubrics import Place, Problem, Problems, say, write
from scoring.folder.intakes import INTAKES
from scoring.folder.kept import kept_files
from scoring.folder.opening import LARGEST_TABLE, read_within
from scoring.folder.writing import holding, write_records
from scoring.rounds import BallotRegister
from scoring.rounds.ballots import ballot_columns, ballot_rows
from scoring.rounds.headings import Headings
from scoring.rounds.import_kinds import Reading
from submissions import read_csv

BALLOTS = f"{INTAKES}/ballots"


def read_ballots(root: Path) -> dict[str, BallotRegister]:
    """Return the counts of ballots by source. Raises Problems with all faults of all files."""
    found: dict[str, BallotRegister] = {}
    faults: list[Problem] = []
    for register, document, name in kept_files(root, BALLOTS, BallotRegister, faults):
        found[register.source] = register
        if name != f"{register.source}.yaml":
            rule = say("the file holds the ballots of “{source}”.", source=register.source)
            remedy = say("Give the file back its name, {name}.", name=f"{register.source}.yaml")
            faults.append(Problem("BALLOTS-NAME", Place(document.file), rule, remedy))
    if faults:
        raise Problems(faults)
    return found


def write_ballots(root: Path, register: BallotRegister, how: Reading) -> None:
    """Write a register of ballots, and with it the file that the rubric reads; both or none.

    Rows of agencies whose ballots were not counted here stay as they are. Raises Problems where the values of the
    source stand in a workbook, where the file there is cannot be read, or where the disk refuses.
    """
    source = register.source
    label = f"imports/{source}.csv"
    if (root / "imports" / f"{source}.xlsx").exists():
        raise Problems([_in_workbook(source)])
    rows = ballot_rows(register.latest.values(), how)
    columns, kept = _kept(root, label, ballot_columns(how))
    order = dict.fromkeys([*(row[0] for row in kept), *rows])
    values = [row for agency in order for row in rows.get(agency, [row for row in kept if row[0] == agency])]
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([columns, *values])
    record = write(register.model_dump(by_alias=True, exclude_none=True))
    files = {root / BALLOTS / f"{source}.yaml": record.encode(), root / label: text.getvalue().encode("utf-8-sig")}
    write_records({file: holding(data) for file, data in files.items()})


def _kept(root: Path, label: str, columns: tuple[str, ...]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the columns of the file that is to be, and in them the rows of the one there is."""
    if not (root / label).exists():
        return columns, []
    table = read_csv(read_within(root, root / label, label, LARGEST_TABLE), label)
    if not table.rows:
        return columns, []
    at = Headings(table, columns).column
    columns = (*columns, *(("remark",) if "remark" in at else ()))
    return columns, [tuple(row.cells[at[name]] if name in at else "" for name in columns) for row in table.rows[1:]]


def _in_workbook(source: str) -> Problem:
    return Problem(
        "BALLOTS-WORKBOOK",
        Place(f"imports/{source}.xlsx"),
        say("the values of “{source}” stand in a workbook.", source=source),
        say("Remove it from imports, then count; only one of the two can hold."),
    )
