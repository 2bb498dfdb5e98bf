"""Files written whole or not at all: under temporary names beside their targets, then moved into place.

A temporary name is `.pingyi-` and eight characters. A run that is killed leaves what it had begun under such a name,
hidden and never read; a later run that writes there removes what is a day older than its own.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from io import BufferedWriter, FileIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from rubrics import Place, Problem, Problems, say
from scoring.folder.placing import PREFIX, Written, keep, place, place_new, put_back, remove_stale, settle

if TYPE_CHECKING:
    from typing_extensions import Buffer

Fill = Callable[[BinaryIO], object]
_LAST = "round.yaml"


class _Stream(BufferedWriter):
    """A file that swallows all that comes once it is `over`.

    When a writer fails, the zip it was making is still there and tries to end itself when Python clears it away;
    it would fail once more, after the file is closed, and print a trace that nobody can stop.
    """

    over = False
    _at = 0

    def write(self, data: Buffer, /) -> int:
        """Write, or seem to."""
        if not self.over:
            return super().write(data)
        self._at += memoryview(data).nbytes
        return memoryview(data).nbytes

    def seek(self, target: int, whence: int = 0, /) -> int:
        """Go to a place, or seem to: then every place is counted from the beginning."""
        if not self.over:
            return super().seek(target, whence)
        self._at = target
        return target

    def tell(self) -> int:
        """Return the place, or what it would be."""
        return self._at if self.over else super().tell()

    def flush(self) -> None:
        """Let the system have what was written, or forget it."""
        if not self.over:
            super().flush()


def holding(data: bytes) -> Fill:
    """Return what fills a file with just these bytes."""
    return lambda stream: stream.write(data)


def write_file(target: Path, fill: Fill) -> Written:
    """Let `fill` write to a temporary file, then move it to `target`, or to a new name if that is open elsewhere.

    Raises Problems when the folder cannot be written; the earlier file is then still there.
    """
    return write_files({target: fill})[0]


def write_records(files: Mapping[Path, Fill], new: Mapping[Path, Problem] | None = None) -> None:
    """Write files that the program reads again: all of them under the very names that are meant, or none.

    `new` are those that must not be there yet, also if two processes write at once, each with what is told then.
    Raises Problems as `write_files` does, and where a file is open in another program or one of `new` is there.
    """
    write_files(files, exact=files, new=new)


def write_files(
    files: Mapping[Path, Fill], *, exact: Container[Path] = (), new: Mapping[Path, Problem] | None = None
) -> list[Written]:
    """Let every `fill` write to a temporary file; only when all have succeeded move them to their targets.

    What another program holds open keeps its content and its name: the new file is NAME-2.xlsx, NAME-3.xlsx, …
    beside it, unless its name must be `exact`; `new` is as in `write_records`. Raises Problems when a file cannot be
    written; all earlier files are then still there.
    (A run that is killed between two moves leaves some of them new and some old, each whole.)
    """

    def placed(temporary: Path, target: Path) -> Written:
        if new is not None and target in new:
            try:
                return place_new(temporary, target)
            except FileExistsError:
                raise Problems([new[target]]) from None
        found = place(temporary, target)
        if found.substitute and target in exact:
            found.path.unlink()
            raise Problems([_held_open(target)])
        return found

    with ExitStack() as temporaries:
        filled = {target: _filled(target, fill, temporaries) for target, fill in files.items()}
        for temporary in {path.parent: path for path in filled.values()}.values():
            remove_stale(temporary)
        return _placed(filled, placed)


def write_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder of `files` (relative path -> content).

    Raises Problems when `target` exists and is not empty, or cannot be written; nothing is left half-written.
    """
    with _told(target):
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise Problems([_taken(target)])
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=PREFIX, dir=target.parent) as name:
            remove_stale(Path(name))
            whole = Path(name) / "folder"
            for path, content in files.items():
                file = whole / path
                file.parent.mkdir(parents=True, exist_ok=True)
                with file.open("wb") as stream:
                    stream.write(content)
                    secure(stream)
            if target.is_dir():
                _fill(target, whole)
            else:
                whole.replace(target)
        settle(target.parent)


def _filled(target: Path, fill: Fill, temporaries: ExitStack) -> Path:
    """Return the temporary file that `fill` wrote beside `target`; it goes when `temporaries` are closed."""
    with _told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=PREFIX, suffix=target.suffix, dir=target.parent)
        temporary = Path(name)
        temporaries.callback(temporary.unlink, missing_ok=True)
        with _Stream(FileIO(handle, "w")) as stream:
            try:
                fill(stream)
            except Exception:
                stream.over = True
                raise
            secure(stream)
        temporary.chmod(0o644)
        return temporary


def _placed(filled: Mapping[Path, Path], placed: Callable[[Path, Path], Written]) -> list[Written]:
    """Move every temporary file to its target; if one cannot be moved, put back those that were."""
    written = []
    with ExitStack() as copies, ExitStack() as undo:
        for target, temporary in filled.items():
            with _told(target):
                kept = keep(target, copies) if len(filled) > 1 else None
                found = placed(temporary, target)
            undo.callback(put_back, found, kept)
            written.append(found)
        undo.pop_all()
    for folder in {target.parent for target in filled}:
        settle(folder)
    return written


def secure(stream: BinaryIO) -> None:
    """Let the disk write the content before the name: else a power cut may leave a name with nothing behind it."""
    stream.flush()
    os.fsync(stream.fileno())


def _fill(target: Path, whole: Path) -> None:
    """Move what `whole` holds into an empty folder, which may be the one the user stands in.

    What makes it a round comes last: if the run is killed, nobody takes half of a round for one.
    """
    moved: list[Path] = []
    try:
        for entry in sorted(whole.iterdir(), key=lambda entry: (entry.name == _LAST, entry.name)):
            moved.append(entry.replace(target / entry.name))  # noqa: PERF401 - what was moved must be known when it fails
    except OSError:
        for entry in moved:
            entry.replace(whole / entry.name)
        raise


@contextmanager
def _told(target: Path) -> Iterator[None]:
    """Turn what the disk refuses into a problem at `target`, also where XlsxWriter has wrapped it up."""
    try:
        yield
    except Problems:
        raise
    except Exception as error:
        reasons = [reason for reason in (error, *error.args) if isinstance(reason, OSError)]
        if not reasons:
            raise
        raise Problems([_not_written(target, reasons[0])]) from error


def _taken(target: Path) -> Problem:
    return Problem(
        "FOLDER-EXISTS",
        Place(target.as_posix()),
        say("this already exists and is not an empty folder."),
        say("Choose another name, or remove it first; nothing was changed."),
    )


def _held_open(target: Path) -> Problem:
    return Problem(
        "FILE-OPEN",
        Place(target.as_posix()),
        say("the file is open in another program."),
        say("Close it there, and do it once more; nothing was changed."),
    )


def _not_written(target: Path, error: OSError) -> Problem:
    return Problem(
        "FILE-WRITE",
        Place(target.as_posix()),
        say("it could not be written ({reason}).", reason=error.strerror or type(error).__name__),
        say("Close it in other programs, check the disk and your rights, or choose another name; nothing was changed."),
    )
