"""What people wrote stays text in every workbook there is."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO

import pytest
from openpyxl import load_workbook

from scoring.reports.findings import Findings
from scoring.reports.history.record import record_of_rounds
from scoring.reports.history.workbook import write_history_workbook
from scoring.reports.large.workbook import write_large
from scoring.reports.public.listing import public_list
from scoring.reports.public.workbook import write_public_workbook
from scoring.reports.workbook.editions import write_detail, write_for_approval
from scoring.reports.workbook.seat_key import write_key
from submissions.text_cells import LONGEST_TEXT, TextWorkbook, in_header
from tests.scoring.reports.history.past_rounds import evaluated, past
from tests.scoring.reports.workbook.editions import findings_of, texts
from tests.scoring.reports.workbook.rounds import BY_TOTAL, GRADES, HEAD, MEAN, TWO_PLACES, results_of

MARKUP = "<r><t>x</t></r>"
TITLE = "R&G &[Picture]&P"
PARTS = f"parts: [{{id: p, title: {MARKUP}, by: panel, pool: {MEAN}, points: 20}}]\n"
RUBRIC = f"{HEAD}{TWO_PLACES}{BY_TOTAL}{GRADES}{PARTS}"


def hostile() -> Findings:
    """Return a round in which an agency, a rater, a group and a part are called like markup."""
    found = results_of(
        RUBRIC,
        {"甲": {"p": "9 8"}, "乙": {"p": "7 8"}},
        ids={"panel": ["r1", "r2"]},
        title=TITLE,
        agencies=[{"id": "甲", "name": MARKUP}, {"id": "乙", "name": "乙局"}],
        groups=[
            {"id": "panel", "title": MARKUP, "members": [{"id": "r1", "name": MARKUP}, {"id": "r2", "name": "二"}]}
        ],
    )
    return findings_of(found)


def listed(findings: Findings, stream: BinaryIO) -> None:
    """Write the public list."""
    write_public_workbook(public_list(findings, for_approval=True), stream)


def remembered(_: Findings, stream: BinaryIO) -> None:
    """Write a record of past rounds."""
    record = record_of_rounds([past("2024-12-31", evaluated("a", names=(MARKUP,)))])
    write_history_workbook(record, stream, str)


WRITERS: dict[str, Callable[[Findings, BinaryIO], None]] = {
    "for approval": write_for_approval,
    "details": lambda findings, stream: write_detail(findings, stream, names=True, internal=True),
    "key of seats": write_key,
    "large": write_large,
    "large details": lambda findings, stream: write_large(findings, stream, detail=True, names=True),
    "public list": listed,
    "record": remembered,
}


def written(name: str) -> BytesIO:
    """Return what a writer writes of the hostile round."""
    stream = BytesIO()
    WRITERS[name](hostile(), stream)
    return stream


@pytest.mark.parametrize("name", WRITERS)
def test_a_name_like_markup_stays_a_name(name: str) -> None:
    """XlsxWriter's own sign for rich text, written by a person, is read back as it was written."""
    held = texts(written(name).getvalue())
    assert ("x" in held, sorted({MARKUP} & set(held))) == (False, [MARKUP])


@pytest.mark.parametrize("name", ["for approval", "details", "key of seats", "large"])
def test_a_title_is_no_command_of_the_page(name: str) -> None:
    """What begins with & in a title stands in the footer as it was written."""
    book = load_workbook(written(name))
    footers = [sheet.oddFooter for sheet in book]
    assert {footer and footer.left.text for footer in footers} == {"R&&G &&[Picture]&&P"}


def test_words_in_a_header_have_an_end() -> None:
    """Commands become text, and what cannot be seen is left out."""
    assert in_header("a&b\u202e") == "a&&b"
    assert in_header("&" * 9, 4) == "&&&&&&…"


def test_a_text_too_long_for_a_cell_is_cut() -> None:
    """Excel counts units of UTF-16; half a letter is none."""
    stream = BytesIO()
    with TextWorkbook(stream, in_memory=True) as book:
        sheet = book.add_worksheet("a")
        for row, text in enumerate(("长" * LONGEST_TEXT, "长" * (LONGEST_TEXT + 1), "𠀀" * LONGEST_TEXT)):
            sheet.write_string(row, 0, text)
    held = [cell.value for (cell,) in load_workbook(stream)["a"].iter_rows()]
    assert held == ["长" * LONGEST_TEXT, "长" * (LONGEST_TEXT - 1) + "…", "𠀀" * ((LONGEST_TEXT - 1) // 2) + "…"]
