"""Files that the office uploads to be looked at first and taken in later: kept meanwhile, named by a signed token."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from django.core import signing

from rubrics import Place, Problem, Problems, revealed, say
from scoring.actions.records import laid_out_as
from scoring.storage import files
from scoring.storage.models import Round
from submissions.plain_text import one_line

_SALT = "pingyi.tables"
_LASTS = 12 * 60 * 60
_LONGEST_NAME = 120

Kept = tuple[tuple[str, str], ...]
"""Names and SHA-256 of files."""


def keep_uploads(given: Iterable[tuple[str, Iterable[bytes]]]) -> Kept:
    """Keep uploaded files; return each with its name, without whatever a name could do to a disk."""
    return tuple((_plain(name), files.keep(pieces)[0]) for name, pieces in given)


def token_of(round_: Round, kept: Kept, shown: str) -> str:
    """Return a text that names files and what was shown of them (a digest): good for this round and half a day."""
    return signing.dumps([round_.pk, kept, shown], salt=_SALT)


def kept_by(round_: Round, token: str) -> tuple[Kept, str]:
    """Return what a token names. Raises Problems where it is none of this round, or too old."""
    try:
        pk, kept, shown = signing.loads(token, salt=_SALT, max_age=_LASTS)
    except signing.BadSignature:
        pk, kept, shown = None, (), ""
    if pk != round_.pk:
        raise Problems([Problem("UPLOAD-OLD", Place(round_.slug), *_OLD)])
    return tuple((name, sha256) for name, sha256 in kept), shown


@contextmanager
def put_down(kept: Kept) -> Iterator[list[Path]]:
    """Give the files on the disk under their names, for as long as they are looked at."""
    with laid_out_as({f"{at}/{name}": sha256 for at, (name, sha256) in enumerate(kept)}) as root:
        yield [root / str(at) / name for at, (name, _) in enumerate(kept)]


def _plain(name: str) -> str:
    last = one_line(revealed(PurePosixPath(name.replace("\\", "/")).name)).strip(". ")
    plain = "".join("_" if char in '<>:"|?*' or ord(char) < ord(" ") else char for char in last)
    return plain[-_LONGEST_NAME:] or "file"


_OLD = (say("what was shown is too old, or belongs to another round."), say("Choose the files once more."))
