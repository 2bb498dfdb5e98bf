"""Agencies' forms as they are issued: a workbook for each, and the register of what was issued."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rubrics import Place, Problem, Problems, Rubric, Translate, say
from scoring.folder.handed_in import held_submission
from scoring.folder.intakes import read_issues, round_key, write_issues
from scoring.folder.opening import LARGEST_TABLE, read_bytes
from scoring.folder.placing import Written
from scoring.folder.writing import holding, write_files
from scoring.rounds import Round
from scoring.rounds.issues import Issued, Issues
from scoring.sheets.agency_forms import blank_for, write_form
from submissions import read_worksheets
from submissions.workbook import FORM, read_form

Told = Callable[[int, int], None]
"""Is told how many are done, of how many."""


def issue_forms(  # noqa: PLR0913 - what is issued, to whom, when, by whom, where, and in which language
    root: Path,
    plan: tuple[Round, Rubric],
    agencies: Sequence[str],
    *,
    at: str,
    by: str,
    out: Path,
    translate: Translate,
    told: Told | None = None,
) -> list[tuple[Issued, Written]]:
    """Write the forms of agencies to `out`, one AGENCY.xlsx each, and return what was issued with its file.

    The register is written first: a number is never given twice, whatever happens then. `told` is told how many are
    made, of how many. Raises Problems where the disk refuses, or where a form that lies there was filled in and is not
    taken in.
    """
    round_, rubric = plan
    key, issues = round_key(root), read_issues(root)
    faults = [fault for agency in agencies for fault in _filled_in(root, plan, key, agency, out / f"{agency}.xlsx")]
    if faults:
        raise Problems(faults)
    issued: list[Issued] = []
    files: dict[Path, bytes] = {}
    for number, agency in enumerate(agencies, start=issues.next_number):
        stream = io.BytesIO()
        blank = blank_for(round_, rubric, agency, translate, number=number)
        code = write_form(blank, stream, key, translate)
        scoring, text = blank.prints.short
        item = Issued(number=number, form=FORM, to=agency, at=at, scoring=scoring, text=text, seal=code, by=by)
        issued.append(item)
        files[out / f"{agency}.xlsx"] = stream.getvalue()
        if told:
            told(len(files), len(agencies))
    write_issues(root, Issues(issued=(*issues.issued, *issued)))
    written = write_files({file: holding(data) for file, data in files.items()})
    return list(zip(issued, written, strict=True))


def _filled_in(root: Path, plan: tuple[Round, Rubric], key: bytes, agency: str, file: Path) -> Iterator[Problem]:
    """Yield that what lies where a form is to be written says something that would be lost, or cannot be read."""
    if not file.exists():
        return
    round_, rubric = plan
    label = file.as_posix()
    try:
        data = read_bytes(file, label, LARGEST_TABLE)
        held = held_submission(root, agency)
        if held and held.received and held.received.sha256 == hashlib.sha256(data).hexdigest():
            return
        sheets = read_worksheets(data, label)
        filled = read_form(
            sheets, label, round_id=round_.id, key=key, blank_of=lambda to: blank_for(round_, rubric, to)
        )
        lost = any(filled.answers.values())
    except Problems:
        lost = True
    if lost:
        yield Problem("FORM-FILLED", Place(label), *_FILLED)


_FILLED = (
    say("a workbook that lies here was filled in and has not been taken in yet."),
    say("Take it in first, or move it elsewhere, or name another place with -o."),
)
