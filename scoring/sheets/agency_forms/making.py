"""The blank workbook of one agency: cover, self-assessment, facts, evidence, and the seal."""

from __future__ import annotations

from typing import BinaryIO

from rubrics import Translate, say
from scoring.sheets.agency_forms.answers import write_facts, write_self
from scoring.sheets.agency_forms.cover import write_cover
from scoring.sheets.agency_forms.evidence import write_evidence
from scoring.sheets.paper import FormBook
from submissions import SEAL_SHEET
from submissions.workbook import COVER, EVIDENCE, FACTS, SELF, Blank

_TITLES = {
    COVER: say("Cover and report"),
    SELF: say("Own assessment"),
    FACTS: say("Facts"),
    EVIDENCE: say("Evidence"),
}


def write_form(blank: Blank, stream: BinaryIO, key: bytes, translate: Translate) -> str:
    """Write the form of an agency to a stream, sealed with the round's key, and return its 校验码.

    A page that would ask for nothing is left out. The same form gives the same bytes.
    """
    pages = {
        COVER: True,
        SELF: bool(blank.assessed),
        FACTS: bool(blank.rubric.facts),
        EVIDENCE: bool(blank.evidence),
    }
    titles = {page: _TITLES[page].render(translate) for page, wanted in pages.items() if wanted}
    seal = blank.seal(titles)
    code = seal.code(key)
    below = say("{name} · fingerprint {code} · issue {number}", name=blank.name, code=code, number=blank.number).render(
        translate
    )
    title = say("{title}: form of {name}", title=blank.title, name=blank.name).render(translate)
    book = FormBook(stream, translate, title=title, above=blank.statement, below=below)
    write_cover(book, blank, titles[COVER])
    if SELF in titles:
        write_self(book, blank, titles[SELF])
    if FACTS in titles:
        write_facts(book, blank, titles[FACTS])
    if EVIDENCE in titles:
        write_evidence(book, blank, titles[EVIDENCE])
    book.hidden(SEAL_SHEET, seal.cells(key))
    book.close()
    return code
