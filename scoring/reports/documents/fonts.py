"""The fonts of official papers, each with what a program without it should take in its stead.

小标宋, 仿宋_GB2312 and 楷体_GB2312 are sold separately and often missing: a font table names the fonts that come with
Windows and WPS under their Chinese and English names, and says of each that it is a Chinese one and how it is drawn.
"""

from __future__ import annotations

from typing import NamedTuple
from xml.sax.saxutils import quoteattr

TITLE, HEADING, BODY, NOTE = "方正小标宋简体", "黑体", "仿宋_GB2312", "楷体_GB2312"
# For digits and Western letters: narrower than those of the Chinese fonts, and replaced well everywhere.
WESTERN = "Times New Roman"

_GB2312, _ANSI = "86", "00"


class Font(NamedTuple):
    """A font's other names, how it is drawn (PANOSE), which characters it is for, and its family."""

    others: tuple[str, ...]
    panose: str
    charset: str
    family: str
    pitch: str


FONTS = {
    TITLE: Font(("方正小标宋_GBK", "小标宋", "宋体", "SimSun"), "02010601030101010101", _GB2312, "roman", "variable"),
    HEADING: Font(("SimHei", "Noto Sans CJK SC"), "02010609060101010101", _GB2312, "swiss", "variable"),
    BODY: Font(("仿宋", "FangSong", "STFangsong"), "02010609060101010101", _GB2312, "roman", "fixed"),
    NOTE: Font(("楷体", "KaiTi", "STKaiti"), "02010609060101010101", _GB2312, "roman", "fixed"),
    WESTERN: Font((), "02020603050405020304", _ANSI, "roman", "variable"),
}


def font_table() -> str:
    """Return the entries of word/fontTable.xml."""
    return "".join(_entry(name, font) for name, font in FONTS.items())


def run_fonts(chinese: str) -> str:
    """Return the w:rFonts of text in a Chinese font, with Western letters in their own."""
    western = quoteattr(WESTERN)
    return f"<w:rFonts w:ascii={western} w:hAnsi={western} w:cs={western} w:eastAsia={quoteattr(chinese)}/>"


def _entry(name: str, font: Font) -> str:
    others = f"<w:altName w:val={quoteattr(','.join(font.others))}/>" if font.others else ""
    return (
        f"<w:font w:name={quoteattr(name)}>{others}"
        f'<w:panose1 w:val="{font.panose}"/><w:charset w:val="{font.charset}"/>'
        f'<w:family w:val="{font.family}"/><w:pitch w:val="{font.pitch}"/></w:font>'
    )
