"""Files that came back, as somebody names them: files, folders or zips, each given as a file; nothing is unpacked."""

from __future__ import annotations

import tempfile
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from rubrics import Message, Place, Problem, Problems, say
from scoring.folder.opening import LARGEST_TABLE, MEGABYTE, is_file, is_within, read_bytes
from submissions import content_type
from submissions.archive import TOO_LARGE, is_junk, members
from submissions.listing import too_many

LARGEST_FILE = 512 * MEGABYTE
MOST_FILES = 50_000
_IN_MEMORY = 8 * MEGABYTE
_HEAD = 4096
_SEVEN_ZIP = b"7z\xbc\xaf\x27\x1c"
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


@dataclass(frozen=True)
class Given:
    """A file that was given: `label` is how messages call it, such as `return.zip/评分表/r1.xlsx`, `size` its bytes.

    `name` is its path in the folder or zip that was named, with forward slashes and never leading out of it; the name
    alone of a file that was named itself.
    """

    label: str
    size: int
    name: str
    _path: Path
    _archive: zipfile.ZipFile | None = None
    _member: zipfile.ZipInfo | None = None

    def read(self, most: int = LARGEST_TABLE) -> bytes:
        """Return what the file holds. Raises Problems where it cannot be read or has more than `most` bytes."""
        if self._archive is None or self._member is None:
            return read_bytes(self._path, self.label, most)
        self._fits(most)
        return b"".join(self._pieces(self._archive, self._member))

    def open(self, most: int = LARGEST_FILE) -> BinaryIO:
        """Return a seekable stream of what the file holds, to be closed. Raises Problems as `read` does."""
        self._fits(most)
        if self._archive is None or self._member is None:
            try:
                return self._path.open("rb")
            except OSError as error:
                raise Problems([_unreadable(self.label, error)]) from error
        with ExitStack() as unless_filled:
            # A file of its own: in a zip each step back unpacks it from its beginning, and damage shows up anywhere.
            spool = unless_filled.enter_context(tempfile.SpooledTemporaryFile(_IN_MEMORY))
            spool.writelines(self._pieces(self._archive, self._member))
            spool.seek(0)
            unless_filled.pop_all()
        return cast("BinaryIO", spool)

    def _pieces(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
        """Yield the contents piece by piece: asked for all at once, zipfile unpacks what lies beyond them as well."""
        try:
            with archive.open(member) as stream:
                while piece := stream.read(MEGABYTE):
                    yield piece
        except _DAMAGE as error:
            raise Problems([_damaged(self.label)]) from error

    def _fits(self, most: int) -> None:
        if self.size > most:
            rule = say("the file is larger than {n} MB.", n=most // MEGABYTE)
            remedy = say("Check whether this is the right file; part it if it is.")
            raise Problems([Problem("FILE-SIZE", Place(self.label), rule, remedy)])


def gather(paths: Iterable[Path]) -> tuple[Given, ...]:
    """Return every file that `paths` lead to: files, all files of folders and of zips, in the order of their names.

    What only a computer put there is left out (hidden files, locks of office programs, __MACOSX, Thumbs.db); a zip
    within a folder or a zip is a file like any other. Links that lead out of a folder are not followed. Raises
    Problems, those of all paths: what is not there, cannot be read, is no file, or is a zip that `members` refuses.
    """
    named = tuple(paths)
    often = Counter(_called(path) for path in named)
    found: list[Given] = []
    faults: list[Problem] = []
    for path in named:
        label = path.as_posix() if often[_called(path)] > 1 else _called(path)
        try:
            found += _within(path, label)
        except Problems as problems:
            faults += problems.items
        except OSError as error:
            faults.append(_unreadable(label, error))
    if faults:
        raise Problems(faults)
    return tuple(dict.fromkeys(found))


def _within(path: Path, label: str) -> list[Given]:
    if path.is_dir():
        return list(_of_folder(path, label))
    if not path.exists():
        raise Problems([Problem("FILE-UNREADABLE", Place(label), *_ABSENT)])
    if not is_file(path):
        raise Problems([Problem("FILE-UNREADABLE", Place(label), *_NO_FILE)])
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if content_type(head) == "rar" or head.startswith(_SEVEN_ZIP):
        raise Problems([Problem("ARCHIVE-KIND", Place(label), *_OTHER_ARCHIVE)])
    if content_type(head) == "zip" and (archive := _archive(path, label)) is not None:
        return list(_of_archive(archive, path, label))
    return [Given(label, path.stat().st_size, _called(path), path)]


def _of_folder(folder: Path, label: str) -> Iterator[Given]:
    names = sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*"))
    if len(names) > MOST_FILES:
        raise Problems([Problem("FOLDER-SIZE", Place(label), say("the folder holds too many files."), _TELL_WHICH)])
    for name, path in names:
        if not is_junk(name) and is_within(folder, path) and is_file(path):
            tidy = unicodedata.normalize("NFC", name)
            yield Given(f"{label}/{tidy}", path.stat().st_size, tidy, path)


def _archive(path: Path, label: str) -> zipfile.ZipFile | None:
    """Return an opened zip; None for a file of another kind that is one inside, as office files are."""
    with path.open("rb") as stream:
        if too_many(stream):
            raise Problems([Problem("ARCHIVE-SIZE", Place(label), *TOO_LARGE)])
    try:
        archive = zipfile.ZipFile(path)
    except _DAMAGE as error:
        if path.suffix.lower() == ".zip":
            raise Problems([_damaged(label)]) from error
        return None
    names = set(archive.namelist())
    if path.suffix.lower() == ".zip" or not names & _OFFICE:
        return archive
    archive.close()
    return None


def _of_archive(archive: zipfile.ZipFile, path: Path, label: str) -> Iterator[Given]:
    for member in members(archive, path.stat().st_size, label):
        yield Given(f"{label}/{member.name}", member.info.file_size, member.name, path, archive, member.info)


def _called(path: Path) -> str:
    """Return the name of a path; that of the folder for `.`."""
    name = path.name
    with suppress(OSError, RuntimeError):
        name = name or path.resolve().name
    return unicodedata.normalize("NFC", name or path.as_posix())


_OFFICE = {"[Content_Types].xml", "mimetype", "OFD.xml", "Index/Document.iwa"}
_TELL_WHICH = say("Name the files that matter.")
_ABSENT = (say("there is no such file or folder."), say("Check the name; put a name with spaces in quotation marks."))
_NO_FILE = (say("this is no file: a folder, a device, or a link that leads nowhere."), _TELL_WHICH)
_OTHER_ARCHIVE = (
    say("this is a packed file of another kind than .zip."),
    say("Unpack it, and name the folder instead; or pack it again as .zip."),
)


def _damaged(label: str) -> Problem:
    return _refused(label, say("the zip file, or this file in it, is cut off or damaged."))


def _unreadable(label: str, error: OSError) -> Problem:
    return _refused(label, say("the file cannot be read ({reason}).", reason=error.strerror or str(error)))


def _refused(label: str, rule: Message) -> Problem:
    return Problem("FILE-UNREADABLE", Place(label), rule, say("Fetch or save it once more."))
