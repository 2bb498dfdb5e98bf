"""The public list as a workbook: one plain sheet."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from scoring.reports.public.listing import GradeBlock, PublicList, public_list
from scoring.reports.public.workbook import write_public_workbook
from tests.scoring.reports.public.published import as_computed, findings_of, published


def written(listed: PublicList) -> BytesIO:
    """Return the workbook."""
    stream = BytesIO()
    write_public_workbook(listed, stream)
    return stream


def page(listed: PublicList) -> Worksheet:
    """Return its only sheet."""
    book = load_workbook(written(listed))
    assert (len(book.sheetnames), book.worksheets[0].sheet_state) == (1, "visible")
    return book.worksheets[0]


def texts(listed: PublicList) -> list[list[object]]:
    """Return the rows of its only sheet."""
    return [[cell.value for cell in row] for row in page(listed).iter_rows()]


def above(sheet: Worksheet) -> str:
    """Return what stands above every page."""
    assert sheet.oddHeader is not None
    return str(sheet.oddHeader.center.text)


def listed_of(names: list[str], *, draft: bool = False, **settings: Any) -> PublicList:  # noqa: ANN401 - fields of a round
    """Return the list of a round whose agencies all get the same grade."""
    marks = {f"id{at}": {"a": "9 9 9", "b": "8 8 8"} for at in range(len(names))}
    agencies = [{"id": f"id{at}", "name": name} for at, name in enumerate(names)]
    found = published(marks, agencies=agencies, **settings)
    return public_list(findings_of(found, None if draft else as_computed(found)), for_approval=draft)


def test_the_page() -> None:
    """Title, who decided, status and statement, then grades and agencies without any number."""
    found = published()
    assert texts(public_list(findings_of(found, as_computed(found)))) == [
        ["示例市评议等次名单", None],
        ["审定稿", None],
        ["主办单位：示例市普法办", None],
        ["审定机构：示例市普法工作领导小组", None],
        ["审定日期：2026-10-30", None],
        ["会议纪要：示普纪〔2026〕3号", None],
        ["虚构示例。", None],
        ["等次", "被评议单位"],
        ["优秀", "示例市司法局"],
        [None, "示例市公路局"],
        ["良好", "示例市林业局"],
        ["合格", "示例市水利局"],
    ]


def test_a_draft_says_so_right_below_the_title() -> None:
    """In the largest letters of the page, and above each page."""
    sheet = page(listed_of(["甲局"], draft=True, fictional=False))
    sizes = [cell.font.sz for row in sheet.iter_rows() for cell in row if cell.value]
    assert (sheet["A2"].value, sheet["A2"].font.sz, sheet["A2"].font.b) == ("送审稿", max(sizes), True)
    assert above(sheet) == "送审稿"


def test_it_is_an_upright_a4_page() -> None:
    """One page wide, its heading on each, and the statement above."""
    sheet = page(listed_of(["甲局"]))
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert sheet.sheet_properties.pageSetUpPr == PageSetupProperties(fitToPage=True)
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$8:$8"
    assert above(sheet) == "审定稿 虚构示例。"


def test_a_long_statement_is_cut_above_the_page_only() -> None:
    """Excel takes 255 characters there; the page itself has all of it."""
    listed = listed_of(["甲局"])
    long = replace(listed, statement="示&" * 100)
    sheet = page(long)
    assert len(above(sheet)) < 250
    assert "示&" * 100 in [row[0] for row in texts(long)]


def test_nothing_but_what_is_seen() -> None:
    """No formula, no defined name but the printed heading, no author, nothing hidden."""
    with zipfile.ZipFile(written(listed_of(["甲局", "乙局"]))) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    everything = "".join(members.values())
    assert (re.findall(r"<f[ >]", everything), "hidden" in everything) == ([], False)
    assert re.findall(r"<definedName [^>]*>", everything) == [
        '<definedName name="_xlnm.Print_Titles" localSheetId="0">'
    ]
    core = members["docProps/core.xml"]
    assert re.findall(r"<(dc:creator|cp:lastModifiedBy|dc:description|cp:keywords)>([^<]*)", core) == [
        ("dc:creator", ""),
        ("cp:lastModifiedBy", ""),
    ]
    assert sorted(members) == [
        "[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml", "xl/_rels/workbook.xml.rels",
        "xl/sharedStrings.xml", "xl/styles.xml", "xl/theme/theme1.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["=1+1", "@a", "https://example.org/", "示例市" * 100, "12"])
def test_names_stay_text(name: str) -> None:
    """A formula, an address, a number, a very long name."""
    cell = page(listed_of([name]))["B9"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (name, "s", None)


def test_a_name_beyond_what_excel_holds_is_cut_and_not_lost() -> None:
    """A cell holds 32,767 characters."""
    listed = listed_of(["甲局"])
    cell = page(replace(listed, blocks=(GradeBlock("优秀", "优秀", ("长" * 40_000,)),)))["B9"]
    assert cell.value == "长" * 32_766 + "…"


def test_a_long_list_names_the_grade_on_every_page() -> None:
    """The cell of a grade spans twenty rows at most."""
    rows = texts(listed_of([f"单位{at}" for at in range(45)]))
    assert [at for at, row in enumerate(rows) if row[0] == "优秀"] == [8, 28, 48]
    assert [row[1] for row in rows[8:]] == [f"单位{at}" for at in range(45)]
