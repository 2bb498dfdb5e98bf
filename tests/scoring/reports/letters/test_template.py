"""An office's own template: what is filled in where, what is refused, and what of its author is left out."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.document import Document

from rubrics import Place, Problems
from scoring.reports.documents import Paper
from scoring.reports.documents.packing import pack
from scoring.reports.letters import template as module
from scoring.reports.letters.placeholders import Values, example_values
from scoring.reports.letters.template import check_template, fill_template
from tests.scoring.reports.documents.packages import (
    MAIN,
    OFFICE,
    a_paper,
    changed,
    in_body,
    parts_of,
    related,
    typed,
    with_parts,
)

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def values(**own: object) -> Values:
    """Return values that say little, and these."""
    held: dict[str, object] = {**example_values("某", 2), "title": "反馈意见书", **own}
    return held  # type: ignore[return-value]  # a test may give anything


def filled(data: bytes, held: Values | None = None) -> Document:
    """Return a template filled in, packed and read again."""
    made = fill_template(data, "函.docx", held or values(), "示例市普法办")
    return docx.Document(io.BytesIO(pack(made)))


def texts(document: Document) -> list[str]:
    """Return the paragraphs of a document's body."""
    return [paragraph.text for paragraph in document.paragraphs]


def refused(data: bytes) -> list[tuple[str, str]]:
    """Return code and part of all that is wrong with a template."""
    with pytest.raises(Problems) as raised:
        check_template(data, "函.docx")
    assert {problem.place.file for problem in raised.value.items} == {"函.docx"}
    return [(problem.code, problem.place.path) for problem in raised.value.items]


def with_footnotes(text: str, kind: str = "footnotes") -> bytes:
    """Return a document with one footnote, or endnote."""
    part = f"word/{kind}.xml"
    note = f"<w:{kind} {SPACE}><w:footnote><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:{kind}>"
    return with_parts(related(typed(a_paper("{{ title }}"), part, kind), kind, f"{kind}.xml"), {part: note})


def test_text_is_filled_in_and_nothing_else_changes() -> None:
    """Also where Word has split a placeholder."""
    runs = "<w:p><w:r><w:t>{</w:t></w:r><w:r><w:t>{ agency</w:t></w:r><w:r><w:t>.name }}局</w:t></w:r></w:p>"
    document = filled(in_body(a_paper("等次：{{ grade }}。", "不变"), runs), values(grade="优秀"))
    assert texts(document) == ["某局", "等次：优秀。", "不变"]


def test_lines_are_repeated_and_dropped() -> None:
    """Paragraphs and rows; a list without entries leaves nothing."""
    paper = Paper("函", "办")
    paper.text("{%p for item in open %}")
    paper.text("{{ loop.index }}. {{ item }}")
    paper.text("{%p endfor %}")
    rows = [["{%tr for part in parts %}", ""], ["{{ part.title }}", "{{ part.score }}"], ["{%tr endfor %}", ""]]
    paper.table(["指标", "得分"], rows, [1, 1])
    parts = [{"title": "甲", "score": "9.00"}, {"title": "乙", "score": "-1.50"}]
    document = filled(paper.packed(), values(open=["子", "丑"], parts=parts))
    assert texts(document) == ["1. 子", "2. 丑"]
    assert [[c.text for c in row.cells] for row in document.tables[0].rows] == [
        ["指标", "得分"],
        ["甲", "9.00"],
        ["乙", "-1.50"],
    ]
    document = filled(paper.packed(), values(open=[], parts=[]))
    assert (texts(document), len(document.tables[0].rows)) == ([], 1)


def test_columns_are_repeated() -> None:
    """A part a column: the table gets as many."""
    paper = Paper("函", "办")
    paper.table(["一", "二", "三"], [["{%tc for part in parts %}", "{{ part.score }}", "{%tc endfor %}"]], [1, 1, 1])
    parts = [{"score": str(number)} for number in range(4)]
    (table,) = filled(paper.packed(), values(parts=parts)).tables
    assert [cell.text for cell in table.rows[1].cells] == ["0", "1", "2", "3"]
    assert len(table.columns) == 4


def test_a_cell_is_never_left_without_a_paragraph() -> None:
    """Word calls a document damaged that has such a cell."""
    cells = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("{%p if grade %}", "甲", "{%p endif %}"))
    table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{cells}</w:tc></w:tr></w:tbl>"
    for grade, text in (("", ""), ("优秀", "甲")):
        document = filled(in_body(a_paper(), table), values(grade=grade))
        assert [item.text for item in document.tables[0].rows[0].cells[0].paragraphs] == [text]


def test_headers_footers_and_footnotes_are_filled_in() -> None:
    """Wherever an office puts the status; what is dropped leaves an empty line."""
    data = changed(a_paper(), "word/footer1.xml", "<w:t>1</w:t>", "<w:t>{{ status }}</w:t>")
    assert "<w:t>审定稿</w:t>" in parts_of(pack(fill_template(data, "a", values(status="审定稿"), "办")))[
        "word/footer1.xml"
    ].decode().replace(' xml:space="preserve"', "")
    note = with_footnotes("见{{ decision.minutes }}")
    made = parts_of(pack(fill_template(note, "a", values(decision={"minutes": "纪要3号"}), "办")))
    assert ">见纪要3号</w:t>" in made["word/footnotes.xml"].decode()
    empty = f"<w:ftr {SPACE}>{_moved('{%p if statement %}')}{_moved('甲')}{_moved('{%p endif %}')}</w:ftr>"
    made = parts_of(
        pack(fill_template(with_parts(a_paper(), {"word/footer1.xml": empty}), "a", values(statement=""), "办"))
    )
    assert made["word/footer1.xml"].endswith(b"<w:p/></w:ftr>")


def _moved(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    "text",
    ["<w:p/>&amp; ]]>", "{{ 7 * 7 }}", "{% for a in b %}", "{_{ a }_}", "=1+1", "第一行\n第二行", "\n<w:p x", "'\"“”"],
)
def test_text_from_people_stays_text(text: str) -> None:
    """Markup, placeholders, docxtpl's own signs; a new line is a line break and nothing more."""
    document = filled(a_paper("{{ agency.name }}", "完"), values(agency={"name": text}))
    assert texts(document) == [text, "完"]


def test_nothing_tells_of_the_templates_author() -> None:
    """Its properties are replaced, and were never run; customer data, thumbnails and programs are left out."""
    data = changed(a_paper("{{ title }}"), "docProps/core.xml", "示例市普法办公室", "某人{{ 7 // 0 }}")
    types = "[Content_Types].xml"
    app = '<Override PartName="/docProps/app.xml" ContentType="application/xml"/></Types>'
    data = changed(changed(data, types, "</Types>", app), "_rels/.rels", "</Relationships>", _APP)
    data = related(
        with_parts(data, {"docProps/app.xml": "<a>某单位</a>", "customXml/item1.xml": "<a>某人</a>"}),
        "customXml",
        "../customXml/item1.xml",
    )
    before = parts_of(data)
    assert {"docProps/app.xml", "customXml/item1.xml"} <= set(before)
    made = pack(fill_template(data, "a", values(), "示例市普法办"))
    assert set(before) - set(parts_of(made)) == {"docProps/app.xml", "customXml/item1.xml"}
    held = docx.Document(io.BytesIO(made)).core_properties
    assert (held.author, held.title) == ("示例市普法办", "反馈意见书")


def test_what_programs_keep_in_a_document_is_left_out() -> None:
    """No field shows it and every letter would carry it along, the number of the machine among it."""
    kept = '<w:docVars><w:docVar w:name="commondata" w:val="eyJoZGlkIjoi{{ cycler }}"/></w:docVars></w:settings>'
    data = changed(a_paper("{{ title }}"), "word/settings.xml", "</w:settings>", kept)
    made = parts_of(pack(fill_template(data, "a", values(), "办")))
    plain = parts_of(pack(fill_template(a_paper("{{ title }}"), "a", values(), "办")))
    assert made["word/settings.xml"] == plain["word/settings.xml"]


_APP = (
    '<Relationship Id="rId9" Target="docProps/app.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"/></Relationships>'
)


def test_every_fault_of_every_part_is_told_at_once() -> None:
    """Two unknown names in the body, one in a footer."""
    data = changed(a_paper("{{ agency.nme }}{{ foo }}"), "word/footer2.xml", "<w:t>1</w:t>", "<w:t>{{ bar }}</w:t>")
    assert refused(data) == [
        ("LETTER-UNKNOWN", ""),
        ("LETTER-UNKNOWN", ""),
        ("LETTER-UNKNOWN", "word/footer2.xml"),
    ]


def test_an_unknown_placeholder_is_told_with_its_place() -> None:
    """What stands around it, and the names that are known."""
    with pytest.raises(Problems) as raised:
        check_template(a_paper("第一段", "你单位{{ agency.nme }}："), "函.docx")
    (problem,) = raised.value.items
    assert problem.rule.render() == "“agency.nme” is no placeholder (in: 你单位{{ agency.nme }}：)."
    assert "agency.name" in problem.remedy.render()
    assert problem.place == Place("函.docx")


def test_footnotes_are_read_as_well() -> None:
    """An unknown name there is told like any other."""
    assert refused(with_footnotes("{{ foo }}")) == [("LETTER-UNKNOWN", "word/footnotes.xml")]


def test_endnotes_are_not_filled_in() -> None:
    """A placeholder there would be printed as it stands."""
    assert refused(with_footnotes("{{ grade }}", "endnotes")) == [("LETTER-PLACE", "word/endnotes.xml")]
    check_template(with_footnotes("无占位符", "endnotes"), "函.docx")


def test_a_template_without_placeholders_is_refused() -> None:
    """Some other paper was taken for a template: all agencies would get the same."""
    assert refused(a_paper("没有占位符")) == [("LETTER-EMPTY", "")]


def test_hostile_documents_are_refused_first() -> None:
    """Before anything looks for placeholders."""
    assert refused(in_body(a_paper("{{ foo }}"), "<w:altChunk/>")) == [("DOCUMENT-OBJECT", MAIN)]
    assert refused(b"PK") == [("DOCUMENT-KIND", "")]


@pytest.mark.parametrize(
    "cells",
    [("{% if grade %}甲", "乙{% endif %}"), ("{%p if grade %}", "{% endif %}")],
)
def test_conditions_that_tear_a_table_apart(cells: tuple[str, str]) -> None:
    """Begun in one cell and ended in the next, which docxtpl would mend by guessing."""
    row = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in cells)
    table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>{row}</w:tr></w:tbl>"
    assert refused(in_body(a_paper(), table + "<w:p/>")) == [("LETTER-TORN", "")]


def test_a_table_that_only_some_letters_tear_apart() -> None:
    """No trial finds the one case in which the lines do not fit; the letter is refused all the same."""
    cells = ("{%p if not grade or decided %}", "{% endif %}")
    row = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in cells)
    data = in_body(a_paper(), f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{row}</w:tr></w:tbl>")
    check_template(data, "函.docx")
    with pytest.raises(Problems) as raised:
        filled(data, values(grade="优秀", decided=""))
    assert [problem.code for problem in raised.value.items] == ["LETTER-TORN"]


def test_whatever_the_libraries_answer_is_one_problem() -> None:
    """A document without a body, or whose parts contradict each other."""
    assert refused(with_parts(a_paper(), {MAIN: f"<w:document {SPACE}/>"})) == [("LETTER-TORN", "")]
    assert refused(changed(a_paper(), "[Content_Types].xml", "document.main", "footer")) == [("LETTER-TORN", "")]


def test_a_long_template_is_refused_unread() -> None:
    """The same footer once for every relationship to it, of which there may be thousands."""
    assert refused(in_body(a_paper(), "<w:p/>" * 3000)) == [("LETTER-SIZE", "")]
    footer = "".join(f'<Relationship Id="f{n}" Type="{OFFICE}/footer" Target="footer1.xml"/>' for n in range(3000))
    data = changed(a_paper(), "word/_rels/document.xml.rels", "</Relationships>", f"{footer}</Relationships>")
    assert refused(data) == [("LETTER-SIZE", "")]


def test_a_letter_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text repeated for every remark is counted before anything is rendered."""
    data = a_paper("{% for a in remarks %}{% for b in remarks %}{{ a.text }}{% endfor %}{% endfor %}")
    remarks = [{"about": "", "text": "字" * 1000}] * 100
    with pytest.raises(Problems) as raised:
        filled(data, values(remarks=remarks))
    assert [problem.code for problem in raised.value.items] == ["LETTER-SIZE"]
    monkeypatch.setattr(module, "LARGEST_TEXT", 10)
    with pytest.raises(Problems):
        filled(a_paper())


def test_the_same_template_and_values_give_the_same_bytes() -> None:
    """Whenever it is filled in; all members are of one moment."""
    made = [pack(fill_template(a_paper("{{ grade }}"), "a", values(), "办")) for _ in range(2)]
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as archive:
        assert {member.date_time for member in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
