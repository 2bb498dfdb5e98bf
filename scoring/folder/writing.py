"""Files written whole or not at all: under a temporary name beside the target, then moved into place."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from rubrics import Place, Problem, Problems, say


def write_file(target: Path, fill: Callable[[BinaryIO], None]) -> None:
    """Let `fill` write to a temporary file, then move it to `target`.

    Raises Problems when the folder cannot be written or the target is open in another program; the earlier file
    is then still there.
    """
    temporary: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".pingyi-", suffix=target.suffix, dir=target.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            fill(stream)
        temporary.chmod(0o644)
        temporary.replace(target)
    except OSError as error:
        raise Problems([_not_written(target, error)]) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def write_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder of `files` (relative path -> content).

    Raises Problems when `target` exists and is not empty, or cannot be written; nothing is left half-written.
    """
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise Problems([_taken(target)])
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".pingyi-", dir=target.parent) as name:
            whole = Path(name) / "folder"
            for path, content in files.items():
                file = whole / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
            if target.is_dir():
                _fill(target, whole)
            else:
                whole.replace(target)
    except OSError as error:
        raise Problems([_not_written(target, error)]) from error


def _fill(target: Path, whole: Path) -> None:
    """Move what `whole` holds into an empty folder, which may be the one the user stands in."""
    moved: list[Path] = []
    try:
        for entry in sorted(whole.iterdir()):
            moved.append(entry.replace(target / entry.name))  # noqa: PERF401 - what was moved must be known when it fails
    except OSError:
        for entry in moved:
            entry.replace(whole / entry.name)
        raise


def _taken(target: Path) -> Problem:
    return Problem(
        "FOLDER-EXISTS",
        Place(target.as_posix()),
        say("this already exists and is not an empty folder."),
        say("Choose another name, or remove it first; nothing was changed."),
    )


def _not_written(target: Path, error: OSError) -> Problem:
    return Problem(
        "FILE-WRITE",
        Place(target.as_posix()),
        say("it could not be written ({reason}).", reason=error.strerror or type(error).__name__),
        say("Close it in other programs, check the disk and your rights, or choose another name; nothing was changed."),
    )
