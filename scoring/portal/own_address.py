"""Addresses of this portal that a visitor is sent to after a press, whatever a form or an address asks for."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from scoring.portal.doors import DOORS


def own_address(request: HttpRequest, asked: str) -> str:
    """Return `asked` where it is an address of this portal, else the first page."""
    own = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    # A word without a slash is no address: Django would look for a view of that name.
    return asked if "/" in asked and own else reverse("home")


def back(request: HttpRequest) -> str:
    """Return where to come back to this page; "" for the answer to a form that has no page at its address."""
    if request.method == "GET":
        return request.get_full_path()
    route = request.resolver_match.route if request.resolver_match else None
    return request.path if any(door.route == route and door.method == "GET" for door in DOORS) else ""
