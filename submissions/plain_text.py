"""Text that people wrote, made fit for any file: what cannot be seen, or turns the line around, is left out."""

from __future__ import annotations

import re
import unicodedata

from rubrics import joints

_NEW_LINES = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_KEPT = "\n\t"
# Control and format characters (bidi marks, zero widths, the byte order mark) and halves of surrogate pairs.
_UNSEEN = ("Cc", "Cf", "Cs")


def printable(text: str) -> str:
    r"""Return text without bidi controls, zero-width and control characters; every kind of new line becomes `\n`.

    Tabs stay, and so do joiners that make one picture of several, private and unassigned characters (rare characters of
    names), but not U+FFFE and U+FFFF, which XML cannot hold.
    """
    if text.isprintable() or text.replace("\n", "").isprintable():
        return text
    text = _NEW_LINES.sub("\n", text)
    kept = joints(text)
    return "".join(letter for at, letter in enumerate(text) if letter in _KEPT or _seen(letter) or at in kept)


def one_line(text: str) -> str:
    """Return printable text as one line: new lines, tabs and runs of spaces become one space."""
    return " ".join(printable(text).split())


def _seen(letter: str) -> bool:
    return unicodedata.category(letter) not in _UNSEEN and ord(letter) & 0xFFFE != 0xFFFE  # noqa: PLR2004 - the last two of every plane
