"""The record of the count, with marks and without."""

from __future__ import annotations

import io

import openpyxl
import pytest

from tests.portal_data import data_folder
from tests.scoring.sheets.returning import ROUND, RUBRIC

data_folder()

from scoring.actions.record_of_count import record_file, record_of_count
from scoring.rounds.sheet_states import SheetState
from scoring.storage.models import Person, Round
from tests.portal_people import demo_round
from tests.scoring.actions.counting_desk import count, folder_round

pytestmark = pytest.mark.usefixtures("db")


def _record(**marks: str) -> tuple[object, object]:
    """Return the record of a round with one sheet, corrected once, with its marks and without."""
    made = demo_round()
    count(made, "court", "r1", **marks)
    found = record_of_count(made, marks=True), record_of_count(made, marks=False)
    Round.objects.all().delete()
    Person.objects.all().delete()
    return found


def test_without_marks_it_is_the_same_whatever_was_marked() -> None:
    """Other marks, another sum on the paper: with marks it differs, without not at all."""
    first, first_without = _record(A1="优", total="100")
    second, second_without = _record(A1="差", total="100")
    assert (first == second, first_without == second_without) == (False, True)


def test_who_typed_and_checked_is_told_in_both() -> None:
    """Sheets by group, and hands."""
    made = demo_round()
    count(made, "court", "r1")
    for marks in (True, False):
        found = record_of_count(made, marks=marks)
        lines = {title.text: [line.render() for line in held] for title, held in found.blocks}
        assert lines["Who typed, who checked"] == ["typed by typist-court-r1, read back to second: sheets 1"]
        assert lines["No marks that count, and why"] == ["评议员6: recused (担任该单位常年法律顾问): 示例地铁集团"]
        assert found.groups[0].states[SheetState.IN] == 1
        assert len(found.code) == (8 if marks else 0)


def test_the_workbook_is_the_one_of_the_folder() -> None:
    """It bears the code of the count."""
    made = demo_round(marks=True)
    name, data = record_file(made, str)
    texts = [str(cell.value) for sheet in openpyxl.load_workbook(io.BytesIO(data)) for row in sheet for cell in row]
    assert name == "demo-2026-record-of-count.xlsx"
    code = record_of_count(made, marks=True).code
    assert sum(f"Code of the count: {code}" in text for text in texts) == 1


def test_a_sheet_that_is_void_by_what_stands_on_it_is_not_told_before_publication() -> None:
    """The same marks for all agencies are void by the rubric: without marks it is a sheet like others."""
    rubric = RUBRIC.replace("pool: {mean: {}, quorum: 2,", "pool: {mean: {}, alike: void,")
    rubric = "".join(line for line in rubric.splitlines(keepends=True) if "V1" not in line)
    round_ = ROUND.replace("not_applicable: [{agency: c, criterion: A4, reason: 无此职能}]", "")
    made = folder_round({"round.yaml": round_, "rubric.yaml": rubric})
    best = {"A1": "10", "A2": "10", "A3": "优", "A4": "11", "B1": "4"}
    for agency in "abcd":
        count(made, agency, "r2", **best)
    told = {}
    for marks in (True, False):
        blocks = dict(record_of_count(made, marks=marks).blocks)
        told[marks] = [line.render() for title, lines in blocks.items() if "why" in title.text for line in lines]
    assert told[False] == ["评议员1: recused (曾任职): 丁局"]
    assert len(told[True]) == 1 + len(told[False])
