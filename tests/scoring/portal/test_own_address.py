"""Addresses that a press leads to."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.urls import resolve

from tests.portal_data import data_folder

data_folder()

from scoring.portal.own_address import back, own_address

REQUESTS = RequestFactory()


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/me/", "/me/"),
        ("/me/?a=1", "/me/?a=1"),
        ("http://testserver/me/", "http://testserver/me/"),
        ("", "/"),
        ("https://example.org/me/", "/"),
        ("//example.org/", "/"),
        ("/\\example.org/", "/"),
        ("javascript:alert(1)", "/"),
        ("-1", "/"),
    ],
)
def test_a_press_leads_into_the_portal(asked: str, led: str) -> None:
    """An address of another host is the first page's instead."""
    assert own_address(REQUESTS.get("/"), asked) == led


@pytest.mark.parametrize(
    ("method", "address", "led"),
    [
        ("get", "/in/?next=/me/", "/in/?next=/me/"),
        ("get", "/nothing/", "/nothing/"),
        ("post", "/in/abcd/", "/in/abcd/"),
        ("post", "/care/", ""),
    ],
)
def test_a_page_knows_the_way_back_to_itself(method: str, address: str, led: str) -> None:
    """Also one that answers a form, where its address has a page."""
    request = getattr(REQUESTS, method)(address)
    if method == "post":
        request.resolver_match = resolve(request.path)
    assert back(request) == led


def test_without_an_address_of_ours_there_is_no_way_back() -> None:
    """A form sent to no door leads to the first page."""
    assert back(REQUESTS.post("/nothing/")) == ""
