"""What an agency answered: its submission, held against the rubric; and tables that strangers filled in."""

from submissions.answers import check_answers
from submissions.check import check_submission
from submissions.content import Content, content_type, examine
from submissions.delimited import read_csv
from submissions.document import read_submission, write_submission
from submissions.encoding import decode
from submissions.form import answer_form, form_text
from submissions.kinds import KINDS, KindRule, kind_rule
from submissions.length import characters, report_length
from submissions.lifecycle import accepted_facts, move
from submissions.model import Evidence, OnSite, Report, Status, Submission
from submissions.paths import inside
from submissions.spreadsheet import read_workbook
from submissions.stored import StoredFile, stored_file
from submissions.table import Row, Table
from submissions.template import inspect_template

__all__ = [
    "KINDS",
    "Content",
    "Evidence",
    "KindRule",
    "OnSite",
    "Report",
    "Row",
    "Status",
    "StoredFile",
    "Submission",
    "Table",
    "accepted_facts",
    "answer_form",
    "characters",
    "check_answers",
    "check_submission",
    "content_type",
    "decode",
    "examine",
    "form_text",
    "inside",
    "inspect_template",
    "kind_rule",
    "move",
    "read_csv",
    "read_submission",
    "read_workbook",
    "report_length",
    "stored_file",
    "write_submission",
]
