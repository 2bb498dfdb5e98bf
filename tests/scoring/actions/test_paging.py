"""The pages of a long list."""

from __future__ import annotations

import pytest

from scoring.actions.paging import Pages, pages_of


@pytest.mark.parametrize(
    ("found", "asked", "number", "last", "items"),
    [
        (0, 1, 1, 1, []),
        (3, 1, 1, 1, [0, 1, 2]),
        (4, 2, 2, 2, [3]),
        (7, 2, 2, 3, [3, 4, 5]),
        (7, 99, 3, 3, [6]),
        (7, 0, 1, 3, [0, 1, 2]),
        (7, -5, 1, 3, [0, 1, 2]),
    ],
)
def test_a_page_is_one_that_is_there(found: int, asked: int, number: int, last: int, items: list[int]) -> None:
    """An empty list has one page; what is before the first or behind the last is the nearest."""
    pages = pages_of(found, asked, 3)
    assert (pages, list(range(found))[pages.span]) == (Pages(number, last, found, 3), items)
