"""A visit form as a workbook."""

from __future__ import annotations

from dataclasses import replace

from rubrics import read_rubric
from submissions import read_seal, read_worksheets
from tests.scoring.sheets.visits.forms import KEY, RUBRIC, changed, form, forms, round_, written


def test_the_same_form_gives_the_same_bytes() -> None:
    """Two runs cannot be told apart."""
    assert written(form("s1")) == written(forms(sites=("s1",))[0])


def test_what_is_known_stands_there() -> None:
    """The place and the day of the site, the agency, every criterion with its standard, all seats."""
    page, seal = read_worksheets(written(form("s1")), "f.xlsx")
    texts = set(page.cells.values())
    wanted = {"诉讼服务中心", "2026-09-02", "示例市法院", "1 阵地", "看两处窗口", "公示栏", "评议员6 孙八", "Photo 10"}
    assert wanted - texts == set()
    assert (page.cells[1, 0], page.visible, seal.visible) == ("pingyi:visit", True, False)
    assert read_seal([page, seal], KEY, "f.xlsx") == form("s1").seal


def test_talks_have_neither_place_nor_day() -> None:
    """They are filled in; who was talked to is asked by function only."""
    page, _ = read_worksheets(written(form("court")), "f.xlsx")
    assert {"What was heard", "Talked to", "5 座谈"} & set(page.cells.values()) == {"What was heard", "Talked to"}
    assert "诉讼服务中心" not in page.cells.values()


def test_only_fields_are_unlocked() -> None:
    """Ids, labels and standards cannot be changed by a slip of the hand; the hidden column and row stay hidden."""
    looks: dict[str, object] = {}

    def look(book: object) -> None:
        sheet = book.worksheets[0]  # type: ignore[attr-defined] # untyped in openpyxl
        columns = {sheet.cell(1, column).value: column for column in range(2, 8)}
        rows = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
        for row, column in (("~agency", "text"), ("~date", "text"), ("A1", "label"), ("A1", "text"), ("A1", "second")):
            looks[f"{row} {column}"] = sheet.cell(rows[row], columns[column]).protection.locked
        looks["protected"] = sheet.protection.sheet
        looks["hidden"] = (sheet.column_dimensions["A"].hidden, sheet.row_dimensions[1].hidden)

    changed(written(form("s1")), look)
    assert looks == {
        "~agency text": True,
        "~date text": False,
        "A1 label": True,
        "A1 text": True,
        "A1 second": False,
        "protected": True,
        "hidden": (True, True),
    }


def test_nothing_to_ask_and_nobody_to_tick() -> None:
    """Where no criterion is judged by talks, all groups may have been there; of a group that is recused nobody."""
    rubric = read_rubric(RUBRIC.replace("methods: [interview]", "methods: [document_review]"), "rubric.yaml")
    blank = replace(form("court"), rubric=rubric)
    assert (blank.criteria, [rater.id for rater in blank.raters]) == ((), ["r1", "r3b", "r5", "r6", "c1"])
    page, _ = read_worksheets(written(blank), "f.xlsx")
    assert "What was heard" not in page.cells.values()
    nobody = round_().model_copy(
        update={"recusals": tuple(_recusal(rater) for rater in ("r1", "r2", "r3b", "r4", "r5", "r6", "c1"))}
    )
    empty = replace(blank, round=nobody)
    page, _ = read_worksheets(written(empty), "f.xlsx")
    assert (empty.seat_rows, "~present1" in page.cells.values()) == ((), False)


def _recusal(rater: str) -> object:
    return round_().recusals[0].model_copy(update={"rater": rater})


def test_a_front_page_that_is_full() -> None:
    """Where the rest goes to a second page anyway, criteria have more room, but not endlessly."""
    heights: list[float] = []

    def look(book: object) -> None:
        sheet = book.worksheets[0]  # type: ignore[attr-defined] # untyped in openpyxl
        row = next(row for row in range(2, sheet.max_row) if sheet.cell(row, 1).value == "A1")
        heights.append(sheet.row_dimensions[row].height)

    long = replace(
        form("s1"), rubric=read_rubric(RUBRIC.replace("看两处窗口", "看两处窗口，逐项核对。" * 40), "r.yaml")
    )
    for blank in (form("s1"), long):
        changed(written(blank), look)
    assert (heights[0], heights[1] > 300) == (150.0, True)
