"""Pages travel compressed; files that stream do not, they are compressed already or their length should be known."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class Packed(GZipMiddleware):
    """Django's compression, with its filling of random length that hides how well a page compresses."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Return the answer, compressed where it is a page."""
        return response if response.streaming else super().process_response(request, response)
