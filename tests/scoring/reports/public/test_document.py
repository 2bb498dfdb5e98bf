"""The public list as a paper."""

from __future__ import annotations

from io import BytesIO

import docx

from scoring.reports.public.document import write_public_document
from scoring.reports.public.listing import PublicList, public_list
from tests.scoring.reports.public.published import as_computed, findings_of, published


def paragraphs(listed: PublicList) -> list[tuple[str | None, str]]:
    """Return the kind and the text of every paragraph."""
    stream = BytesIO()
    write_public_document(listed, stream)
    made = docx.Document(stream)
    assert made.tables == []
    return [(paragraph.style.name if paragraph.style else None, paragraph.text) for paragraph in made.paragraphs]


def test_a_decided_list() -> None:
    """Title, status, who decided, then a heading and a paragraph for each grade."""
    found = published()
    assert paragraphs(public_list(findings_of(found, as_computed(found)))) == [
        ("PaperTitle", "示例市评议等次名单"),
        ("PaperStatus", "审定稿"),
        ("PaperAbout", "主办单位：示例市普法办"),
        ("PaperAbout", "审定机构：示例市普法工作领导小组"),
        ("PaperAbout", "审定日期：2026-10-30"),
        ("PaperAbout", "会议纪要：示普纪〔2026〕3号"),
        ("PaperAbout", "虚构示例。"),
        ("PaperHeading", "优秀（2个）"),
        ("PaperText", "示例市司法局、示例市公路局"),
        ("PaperHeading", "良好（1个）"),
        ("PaperText", "示例市林业局"),
        ("PaperHeading", "合格（1个）"),
        ("PaperText", "示例市水利局"),
    ]


def test_a_draft_says_so_prominently() -> None:
    """In the largest letters there are, right below the title."""
    listed = public_list(findings_of(published(fictional=False), None), for_approval=True)
    assert paragraphs(listed)[:3] == [
        ("PaperTitle", "示例市评议等次名单"),
        ("PaperDraft", "送审稿"),
        ("PaperAbout", "主办单位：示例市普法办"),
    ]
