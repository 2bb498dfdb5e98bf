"""Every alteration of a document is found, and nothing else is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest

from rubrics import Message
from scoring.reports.verify.papers import document_differences, read_document
from tests.scoring.reports.verify.made import files, told

NAME = "公布稿.docx"
Change = Callable[[str], str]
TRACKED = (
    '<w:del w:id="1" w:author="x"><w:r><w:delText>示例市林业局</w:delText></w:r></w:del>'
    '<w:ins w:id="2" w:author="x"><w:r><w:t>示例市某局</w:t></w:r></w:ins>'
)
BOX = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>'
    "<w:drawing><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>"
    "<mc:Fallback><w:p><w:r><w:t>二次</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r>"
)


def changed(data: bytes, change: Change, part: str = "word/document.xml") -> bytes:
    """Return a document with something changed in one part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(stream, "w") as made:
        for name in archive.namelist():
            content = archive.read(name)
            made.writestr(name, change(content.decode()).encode() if name == part else content)
    return stream.getvalue()


def run(text: str, instead: str) -> Change:
    """Return the change of the run that holds a text into other markup."""
    return lambda xml: xml.replace(f"<w:r><w:t>{text}</w:t></w:r>", instead)


PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
ALTERATIONS: dict[str, tuple[Change, list[tuple[str, str, str]]]] = {
    "a name": (
        lambda xml: xml.replace("示例市林业局", "示例市某局"),
        [("8", "示例市林业局", "示例市某局")],
    ),
    "two names swapped": (
        lambda xml: xml.replace("示例市司法局、示例市公路局", "示例市公路局、示例市司法局"),
        [("6", "示例市司法局、示例市公路局", "示例市公路局、示例市司法局")],
    ),
    "the status": (lambda xml: xml.replace("送审稿", "审定稿"), [("2", "送审稿", "审定稿")]),
    "a tracked change": (run("示例市林业局", TRACKED), [("8", "示例市林业局", "示例市某局")]),
    "hidden text": (
        run("示例市林业局", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>示例市林业局</w:t></w:r>"),
        [("8", "示例市林业局", "nothing")],
    ),
    "an added paragraph": (
        lambda xml: xml.replace("<w:sectPr>", f"{PARAGRAPH.format('另：示例市某局')}<w:sectPr>"),
        [("11", "nothing", "另：示例市某局")],
    ),
    "a paragraph taken out": (
        lambda xml: xml.replace("<w:t>示例市林业局</w:t>", "<w:t></w:t>"),
        [("8", "示例市林业局", "nothing")],
    ),
    "a box with figures": (
        run("示例市林业局", "<w:r><w:t>示例市林业局</w:t></w:r>" + BOX.format("99分")),
        [("", "nothing", "a text box: 99分")],
    ),
}


@pytest.mark.parametrize(("change", "expected"), ALTERATIONS.values(), ids=ALTERATIONS)
def test_an_alteration_is_found_and_nothing_else(change: Change, expected: list[tuple[str, str, str]]) -> None:
    """The paragraph, what should stand there and what does."""
    data = changed(files()[NAME], change)
    assert data != files()[NAME]
    assert [(place, *words) for _, place, *words in told(NAME, data)] == expected


@pytest.mark.parametrize(
    "change",
    [
        run("示例市林业局", '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>示例市林业局</w:t></w:r>'),
        run("示例市林业局", "<w:r><w:rPr><w:b/></w:rPr><w:t>示例市</w:t></w:r><w:r><w:t>林业局</w:t></w:r>"),
        run("示例市林业局", "<w:r><w:t>示例市林业局</w:t></w:r><w:r><w:drawing/></w:r>"),
        run("示例市林业局", "<w:r><w:t>示例市林业局</w:t></w:r>" + BOX.format("同意")),
        lambda xml: xml.replace("<w:sectPr>", "<w:p/><w:p><w:r><w:t> </w:t></w:r></w:p><w:sectPr>"),
    ],
    ids=["not hidden", "runs", "picture", "box", "empty"],
)
def test_what_may_be_done_to_a_paper(change: Change) -> None:
    """Other runs and fonts, pictures of seals, words in a box, empty paragraphs."""
    data = changed(files()[NAME], change)
    assert data != files()[NAME]
    assert told(NAME, data) == []


def document(*paragraphs: str, table: tuple[tuple[str, ...], ...] = (), header: str = "") -> bytes:
    """Return a document with these paragraphs, then a table, and a header."""
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    if table:
        held = made.add_table(len(table), len(table[0]))
        for row, texts in zip(held.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    made.sections[0].header.paragraphs[0].text = header
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def compared(expected: bytes, found: bytes) -> list[tuple[int | None, str, str, str]]:
    """Return line, cell and both texts of every difference."""
    told = document_differences("a.docx", read_document(expected), read_document(found))
    return [(item.place.line, item.place.cell, _shown(item.expected), _shown(item.found)) for item in told]


def _shown(words: Message | str) -> str:
    return words if isinstance(words, str) else words.render()


def test_tables_are_told_by_their_cells() -> None:
    """A figure within a table, nested in whatever."""
    before, after = (document("得分", table=(("机制", "9.00"), ("实效", figure))) for figure in ("8.50", "8.90"))
    assert compared(before, after) == [(5, "B2", "8.50", "8.90")]


def test_a_row_struck_out_counts_as_taken_out() -> None:
    """Tracked changes are read as made."""
    data = document(table=(("机制", "9.00"), ("实效", "8.50")))
    struck = changed(
        data,
        lambda xml: xml[: xml.rindex("<w:tr>")] + "<w:tr><w:trPr><w:del/></w:trPr>" + xml[xml.rindex("<w:tr>") + 6 :],
    )
    assert compared(data, struck) == [(3, "A2", "实效", "nothing"), (4, "B2", "8.50", "nothing")]


def test_what_stands_above_the_pages() -> None:
    """A status there is part of the paper."""
    plain, said = document("甲"), document("甲", header="审定稿")
    assert compared(said, plain) == [(None, "", "审定稿", "nothing")]
    assert compared(plain, said) == [(None, "", "nothing", "above the pages: 审定稿")]


def test_signatures() -> None:
    """Blanks are filled in, and what follows them is free; what stands there already is not."""
    before = document("得分 9.00", "签收人：＿＿＿＿", "抄送：监督组")
    assert compared(before, document("得分 9.00", "签收人：张三", "收到，3份", "抄送：监督组")) == []
    assert compared(before, document("得分 9.00", "签收人：张三", "抄送：他人")) == [
        (3, "", "抄送：监督组", "抄送：他人")
    ]
