"""What lies in a zip file that strangers packed, by the names they wrote, without what a computer put beside it."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections import Counter
from dataclasses import dataclass

from rubrics import MOST_FAULTS, Message, Place, Problem, Problems, say
from submissions.encoding import decode
from submissions.paths import inside

MOST_MEMBERS = 20_000
# Photos and office files are packed already, and tables shrink to a twentieth: only a bomb unpacks to so much more.
HIGHEST_RATIO = 200
SMALL = 64 * 1024 * 1024

_UTF_8, _ENCRYPTED = 0x800, 0x1
_NAME_FIELD = 0x7075
_UNSEEN = re.compile(r"[\x00-\x1f\x7f]")
_JUNK = re.compile(r"\.|~\$|(?:__MACOSX|Thumbs\.db|desktop\.ini)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a zip: `name` with forward slashes, never leading anywhere else; `info` is how zipfile knows it."""

    name: str
    info: zipfile.ZipInfo


def members(archive: zipfile.ZipFile, size: int, file: str) -> tuple[Member, ...]:
    """Return the files in a zip of `size` bytes by name; folders and `is_junk` are left out.

    Names are UTF-8 or GBK (as Windows packs them), whichever all of them are that do not say. One that leads out of
    the folder is cut to its last step. Raises Problems for a zip that is protected by a password, has more than 20,000
    members, unpacks to more than 200 times its size (beyond 64 MiB), or holds two files of one name.
    """
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > max(SMALL, HIGHEST_RATIO * size):
        raise Problems([_problem("ARCHIVE-SIZE", file, *TOO_LARGE)])
    found = [
        Member(name, info)
        for name, info in zip(map(_tidy, _names(infos)), infos, strict=True)
        if not info.is_dir() and name and not is_junk(name)
    ]
    times = Counter(member.name for member in found)
    faults = [
        *(_problem("ARCHIVE-PASSWORD", file, *_PASSWORD) for info in infos if info.flag_bits & _ENCRYPTED),
        *(_problem("ARCHIVE-TWICE", f"{file}/{name}", *_TWICE) for name, n in times.items() if n > 1),
    ]
    if faults:
        raise Problems(faults[:MOST_FAULTS])
    return tuple(sorted(found, key=lambda member: member.name))


def is_junk(name: str) -> bool:
    """Return whether a file is there for a computer only: hidden, a lock of an office program, a list of pictures."""
    return any(_JUNK.match(step) for step in name.split("/"))


def _tidy(name: str) -> str:
    """Return a name in the letters that keyboards write, macOS having taken them apart; "" where none is left."""
    # A file must not go unread because of a sign in its name that nobody sees.
    name = _UNSEEN.sub("_", unicodedata.normalize("NFC", name))
    return inside(name) or inside(re.split(r"[/\\:]", name)[-1]) or ""


def _names(infos: list[zipfile.ZipInfo]) -> list[str]:
    names = [_told(info) for info in infos]
    silent = [at for at, name in enumerate(names) if name is None]
    # zipfile takes every byte for a letter of code page 437, which has one for each.
    written = [infos[at].orig_filename.encode("cp437").replace(b"\n", b" ") for at in silent]
    try:
        read = decode(b"\n".join(written), "").split("\n") if written else []
    except Problems:
        read = [name.decode("gb18030", "replace") for name in written]
    meant = dict(zip(silent, read, strict=True))
    return [meant[at] if name is None else name for at, name in enumerate(names)]


def _told(info: zipfile.ZipInfo) -> str | None:
    """Return a name that says in what encoding it is: by a flag, or in a field of its own as Info-ZIP writes it."""
    if info.flag_bits & _UTF_8:
        return info.orig_filename
    extra = info.extra
    while len(extra) >= 4:  # noqa: PLR2004 - the kind of a field and its length take four bytes
        kind, end = int.from_bytes(extra[:2], "little"), 4 + int.from_bytes(extra[2:4], "little")
        if kind == _NAME_FIELD:
            # One byte of version and four of a checksum stand before it.
            return extra[9:end].decode("utf-8", "replace")
        extra = extra[end:]
    return None


_PASSWORD = (
    say("the zip file is protected by a password."),
    say("Unpack it, and name the folder instead."),
)
TOO_LARGE = (
    say("the zip file unpacks to far more than forms and their files need."),
    say("Unpack it, look at what is in it, and name the files that matter."),
)
_TWICE = (
    say("the zip file holds two files of this name."),
    say("Unpack it, keep the right one of the two, and name the folder instead."),
)


def _problem(code: str, file: str, rule: Message, remedy: Message) -> Problem:
    return Problem(code, Place(file), rule, remedy)
