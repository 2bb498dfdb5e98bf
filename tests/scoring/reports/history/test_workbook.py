"""The record as a workbook: what stands where, how it prints, and that text stays text."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scoring.reports.history.past import Outcome
from scoring.reports.history.record import RecordOfRounds, record_of_rounds
from scoring.reports.history.workbook import write_history_workbook
from tests.scoring.reports.history.past_rounds import evaluated, past

TWO = (
    past(
        "2019-12-31",
        evaluated("a", names=("旧局",), grade="优秀", score="91.20"),
        evaluated("b", score="80.05"),
        evaluated("c"),
        evaluated("d", score="70.10"),
    ),
    past(
        "2024-12-31",
        evaluated("a", names=("旧局", "新局"), score="90.10"),
        evaluated("b", outcome=Outcome.COMPUTED, grade="优秀", score="80.15"),
        evaluated("d", score="70.10"),
        fictional=True,
    ),
)


def written(record: RecordOfRounds) -> bytes:
    """Return the bytes of a record's workbook."""
    stream = BytesIO()
    write_history_workbook(record, stream, str)
    return stream.getvalue()


def book(record: RecordOfRounds) -> Workbook:
    """Return a record's workbook."""
    return load_workbook(BytesIO(written(record)))


def rows(sheet: Worksheet) -> list[list[object]]:
    """Return what stands in a sheet, row by row, without empty cells at the end."""
    found: list[list[object]] = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [row if row[-1] is not None else row[:1] for row in found]


def many(n: int) -> RecordOfRounds:
    """Return a record of so many rounds in which one agency took part."""
    return record_of_rounds([past(f"{1990 + at}-12-31", evaluated("a")) for at in range(n)])


def test_every_sheet() -> None:
    """Agencies by rounds, who is due, the last two evaluations, the rounds; notes stand below."""
    found = book(record_of_rounds(TWO))
    assert {name: rows(found[name]) for name in found.sheetnames} == {
        "Record": [
            ["Record of past rounds, 2019 to 2024"],
            ["No.", "Agency", "2019", "2024", "Next"],
            ["1", "新局 (formerly 旧局)", "优秀", "良好", "2029"],
            ["2", "b局", "良好", "优秀 (preliminary)", "2029"],
            ["3", "d局", "良好", "良好", "2029"],
            ["4", "c局", "良好", "", "due"],
            ["Preliminary grades are computed and not decided."],
        ],
        "Due": [
            ["Due in 2024 (every 5 years)"],
            ["No.", "Agency", "Last evaluation", "Due since"],
            ["1", "c局", "2019", "2024"],
        ],
        "Last two evaluations": [
            ["Last two evaluations"],
            [
                *("No.", "Agency", "Before", "Grade before", "Latest", "Latest grade"),
                *("Grade moved", "Total before", "Latest total", "Total moved"),
            ],
            ["1", "新局", "2019", "优秀", "2024", "良好", "lower", 91.2, 90.1, -1.1],
            ["2", "b局", "2019", "良好", "2024", "优秀 (preliminary)", "higher", 80.05, 80.15, 0.1],
            ["3", "d局", "2019", "良好", "2024", "良好", "same", 70.1, 70.1, 0],
        ],
        "Rounds": [
            ["Rounds"],
            ["No.", "Round", "Column", "Date", "Status", "Agencies", "Scoring fingerprint", "Remark"],
            ["1", "2019年评议", "2019", "2019-12-31", "decided version", "4", "A1B2C3D4", ""],
            ["2", "2024年评议", "2024", "2024-12-31", "decided version", "3", "A1B2C3D4", "fictional"],
        ],
    }


def test_totals_keep_their_places_and_their_sign() -> None:
    """A total of 90.10 is not shown as 90.1, and what rose has a plus."""
    sheet = book(record_of_rounds(TWO))["Last two evaluations"]
    assert [[cell.number_format for cell in row[7:]] for row in sheet.iter_rows(min_row=3)] == [
        ["0.00", "0.00", "0.00"],
        ["0.00", "0.00", "+0.00;-0.00;0.00"],
        ["0.00", "0.00", "0.00"],
    ]


def test_whole_totals_and_totals_that_cannot_be_compared() -> None:
    """The former have no point, the latter are a dash."""
    both = [past("2020-12-31", evaluated("a", score="80"), evaluated("b", score="8"), scoring="0" * 64)]
    both += [past("2021-12-31", evaluated("a", score="81"), evaluated("c", score="7"))]
    both += [past("2022-12-31", evaluated("c", score="9"))]
    sheet = book(record_of_rounds(both))["Last two evaluations"]
    assert [[cell.value for cell in row[7:]] for row in sheet.iter_rows(min_row=3, max_row=4)] == [[7, 9, 2], ["—"] * 3]
    assert [cell.number_format for cell in sheet[3][7:]] == ["0", "0", "+0;-0;0"]


def test_sheets_without_a_row_are_left_out() -> None:
    """Nobody is due, nobody was evaluated twice."""
    assert book(record_of_rounds([past("2020-12-31", evaluated("a"))])).sheetnames == ["Record", "Rounds"]


def test_the_same_record_gives_the_same_bytes() -> None:
    """Whenever it is written."""
    assert written(record_of_rounds(TWO)) == written(record_of_rounds(TWO[::-1]))


def test_text_stays_text() -> None:
    """No name is a formula or a number, however it is written, and none breaks the file."""
    names = ("=1+1", "-5", "90.10", "\u202e局\x07", "名" * 300, "字" * 40_000)
    agencies = [evaluated(f"a{at}", names=(name,)) for at, name in enumerate(names)]
    sheet = book(record_of_rounds([past("2020-12-31", *agencies)]))["Record"]
    cells = [sheet.cell(row, 2) for row in range(3, 9)]
    assert [cell.data_type for cell in cells] == ["s"] * 6
    assert [str(cell.value) for cell in cells[:5]] == ["=1+1", "-5", "90.10", "局", "名" * 300]
    assert len(str(cells[5].value)) == 32_767
    # 600 columns of a digit's width in a cell of 34: twenty lines of 17 points; whole pixels in newer XlsxWriter.
    heights = [sheet.row_dimensions[row].height for row in (3, 7, 8)]
    assert heights == pytest.approx([20, 343, 400], abs=0.75)


@pytest.mark.parametrize(
    ("fictional", "header"),
    [
        ([], None),
        ([0], "Fictional: 1990"),
        (range(40), "All rounds are fictional."),
        (range(30), f"Fictional: {', '.join(str(1990 + at) for at in range(30))}"[:109] + "…"),
    ],
)
def test_what_is_made_up_stands_on_every_page(fictional: list[int], header: str | None) -> None:
    """As long as a header may be."""
    rounds = [past(f"{1990 + at}-12-31", evaluated("a"), fictional=at in fictional) for at in range(40)]
    found = book(record_of_rounds(rounds))
    headers = {found[name].oddHeader.center.text for name in found.sheetnames}  # type: ignore[union-attr] # each has one
    assert headers == {header}


def test_few_rounds_fit_on_the_width_of_a_page() -> None:
    """A4 across, the headings repeated, as many pages down as it takes."""
    sheet = book(many(12))["Record"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (0, True)  # type: ignore[union-attr] # it is set
    assert (sheet.print_title_rows, sheet.print_title_cols, sheet.freeze_panes) == ("$2:$2", None, "C3")


def test_many_rounds_go_over_several_pages() -> None:
    """As many on each, with the names beside them, and none so small that nobody reads it."""
    sheet = book(many(30))["Record"]
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$2:$2", "$A:$B")
    assert [at.id for at in sheet.col_breaks.brk] == [13, 24]
    assert (sheet.page_setup.scale, [str(found) for found in sheet.merged_cells.ranges]) == (76, ["A1:M1"])
