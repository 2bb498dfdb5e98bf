"""Characters that nobody sees: they make two names look alike, hide in numbers, or turn a line around."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_KEPT = "\n\t"
# Controls, format characters (marks of direction, joiners, zero-width spaces) and halves of surrogate pairs.
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
# Letters, marks and signs that have no shape: combining grapheme joiner, Hangul and Khmer fillers, blank Braille.
_EMPTY = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
# What is not there without another character: spaces, and marks that are written upon it.
_BARE = ("Zs", "Mn", "Mc", "Me")
# What a picture may be put together of: pictures beyond the first 65,536 signs, and some from among those (Unicode's
# list of emoji ZWJ sequences; its pictures of one sign are too many to be told from what is to come).
_PICTURE = "[\u2194\u2195\u2620\u2640\u2642\u2695\u2696\u26a7\u26d3\u26f9\u2708\u2764\u27a1\u2b1b\U0001f000-\U0001faff]"
_JOINED = re.compile(f"(?:(?<={_PICTURE})|(?<={_PICTURE}\ufe0f))\u200d(?={_PICTURE})")
# What the rules of YAML leave out, whether it could be seen or not.
_UNPRINTABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def first_invisible(text: str) -> tuple[str, int] | None:
    """Return the first character that cannot be seen, as U+202E, and which of the text it is, from 1.

    New lines, tabs and spaces of any width are none of them, nor are rare characters of names (private use), nor what
    makes one picture of several.
    """
    if text.isprintable() and not any(sign in text for sign in _EMPTY):
        return None
    kept = joints(text)
    return next(((code(sign), at + 1) for at, sign in enumerate(text) if _unseen(sign) and at not in kept), None)


def revealed(text: str) -> str:
    """Return text with the code of every invisible character in its place, so that a message can show it."""
    if first_invisible(text) is None:
        return text
    kept = joints(text)
    return "".join(f"[{code(sign)}]" if _unseen(sign) and at not in kept else sign for at, sign in enumerate(text))


def joints(text: str) -> frozenset[int]:
    """Return where in a text a joiner (U+200D) stands between two pictures and makes them one, counted from 0."""
    return frozenset(found.start() for found in _JOINED.finditer(text))


def is_blank(text: str) -> bool:
    """Return whether there is nothing to see in a text: it is empty, or of spaces and marks upon nothing."""
    return all(sign in _KEPT or _unseen(sign) or unicodedata.category(sign) in _BARE for sign in text)


def unprintable_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the number of every line that holds a character which no YAML file may hold, with the first one's code."""
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _UNPRINTABLE.search(line):
            yield number, code(found.group())


def code(sign: str) -> str:
    """Return how a character is named in every table of characters: U+FEFF."""
    return f"U+{ord(sign):04X}"


def _unseen(sign: str) -> bool:
    return (unicodedata.category(sign) in _UNSEEN and sign not in _KEPT) or sign in _EMPTY
