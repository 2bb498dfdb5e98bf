"""What an address asks of a long list."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from tests.portal_data import data_folder

data_folder()

from scoring.portal.listed import page_asked, words_asked


@pytest.mark.parametrize(
    ("asked", "page"),
    [("", 1), ("page=7", 7), ("page=0", 1), ("page=-1", 1), ("page=x", 1), ("page=٣", 1), (f"page={'9' * 16}", 1)],
)
def test_what_is_no_page_is_the_first(asked: str, page: int) -> None:
    """Only a plain number is one, and not one longer than any list."""
    request = RequestFactory().get(f"/?{asked}&across=2")
    assert (page_asked(request), page_asked(request, "across")) == (page, 2)


@pytest.mark.parametrize(("asked", "words"), [("", ""), ("q=", ""), ("q=+局 +", "局"), (f"q={'局' * 101}", "局" * 100)])
def test_words_are_few(asked: str, words: str) -> None:
    """Without the space around them, and no more than a page's field takes."""
    assert words_asked(RequestFactory().get(f"/?{asked}")) == words
