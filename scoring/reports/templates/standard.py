"""A template to begin with: red heading, table, signature lines. An office changes it as it likes."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties

from rubrics import Message, Translate, say
from scoring.reports.templates import headers
from scoring.reports.templates.packing import packed

_TITLE_FONT, _HEAD_FONT, _BODY_FONT, _NOTE_FONT = "方正小标宋简体", "黑体", "仿宋", "楷体"
_RED = "FFC00000"
_COLUMNS: tuple[tuple[Message, str, float], ...] = (
    (say("rank"), "{{agency.rank}}", 8),
    (say("agency evaluated"), "{{agency.name}}", 40),
    (say("total score"), "{{agency.total}}", 12),
    (say("grade"), "{{agency.grade}}", 12),
    (say("remark"), "{{agency.remark}}", 34),
)
_RIGHT = len(_COLUMNS)
# Remarks run to two lines, and the height of a row stays what it is.
_SIZES = {"{{agency.remark}}": 10}
_HEAD, _LINE, _MEAN, _SIGNED, _FOOT = 5, 6, 7, 9, 10
_THIN = Side(style="thin", color="FF000000")
_SIGNATURES = (say("counted by"), say("checked by"), say("approved by"))
_BLANK = "＿＿＿＿＿＿"


def standard_workbook(translate: Translate = str) -> bytes:
    """Return a template as .xlsx with words in the language of `translate`: it can be filled as it is."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has one sheet
    sheet.title = say("Results").render(translate)

    def put(row: int, column: int, text: str, font: Font, across: str = "center") -> None:
        cell = sheet.cell(row, column, text)
        cell.font = font
        cell.alignment = Alignment(horizontal=across, vertical="center", wrap_text=True)

    def line(row: int, text: str, font: Font, height: float, across: str = "center") -> None:
        put(row, 1, text, font, across)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=_RIGHT)
        sheet.row_dimensions[row].height = height

    line(1, "{{round.organizer}}", Font(name=_TITLE_FONT, size=26, color=_RED), 48)
    for column in range(1, _RIGHT + 1):
        sheet.cell(1, column).border = Border(bottom=Side(style="thick", color=_RED))
    line(2, "{{round.title}}", Font(name=_TITLE_FONT, size=20), 60)
    line(3, "{{status}}", Font(name=_HEAD_FONT, size=14, bold=True), 24)
    about = say("Date: {date}", date="{{round.date}}").render(translate)
    line(4, f"{about}    {{{{statement}}}}", Font(name=_NOTE_FONT, size=11), 36)
    for column, (title, placeholder, width) in enumerate(_COLUMNS, start=1):
        put(_HEAD, column, title.render(translate), Font(name=_HEAD_FONT, size=12, bold=True))
        put(_LINE, column, placeholder, Font(name=_BODY_FONT, size=_SIZES.get(placeholder, 12)))
        sheet.column_dimensions["ABCDE"[column - 1]].width = width
    put(_MEAN, 2, say("mean").render(translate), Font(name=_HEAD_FONT, size=12))
    put(_MEAN, 3, f'=IFERROR(AVERAGE(C{_LINE}),"—")', Font(name=_BODY_FONT, size=12))
    sheet.cell(_MEAN, 3).number_format = "0.00"
    for row in (_HEAD, _LINE, _MEAN):
        sheet.row_dimensions[row].height = 32
        for column in range(1, _RIGHT + 1):
            sheet.cell(row, column).border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
    for column in range(1, _RIGHT + 1):
        sheet.cell(_HEAD, column).fill = PatternFill("solid", fgColor="FFD9D9D9")
    signatures = "    ".join(f"{title.render(translate)}：{_BLANK}" for title in _SIGNATURES)
    line(_SIGNED, signatures, Font(name=_BODY_FONT, size=12), 36, "left")
    prints = say(
        "Fingerprints: scoring {scoring}, text {text}", scoring="{{fingerprint.scoring}}", text="{{fingerprint.text}}"
    )
    line(_FOOT, prints.render(translate), Font(name=_NOTE_FONT, size=10), 20, "left")
    sheet.freeze_panes = f"A{_LINE}"
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    sheet.print_area = f"A1:E{_FOOT}"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    headers.put(sheet.HeaderFooter, {"oddFooter": "&C&P / &N"})
    return packed(book)
