"""A file of a round folder to its bytes: only what is a file, lies in the folder, and is not too large to be read."""

from __future__ import annotations

from pathlib import Path

from rubrics import Message, Place, Problem, Problems, say

MEGABYTE = 1024 * 1024
LARGEST_YAML = 16 * MEGABYTE
LARGEST_TABLE = 128 * MEGABYTE


def read_bytes(file: Path, label: str, most: int = LARGEST_YAML) -> bytes:
    """Return what a file holds that somebody named: it may be a pipe, and lie anywhere.

    `label` is its name in the message. Raises Problems where it cannot be read or has more than `most` bytes.
    """
    try:
        with file.open("rb") as stream:
            data = stream.read(most + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _refused("FILE-UNREADABLE", label, say("the file cannot be read ({reason}).", reason=reason)) from error
    if len(data) > most:
        raise _refused("FILE-SIZE", label, say("the file is larger than {n} MB.", n=most // MEGABYTE))
    return data


def read_within(folder: Path, file: Path, label: str, most: int = LARGEST_YAML) -> bytes:
    """Return what a file of a round folder holds.

    Raises Problems as `read_bytes` does, and for what is no file (a pipe would never end) or leads out of `folder`.
    """
    if not is_within(folder, file):
        raise _refused("FILE-LINK", label, say("this is a link that leads out of the folder."))
    if not is_file(file):
        rule = say("this is no file: a folder, a device, or a link that leads nowhere.")
        raise _refused("FILE-UNREADABLE", label, rule)
    return read_bytes(file, label, most)


def is_within(folder: Path, file: Path) -> bool:
    """Return whether a path lies in a folder once all links are followed; one that leads in a circle does not."""
    try:
        return file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """Return whether a path is a file; a name that no system can bear is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


_REMEDIES = {
    "FILE-UNREADABLE": say("Close it elsewhere, or let yourself read it."),
    "FILE-LINK": say("Copy the file itself into the folder."),
    "FILE-SIZE": say("Check whether this is the right file; part it if it is."),
}


def _refused(code: str, label: str, rule: Message) -> Problems:
    return Problems([Problem(code, Place(label), rule, _REMEDIES[code])])
