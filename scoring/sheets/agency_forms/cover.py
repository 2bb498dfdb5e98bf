"""The first page of an agency's form: whose it is, how to fill it in, what may not be handed in, and the report."""

from __future__ import annotations

from rubrics import Message, say
from scoring.sheets.agency_forms.heights import height
from scoring.sheets.paper import FormBook, Sheet
from submissions import LABEL
from submissions.workbook import AGENCY, COVER, NAME, PHONE, REPORT, TEXT, Blank, page_of

_WIDTHS = (28, 62)
SECRETS = say("Nothing that is a state secret or a work secret may be handed in")
_RULES = (
    say("Fill in the coloured cells only; all others are locked. Do not delete rows, columns or sheets."),
    say(
        "Put this workbook and all files that it names into one folder, or into one .zip, and hand that in. Write "
        "each file's name as it is, with its ending."
    ),
    say(
        "Films and other large files: hand them in as a link or on a disc, and write down the SHA-256 of the file "
        "(in Windows: certutil -hashfile FILE SHA256)."
    ),
    say("What cannot leave your office is “on site”: write its title, its number and who keeps it."),
)


def write_cover(book: FormBook, blank: Blank, title: str) -> None:
    """Write the cover."""
    sheet = book.page(title, page_of(COVER, blank.agency), _WIDTHS, landscape=False)
    sheet.write_string(0, 1, LABEL, book.style("id"))
    sheet.write_string(0, 2, TEXT, book.style("id"))
    row = _top(book, sheet, blank)
    for n, rule in enumerate(_RULES, start=1):
        text = book.say("{n}. {rule}", n=n, rule=rule)
        sheet.set_row(row, height((text, sum(_WIDTHS))))
        book.merged(sheet, row, 1, row, 2, text, book.style("rule"))
        row += 1
    sheet.set_row(row, 40)
    book.merged(sheet, row, 1, row, 2, book.words(SECRETS), book.style("head", font_size=14))
    row += 2
    for row_id, label, given in _fields(blank):
        _field(book, sheet, row, row_id, book.words(label), given)
        row += 1
    row += 1
    for label in (say("Signature of the head of the agency:"), say("Seal and date:")):
        sheet.set_row(row, 40)
        book.merged(sheet, row, 1, row, 2, book.words(label), book.style("sign"))
        row += 1


def _top(book: FormBook, sheet: Sheet, blank: Blank) -> int:
    sheet.set_row(1, height((blank.title, 36), size=20))
    book.merged(sheet, 1, 1, 1, 2, blank.title, book.style("title"))
    sheet.set_row(2, 30)
    book.merged(sheet, 2, 1, 2, 2, book.say("Form of the agency evaluated"), book.style("title", font_size=16))
    told = [book.say("Organizer: {name}", name=blank.organizer)]
    told += [book.say("Period: {period}", period=blank.period)] if blank.period else []
    told += [blank.statement] if blank.statement else []
    for row, line in enumerate(told, start=3):
        sheet.set_row(row, height((line, sum(_WIDTHS))))
        book.merged(sheet, row, 1, row, 2, line, book.style("whose", text_wrap=True))
    return 4 + len(told)


def _fields(blank: Blank) -> tuple[tuple[str, Message, str | None], ...]:
    most = blank.rubric.report.max_chars
    report = say("Report: name of the file (.docx, .pdf or .txt)")
    if most is not None:
        report = say("Report: name of the file (.docx, .pdf or .txt; at most {n} words)", n=most)
    return (
        (AGENCY, say("Agency"), blank.name),
        (REPORT, report, None),
        (NAME, say("Filled in by"), None),
        (PHONE, say("Telephone"), None),
    )


def _field(  # noqa: PLR0913, PLR0917 - a field is a place, an id, a label and what stands there
    book: FormBook, sheet: Sheet, row: int, row_id: str, label: str, text: str | None
) -> None:
    sheet.write_string(row, 0, row_id, book.style("id"))
    sheet.set_row(row, max(32, height((label, _WIDTHS[0]), (text or "", _WIDTHS[1]))))
    sheet.write_string(row, 1, label, book.style("box_head"))
    if text is None:
        sheet.write_blank(row, 2, None, book.style("box", valign="vcenter"))
    else:
        sheet.write_string(row, 2, text, book.style("rater"))
