"""What a document may not hold: whatever reaches beyond the file, runs, or is not meant for the reader."""

from __future__ import annotations

import pytest

from rubrics import say
from scoring.reports.documents.contents import content_faults
from scoring.reports.documents.markup import parsed

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def found(xml: str) -> list[str]:
    """Return the codes of what is wrong with a part that holds this."""
    return [code for code, _, _ in content_faults(parsed(f"<w:document {SPACES}>{xml}</w:document>".encode()))]


def field(*codes: str) -> str:
    """Return a field whose code is split over several runs."""
    runs = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    return (
        f'<w:fldChar w:fldCharType="begin"/>{runs}<w:fldChar w:fldCharType="separate"/><w:fldChar w:fldCharType="end"/>'
    )


@pytest.mark.parametrize(
    "xml",
    [
        "<w:p><w:r><w:t>正文 INCLUDETEXT</w:t></w:r></w:p>",
        field(" PAGE "),
        field(" NUM", "PAGES \\* Arabic "),
        '<w:fldSimple w:instr=" page "/>',
        "<v:shape><v:imagedata o:title='甲' src=''/></v:shape>",
        '<Relationship Type="urn:x/footer" Target="footer1.xml"/><Override ContentType="application/xml"/>',
        "<m:del xmlns:m='urn:math'/>",
        "<svg xmlns:x='urn:x'><use x:href='#emblem'/></svg>",
    ],
)
def test_what_may_stay(xml: str) -> None:
    """Text, page numbers, pictures of the document's own."""
    assert found(xml) == []


@pytest.mark.parametrize(
    "xml",
    [
        field("INCLUDETEXT", ' "C:/secret.docx"'),
        field("INCLUDE", "PICTURE http://example.org/a.png"),
        field(" DDEAUTO c:/cmd.exe"),
        field(" D", "DE x"),
        field(" DATE "),
        field(""),
        field(' HYPERLINK "http://example.org"'),
        field(" PAGEX "),
        field(" PAGE {{ agency.name }} "),
        '<w:fldSimple w:instr="DDE x"/>',
        "<w:fldSimple/>",
        "<w:instrText>DDE</w:instrText>",
        '<w:fldChar w:fldCharType="begin"/><w:instrText>DDE</w:instrText>',
        '<w:fldChar w:fldCharType="begin"/><w:instrText>DDE</w:instrText>' + field("PAGE"),
    ],
)
def test_fields_that_fetch_or_change(xml: str) -> None:
    """Also where their code is split, nested, torn or within no field."""
    assert found(xml) == ["DOCUMENT-FIELD"]


@pytest.mark.parametrize(
    "name", ["w:altChunk", "w:subDoc", "w:object", "o:OLEObject", "w:control", "w:mailMerge", "w:attachedTemplate"]
)
def test_objects(name: str) -> None:
    """Parts of other files, controls, sources of data."""
    assert found(f"<{name}/>") == ["DOCUMENT-OBJECT"]


@pytest.mark.parametrize("kind", ["oleObject", "package", "control", "aFChunk", "attachedTemplate", "chart", "frame"])
def test_relationships_of_other_kinds(kind: str) -> None:
    """Only those that text, tables and pictures need."""
    assert found(f'<Relationship Type="urn:x/{kind}" Target="a.bin"/>') == ["DOCUMENT-OBJECT"]


@pytest.mark.parametrize("mode", ["External", "&#69;xternal", "external", ""])
def test_whatever_is_not_inside_is_outside(mode: str) -> None:
    """A picture from the net, a template on somebody's disk; the spelling does not matter."""
    assert found(f'<Relationship Type="urn:x/image" TargetMode="{mode}" Target="a"/>') == ["DOCUMENT-EXTERNAL"]


@pytest.mark.parametrize("attribute", ["src", "o:href", "o:althref"])
def test_drawings_that_name_a_file(attribute: str) -> None:
    """Without any relationship."""
    assert found(f'<v:imagedata {attribute}="//example.org/a.png"/>') == ["DOCUMENT-EXTERNAL"]


@pytest.mark.parametrize(
    "xml",
    [
        '<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
        '<Default ContentType="application/vnd.ms-office.vbaProject"/>',
        '<Relationship Type="urn:x/vbaProject" Target="vbaProject.bin"/>',
        '<Relationship Type="urn:x/wordVbaData" Target="vbaData.xml"/>',
    ],
)
def test_macros(xml: str) -> None:
    """By their type or by what leads to them."""
    assert found(xml) == ["DOCUMENT-MACRO"]


def test_a_template_of_words_own() -> None:
    """A .dotx under another name is opened by Word and by nobody else."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
    assert found(f'<Override ContentType="{kind}"/>') == ["DOCUMENT-KIND"]


@pytest.mark.parametrize("xml", ["<w:ins/>", "<w:del/>", "<w:moveFrom/>", '<Relationship Type="urn:x/comments"/>'])
def test_changes_and_comments_would_go_out_with_every_letter(xml: str) -> None:
    """With the names of those who made them."""
    assert found(xml) == ["DOCUMENT-CHANGES"]


def test_a_fault_is_told_once_and_its_words_are_short() -> None:
    """A field as long as a page is not printed whole."""
    faults = list(content_faults(parsed(f"<w:document {SPACES}>{field('DDE ' + 'x' * 500) * 2}</w:document>".encode())))
    assert [rule for _, rule, _ in faults] == [
        say("the field “{code}” may fetch something or change by itself.", code=f"DDE {'x' * 55}…")
    ]
