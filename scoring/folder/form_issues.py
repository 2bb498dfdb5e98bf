"""Agencies' forms as they are issued: a workbook for each, and the register of what was issued."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from rubrics import Rubric, Translate
from scoring.folder.intakes import read_issues, round_key, write_issues
from scoring.folder.placing import Written
from scoring.folder.writing import holding, write_files
from scoring.rounds import Round
from scoring.rounds.issues import Issued, Issues
from scoring.sheets.agency_forms import blank_for, write_form
from submissions.workbook import FORM


def issue_forms(  # noqa: PLR0913 - what is issued, to whom, when, where, and in which language
    root: Path, plan: tuple[Round, Rubric], agencies: Sequence[str], *, at: str, out: Path, translate: Translate
) -> list[tuple[Issued, Written]]:
    """Write the forms of agencies to `out`, one AGENCY.xlsx each, and return what was issued with its file.

    The register is written first: a number is never given twice, whatever happens then. Raises Problems where the
    disk refuses.
    """
    round_, rubric = plan
    key, issues = round_key(root), read_issues(root)
    issued: list[Issued] = []
    files: dict[Path, bytes] = {}
    for number, agency in enumerate(agencies, start=issues.next_number):
        stream = io.BytesIO()
        blank = blank_for(round_, rubric, agency, translate, number=number)
        code = write_form(blank, stream, key, translate)
        prints = blank.prints
        item = Issued(number=number, form=FORM, to=agency, at=at, scoring=prints.scoring, text=prints.text, seal=code)
        issued.append(item)
        files[out / f"{agency}.xlsx"] = stream.getvalue()
    write_issues(root, Issues(issued=(*issues.issued, *issued)))
    written = write_files({file: holding(data) for file, data in files.items()})
    return list(zip(issued, written, strict=True))
