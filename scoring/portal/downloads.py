"""Files that strangers brought, given out so that none of them can do anything in a page of the portal."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import quote

from asgiref.sync import sync_to_async
from django.http import StreamingHttpResponse

from scoring.actions.reporting import KeptFile
from scoring.storage import files

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


class FileAnswer(StreamingHttpResponse):
    """A file of the store, read piece by piece, whichever kind of server asks for it."""

    def __init__(self, path: Path, size: int, content_type: str) -> None:
        super().__init__((), content_type=content_type)
        self.path = path
        self.headers["Content-Length"] = str(size)

    def __iter__(self) -> Iterator[bytes]:
        """Yield the file's bytes."""
        with self.path.open("rb") as stream:
            yield from iter(lambda: stream.read(_PIECE), b"")

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield the file's bytes without holding up other visitors."""
        stream = await sync_to_async(lambda: self.path.open("rb"))()
        try:
            while piece := await sync_to_async(stream.read)(_PIECE):
                yield piece
        finally:
            stream.close()


def download(held: KeptFile) -> FileAnswer:
    """Answer with a file to be saved, never to be shown: a browser does not even guess what it is."""
    answer = FileAnswer(files.where(held.sha256), held.size, "application/octet-stream")
    answer.headers["Content-Disposition"] = f"attachment; {named(held.name)}"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def inline(held: KeptFile) -> FileAnswer:
    """Answer with a picture or PDF to be shown; with any other file as a download."""
    if not held.preview:
        return download(held)
    answer = FileAnswer(files.where(held.sha256), held.size, _INLINE[held.kind])
    answer.headers["Content-Disposition"] = f"inline; {named(held.name)}"
    answer.headers["Content-Security-Policy"] = _PDF if held.preview == "pdf" else _PICTURE
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer


def named(name: str) -> str:
    """Return a file name as RFC 6266 and RFC 5987 write it; old programs read the letters that all of them know."""
    plain = "".join(
        letter if letter.isascii() and letter.isprintable() and letter not in '"\\/%' else "_" for letter in name
    )
    return f"filename=\"{plain}\"; filename*=UTF-8''{quote(name.replace('/', '_'), safe='', errors='replace')}"
