"""Requests are answered under the portal's own names alone: no link that it makes leads to somebody else's host."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port, validate_host
from django.http.response import HttpResponseBase

_WHERE = "请使用通知里的网址打开。 Open the portal by the address that you were given.\n"


def is_own(host: str) -> bool:
    """Return whether the Host of a request names the portal."""
    domain, _ = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


class Hosts:
    """Refuses requests under any other name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, under a name of the portal's own."""
        if not is_own(request.META.get("HTTP_HOST", request.META.get("SERVER_NAME", ""))):
            return HttpResponse(_WHERE, "text/plain; charset=utf-8", status=400)
        return self.get_response(request)
