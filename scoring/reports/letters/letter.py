"""反馈意见书: the letter to one agency, from the built-in template or the office's own."""

from __future__ import annotations

from typing import BinaryIO

from scoring.reports.documents.packing import pack
from scoring.reports.findings import Findings
from scoring.reports.letters.standard import standard_letter
from scoring.reports.letters.template import check_template, fill_template
from scoring.reports.letters.values import letter_values

_BUILT_IN = "letter.docx"


def check_letter_template(data: bytes, file: str) -> None:
    """Raise Problems with everything wrong with an office's own template: hostile, unknown names, torn markup."""
    check_template(data, file)


def write_letter(
    findings: Findings, agency: str, stream: BinaryIO, template: bytes | None = None, file: str = _BUILT_IN
) -> None:
    """Write the letter to an agency as a .docx; the same arguments give the same bytes.

    `file` is what messages call the `template`. Raises Problems for an agency that is not in the round or has
    withdrawn, and for a template that is not sound.
    """
    values = letter_values(findings, agency)
    data = standard_letter(findings.translate) if template is None else template
    document = fill_template(data, file, values, findings.results.round.organizer)
    stream.write(pack(document))
