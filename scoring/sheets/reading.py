"""A score sheet that came back, from its bytes: cells are found by hidden ids and never by position."""

from __future__ import annotations

import hashlib
from string import ascii_uppercase

from rubrics import Place, Problem, Problems
from scoring.sheets.belonging import check_belonging
from scoring.sheets.pages import Pages
from scoring.sheets.reception import Reception
from scoring.sheets.returned import Item, Returned
from submissions import read_seal, read_worksheets


def read_returned(data: bytes, file: str, reception: Reception) -> Returned:
    """Return what a workbook that came back says.

    Raises Problems: those of `read_worksheets` and `read_seal`; that it does not belong to this round, this rubric or
    this rater; else every field that was moved, lost, doubled or mislabelled, and every mark that is none, stands
    where none is expected, or lacks the reason that the rubric asks for, each with sheet and cell.
    """
    worksheets = read_worksheets(data, file)
    seal = read_seal(worksheets, reception.key, file)
    faults = list(check_belonging(seal, reception, file))
    if faults:
        raise Problems(faults)
    pages = Pages(file, worksheets, seal, reception)
    answered = pages.answers()
    sheets = tuple(answers.sheet(pages.asked) for answers in answered)
    faults = list(pages.faults())
    # Whose marks stand beside a label of another row nobody can tell, and no fault of theirs either.
    unsure = {_row(fault) for fault in faults if fault.place.cell}
    faults += [fault for answers in answered for fault in answers.faults if _row(fault) not in unsure]
    if faults:
        raise Problems(faults)
    places: dict[Item, Place] = {}
    for answers in answered:
        places |= answers.places
    return Returned(
        file,
        hashlib.sha256(data).hexdigest(),
        seal.to,
        seal.number,
        pages.layout,
        pages.asked,
        sheets,
        places,
        sum(answers.open for answers in answered),
        tuple(pages.errata()),
        (*pages.notes(), *(note for answers in answered for note in answers.notes)),
    )


def _row(fault: Problem) -> tuple[str, str]:
    return fault.place.sheet, fault.place.cell.lstrip(ascii_uppercase)
