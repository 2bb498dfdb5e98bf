"""A file that somebody chose in a form of the set-up: its name and its bytes, within bounds."""

from __future__ import annotations

from pathlib import PurePath

from django.http import HttpRequest

from rubrics import Place, Problem, Problems, revealed, say

MOST = 16 * 1024 * 1024
_LONGEST = 120


def file_given(request: HttpRequest, field: str) -> tuple[str, bytes] | None:
    """Return name and content of the file that was chosen; None where none was.

    Raises Problems for an empty file and for one of more than 16 MB.
    """
    given = request.FILES.get(field)
    if given is None:
        return None
    name = revealed(" ".join(PurePath(given.name or "-").name.split()))[:_LONGEST] or "-"
    if not given.size:
        raise Problems([Problem("FILE-EMPTY", Place(name), say("the file is empty."), say("Choose the file again."))])
    if given.size > MOST:
        rule = say("the file is larger than {n} MB.", n=MOST // 1024 // 1024)
        raise Problems([Problem("FILE-SIZE", Place(name), rule, say("Check whether this is the right file."))])
    return name, given.read()


def file_needed(request: HttpRequest, field: str) -> tuple[str, bytes]:
    """Return name and content of the file that was chosen. Raises Problems as `file_given` does, and where none was."""
    given = file_given(request, field)
    if given is None:
        rule, remedy = say("no file is chosen."), say("Choose the file, then press the button.")
        raise Problems([Problem("FILE-NONE", Place("-"), rule, remedy)])
    return given
