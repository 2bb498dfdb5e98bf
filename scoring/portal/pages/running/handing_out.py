"""Files that a page makes and gives as a download, never shown in the browser."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}


def download(name: str, data: bytes) -> HttpResponse:
    """Return a file as an answer that the browser saves."""
    kind = _TYPES.get(f".{name.rpartition('.')[2]}", "application/octet-stream")
    answer = HttpResponse(data, content_type=kind)
    answer.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    return answer
