"""字数: how long a text is, as Chinese offices and their word processors count."""

from __future__ import annotations

import re
import unicodedata

# What a character is for counting: one by itself, part of a word, white space, either (see `_either`), or nothing.
_OWN, _WORD, _SPACE, _EITHER = "H", "w", " ", "m"
# Korean is written in words although its letters are as wide as Han characters.
_KOREAN = "HANGUL"
_BESIDE = re.compile(f"(?<={_OWN}){_EITHER}+|{_EITHER}+(?={_OWN})")
_WORDS = re.compile(f"[{_WORD}{_EITHER}]+")


class _Kinds(dict[int, str]):
    """The kind of every character, found out when it is first met."""

    def __missing__(self, number: int) -> str:
        self[number] = _kind(chr(number))
        return self[number]


_KINDS = _Kinds()


def word_count(text: str) -> int:
    """Return the 字数 of a text: Han characters and their marks, each counted, and words of other scripts.

    Counted one by one are Han characters, kana, and full-width letters, digits and marks; dashes, ellipses, quotation
    marks, · and ① are too where such a character stands beside them. Whatever else stands together without white
    space is one word, an ASCII comma between Han characters included. White space and invisible characters are nothing.
    """
    kinds = _BESIDE.sub(lambda found: _OWN * len(found.group()), text.translate(_KINDS))
    return kinds.count(_OWN) + len(_WORDS.findall(kinds))


def _kind(letter: str) -> str:
    category, width = unicodedata.category(letter), unicodedata.east_asian_width(letter)
    if letter.isspace():
        return _SPACE
    if category in {"Cc", "Cf", "Cs"}:
        return ""
    if width in "WF":
        return _WORD if unicodedata.name(letter, "").startswith(_KOREAN) else _OWN
    # Of the characters that are wide in Chinese text alone, letters (Greek, Cyrillic) make words.
    return _EITHER if width == "A" and category[0] not in "LM" else _WORD
