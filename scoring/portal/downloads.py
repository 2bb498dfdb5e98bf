"""Files given out: the portal's own, and those of strangers so that none of them can do anything in a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from scoring.actions.reporting import KeptFile
from scoring.storage import files
from scoring.storage.models import Record

_Answer = TypeVar("_Answer", bound=HttpResponseBase)
_OWN = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "yaml": "text/plain; charset=utf-8",
    "zip": "application/zip",
}
_ANY = "application/octet-stream"
_PIECE = 256 * 1024
_INLINE = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "pdf": "application/pdf",
}
# A picture needs nothing at all. A browser's own viewer of PDF runs scripts and saves; in a page without an origin, and
# with default-src 'none', nothing that the file brings can.
_PICTURE = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"
_VIEWER = "sandbox allow-scripts allow-downloads"
_PDF = f"default-src 'none'; style-src 'unsafe-inline'; {_VIEWER}; frame-ancestors 'self'"


def download(held: KeptFile) -> StreamingHttpResponse:
    """Answer with a file to be saved, never to be shown: a browser does not even guess what it is."""
    return _saved(_stored(held, _ANY), held.name)


def inline(held: KeptFile) -> StreamingHttpResponse:
    """Answer with a picture or PDF to be shown; with any other file as a download."""
    if not held.preview:
        return download(held)
    answer = _stored(held, _INLINE[held.kind])
    answer.headers["Content-Disposition"] = f"inline; {named(held.name)}"
    answer.headers["Content-Security-Policy"] = _PDF if held.preview == "pdf" else _PICTURE
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer


def made(name: str, data: bytes) -> HttpResponse:
    """Answer with a file that the portal just made, to be saved."""
    return _saved(HttpResponse(data, content_type=_type_of(name)), name)


def recorded(record: Record) -> StreamingHttpResponse:
    """Answer with a file that the portal made earlier, to be saved under its own name."""
    name = record.path.rpartition("/")[2]
    return _saved(_stored(record, _type_of(name)), name)


def named(name: str) -> str:
    """Return a file name as RFC 6266 and RFC 5987 write it; old programs read the letters that all of them know."""
    plain = "".join(
        letter if letter.isascii() and letter.isprintable() and letter not in '"\\/%' else "_" for letter in name
    )
    return f"filename=\"{plain}\"; filename*=UTF-8''{quote(name.replace('/', '_'), safe='', errors='replace')}"


def _type_of(name: str) -> str:
    return _OWN.get(name.rpartition(".")[2], _ANY)


def _stored(held: KeptFile | Record, content_type: str) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(_pieces(files.where(held.sha256)), content_type=content_type)
    answer.headers["Content-Length"] = str(held.size)
    return answer


def _pieces(path: Path) -> Iterator[bytes]:
    """Yield a file's bytes; it is opened by whoever reads on, so that an answer without a body opens none."""
    with path.open("rb") as stream:
        yield from iter(lambda: stream.read(_PIECE), b"")


def _saved(answer: _Answer, name: str) -> _Answer:
    answer.headers["Content-Disposition"] = f"attachment; {named(name)}"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
