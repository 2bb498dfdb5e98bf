"""How the paragraphs and tables of a paper look, by GB/T 9704-2012: sizes, fixed line spacing, indents, alignment."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.reports.documents.fonts import BODY, HEADING, NOTE, TITLE, run_fonts

# Sizes by their Chinese names, in half points: 2号, 3号, 4号, 小4号, 5号.
SIZE_2, SIZE_3, SIZE_4, SIZE_SMALL_4, SIZE_5 = 44, 32, 28, 24, 21
# In twentieths of a point: 28 points from line to line, and what a title of 2号 takes.
LINE, TITLE_LINE, TABLE_LINE = 560, 700, 400
NORMAL, TABLE = "Normal", "Table of a paper"


@dataclass(frozen=True)
class Look:
    """A kind of paragraph; `first` and `right` are indents in characters.

    `with_next` stays on the page of what follows, `whole` on one page; `least` lets lines grow with a tall one.
    """

    font: str
    size: int
    align: str
    line: int = LINE
    first: int = 0
    right: int = 0
    bold: bool = False
    before: int = 0
    after: int = 0
    with_next: bool = False
    whole: bool = False
    least: bool = False


# The names are style ids as well, so that an office finds and changes them in its own template.
PARAGRAPHS = {
    "PaperTitle": Look(TITLE, SIZE_2, "center", TITLE_LINE, after=200, with_next=True),
    "PaperStatus": Look(NOTE, SIZE_3, "center"),
    "PaperDraft": Look(HEADING, SIZE_2, "center", TITLE_LINE, bold=True),
    "PaperAbout": Look(NOTE, SIZE_4, "center", 480),
    "PaperStatement": Look(NOTE, SIZE_5, "center", 320, after=120),
    "PaperLine": Look(BODY, SIZE_3, "left"),
    "PaperText": Look(BODY, SIZE_3, "both", first=2),
    "PaperLast": Look(BODY, SIZE_3, "both", first=2, with_next=True),
    "PaperHeading": Look(HEADING, SIZE_3, "left", first=2, with_next=True),
    "PaperNote": Look(NOTE, SIZE_SMALL_4, "both", TABLE_LINE, first=2, before=60, with_next=True),
    "PaperSigned": Look(BODY, SIZE_3, "right", right=2, before=LINE, whole=True),
    "TableHead": Look(BODY, SIZE_4, "center", TABLE_LINE, bold=True, least=True),
    "TableText": Look(BODY, SIZE_4, "left", TABLE_LINE, least=True),
    "TableFigure": Look(BODY, SIZE_4, "center", TABLE_LINE, least=True),
    "TableTotalText": Look(BODY, SIZE_4, "left", TABLE_LINE, bold=True, least=True),
    "TableTotalFigure": Look(BODY, SIZE_4, "center", TABLE_LINE, bold=True, least=True),
}


def style_sheet() -> str:
    """Return the entries of word/styles.xml: the defaults, one style for each kind of paragraph, and the table."""
    paragraphs = "".join(_paragraph(name, look) for name, look in PARAGRAPHS.items())
    return f"{_DEFAULTS}{paragraphs}{_TABLE}"


def _paragraph(name: str, look: Look) -> str:
    kept = ("<w:keepNext/>" if look.with_next else "") + ("<w:keepLines/>" if look.whole else "")
    bold = "<w:b/><w:bCs/>" if look.bold else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{NORMAL}"/><w:qFormat/>'
        f"<w:pPr>{kept}{_spacing(look)}{_indent(look)}"
        f'<w:jc w:val="{look.align}"/></w:pPr>'
        f"<w:rPr>{run_fonts(look.font)}{bold}"
        f'<w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/></w:rPr></w:style>'
    )


def _spacing(look: Look) -> str:
    rule = "atLeast" if look.least else "exact"
    return f'<w:spacing w:before="{look.before}" w:after="{look.after}" w:line="{look.line}" w:lineRule="{rule}"/>'


def _indent(look: Look) -> str:
    """Return the indent in characters, and in twentieths of a point for programs that do not count characters."""
    character = look.size * 10
    return (
        f'<w:ind w:rightChars="{look.right * 100}" w:right="{look.right * character}" '
        f'w:firstLineChars="{look.first * 100}" w:firstLine="{look.first * character}"/>'
    )


_DEFAULTS = (
    f"<w:docDefaults><w:rPrDefault><w:rPr>{run_fonts(BODY)}"
    f'<w:sz w:val="{SIZE_3}"/><w:szCs w:val="{SIZE_3}"/>'
    '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:widowControl w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
    f'<w:style w:type="paragraph" w:default="1" w:styleId="{NORMAL}"><w:name w:val="{NORMAL}"/><w:qFormat/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="000000"/>'
    for side, width in (("top", 8), ("left", 8), ("bottom", 8), ("right", 8), ("insideH", 4), ("insideV", 4))
)
_TABLE = (
    f'<w:style w:type="table" w:customStyle="1" w:styleId="PaperTable"><w:name w:val="{TABLE}"/>'
    f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr></w:style>'
)
