"""A file that is filled to the place where it belongs: beside it, where another program holds the earlier one open."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

PREFIX = ".pingyi-"
_TEMPORARY = re.compile(re.escape(PREFIX) + r"[a-z0-9_]{8}(\.\w+)?")
_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Written:
    """A file that was written: at `path`, which is another than was `meant` where that one is open elsewhere.

    `lock` is the file by which an office program says that it has it open; None where the system refused.
    """

    path: Path
    meant: Path
    lock: Path | None = None

    @property
    def substitute(self) -> bool:
        """Whether the file bears another name than was meant; what bears that name is untouched."""
        return self.path != self.meant


def place(temporary: Path, target: Path) -> Written:
    """Move a file to `target`, or to a new name beside it (NAME-2.xlsx, …) if that is open in another program.

    Raises OSError where neither can be done.
    """
    lock = next((path for path in _locks(target) if path.exists()), None) if target.exists() else None
    if lock is None:
        try:
            temporary.replace(target)
        except PermissionError:  # Windows refuses to replace what is open
            if not target.is_file():
                raise
        else:
            return Written(target, target)
    return Written(_beside(temporary, target), target, lock)


def place_new(temporary: Path, target: Path) -> Written:
    """Give a file the name `target`, which nothing bears yet; of two that do so at once one is refused.

    Raises FileExistsError where something bears it, OSError where it cannot be done.
    """
    try:
        target.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # not every disk knows links; then the moment between the two lines is left
        if target.exists():
            raise FileExistsError(target) from None
        temporary.replace(target)
    return Written(target, target)


def keep(target: Path, until: ExitStack) -> Path | None:
    """Return a second name of a file that is about to be replaced, kept `until` then; None where there is none yet.

    Raises OSError where it can be neither linked nor copied.
    """
    if not target.is_file():
        return None
    folder = tempfile.TemporaryDirectory(prefix=PREFIX, dir=target.parent)
    kept = Path(until.enter_context(folder)) / target.name
    try:
        kept.hardlink_to(target)
    except OSError:  # not every disk knows links
        shutil.copy2(target, kept)
    return kept


def put_back(written: Written, kept: Path | None) -> None:
    """Undo a placing: what was there before is there again. Raises OSError where it cannot be done."""
    if kept is None or written.substitute:
        written.path.unlink()
    else:
        kept.replace(written.path)


def settle(folder: Path) -> None:
    """Let the disk write down the names of a folder, where the system can be asked to."""
    with suppress(OSError):  # Windows opens no folders
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove_stale(temporary: Path) -> None:
    """Remove what runs that were killed left beside a file or folder of this run, a day or more before it."""
    with suppress(OSError):
        now = temporary.stat().st_mtime
        for path in temporary.parent.iterdir():
            if _TEMPORARY.fullmatch(path.name) and now - path.lstat().st_mtime > _DAY:
                _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _locks(target: Path) -> list[Path]:
    """Return the files beside `target` by which LibreOffice, Excel, WPS and Word (long names cut) would lock it."""
    names = [f".~lock.{target.name}#", f"~${target.name}", f".~{target.name}"]
    if target.suffix.lower() == ".docx":
        names += [f"~${target.name[1:]}", f"~${target.name[2:]}"]
    return [target.with_name(name) for name in names]


def _beside(temporary: Path, target: Path) -> Path:
    """Move a file to the first free name beside `target`; what bears a name already is never replaced."""
    for n in count(2):
        with suppress(FileExistsError):
            return place_new(temporary, target.with_name(f"{target.stem}-{n}{target.suffix}")).path
    raise AssertionError
