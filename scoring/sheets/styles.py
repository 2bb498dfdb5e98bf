"""How cells of a score sheet look: fonts, borders and fills in the manner of Chinese official tables.

Only the cells that are to be filled in are unlocked, and only they have the pale fill. The usual official fonts are
often missing, so each name is one that programs know how to replace.
"""

from __future__ import annotations

from typing import Any

TITLE_FONT, HEAD_FONT, BODY_FONT, NOTE_FONT = "方正小标宋简体", "黑体", "仿宋", "楷体"
# GB2312: tells a program without the named font that it is a Chinese one, a serif where `font_family` is 1.
_CHINESE = {"font_charset": 134, "font_family": 1}
GREY, PALE, TO_FILL_IN, LACKING = "#D9D9D9", "#F2F2F2", "#FFF9E0", "#FFD9B3"
_BODY: dict[str, Any] = {"font_name": BODY_FONT, "font_size": 11, "valign": "vcenter", **_CHINESE}
_BOX: dict[str, Any] = {**_BODY, "border": 1, "align": "center", "text_wrap": True}
_SMALL: dict[str, Any] = {**_BOX, "font_size": 10}
_OPEN: dict[str, Any] = {"locked": False, "bg_color": TO_FILL_IN}
_LEFT: dict[str, Any] = {"align": "left"}
_NARROW: dict[str, Any] = {**_BOX, "font_size": 12, "bold": True, "text_wrap": False, "shrink": True, **_OPEN}

STYLES: dict[str, dict[str, Any]] = {
    "id": {"font_name": "Arial", "font_size": 8, "font_color": "#7F7F7F"},
    "title": {**_BODY, "font_name": TITLE_FONT, "font_size": 20, "align": "center", "text_wrap": True},
    "whose": {**_BODY, "font_name": HEAD_FONT, "font_size": 11, **_LEFT},
    "whose_right": {**_BODY, "font_name": NOTE_FONT, "font_size": 10, "align": "right"},
    "head": {**_BOX, "font_name": HEAD_FONT, "font_size": 10.5, "bold": True, "bg_color": GREY},
    "number": _SMALL,
    "part": {**_SMALL, "font_name": HEAD_FONT},
    "part_top": {**_SMALL, "font_name": HEAD_FONT, "valign": "top"},
    "label": {**_SMALL, "font_size": 10.5, **_LEFT},
    "standard": {**_SMALL, **_LEFT, "font_size": 9},
    "points": {**_BOX, "num_format": "General"},
    "mark": {**_BOX, "font_size": 14, "bold": True, "num_format": "General", **_OPEN},
    "signs": {**_BOX, "font_size": 12, "bold": True, "num_format": "@", **_OPEN},
    "mark_narrow": {**_NARROW, "num_format": "General"},
    "signs_narrow": {**_NARROW, "num_format": "@"},
    "closed": {**_BOX, "font_size": 10.5, "bg_color": PALE},
    "reason": {**_SMALL, **_LEFT, "num_format": "@", **_OPEN},
    "lacking": {"bg_color": LACKING},
    "worth": {"font_name": "Arial", "font_size": 8, "font_color": "#7F7F7F", "hidden": True},
    "total": {**_BOX, "font_size": 12, "bold": True, "bg_color": PALE, "num_format": "0.######;-0.######;0"},
    "total_word": {**_BOX, "font_name": HEAD_FONT, "bold": True, "bg_color": PALE},
    "state": {**_SMALL, "bold": True, "bg_color": PALE},
    "box_head": {**_BOX, "font_name": HEAD_FONT, "font_size": 10.5, "bg_color": PALE},
    "box": {**_SMALL, **_LEFT, "valign": "top", "num_format": "@", **_OPEN},
    "sign": {**_BODY, "font_name": HEAD_FONT, "font_size": 12, **_LEFT},
    "rule": {**_BODY, **_LEFT, "text_wrap": True},
    "block": {**_BODY, "font_name": HEAD_FONT, "font_size": 12, "bold": True, **_LEFT},
    "cell": _BOX,
    "name": {**_BOX, **_LEFT, "indent": 1},
    "link": {**_BOX, **_LEFT, "indent": 1, "font_color": "#0B3D91", "underline": 1},
    "statement": {**_BODY, "font_name": NOTE_FONT, "font_size": 9, "align": "center", "text_wrap": True},
    "rater": {**_BOX, **_LEFT, "font_size": 14, "bold": True, "indent": 1},
}
