"""The bytes of a document depend on nothing but the document."""

from __future__ import annotations

import io

import docx
import pytest

from scoring.reports.documents import Paper
from scoring.reports.documents.packing import pack, set_properties
from tests.scoring.reports.documents.packages import a_paper


def test_the_same_paper_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also years later, and in another time zone."""
    before = a_paper("正文")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert a_paper("正文") == before


def test_only_title_and_author_are_properties() -> None:
    """Whatever a document said of its makers before; invisible characters and more than 255 are left out."""
    document = docx.Document()
    held = document.core_properties
    held.last_modified_by, held.comments, held.keywords = "某人", "由某机器生成", "甲"
    set_properties(document, "标\u202e题\n" + "长" * 300, "办公室\x07")
    document = docx.Document(io.BytesIO(pack(document)))
    held = document.core_properties
    assert (held.title, held.author) == ("标题 " + "长" * 252, "办公室")
    said = (held.last_modified_by, held.comments, held.keywords, held.subject, held.category, held.identifier)
    assert (*said, held.version, held.language, held.content_status) == ("",) * 9
    assert held.created == held.modified
    assert str(held.created)[:19] == "2000-01-01 00:00:00"


def test_a_paper_has_its_properties() -> None:
    """Title and organizer."""
    held = docx.Document(io.BytesIO(Paper("等次公布", "示例市普法办").packed())).core_properties
    assert (held.title, held.author, held.revision) == ("等次公布", "示例市普法办", 1)
