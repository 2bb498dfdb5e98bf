"""Files of a form as actions take them."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile

from scoring.actions.sent_files import SentFile

_KEY = 64


def as_sent(file: UploadedFile[Any], key: str = "", size: int | None = None) -> SentFile:
    """Return an uploaded file, with the key and the size in bytes that the browser's script gave it, if it did."""
    stream: Any = file.file
    return SentFile(file.name or "", stream, key[:_KEY], size)
