"""An empty A4 paper as a .docx package, written part by part.

python-docx brings an empty document of its own, with a picture of it, four hundred kilobytes of styles and the
properties of whoever made it; a paper that leaves an office holds nothing that it does not need.
"""

from __future__ import annotations

from scoring.reports.archives import archived
from scoring.reports.documents.fonts import font_table, run_fonts
from scoring.reports.documents.styles import SIZE_4, style_sheet

# In twentieths of a point: A4, its margins of 37, 35, 28 and 26 mm, and the footer 7 mm below the text.
_PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:bottom="1984" w:left="1588" w:right="1474" w:header="1134" w:footer="1247" w:gutter="0"/>'
)
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}"'
_PARTS = {
    "styles": "styles",
    "settings": "settings",
    "fontTable": "fontTable",
    "footer1": "footer",
    "footer2": "footer",
}


def blank_paper() -> bytes:
    """Return the .docx file of an empty paper: A4, margins and styles of GB/T 9704-2012, page numbers below."""
    return archived({name: f"{_DECLARED}{xml}".encode() for name, xml in _contents().items()})


def _contents() -> dict[str, str]:
    return {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations({"rId1": (f"{_OFFICE}/officeDocument", "word/document.xml"), "rId2": _CORE}),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
        ),
        "word/document.xml": f"<w:document {_SPACES}><w:body>{_section()}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            {f"rId{at}": (f"{_OFFICE}/{kind}", f"{name}.xml") for at, (name, kind) in enumerate(_PARTS.items(), 1)}
        ),
        "word/styles.xml": f"<w:styles {_SPACES}>{style_sheet()}</w:styles>",
        "word/fontTable.xml": f"<w:fonts {_SPACES}>{font_table()}</w:fonts>",
        "word/settings.xml": f"<w:settings {_SPACES}>{_SETTINGS}</w:settings>",
        # The number stands outside: at the right of odd pages, at the left of even ones, a character from the edge.
        "word/footer1.xml": _footer("right"),
        "word/footer2.xml": _footer("left"),
    }


_CORE = (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
_SETTINGS = (
    '<w:evenAndOddHeaders/><w:defaultTabStop w:val="640"/><w:characterSpacingControl w:val="compressPunctuation"/>'
    # A line that ends with a break is not stretched to the margin.
    "<w:compat><w:doNotExpandShiftReturn/>"
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
)


def _types() -> str:
    parts = {"document": "document.main", **_PARTS}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in parts.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{overrides}</Types>"
    )


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    found = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'


def _section() -> str:
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
        f"{_PAGE}</w:sectPr>"
    )


def _footer(side: str) -> str:
    look = f'<w:rPr>{run_fonts("宋体")}<w:sz w:val="{SIZE_4}"/><w:szCs w:val="{SIZE_4}"/></w:rPr>'
    number = f'<w:fldSimple w:instr=" PAGE "><w:r>{look}<w:t>1</w:t></w:r></w:fldSimple>'
    dash = f'<w:r>{look}<w:t xml:space="preserve">{{}}</w:t></w:r>'
    return (
        f'<w:ftr {_SPACES}><w:p><w:pPr><w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{side}"/></w:pPr>'
        f"{dash.format('— ')}{number}{dash.format(' —')}</w:p></w:ftr>"
    )
