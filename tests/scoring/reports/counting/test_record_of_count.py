"""The record of the count: a page that is signed, and pages behind it."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scoring.reports.counting.accounts import Accounts
from scoring.reports.counting.record_of_count import write_record_of_count
from scoring.rounds import Intake, Issues
from tests.scoring.reports.counting.counted import counted, findings, intake, issued, read_back, sheet, typed
from tests.scoring.reports.counting.test_accounts import ballots

# A4 upright at three quarters of its size, in points.
MOST = 1000
NONE = (
    "Read differently by two typists, and settled, Sums on the paper that differ; the marks decide, Ballots,"
    " Spot checks against the paper"
)


def written(accounts: Accounts) -> bytes:
    """Return the workbook in English."""
    stream = BytesIO()
    write_record_of_count(findings(accounts), accounts, stream)
    return stream.getvalue()


def pages(accounts: Accounts) -> list[Worksheet]:
    """Return its sheets."""
    return list(load_workbook(BytesIO(written(accounts))).worksheets)


def texts(page: Worksheet) -> list[str]:
    """Return the rows that say something, their cells with a | between them."""
    rows = [[str(cell.value) for cell in row if cell.value is not None] for row in page.iter_rows()]
    return ["|".join(row) for row in rows if row]


def corrected(times: int) -> tuple[Intake, ...]:
    """Return intakes of which all but the first change a mark."""
    return tuple(intake(n, sheet("甲", "panel-1", marks={"a": str(n % 10 + 1)})) for n in range(1, times + 2))


def test_the_page() -> None:
    """How many sheets, whose, why some are missing, who typed, what changed, who signs."""
    intakes = (
        intake(1, sheet("甲", "panel-1", marks={"a": "8", "b": "8"}), issue=1),
        typed(2, sheet("甲", "panel-1", marks={"a": "9", "b": "8"}), check=read_back()),
    )
    accounts = Accounts(counted(), intakes, Issues(issued=(issued(1, "panel-1"), issued(2, "panel-2"))))
    (page,) = pages(accounts)
    assert texts(page) == [
        "示例市评议: record of the count",
        "Organizer: 示例市普法办    Up to intake No. 2, 2026-05-02 09:00    Code of the count: " + accounts.code,
        "Fictional round: all agencies, raters and marks are invented.",
        "Score sheets",
        "group|seats|sheets asked for|sheet in|partly filled in|recused|absent|void|awaited",
        "panel组|3|9|5|1|1|1|0|1",
        "Workbooks issued: 2; of them came back: 1. Where agencies withdrew, their sheets are left out.",
        "√ sheet in    △ partly filled in    rec recused    abs absent    inv void    wait awaited    ／ unassigned",
        "seat|示例市甲局|示例市乙局|示例市丙局",
        "panel组1|√|√|√",
        "panel组2|√|rec|△",
        "panel组3|√|abs|wait",
        "No marks that count, and why",
        "panel组2: recused: 示例市乙局",
        "panel组3: absent: 示例市乙局",
        "Who typed, who checked",
        "read in from workbooks by 王: sheets 1",
        "typed by 张, read back to 李: sheets 1",
        "from tables in sheets/: sheets 5",
        "Changed after the first reading",
        "No. 2 (2026-05-02, 张): panel组1, 示例市甲局, 甲项: 8 → 9",
        "Issued and not returned",
        "score sheets, panel组2: No. 2",
        "None",
        NONE,
        "counted by: ＿＿＿＿＿＿＿＿|checked by: ＿＿＿＿＿＿＿＿|supervised by: ＿＿＿＿＿＿＿＿",
        "head of the panel: ＿＿＿＿＿＿＿＿|approved by: ＿＿＿＿＿＿＿＿",
        "date: ＿＿＿＿＿＿＿＿",
    ]  # fmt: skip


def test_it_prints_on_one_upright_page_with_both_codes_below() -> None:
    """That of the count and those of the rubric, on every page."""
    accounts = Accounts(counted(), corrected(60))
    page, behind = pages(accounts)
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("portrait", 9)
    assert (page.page_setup.fitToHeight, behind.page_setup.fitToHeight) == (None, 0)  # 1 goes without saying
    for one in (page, behind):
        assert one.oddFooter is not None
        assert one.oddFooter.left.text == f"Code of the count: {accounts.code}"
        assert str(one.oddFooter.right.text).startswith("Fingerprints: scoring ")


@pytest.mark.parametrize("times", [3, 20, 60, 400])
def test_what_the_page_cannot_hold_stands_behind(times: int) -> None:
    """Cut with how many more there are; there everything is."""
    page, *behind = pages(Accounts(counted(), corrected(times)))
    told = [line for line in texts(page) if "甲项" in line]
    more = [line for line in texts(page) if line.startswith("and ")]
    assert sum(row.height or 15 for row in page.row_dimensions.values()) <= MOST
    if len(told) == times:
        assert (more, behind) == ([], [])
    else:
        assert more == [f"and {times - len(told)} more, on the pages behind"]
        assert len([line for line in texts(behind[0]) if "甲项" in line]) == times
        assert texts(behind[0])[:2] == ["示例市评议: record of the count, continued", "Changed after the first reading"]


def test_a_few_changes_fit() -> None:
    """The page has room for more than two lines of everything."""
    assert len(pages(Accounts(counted(), corrected(10)))) == 1


def test_fifteen_raters_of_twelve_agencies_fit() -> None:
    """The round that most offices have."""
    seats = " ".join(["9"] * 15)
    marks = {f"id{n}": {"a": seats, "b": seats} for n in range(12)}
    agencies = [{"id": f"id{n}", "name": f"示例市第{n}住房和城乡建设管理委员会"} for n in range(12)]
    (page,) = pages(Accounts(counted(marks, agencies=agencies)))
    assert sum(row.height or 15 for row in page.row_dimensions.values()) <= MOST


def test_many_ballots_are_summed_up_and_stand_behind_one_by_one() -> None:
    """Three counts stand on the page themselves."""
    counts = {f"甲{n}": ((10, 9, 8, 1, 0), {"checked_by": "李"}) for n in range(4)}
    (page,) = pages(Accounts(counted(), ballots=(ballots(**dict(list(counts.items())[:3])),)))
    assert len([line for line in texts(page) if line.startswith("poll, ")]) == 3
    page, behind = pages(Accounts(counted(), ballots=(ballots(**counts),)))
    assert [line for line in texts(page) if line.startswith("poll")] == [
        "poll: issued 40, collected 36, valid 32, invalid 4, abstained 0"
    ]
    assert len([line for line in texts(behind) if line.startswith("poll, ")]) == 4


def test_many_raters_have_their_table_behind() -> None:
    """It would leave no room on page 1."""
    seats = " ".join(["9"] * 31)
    accounts = Accounts(counted({"甲": {"a": seats, "b": seats}}, date="2026-06-01", fictional=False))
    page, behind = pages(accounts)
    assert ("panel组31|√" in texts(page), "panel组31|√" in texts(behind)) == (False, True)
    assert texts(page)[1].startswith("Organizer: 示例市普法办    Date: 2026-06-01    Code of the count: ")
    assert texts(page)[2] == "Score sheets"


def test_who_signs_is_for_the_round_to_say() -> None:
    """In the words of round.yaml."""
    (page,) = pages(Accounts(counted(paperwork={"signatures": ["监票人", "=1+1"]})))
    assert texts(page)[-2:] == ["监票人: ＿＿＿＿＿＿＿＿|=1+1: ＿＿＿＿＿＿＿＿", "date: ＿＿＿＿＿＿＿＿"]


def test_the_same_count_gives_the_same_bytes() -> None:
    """Nothing in it says when it was written."""
    assert written(Accounts(counted())) == written(Accounts(counted()))
