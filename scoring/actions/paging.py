"""The pages of a long list: which of how many is shown, and which items stand on it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pages:
    """One page of a list: its `number` from 1 to `last`; `found` items stand on all of them, `size` on each."""

    number: int
    last: int
    found: int
    size: int

    @property
    def span(self) -> slice:
        """The items of this page among all that were found."""
        return slice((self.number - 1) * self.size, self.number * self.size)


def pages_of(found: int, number: int, size: int) -> Pages:
    """Return the page with a number; instead of one that is not there, the nearest that is."""
    last = max(-(-found // size), 1)
    return Pages(min(max(number, 1), last), last, found, size)
