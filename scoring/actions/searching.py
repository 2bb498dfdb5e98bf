"""What is found in a list by words: one way for all lists that are not searched by the database."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable


def holding(words: str) -> Callable[..., bool]:
    """Return what says of the texts of an item whether they hold every word, in any case and width."""
    wanted = _plain(words).split()

    def held(*texts: str) -> bool:
        plain = _plain(" ".join(texts)) if wanted else ""
        return all(word in plain for word in wanted)

    return held


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
