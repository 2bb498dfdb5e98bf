"""Who counts: two names are two people, however they are written."""

from __future__ import annotations

import unicodedata


def same_person(one: str, other: str) -> bool:
    """Return whether two names are one, however wide their letters are and whatever spaces stand in them."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()
