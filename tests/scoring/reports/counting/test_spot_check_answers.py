"""A filled-in sheet of a spot check: the right answers, or a refusal with a place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from rubrics import Problems
from scoring.reports.counting.spot_check import drawn_sheet, write_spot_check
from scoring.reports.counting.spot_check_answers import Answers, read_spot_check
from scoring.reports.counting.spot_check_form import Drawing
from scoring.rounds.spot_checks import Compared, MarkError
from submissions import SEAL_SHEET, Seal
from tests.scoring.reports.counting.counted import counted
from tests.scoring.reports.counting.test_spot_check import KEY, written
from tests.scoring.reports.workbook.rounds import MEAN, panel_rubric, results_of

# By row id: the cell to fill in, its column in the sheet (C holds the first mark, J the second of two).
AGREES, FIRST, SECOND = "O", "C", "J"
Cells = Mapping[tuple[str, str], str | int]
SOUND = Compared(agency="甲", rater="panel-1", agrees=True)


def filled(cells: Cells, change: Callable[[Workbook], Any] | None = None) -> bytes:
    """Return the sheet with cells filled in, by row id and column, and with whatever else is done to it."""
    book = load_workbook(BytesIO(written(counted())[0]))
    sheet = book.worksheets[0]
    rows = {row[0].value: row[0].row for row in sheet.iter_rows()}
    for (row, column), value in cells.items():
        sheet[f"{column}{rows[row]}"] = value
    if change:
        change(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(cells: Cells, change: Callable[[Workbook], Any] | None = None) -> Answers:
    """Return what a sheet says."""
    return read_spot_check(filled(cells, change), "抽查.xlsx", KEY, counted())


def faults(cells: Cells, change: Callable[[Workbook], Any] | None = None) -> list[tuple[str, str]]:
    """Return code and cell of every fault."""
    with pytest.raises(Problems) as found:
        read(cells, change)
    return [(item.code, item.place.cell) for item in found.value.items]


def test_what_agrees_and_what_differs() -> None:
    """Every drawn sheet with its errors; who compared."""
    answers = read(
        {
            ("~by", FIRST): "钱 某",
            ("甲|panel-1", AGREES): "agrees",
            ("乙|panel-1", AGREES): "differs",
            ("乙|panel-1|1", FIRST): 6,
            ("乙|panel-1|1", SECOND): "empty",
            ("乙|panel-1|note", FIRST): "涂改",
        }
    )
    errors = (MarkError(criterion="a", counted="9", paper="6"), MarkError(criterion="b", counted="8", paper=""))
    assert answers.compared == (SOUND, Compared(agency="乙", rater="panel-1", agrees=False, errors=errors, note="涂改"))
    assert (answers.open, answers.compared_by) == ((), "钱 某")
    assert (answers.drawing.number, answers.drawing.seed, answers.drawing.of) == (7, "482913", 9)


@pytest.mark.parametrize("word", ["一致", "agrees", "Agrees", " 一致 ", "是", "√", "yes"])
def test_words_that_say_that_it_agrees(word: str) -> None:
    """In either language, and as people tick."""
    answers = read({("甲|panel-1", AGREES): word})
    assert (answers.compared, answers.open, answers.compared_by) == ((SOUND,), (("乙", "panel-1"),), None)


@pytest.mark.parametrize("word", ["不一致", "differs", "否", "×", "no", ""])
def test_words_that_say_that_it_differs(word: str) -> None:
    """What the paper says otherwise says so too, without any word."""
    answers = read({("甲|panel-1", AGREES): word, ("甲|panel-1|1", FIRST): "7分"})
    error = MarkError(criterion="a", counted="9", paper="7")
    assert answers.compared == (Compared(agency="甲", rater="panel-1", agrees=False, errors=(error,)),)


@pytest.mark.parametrize("text", ["9", "9.0", "９", "9分", 9], ids=repr)
def test_what_is_the_same_mark_is_no_error(text: str | int) -> None:
    """However it is written."""
    assert read({("甲|panel-1", AGREES): "agrees", ("甲|panel-1|1", FIRST): text}).compared == (SOUND,)


def test_a_mark_out_of_range_is_what_the_paper_says() -> None:
    """The paper may be wrong; that is found here."""
    answers = read({("甲|panel-1|1", FIRST): "99", ("甲|panel-1|1", SECOND): "看不清"})
    assert [error.paper for error in answers.compared[0].errors] == ["99", "看不清"]


def test_a_note_alone_is_an_answer() -> None:
    """The paper is lost, for example."""
    answers = read({("甲|panel-1|note", FIRST): "纸质表未找到"})
    assert answers.compared == (Compared(agency="甲", rater="panel-1", agrees=False, note="纸质表未找到"),)


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({("甲|panel-1", AGREES): "maybe"}, [("SPOT-WORD", "O7")]),
        ({("甲|panel-1", AGREES): "agrees", ("甲|panel-1|1", FIRST): "6"}, [("SPOT-AGREES", "O7")]),
        ({("甲|panel-1", AGREES): "differs"}, [("SPOT-DIFFERS", "O7")]),
        ({("甲|panel-1", AGREES): True}, [("CELL-VALUE", "O7")]),
        ({("甲|panel-1|1", FIRST): "=1/0"}, [("CELL-VALUE", "C10")]),
        ({}, [("SPOT-EMPTY", "")]),
    ],
)
def test_what_cannot_be_read_is_told_with_its_cell(cells: Cells, found: list[tuple[str, str]]) -> None:
    """And with what to do."""
    assert faults(cells) == found


def test_all_faults_at_once() -> None:
    """One run tells everything."""
    assert faults({("甲|panel-1", AGREES): "?", ("乙|panel-1", AGREES): "?"}) == [
        ("SPOT-WORD", "O7"),
        ("SPOT-WORD", "O13"),
    ]


def insert(book: Workbook) -> None:
    """Insert rows above all blocks, and a column before the labels."""
    book.worksheets[0].insert_rows(4, 2)
    book.worksheets[0].title = "核对"


def test_rows_that_were_inserted_move_nothing() -> None:
    """Fields are found by their ids, and the sheet by its own."""
    assert read({("甲|panel-1", AGREES): "agrees"}, insert).compared == (SOUND,)


def put(cell: str, text: str) -> Callable[[Workbook], None]:
    """Return what writes a text into a cell."""

    def done(book: Workbook) -> None:
        book.worksheets[0][cell] = text

    return done


def copy_page(book: Workbook) -> None:
    """Copy the page beside itself."""
    book.copy_worksheet(book.worksheets[0])


def lose_seal(book: Workbook) -> None:
    """Remove the hidden sheet."""
    del book[SEAL_SHEET]


def lose_page(book: Workbook) -> None:
    """Remove the page's id."""
    book.worksheets[0]["A1"] = None


def tamper(book: Workbook) -> None:
    """Change what the seal says."""
    book[SEAL_SHEET]["A3"] = str(book[SEAL_SHEET]["A3"].value).replace("482913", "482914")


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (put("D22", "6"), [("SPOT-STRAY", "D22")]),
        (put("A13", "甲|panel-1"), [("FORM-LABEL", "B13")]),
        (put("B7", "2. panel组1"), [("FORM-LABEL", "B7")]),
        (copy_page, [("SPOT-PAGE", "")]),
        (lose_page, [("SPOT-PAGE", "")]),
        (lose_seal, [("SEAL-MISSING", "")]),
        (tamper, [("SEAL-BROKEN", "")]),
    ],
)
def test_damage_is_refused(change: Callable[[Workbook], None], found: list[tuple[str, str]]) -> None:
    """No answer is taken for another sheet."""
    assert faults({("甲|panel-1", AGREES): "agrees"}, change) == found


def test_a_row_that_is_there_twice_and_says_two_things() -> None:
    """Both places are told."""

    def copied(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet["A22"], sheet["B22"], sheet["O22"] = "甲|panel-1", sheet["B7"].value, "differs"

    assert faults({("甲|panel-1", AGREES): "agrees"}, copied) == [("FORM-TWICE", "O22")]


def test_another_form_is_no_spot_check() -> None:
    """Though it was issued in this round."""

    def other(book: Workbook) -> None:
        for row, text in enumerate(Seal("score-sheet", "round").cells(KEY), start=1):
            book[SEAL_SHEET][f"A{row}"] = text
        for row in range(4, book[SEAL_SHEET].max_row + 1):
            book[SEAL_SHEET][f"A{row}"] = None

    assert faults({}, other) == [("SPOT-FORM", "")]


def test_another_rounds_spot_check() -> None:
    """The folder was copied for the next round, its key included; the agencies have the same ids."""
    results = counted()
    later = replace(results, round=results.round.model_copy(update={"id": "later"}))
    with pytest.raises(Problems) as found:
        read_spot_check(filled({}), "抽查.xlsx", KEY, later)
    assert [item.code for item in found.value.items] == ["SPOT-ROUND"]


def test_a_criterion_that_the_rubric_has_lost() -> None:
    """What was drawn is compared as it is written."""
    data = filled({("甲|panel-1|1", FIRST): " 9 ", ("甲|panel-1|1", SECOND): "8.0"})
    items = "criteria: [{id: c, title: 丙项, points: 20}]"
    other = results_of(panel_rubric(MEAN, items=items), {"甲": {"c": "9"}})
    compared = read_spot_check(data, "抽查.xlsx", KEY, other).compared
    assert [error for sheet in compared for error in sheet.errors] == [
        MarkError(criterion="b", counted="8", paper="8.0")
    ]


LEVELS = "{levels: [{title: 优, points: 20}, {title: 良, points: 16}]}"
COUNT = "{count: {rated: true, each: 2, cap: 20}}"


@pytest.mark.parametrize(
    ("marking", "counted_as", "paper", "same"),
    [
        (LEVELS, "优", "优", True),
        (LEVELS, "优", "20", True),
        (LEVELS, "优", "良", False),
        (LEVELS, "优", "回避", False),
        (LEVELS, "回避", "recused", True),
        (COUNT, "3", "3.0", True),
        (COUNT, "3", "6", False),
        (COUNT, "3", "empty", False),
    ],
)
def test_what_is_one_mark_depends_on_the_marking(marking: str, counted_as: str, paper: str, same: bool) -> None:
    """A level by its title or points, a state in either language, a number however many places it has."""
    items = f"criteria: [{{id: a, title: 甲项, points: 20, marking: {marking}}}]"
    results = results_of(panel_rubric(MEAN, items=items), {"甲": {"a": counted_as}})
    stream = BytesIO()
    drawing = Drawing(7, "1", "20%", 1, (drawn_sheet(results, ("甲", "panel-1")),))
    write_spot_check(drawing, results, KEY, stream, str)
    book = load_workbook(stream)
    book.worksheets[0]["C10"] = paper
    book.worksheets[0]["C11"] = "x"
    saved = BytesIO()
    book.save(saved)
    (answer,) = read_spot_check(saved.getvalue(), "抽查.xlsx", KEY, results).compared
    assert (answer.errors == ()) == same
