"""The key of seats: a file of its own that says who sits where, and nothing of any mark."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook

from scoring.engine.results import Results
from scoring.reports.findings import Findings
from scoring.reports.workbook.seat_key import write_key
from scoring.rounds import Status
from tests.scoring.reports.workbook.extended_rounds import events, several_groups
from tests.scoring.reports.workbook.rounds import MEAN, panel_rubric, results_of


def key(found: Results, status: Status = Status.PRELIMINARY) -> bytes:
    """Return the key in English."""
    stream = BytesIO()
    write_key(Findings(found, str, "0.1.0", status), stream)
    return stream.getvalue()


def rows(found: Results) -> list[list[object]]:
    """Return the rows of the only sheet."""
    (sheet,) = load_workbook(BytesIO(key(found))).worksheets
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_every_seat_has_its_line() -> None:
    """Group, seat, name, whom the member stands for; a substitute stands after the predecessor, with since when."""
    assert rows(events()) == [
        ["示例市评议: key of seats", None, None, None, None],
        ["Internal. Keep this apart from the marks: it says who sits on which seat.", None, None, None, None],
        ["Organizer: 示例市普法办    preliminary result", None, None, None, None],
        ["group", "seat", "name", "stands for", "sits there"],
        ["panel组", "panel组1", "panel-1", "—", "from the beginning"],
        ["panel组", "panel组2", "panel-2", "—", "2026-05-08: replaced from 示例市丙局 on"],
        ["panel组", "panel组2′", "新", "—", "2026-05-08: from 示例市丙局 on, for panel组2"],
        ["panel组", "panel组3", "panel-3", "—", "from the beginning"],
    ]


def test_all_groups_are_there() -> None:
    """In the order of the round."""
    assert [row[1] for row in rows(several_groups())[4:]] == [
        *(f"panel组{n}" for n in range(1, 5)),
        *(f"council组{n}" for n in range(1, 4)),
    ]


def test_what_people_wrote_stays_text() -> None:
    """A name that looks like a formula is none, and a member's kind is printed as it is written."""
    member = {"id": "one", "name": "=HYPERLINK(1)", "kind": "人大\n代表"}
    groups = [{"id": "panel", "title": "评议团", "seat": "评议员", "members": [member]}]
    found = results_of(
        panel_rubric(MEAN), {"甲": {"a": "9", "b": "9"}}, ids={"panel": ["one"]}, groups=groups
    )  # fmt: skip
    (sheet,) = load_workbook(BytesIO(key(found))).worksheets
    line = sheet[5]
    assert [cell.value for cell in line[:4]] == ["评议团", "评议员1", "=HYPERLINK(1)", "人大 代表"]
    assert line[2].data_type == "s"


def test_it_is_an_upright_page_with_its_status() -> None:
    """A4, as wide as the page, the status above; the same findings give the same bytes."""
    data = key(events(), Status.DECIDED)
    (sheet,) = load_workbook(BytesIO(data)).worksheets
    setup = sheet.page_setup
    assert (sheet.title, setup.paperSize, setup.orientation, setup.fitToHeight) == ("Key of seats", 9, "portrait", 0)
    assert sheet.oddHeader is not None
    assert str(sheet.oddHeader.center.text).partition("    ")[0] == "&Bdecided version&B"
    assert sheet["A3"].value == "Organizer: 示例市普法办    decided version"
    assert data == key(events(), Status.DECIDED)
