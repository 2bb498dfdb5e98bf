"""What raters wrote, on an agency's own sheet."""

from __future__ import annotations

from dataclasses import replace

from scoring.engine.results import Results
from tests.scoring.reports.workbook.agency_pages import below, page
from tests.scoring.reports.workbook.extended_rounds import (
    markings,
)
from tests.scoring.reports.workbook.rounds import (
    trimmed,
)


def with_remarks(found: Results, remarks: dict[tuple[str, str, str], str]) -> Results:
    """Return results whose marks carry remarks, by agency, rater and criterion."""
    marks = {key: replace(held, remark=remarks.get(key, "")) for key, held in found.collected.marks.items()}
    return replace(found, collected=replace(found.collected, marks=marks))


def test_remarks_stand_below_as_text() -> None:
    """Seat by seat: never a formula, nothing invisible, and a long one goes on in rows that are high enough."""
    remarks = {
        ("甲", "panel-2", "b"): "=1+1",
        ("甲", "panel-1", "b"): "\u202e清单\u200b齐全\r\n但未公示\x07 ",
        ("甲", "panel-1", "a"): "长" * 2000,
        ("甲", "panel-3", "a"): " \u200b ",
    }
    made = page(with_remarks(trimmed(), remarks), "甲", values=False)
    *long, short, formula = below(made, "Raters' remarks")
    assert short == ["panel组1", "乙项", "清单齐全\n但未公示"]
    assert formula == ["panel组2", "乙项", "=1+1"]
    assert [row[:2] for row in long] == [["panel组1", "甲项"], *[[None, None]] * (len(long) - 1)]
    assert "".join(str(row[2]) for row in long) == "长" * 2000
    cells = {str(cell.value): cell for row in made.iter_rows() for cell in row if cell.value is not None}
    assert cells["=1+1"].data_type == "s"
    heights = [made.row_dimensions[cells[str(row[2])].row].height or 0 for row in long]
    widths = [made.column_dimensions[letter].width for letter in "CDEFGHIJKL"]
    needed = [len(str(row[2])) * 2 / sum(widths) * 14 for row in long]
    assert [height >= least for height, least in zip(heights, needed, strict=True)] == [True] * len(long)
    assert max(heights) <= 409


def test_what_a_rater_wrote_alike_is_told_once() -> None:
    """The reason of a recusal stands beside every criterion on the rater's sheet; many are named by their numbers."""
    remarks = {("甲", "panel-1", leaf): "担任法律顾问" for leaf in "ab"} | {("甲", "panel-2", "b"): "担任法律顾问"}
    assert below(page(with_remarks(trimmed(), remarks), "甲"), "Raters' remarks") == [
        ["panel组1", "甲项, 乙项", "担任法律顾问"],
        ["panel组2", "乙项", "担任法律顾问"],
    ]
    every = {("甲", "panel-1", leaf): "担任法律顾问" for leaf in "abcdev"}
    assert below(page(with_remarks(markings(), every), "甲"), "Raters' remarks") == [
        ["panel组1", "1.1, 1.2, 1.3, 1.4, 1.5, 1.6", "担任法律顾问"]
    ]


def test_an_agency_without_remarks_has_no_heading_for_them() -> None:
    """Remarks on another agency stand on its sheet only."""
    found = with_remarks(trimmed(), {("甲", "panel-2", "b"): "只说甲"})
    words = [str(cell.value) for row in page(found, "乙").iter_rows() for cell in row]
    assert [word for word in words if word in {"Raters' remarks", "只说甲"}] == []


def test_signs_and_counts_stand_as_they_were_written() -> None:
    """Above they are points; a veto's answer is a word there already."""
    assert below(page(markings(), "甲"), "As the raters wrote it (above: in points)") == [
        ["1.1", "清单", None, None, "√√", "√×", "√√"],
        ["1.2", "活动", None, None, "3", "4", "2"],
        ["1.3", "扣分项", None, None, "0", "1", "2"],
        ["1.4", "创新加分", None, None, "1", "2", "0"],
        ["1.5", "通报扣分", None, None, "0", "1", "0"],
    ]
