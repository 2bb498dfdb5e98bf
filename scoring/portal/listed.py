"""What an address asks of a long list: words to search for, and which of its pages."""

from __future__ import annotations

from django.http import HttpRequest

from scoring.portal.typed_numbers import whole

_LONGEST = 100


def words_asked(request: HttpRequest) -> str:
    """Return what is searched for (?q=…), at most 100 characters; "" where nothing is."""
    return request.GET.get("q", "").strip()[:_LONGEST]


def page_asked(request: HttpRequest, name: str = "page") -> int:
    """Return the number of a page (?page=…), 1 where none is told."""
    return whole(request.GET.get(name, "")) or 1
