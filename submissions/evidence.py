"""Evidence and the files behind it: present, readable, unchanged, and what they say they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rubrics import Locate, Message, Path, Problem, say
from submissions.kinds import WAYS, kind_rule
from submissions.model import Evidence, Submission
from submissions.paths import inside
from submissions.stored import StoredFile

Files = Mapping[str, StoredFile]

_URL = re.compile(r"https?://[^\s/@]+\.[^\s]+", re.IGNORECASE)
_SHA256 = re.compile(r"[0-9A-Fa-f]{64}")
_PHONE = re.compile(r"\+?[0-9][0-9 ()（）转-]{2,24}")
_WAYS = {
    "file": say("a file"),
    "url": say("an address"),
    "phone": say("a telephone number"),
    "on_site": say("material to be seen on site"),
    "disc": say("a disc"),
}


def check_evidence(submission: Submission, files: Files, locate: Locate) -> Iterator[Problem]:
    """Yield what is wrong with each piece of evidence, and which of them are the same file."""
    first: dict[str, Evidence] = {}
    for at, piece in enumerate(submission.evidence):
        path: Path = ("evidence", at)
        yield from _ways(piece, path, locate, complete=submission.complete)
        yield from _contacts(piece, path, locate)
        if piece.file is None:
            continue
        accepted = kind_rule(piece.kind).contents
        yield from check_file(piece.file, piece.sha256, files, (locate, path), complete=submission.complete)
        stored = readable(piece.file, files)
        if stored is None:
            continue
        here, holds = (locate, (*path, "file")), stored.content.kind
        if accepted is not None and holds not in accepted:
            yield _problem(
                "FILE-KIND",
                here,
                say(
                    "“{file}” holds {content}, which cannot be {kind}.", file=piece.file, content=holds, kind=piece.kind
                ),
                say("Hand in one of: {choices}.", choices=tuple(sorted(accepted))),
            )
        same = first.setdefault(stored.sha256, piece)
        if same is not piece:
            yield _problem(
                "FILE-TWICE",
                here,
                say("“{file}” is the same file as that of “{title}”.", file=piece.file, title=same.title),
                say("Hand in each file once."),
            )


def check_file(
    name: str, sha256: str | None, files: Files, where: tuple[Locate, Path], *, complete: bool
) -> Iterator[Problem]:
    """Yield what is wrong with the file of this name; a draft may name a file that has yet to come."""
    here = (where[0], (*where[1], "file"))
    stored = files.get(inside(name) or "")
    if inside(name) is None:
        yield _problem(
            "FILE-OUTSIDE",
            here,
            say("“{file}” leaves the agency's folder.", file=name),
            say("Put the file into the folder and write its name."),
        )
    elif stored is None:
        if complete:
            yield _problem(
                "FILE-MISSING",
                here,
                say("the file “{file}” is missing.", file=name),
                say("Add it, or correct the name."),
            )
    elif stored.content.fault:
        yield _problem(
            "FILE-UNREADABLE",
            here,
            say("“{file}” cannot be used: {reason}.", file=name, reason=stored.content.fault),
            say("Hand it in once more."),
        )
    elif not stored.size:
        yield _problem("FILE-EMPTY", here, say("“{file}” is empty.", file=name), say("Hand it in once more."))
    elif sha256 is not None and sha256.lower() != stored.sha256:
        yield _problem(
            "FILE-CHANGED",
            (where[0], (*where[1], "sha256")),
            say("“{file}” is not the file that was declared: its SHA-256 differs.", file=name),
            say("Restore the file, or hand in the new one."),
        )


def readable(name: str, files: Files) -> StoredFile | None:
    """Return the file that a name in a submission means, where it is there and can be read."""
    stored = files.get(inside(name) or "")
    return stored if stored and stored.size and not stored.content.fault else None


def _ways(piece: Evidence, path: Path, locate: Locate, *, complete: bool) -> Iterator[Problem]:
    ways = tuple(way for way in WAYS if getattr(piece, way) is not None)
    allowed = kind_rule(piece.kind).ways
    if len(ways) > 1 or (complete and not ways):
        yield _problem(
            "EVIDENCE-WAY",
            (locate, path),
            say("“{title}” must be exactly one of: {choices}.", title=piece.title, choices=_titles(allowed)),
            say("Write one of: {choices}.", choices=allowed),
        )
    elif ways and ways[0] not in allowed:
        yield _problem(
            "EVIDENCE-WAY",
            (locate, (*path, ways[0])),
            say("{kind} cannot be {way}.", kind=piece.kind, way=_WAYS[ways[0]]),
            say("Write one of: {choices}.", choices=allowed),
        )


def _titles(ways: tuple[str, ...]) -> tuple[Message, ...]:
    return tuple(_WAYS[way] for way in ways)


def _contacts(piece: Evidence, path: Path, locate: Locate) -> Iterator[Problem]:
    if piece.url is not None and not _URL.fullmatch(piece.url):
        yield _problem(
            "EVIDENCE-URL",
            (locate, (*path, "url")),
            say("“{url}” is not a web address.", url=piece.url),
            say("Write it in full, beginning with https:// or http://."),
        )
    if piece.phone is not None and not _PHONE.fullmatch(piece.phone):
        yield _problem(
            "EVIDENCE-PHONE",
            (locate, (*path, "phone")),
            say("“{phone}” is not a telephone number.", phone=piece.phone),
            say("Write digits, as in 0755-12345678."),
        )
    elsewhere = piece.url is not None or piece.disc is not None
    if (piece.disc is not None and piece.sha256 is None) or (elsewhere and _unlike_sha256(piece.sha256)):
        yield _problem(
            "EVIDENCE-SHA256",
            (locate, (*path, "sha256")),
            say("“{text}” is not a SHA-256.", text=(piece.sha256 or "")[:70])
            if piece.sha256
            else say("the SHA-256 of what is on the disc is missing."),
            say("Write its 64 letters and digits, as “certutil -hashfile FILE SHA256” shows them."),
        )


def _unlike_sha256(text: str | None) -> bool:
    return text is not None and not _SHA256.fullmatch(text)


def _problem(code: str, where: tuple[Locate, Path], rule: Message, remedy: Message) -> Problem:
    locate, path = where
    return Problem(code, locate(path), rule, remedy)
