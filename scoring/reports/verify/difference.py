"""What in a file is not as it was made: where, what should stand there, and what does."""

from __future__ import annotations

from dataclasses import dataclass

from rubrics import Message, Place, Translate, say

Words = Message | str
NOTHING = say("nothing")
_WHOLE = say("{place}: should be {expected}, found {found}")

# Texts longer than this are cut to where they differ, with so many characters of what is alike on either side.
_LONG, _BESIDE = 60, 24
_MOST = 160


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure or text that was altered, added or left out; `expected` and `found` are as they are shown."""

    place: Place
    expected: Words
    found: Words

    def render(self, translate: Translate = str) -> str:
        """Return the difference on one line: place, what should stand there, what does."""
        expected, found = _shortened(_text(self.expected, translate), _text(self.found, translate))
        return _WHOLE.filled(place=self.place, expected=expected, found=found).render(translate)


def _text(words: Words, translate: Translate) -> str:
    return words if isinstance(words, str) else words.render(translate)


def _shortened(one: str, two: str) -> tuple[str, str]:
    """Return two texts with what long ones have in common left out but for what stands next to the difference."""
    if max(len(one), len(two)) <= _LONG:
        return one, two
    start = max(_alike(one, two) - _BESIDE, 0)
    alike = _alike(one[start:][::-1], two[start:][::-1])
    return _piece(one, start, alike), _piece(two, start, alike)


def _piece(text: str, start: int, alike: int) -> str:
    end = min(len(text) - max(alike - _BESIDE, 0), start + _MOST)
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def _alike(one: str, two: str) -> int:
    """Return how many characters two texts have in common from the left."""
    least = min(len(one), len(two))
    return next((at for at in range(least) if one[at] != two[at]), least)
