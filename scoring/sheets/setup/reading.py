"""A set-up workbook that came back: a sound rubric and a sound round, or every fault with its sheet and cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from rubrics import Problem, Problems, Rubric, Settings, build
from rubrics.rules import check as check_rubric
from scoring.rounds import Round, check
from scoring.sheets.setup.assembly import CellDocument
from scoring.sheets.setup.from_criteria import put_criteria
from scoring.sheets.setup.from_settings import mark_wholes, put_settings
from scoring.sheets.setup.from_tables import put_agencies, put_panel, put_sites
from scoring.sheets.setup.gathering import Gathering
from scoring.sheets.setup.in_words import in_words
from scoring.sheets.setup.pages import AGENCIES, CRITERIA, OTHERS, PANEL, RUBRIC_FILE, RULES, SITES, Setup
from scoring.sheets.setup.tables import find_sheets
from submissions import read_worksheets

Shape = TypeVar("Shape", bound=Settings)


def read_setup(data: bytes, file: str, known: Setup | None = None) -> Setup:
    """Return the rubric and the round that a set-up workbook holds; `known` is what the round folder has.

    A row without an id gets the one that `known` has under the same name, else a new one. Raises Problems with all
    faults of all sheets: of cells and lines, else of shape, else of soundness.
    """
    sheets, faults = find_sheets(read_worksheets(data, file), file)
    if faults:
        raise Problems(faults)
    held = Gathering(file, sheets, known)
    _mark_sheets(held)
    mark_wholes(held)
    put_criteria(held)
    put_agencies(held)
    put_panel(held)
    put_sites(held)
    put_settings(held)
    _put_constants(held)
    rubric, round_ = held.rubric.document(Rubric), held.round.document(Round)
    faults = [*held.faults, *held.rubric.faults, *held.round.faults]
    faults += (fault for sheet in sheets.values() for fault in sheet.faults)
    if faults:
        raise Problems((*faults, *_besides(faults, rubric, round_)))
    return _built(rubric, round_)


def _mark_sheets(held: Gathering) -> None:
    """Say in which sheet each field stands that has no row yet."""
    for assembly in (held.rubric, held.round):
        assembly.mark((), held.places[OTHERS])
    held.rubric.mark(("parts",), held.places[CRITERIA])
    for key in ("rounding", "rank", "grades"):
        held.rubric.mark((key,), held.places[RULES])
    for key, page in (("agencies", AGENCIES), ("groups", PANEL), ("recusals", PANEL), ("sites", SITES)):
        held.round.mark((key,), held.places[page])


def _put_constants(held: Gathering) -> None:
    for assembly in (held.rubric, held.round):
        assembly.put(("pingyi",), 1, held.places[OTHERS])
    if ("rubric",) not in held.round.paths():
        held.round.put(("rubric",), RUBRIC_FILE, held.places[OTHERS])


def _besides(faults: list[Problem], rubric: CellDocument, round_: CellDocument) -> Iterator[Problem]:
    """Yield what is wrong with other cells too; of what is missing nobody knows whether it was in a faulty one."""
    told = {(fault.place.sheet, fault.place.cell) for fault in faults}
    found: list[Problem] = []
    _shaped(Rubric, rubric, found)
    _shaped(Round, round_, found)
    for fault in found:
        if fault.code == "SHAPE-VALUE" and (fault.place.sheet, fault.place.cell) not in told:
            yield in_words(fault, rubric)


def _built(rubric: CellDocument, round_: CellDocument) -> Setup:
    faults: list[Problem] = []
    sound, whole = _shaped(Rubric, rubric, faults), _shaped(Round, round_, faults)
    faults += check_rubric(sound, rubric.locate) if sound else []
    # A round is held against a rubric that is sound; of one that is not, half would be told twice.
    faults += check(whole, sound, round_.locate) if whole and sound and not faults else []
    if faults or sound is None or whole is None:
        raise Problems(in_words(fault, rubric) for fault in faults)
    return Setup(sound, whole)


def _shaped(shape: type[Shape], document: CellDocument, faults: list[Problem]) -> Shape | None:
    try:
        return build(shape, document)
    except Problems as problems:
        faults += problems.items
        return None
