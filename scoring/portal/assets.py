"""Style sheet, scripts and pictures of the pages: read from the package, known by their content, kept for a year."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import reverse

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True)
class Asset:
    """One file: what it holds, the same compressed, its type, and eight characters of its SHA-256."""

    data: bytes
    packed: bytes
    type: str
    version: str


@cache
def assets() -> dict[str, Asset]:
    """Return every file of the folder static by name."""
    found = {}
    for file in files("scoring.portal").joinpath("static").iterdir():
        kind = _TYPES.get("." + file.name.rpartition(".")[2])
        if kind:
            data = file.read_bytes()
            found[file.name] = Asset(data, gzip.compress(data, 9, mtime=0), kind, hashlib.sha256(data).hexdigest()[:8])
    return found


def address(name: str) -> str:
    """Return where an asset is; the address changes with its content. Raises KeyError for one that is not there."""
    return reverse("asset", kwargs={"version": assets()[name].version, "name": name})


def serve(request: HttpRequest, version: str, name: str) -> HttpResponse:
    """Answer with an asset, whatever version is asked for."""
    found = assets().get(name)
    if found is None:
        return HttpResponseNotFound()
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(found.packed if packed else found.data, content_type=found.type)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    lasting = "public, max-age=31536000, immutable" if version == found.version else "no-cache"
    response.headers["Cache-Control"] = lasting
    return response
