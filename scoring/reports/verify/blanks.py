"""Blanks on paper: what may be written where ＿＿＿ stands."""

from __future__ import annotations

import re
from functools import lru_cache

_BLANK = re.compile("[＿_]{2,}")
# A name and a date, not a paragraph.
_LONGEST = 60


def has_blank(text: object) -> bool:
    """Return whether a text has a blank to be filled in."""
    return isinstance(text, str) and _BLANK.search(text) is not None


def fills(text: str, found: str) -> bool:
    """Return whether `found` is the text with its blanks filled in, or left as they are."""
    return has_blank(text) and _pattern(text).fullmatch(found) is not None


@lru_cache
def _pattern(text: str) -> re.Pattern[str]:
    pieces = [re.escape(piece.strip()) for piece in _BLANK.split(text)]
    return re.compile(rf"\s{{0,9}}+[^\n]{{0,{_LONGEST}}}\s{{0,9}}".join(pieces))
