"""Visit forms that came back: what they say, or why nobody can tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rubrics import Problems
from scoring.rounds import Issues
from submissions import Seal
from tests.scoring.sheets.visits.forms import KEY, ROUND, changed, filled, form, issues, read, written

Fields = Mapping[tuple[str, str], object]
SOME: Fields = {("~present1", "text"): "√", ("~problems", "text"): "公示栏过期"}


def told(data: bytes, **how: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - whatever `read` takes
    """Return code and cell of every problem of a form; none where there are none."""
    try:
        read(data, **how)
    except Problems as problems:
        return [(problem.code, problem.place.cell) for problem in problems.items]
    return []


def test_what_a_visit_says() -> None:
    """Everything that was filled in, and nothing else; the day and the place as they were issued."""
    fields: Fields = {
        ("~present1", "text"): "√",
        ("~present1", "second"): "",
        ("~present1", "third"): "✓",
        ("~present2", "text"): "×",
        ("~others", "text"): "区普法办工作人员",
        ("~talked-to", "text"): "窗口负责人",
        ("A1", "second"): "两处窗口均有资料\n内容为现行有效 😀",
        ("~general", "text"): "秩序良好",
        ("~highlights", "text"): "巡回法庭",
        ("~problems", "text"): "公示栏过期",
        ("~suggestions", "text"): "每月更换",
        ("~photo1", "text"): "IMG_1.jpg",
        ("~photo1", "second"): "服务窗口",
        ("~photo3", "text"): "门口.png",
    }
    found = read(filled(form("s1"), fields))
    assert (found.issue, found.kind, found.agency, found.site, found.method) == (
        7,
        "visit",
        "court",
        "s1",
        "site_visit",
    )
    assert (found.date, found.place, found.present, found.asked) == ("2026-09-02", "诉讼服务中心", ("r1", "r5"), 2)
    assert found.seen == {"A1": "两处窗口均有资料\n内容为现行有效 😀"}
    assert found.prose == {
        "others": "区普法办工作人员",
        "talked_to": "窗口负责人",
        "general": "秩序良好",
        "highlights": "巡回法庭",
        "problems": "公示栏过期",
        "suggestions": "每月更换",
    }
    assert [(photo.file, photo.shows) for photo in found.photos] == [("IMG_1.jpg", "服务窗口"), ("门口.png", "")]


@pytest.mark.parametrize(
    "day", ["2026-9-3", "2026.09.03", "2026/9/3", "2026年9月3日", "２０２６－０９－０３", " 2026-09-03 "]
)
def test_days(day: str) -> None:
    """However a day is usually written."""
    assert read(filled(form("court"), {**SOME, ("~date", "text"): day})).date == "2026-09-03"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({("~date", "text"): ""}, [("VISITS-DATE", "C5")]),
        ({("~date", "text"): "9月3日"}, [("VISITS-DATE", "C5")]),
        ({("~date", "text"): "2026-02-30"}, [("VISITS-DATE", "C5")]),
        ({("~place", "text"): date(2026, 9, 3)}, [("CELL-VALUE", "C6")]),
        ({("~present1", "second"): "到"}, [("VISITS-TICK", "E8")]),
        ({("A1", "second"): "=1/0"}, [("CELL-VALUE", "E13")]),
        ({("~photo1", "second"): "窗口"}, [("VISITS-PHOTO", "C20")]),
        ({("~photo1", "text"): "a.jpg", ("~photo2", "text"): "A.JPG"}, [("VISITS-PHOTO", "C21")]),
        ({("~agency", "text"): "示例市卫健委"}, [("FORM-LABEL", "C4")]),
        ({("A1", "label"): "公示栏"}, [("FORM-LABEL", "B13")]),
        ({("~present1", "label"): "评议员2 李四"}, [("FORM-LABEL", "B8")]),
        ({("~present1", "name2"): "评议员5 钱七"}, [("FORM-LABEL", "D8")]),
    ],
)
def test_what_cannot_be_read(fields: Fields, expected: list[tuple[str, str]]) -> None:
    """Each fault with its cell."""
    assert told(filled(form("s1"), {**SOME, **fields})) == expected


def test_all_faults_at_once() -> None:
    """Whoever mends the form mends it once."""
    fields = {("~date", "text"): "x", ("~present2", "text"): "到", ("~photo2", "second"): "z"}
    assert [code for code, _ in told(filled(form("s1"), fields))] == ["VISITS-DATE", "VISITS-TICK", "VISITS-PHOTO"]


def test_an_empty_form() -> None:
    """What was printed beforehand is no record."""
    assert told(written(form("s1"))) == [("VISITS-EMPTY", "C5")]


def insert_rows(book: Any) -> None:  # noqa: ANN401 - untyped in openpyxl
    """Insert two rows above all."""
    sheet = book.worksheets[0]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.insert_rows(3, 2)


def drop_row(book: Any) -> None:  # noqa: ANN401 - untyped in openpyxl
    """Delete the row of a criterion."""
    sheet = book.worksheets[0]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.delete_rows(13)


def stray(book: Any) -> None:  # noqa: ANN401 - untyped in openpyxl
    """Write into a row that bears no id."""
    sheet = book.worksheets[0]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.insert_rows(14)
    sheet.cell(14, 5).value = "还有一处"


def rename(book: Any) -> None:  # noqa: ANN401 - untyped in openpyxl
    """Give the sheet another name, and put another one before it."""
    book.worksheets[0].title = "张三填"
    book.create_sheet("草稿", 0)


def drop_page(book: Any) -> None:  # noqa: ANN401 - untyped in openpyxl
    """Delete the page."""
    book.create_sheet("空")
    del book[book.sheetnames[0]]


def drop_seal(book: Any) -> None:  # noqa: ANN401 - untyped in openpyxl
    """Delete the hidden sheet."""
    del book[book.sheetnames[1]]


def tamper(book: Any) -> None:  # noqa: ANN401 - untyped in openpyxl
    """Change the hidden sheet."""
    sheet = book.worksheets[1]
    sheet.cell(3, 1).value = str(sheet.cell(3, 1).value).replace("court", "health")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (insert_rows, []),
        (rename, []),
        (drop_row, [("FORM-ROW", "")]),
        (stray, [("FORM-STRAY", "E14")]),
        (drop_page, [("FORM-PAGE", "")]),
        (drop_seal, [("SEAL-MISSING", "")]),
        (tamper, [("SEAL-BROKEN", "")]),
    ],
)
def test_what_people_do_to_forms(change: Callable[[Any], None], expected: list[tuple[str, str]]) -> None:
    """What can be told is read as it was meant; everything else is refused."""
    data = changed(filled(form("s1"), SOME), change)
    assert told(data) == expected
    if not expected:
        assert (read(data).present, read(data).prose) == (("r1",), {"problems": "公示栏过期"})


def sealed(book: Any, seal: Seal) -> None:  # noqa: ANN401 - untyped in openpyxl
    """Put another seal of the round into a workbook."""
    for row, text in enumerate(seal.cells(KEY), start=1):
        book.worksheets[1].cell(row, 1).value = text


def test_forms_from_elsewhere() -> None:
    """Of another kind or round, with another key, of another register, or of a site that is gone."""
    data = filled(form("s1"), SOME)
    other = replace(form("s1").seal, form="score-sheet", settings={})
    assert told(changed(data, lambda book: sealed(book, other))) == [("VISITS-FORM", "")]
    assert told(data, text=ROUND.replace("visits-2026", "visits-2027")) == [("VISITS-ROUND", "")]
    assert told(data, key=b"another") == [("SEAL-BROKEN", "")]
    assert told(data, register=Issues(issued=issues().issued[1:])) == [("VISITS-ISSUE", "")]
    moved = ROUND.replace("id: s1, agency: court", "id: s1, agency: health")
    assert told(data, text=moved) == [("VISITS-SITE", "")]
    gone = ROUND.replace("id: health", "id: clinic").replace("agency: health", "agency: clinic")
    assert told(filled(form("health"), {**SOME, ("~date", "text"): "2026-09-03"}), text=gone) == [("VISITS-SITE", "")]
