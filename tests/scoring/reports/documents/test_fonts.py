"""Every font that a paper names comes with what a program without it should take."""

from __future__ import annotations

import re

from scoring.reports.documents.fonts import BODY, FONTS, font_table, run_fonts
from tests.scoring.reports.documents.packages import a_paper, parts_of


def test_no_font_is_without_an_entry() -> None:
    """Every font of every part stands in the font table; 宋体 comes with every program."""
    named = {
        font
        for name, data in parts_of(a_paper()).items()
        if name.endswith(".xml")
        for font in re.findall(r'w:(?:ascii|eastAsia|hAnsi|cs)="([^"]+)"', data.decode())
    }
    assert named - {"zh-CN"} == {*FONTS, "宋体"}


def test_an_entry_names_substitutes_and_the_characters() -> None:
    """By Chinese and English names, and as a Chinese font with serifs (86 is GB2312)."""
    assert (
        '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong,STFangsong"/>'
        '<w:panose1 w:val="02010609060101010101"/><w:charset w:val="86"/>'
        '<w:family w:val="roman"/><w:pitch w:val="fixed"/></w:font>'
    ) in font_table()


def test_digits_have_a_western_font() -> None:
    """Chinese characters in the one font, digits and letters in the other."""
    western = "Times New Roman"
    assert run_fonts(BODY) == (
        f'<w:rFonts w:ascii="{western}" w:hAnsi="{western}" w:cs="{western}" w:eastAsia="仿宋_GB2312"/>'
    )
