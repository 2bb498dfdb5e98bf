"""Which page an address asks for."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from tests.portal_data import data_folder

data_folder()

from scoring.portal.pages.publishing.paging import page_number


@pytest.mark.parametrize(
    ("asked", "page"), [("", 1), ("page=7", 7), ("page=-1", 1), ("page=x", 1), ("page=٣", 1), ("page=12345678", 1)]
)
def test_what_is_no_page_is_the_first(asked: str, page: int) -> None:
    """Only a plain number of up to six digits is one."""
    assert page_number(RequestFactory().get(f"/?{asked}")) == page
