"""Headers and footers of a sheet as one text each: openpyxl would read them into pieces and lose some formats."""

from __future__ import annotations

import re
from typing import Any

from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem
from openpyxl.xml.functions import Element

from scoring.reports.templates.parts import SheetPart, local

KINDS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
# Excel refuses a workbook whose header is longer.
LONGEST = 255
_SIDES = ("&L", "&C", "&R")
_PIECES = re.compile(r"(&&|&[LCR])")


class WholeText(HeaderFooterItem):
    """A header that is written as the text it was read as."""

    def __init__(self, text: str) -> None:
        """Keep the text with all its codes (&C, &"font", &P, …)."""
        super().__init__()
        self.whole = text

    def __bool__(self) -> bool:
        """Return whether anything is printed."""
        return bool(self.whole)

    def to_tree(self, tagname: str) -> Any:  # noqa: ANN401 - untyped in openpyxl
        """Return the XML element."""
        element = Element(tagname)
        element.text = self.whole
        return element


def texts(sheet: SheetPart) -> dict[str, str]:
    """Return the headers and footers of a sheet that has any, by the name of their XML element."""
    held = [item for name, item in sheet.children() if name == "headerFooter"]
    return {local(item): item.text for parent in held for item in parent if item.text}


def put(headers: HeaderFooter, held: dict[str, str]) -> None:
    """Replace the headers and footers of a sheet by these texts."""
    for kind in KINDS:
        setattr(headers, kind, WholeText(held[kind]) if held.get(kind) else None)


def escaped(text: str, room: int) -> str:
    """Return text for a header, at most `room` characters long: & is a code there, and a new line would cut it."""
    one_line = " ".join(text.split())
    written = one_line.replace("&", "&&")
    if len(written) <= room:
        return written
    if room < 1:
        return ""
    cut = written[: room - 1]
    # Half an escaped & would make a code of what comes next.
    odd = (len(cut) - len(cut.rstrip("&"))) % 2
    return cut[: len(cut) - odd] + "…"


def with_note(header: str, note: str) -> str:
    """Return a header with a note at its right, behind what stands there; unchanged where it has no room."""
    added = escaped(note, LONGEST - len(header) - 3)
    if len(added) < 2:  # noqa: PLR2004 - an ellipsis alone says nothing
        return header
    sections: dict[str, str] = {}
    side = "&C"
    for piece in _PIECES.split(header):
        if piece in _SIDES:
            side = piece
        elif piece:
            sections[side] = sections.get(side, "") + piece
    right = sections.get("&R")
    # A wide space: a digit right behind a code (&12) would become part of it.
    sections["&R"] = f"{right}\u3000{added}" if right else added
    return "".join(f"{name}{sections[name]}" for name in _SIDES if name in sections)
