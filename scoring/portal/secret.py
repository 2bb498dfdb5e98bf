"""The secret that signs cookies and tokens: made once, in the data folder, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

SECRET_FILE = "secret-key"  # noqa: S105 - a name and no secret


def secret_key(data: Path) -> str:
    """Return the data folder's secret, made now where there is none yet."""
    file = data / SECRET_FILE
    try:
        return file.read_text("ascii")
    except FileNotFoundError:
        data.mkdir(parents=True, exist_ok=True)
    made = secrets.token_urlsafe(64)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text("ascii")
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(made)
    return made
