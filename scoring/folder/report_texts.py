"""The text of reports; a PDF's is taken out by another process, which is stopped when it takes too long."""

from __future__ import annotations

import io
import os
import subprocess
import sys

from submissions import pdf_text, report_text

SECONDS = 30
_NO_TEXT = 3
_CHILD = "from scoring.folder.report_texts import tell; tell()"


def text_of(data: bytes, kind: str) -> str | None:
    """Return the text of a report's content of the type `kind`, "" of a scan; None where it cannot be told.

    Of a PDF that takes more than 30 seconds it cannot be told.
    """
    if kind != "pdf":
        return report_text(data, kind)
    try:
        done = subprocess.run(  # noqa: S603 - this program itself
            [sys.executable, "-c", _CHILD],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout.decode("utf-8") if done.returncode == 0 else None


def tell() -> None:
    """Print the text of the PDF on stdin: what the other process does."""
    text = pdf_text(io.BytesIO(sys.stdin.buffer.read()))
    if text is None:
        raise SystemExit(_NO_TEXT)
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
