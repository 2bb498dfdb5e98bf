"""What an agency answered: its submission, held against the rubric; and tables that strangers filled in."""

from submissions.answers import check_answers
from submissions.check import check_submission
from submissions.content import Content, content_type, examine
from submissions.delimited import read_csv
from submissions.document import read_submission, write_submission
from submissions.encoding import decode
from submissions.form import answer_form, form_text
from submissions.form_pages import LABEL, PAGE, FormPage, pages_of
from submissions.kinds import KINDS, KindRule, kind_rule
from submissions.length import word_count
from submissions.lifecycle import accepted_facts, move
from submissions.model import Contact, Disc, Evidence, OnSite, Receipt, Report, Status, Submission
from submissions.paths import inside
from submissions.pdf_text import pdf_text
from submissions.report import scanned
from submissions.report_text import report_text
from submissions.seal import SEAL_SHEET, Seal, read_seal
from submissions.spreadsheet import read_workbook, read_worksheets
from submissions.stored import StoredFile, TextOf, stored_file
from submissions.table import Row, Table, clean
from submissions.template import inspect_template
from submissions.worksheets import Worksheet

__all__ = [
    "KINDS",
    "LABEL",
    "PAGE",
    "SEAL_SHEET",
    "Contact",
    "Content",
    "Disc",
    "Evidence",
    "FormPage",
    "KindRule",
    "OnSite",
    "Receipt",
    "Report",
    "Row",
    "Seal",
    "Status",
    "StoredFile",
    "Submission",
    "Table",
    "TextOf",
    "Worksheet",
    "accepted_facts",
    "answer_form",
    "check_answers",
    "check_submission",
    "clean",
    "content_type",
    "decode",
    "examine",
    "form_text",
    "inside",
    "inspect_template",
    "kind_rule",
    "move",
    "pages_of",
    "pdf_text",
    "read_csv",
    "read_seal",
    "read_submission",
    "read_workbook",
    "read_worksheets",
    "report_text",
    "scanned",
    "stored_file",
    "word_count",
    "write_submission",
]
