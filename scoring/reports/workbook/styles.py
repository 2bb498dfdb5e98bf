"""How cells look: fonts, borders, fills and number formats, in the manner of Chinese official tables.

The usual official fonts are often missing, so each name is one that programs know how to replace; the fills are
light greys and the states differ by typeface as well, so that a black-and-white print loses nothing.
"""

from __future__ import annotations

from typing import Any

TITLE_FONT, HEAD_FONT, BODY_FONT, NOTE_FONT = "方正小标宋简体", "黑体", "仿宋", "楷体"
# GB2312: tells a program without the named font that it is a Chinese one, a serif where `font_family` is 1.
CHINESE = {"font_charset": 134, "font_family": 1}
GREY, PALE, LIGHT = "#D9D9D9", "#F2F2F2", "#EDEDED"
_BODY: dict[str, Any] = {"font_name": BODY_FONT, "font_size": 11, "valign": "vcenter", **CHINESE}
_BOX: dict[str, Any] = {**_BODY, "border": 1, "align": "center", "text_wrap": True}

STYLES: dict[str, dict[str, Any]] = {
    "title": {**_BODY, "font_name": TITLE_FONT, "font_size": 22, "align": "center", "text_wrap": True},
    "status": {**_BODY, "font_name": HEAD_FONT, "font_size": 18, "bold": True, "align": "center"},
    "subtitle": {**_BODY, "font_name": NOTE_FONT, "font_size": 11, "align": "center", "text_wrap": True},
    "sample": {**_BODY, "font_name": NOTE_FONT, "font_size": 11, "bold": True, "align": "center", "text_wrap": True},
    "block": {**_BODY, "font_name": HEAD_FONT, "font_size": 12, "bold": True, "align": "left"},
    "head": {**_BOX, "font_name": HEAD_FONT, "bold": True, "bg_color": GREY},
    "head_small": {**_BOX, "font_name": HEAD_FONT, "font_size": 9, "bold": True, "bg_color": GREY},
    "full": {**_BOX, "font_size": 9, "bg_color": PALE},
    "text": _BOX,
    "word": {**_BOX, "text_wrap": False, "shrink": True},
    # Rows of these tables have one height: a name too long for its column is set smaller, never cut.
    "name": {**_BOX, "align": "left", "indent": 1, "text_wrap": False, "shrink": True},
    "name_big": {**_BOX, "align": "left", "indent": 1, "font_size": 14},
    "text_big": {**_BOX, "font_size": 14},
    "strong_big": {**_BOX, "font_size": 15, "bold": True},
    "shown_big": {**_BOX, "font_size": 14, "num_format": "{shown}"},
    "total_big": {**_BOX, "font_size": 15, "bold": True, "num_format": "{shown}"},
    "shown": {**_BOX, "num_format": "{shown}"},
    "subtotal": {**_BOX, "bold": True, "bg_color": PALE, "num_format": "{shown}"},
    "exact": {**_BOX, "num_format": "{exact}"},
    "pooled": {**_BOX, "bold": True, "bg_color": PALE, "num_format": "{exact}"},
    "mark": {**_BOX, "num_format": "General", "locked": False},
    "closed": {**_BOX, "bg_color": LIGHT},
    "whole": {**_BOX, "num_format": "0"},
    "share": {**_BOX, "num_format": "0.####;-0.####;0"},
    "compared": {**_BOX, "num_format": '[<-1E+14]"—";0.00#######'},
    "note": {**_BODY, "align": "left", "text_wrap": True, "valign": "top"},
    "rule": {**_BODY, "align": "left", "text_wrap": True, "indent": 1},
    "sign": {**_BODY, "font_size": 13, "align": "left"},
    "label": {**_BOX, "font_name": HEAD_FONT, "bold": True, "bg_color": PALE, "valign": "top"},
    "value": {**_BOX, "align": "left", "valign": "top", "indent": 1},
    "legend": {**_BODY, "font_size": 10, "align": "right"},
    # On the sheets of single agencies, where many seats stand side by side.
    "seat": {**_BOX, "font_size": 10, "num_format": "General", "text_wrap": False, "shrink": True},
    "small": {**_BOX, "font_size": 9},
    "line": {**_BOX, "align": "left", "indent": 1},
    "part": {**_BOX, "align": "left", "indent": 1, "bold": True, "bg_color": PALE},
}

# Laid over the cells of raters' values, by what they are; every kind differs in typeface and fill, not in hue alone.
MARKED: dict[str, dict[str, Any]] = {
    "high": {"italic": True, "bg_color": "#E3E3E3"},
    "low": {"italic": True, "underline": 1, "bg_color": "#CFCFCF"},
    "recused": {"bold": True, "bg_color": "#FFF2CC"},
    "absent": {"italic": True, "bg_color": "#FCE4D6"},
    "unassigned": {"font_color": "#7F7F7F", "bg_color": "#F7F7F7"},
    "void": {"font_color": "#7F3F3F", "italic": True, "bg_color": "#F7F7F7"},
    "awaited": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#7F3F3F"},
    "not_applicable": {"font_color": "#595959", "italic": True},
}


def numbers(places: int) -> dict[str, str]:
    """Return the number formats of shown figures (as many places as the rubric rounds to) and of exact ones."""
    point = "." if places else ""
    return {"{shown}": f"0{point}{'0' * places}", "{exact}": f"0.{'0' * places}####"}
