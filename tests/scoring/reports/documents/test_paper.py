"""A paper while it is written: what its paragraphs and tables are, and that no text becomes anything else."""

from __future__ import annotations

import io

import docx
from docx.document import Document

from scoring.reports.documents import Paper
from tests.scoring.reports.documents.packages import a_paper, parts_of


def read(paper: Paper) -> Document:
    """Return a paper as a program that opens it would find it."""
    return docx.Document(io.BytesIO(paper.packed()))


def test_every_kind_of_paragraph() -> None:
    """Each has the look of its name; a signature leaves a line free."""
    paper = Paper("标题", "办公室")
    paper.title("题")
    paper.status("（审定稿）")
    paper.draft("送审稿")
    paper.about("主办单位")
    paper.statement("虚构")
    paper.line("某局：")
    paper.text("正文")
    paper.heading("一、得分")
    paper.note("注")
    paper.last("完")
    paper.signature("办公室", "2026年10月23日")
    assert [(item.style.name if item.style else "", item.text) for item in read(paper).paragraphs] == [
        ("PaperTitle", "题"),
        ("PaperStatus", "（审定稿）"),
        ("PaperDraft", "送审稿"),
        ("PaperAbout", "主办单位"),
        ("PaperStatement", "虚构"),
        ("PaperLine", "某局："),
        ("PaperText", "正文"),
        ("PaperHeading", "一、得分"),
        ("PaperNote", "注"),
        ("PaperLast", "完"),
        ("PaperSigned", "办公室\n2026年10月23日"),
    ]


def test_a_table_is_as_wide_as_the_text() -> None:
    """Headings are repeated on every page, no row is torn apart, the total is bold, names are on the left."""
    paper = Paper("标题", "办公室")
    paper.table(["指标", "得分"], [["甲项", "9"], ["总分", "9"]], [3, 1], total=True)
    (table,) = read(paper).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["指标", "得分"], ["甲项", "9"], ["总分", "9"]]
    looks = [[cell.paragraphs[0].style.name for cell in row.cells if cell.paragraphs[0].style] for row in table.rows]
    assert looks == [
        ["TableHead", "TableHead"],
        ["TableText", "TableFigure"],
        ["TableTotalText", "TableTotalFigure"],
    ]
    markup = parts_of(paper.packed())["word/document.xml"].decode()
    assert (markup.count("<w:tblHeader/>"), markup.count("<w:cantSplit/>")) == (1, 3)
    assert [column.width.twips for column in table.columns if column.width] == [6633, 2211]


def test_a_table_without_a_total() -> None:
    """The last row is like the others; any column may hold texts."""
    paper = Paper("标题", "办公室")
    paper.table(["等次", "单位"], [["优秀", "某局"]], [1, 4], texts=(1,))
    (table,) = read(paper).tables
    looks = [cell.paragraphs[0].style.name for cell in table.rows[1].cells if cell.paragraphs[0].style]
    assert looks == ["TableFigure", "TableText"]


def test_text_stays_text() -> None:
    """Markup, fields, placeholders and characters that XML cannot hold."""
    nasty = "<w:p/>&amp; {{ x }} \x00\x0b\u202e\ufffe]]> =1+1"
    found = read_text(nasty)
    assert found == "<w:p/>&amp; {{ x }} \n]]> =1+1"


def read_text(text: str) -> str:
    """Return how one paragraph reads once it was packed."""
    return docx.Document(io.BytesIO(a_paper(text))).paragraphs[0].text


def test_nothing_is_in_the_file_that_need_not_be() -> None:
    """No thumbnail, no other program's styles, no properties of a machine."""
    assert list(parts_of(a_paper())) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/footer2.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]
