"""Where placeholders may stand, looked at before anything searches the text with patterns of its own."""

from __future__ import annotations

import time

import pytest

from scoring.reports.letters.tags import LONGEST_MARKUP, MOST_PARAGRAPHS, MOST_TAGS, around, size_faults, tag_faults

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="urn:m"'


def paragraph(*runs: str) -> str:
    """Return a paragraph of these runs."""
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def found(*content: str) -> list[str]:
    """Return the codes of a part with this markup."""
    return [code for code, _, _ in tag_faults(f"<w:body {SPACE}>{''.join(content)}</w:body>")]


@pytest.mark.parametrize(
    "text",
    [
        "{{ agency.name }}",
        "{{agency.name}}：{{ grade }}",
        "{% if grade %}甲{% elif decided %}乙{% else %}丙{% endif %}",
        "{# 给办公室看的 #}",
        "一对 { 和 } 不是占位符，100% 也不是",
        "{{ r }}",
    ],
)
def test_placeholders_in_running_text(text: str) -> None:
    """Whatever they are called."""
    assert found(paragraph(text)) == []


def test_word_splits_them_over_runs() -> None:
    """Between any two characters, with an own look for each."""
    assert found(paragraph("{", "{ agen", "cy.name }", "}")) == []


@pytest.mark.parametrize("kind", ["p", "tr", "tc"])
def test_what_moves_a_line_stands_alone(kind: str) -> None:
    """In its paragraph, row or cell; spaces beside it do no harm."""
    tag = f"{{%{kind} if grade %}}"
    beside = paragraph(tag + "正文") if kind == "p" else paragraph(tag) + paragraph("正文")
    assert found(_within(kind, paragraph(f" {tag} "))) == []
    assert found(_within(kind, beside)) == ["LETTER-ALONE"]
    assert found(_within(kind, paragraph(tag, tag))) == ["LETTER-ALONE"]


def _within(kind: str, content: str) -> str:
    return {"p": content, "tr": f"<w:tr><w:tc>{content}</w:tc></w:tr>", "tc": f"<w:tc>{content}</w:tc>"}[kind]


def test_a_row_of_many_cells_is_a_row() -> None:
    """What stands in the next cell would be dropped with it."""
    cells = f"<w:tc>{paragraph('{%tr for part in parts %}')}</w:tc><w:tc>{paragraph('得分')}</w:tc>"
    assert found(f"<w:tbl><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl>") == ["LETTER-ALONE"]


def test_a_paragraph_within_a_paragraph_is_looked_at_by_itself() -> None:
    """A text box beside other text."""
    box = f"<w:txbxContent>{paragraph('{%p if grade %}')}</w:txbxContent>"
    assert found(f"<w:p><w:r><w:t>正文</w:t>{box}</w:r></w:p>") == []


@pytest.mark.parametrize(
    "text",
    [
        "{{ grade", "grade }}", "{{ grade %}", "{% if {{ grade }} %}", "{{ {grade} }}", "｛｛ grade ｝｝",
        "{｛ grade ｝}", "{#", "%}", f"{{{{ {'a' * 130} }}}}",
    ],
)  # fmt: skip
def test_braces_that_do_not_belong_together(text: str) -> None:
    """Open, wrong, nested, wide as an input method writes them, or far apart."""
    assert set(found(paragraph(text))) == {"LETTER-BRACES"}


def test_braces_over_two_paragraphs() -> None:
    """They would tear both apart."""
    assert found(paragraph("{{ agency."), paragraph("name }}")) == ["LETTER-BRACES", "LETTER-BRACES"]


@pytest.mark.parametrize(
    "text",
    [
        "{{r grade }}", "{{p grade }}", "{{tr grade }}", "{{tc grade }}", "{%r if grade %}",
        "{% vm %}", "{% hm %}", "{% colspan 3 %}", "{% cellbg grade %}", "{%p vm %}",
        "{% raw %}", "{%p raw %}", "{%raw%}",
        "{%- if grade %}", "{% if grade -%}", "{{- grade }}", "{{ grade + 1 }}", "{%%}",
    ],
)  # fmt: skip
def test_what_docxtpl_knows_and_letters_do_not(text: str) -> None:
    """Rich text, merged cells, colours, and signs that join paragraphs."""
    assert found(paragraph(text)) == ["LETTER-FORM"]


@pytest.mark.parametrize(
    "markup",
    [
        '<w:p w:rsidR="{{ grade }}"/>',
        "<!-- {% if grade %} -->",
        "<w:p><m:r><m:t>{{ grade }}</m:t></m:r></w:p>",
        "<w:p><m:t>{</m:t><m:t>{ grade }}</m:t></w:p>",
        "<w:p><w:r><w:tab/>{{ grade }}</w:r></w:p>",
    ],
)
def test_placeholders_where_no_text_is(markup: str) -> None:
    """In attributes, remarks of the file, formulas, and between elements."""
    assert set(found(markup)) == {"LETTER-PLACE"}


def test_bounds() -> None:
    """The number of placeholders, and how many faults are told."""
    assert found(paragraph("{{ grade }}" * MOST_TAGS)) == []
    assert found(paragraph("{{ grade }}" * (MOST_TAGS + 1))) == ["LETTER-SIZE"]
    assert len(found(*(paragraph(f"{{{{ {number}") for number in range(99)))) == 30


def test_all_parts_together_are_bounded() -> None:
    """Their markup, and their paragraphs, which take their time one by one."""
    half = "字" * (LONGEST_MARKUP // 2)
    lines = ["<w:p/>" * (MOST_PARAGRAPHS - 1), "<w:pPr/><w:p w:rsidR='0'>"]
    assert (size_faults([half, half]), size_faults(lines)) == ([], [])
    assert [code for code, _, _ in size_faults([half, half, "字"])] == ["LETTER-SIZE"]
    assert [code for code, _, _ in size_faults([*lines, "<w:p>"])] == ["LETTER-SIZE"]


def test_a_table_that_does_not_say_its_columns() -> None:
    """Word mends it when it saves; it is told by what stands in it, and each by itself."""
    grid = "<w:tblGrid><w:gridCol/></w:tblGrid>"
    row = f"<w:tr><w:tc>{paragraph('指标')}</w:tc></w:tr>"
    assert found(f"<w:tbl>{grid}{row}</w:tbl>") == []
    inner = f"<w:tbl>{grid}<w:tr><w:tc><w:tbl>{row}</w:tbl></w:tc></w:tr></w:tbl>"
    assert found(inner) == ["LETTER-TABLE"]
    ((_, rule, _),) = tag_faults(f"<w:body {SPACE}><w:tbl>{row}</w:tbl></w:body>")
    assert rule.render() == "a table does not say which columns it has: “指标”."


@pytest.mark.parametrize("text", ["{" * 100_000, "{{" + "}" * 100_000, "{%" * 50_000, "{#" * 50_000, "{ {" * 30_000])
def test_hostile_braces_take_no_time(text: str) -> None:
    """The time grows no faster than the text."""
    start = time.perf_counter()
    found(paragraph(text))
    assert time.perf_counter() - start < 5


def test_the_words_around_a_place() -> None:
    """Of its own paragraph, and not too many."""
    text = "上一段\n" + "字" * 40 + "{{" + "词" * 40 + "\n下一段"
    assert around(text, 44, 46) == "字" * 24 + "{{" + "词" * 24
    assert around("甲{{乙", 1, 3) == "甲{{乙"
