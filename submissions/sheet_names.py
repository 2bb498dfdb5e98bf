"""Names of sheets that Excel and LibreOffice both take, made from names that people wrote."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping

from submissions.plain_text import one_line

# Code units of UTF-16: what Excel counts.
LONGEST_NAME = 31
# Excel's own forbidden signs, and the wide ones that its Chinese and Japanese versions take for them.
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\［］：＊？／＼￥", " "))
# What Excel keeps for its own list of changes.
_RESERVED = ("History", "历史记录")


def sheet_names(wanted: Mapping[str, str], taken: Collection[str]) -> dict[str, str]:
    """Return legal names that differ from each other and from `taken` in more than case or width.

    `wanted` are names by key, each as `legal` returns it and not empty.
    """
    met = {_compared(name) for name in (*taken, *_RESERVED)}
    found: dict[str, str] = {}
    for key, name in wanted.items():
        chosen, n = _cut(name, LONGEST_NAME), 1
        while _compared(chosen) in met:
            n += 1
            ending = f" ({n})"
            chosen = _cut(name, LONGEST_NAME - len(ending)) + ending
        met.add(_compared(chosen))
        found[key] = chosen
    return found


def legal(text: str) -> str:
    """Return a name without what no name of a sheet may hold, of any length; empty where nothing is left."""
    return one_line(one_line(text).translate(_FORBIDDEN)).strip("'＇ ")


def _compared(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _cut(name: str, most: int) -> str:
    """Return a name of at most so many code units, marked with … where something is missing."""
    if _units(name) <= most:
        return name
    kept = name[: most - 1]
    while _units(kept) > most - 1:
        kept = kept[:-1]
    return f"{kept.rstrip(chr(39) + ' ')}…"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
