"""Problems of an uploaded file beside the lines that they are about, so that both are seen at once."""

from __future__ import annotations

from typing import NamedTuple

from rubrics import Problem, Problems
from submissions import decode

MOST = 200
_LONGEST = 160


class Fault(NamedTuple):
    """One problem, and the line of the file where it lies ("" where it is about no line)."""

    problem: Problem
    line: str


class Faults(NamedTuple):
    """The first problems of a file, and how many more there are."""

    shown: tuple[Fault, ...]
    more: int


def with_lines(problems: Problems | None, given: tuple[str, bytes] | None) -> Faults:
    """Return problems with their lines, where the file is text and its name is theirs."""
    if problems is None:
        return Faults((), 0)
    lines = _lines(given)
    found = tuple(
        Fault(item, _line(lines, item) if given and item.place.file == given[0] else "")
        for item in problems.items[:MOST]
    )
    return Faults(found, len(problems.items) - len(found))


def _lines(given: tuple[str, bytes] | None) -> list[str]:
    if given is None or b"\0" in given[1]:
        return []
    try:
        return decode(given[1], given[0]).split("\n")
    except Problems:
        return []


def _line(lines: list[str], problem: Problem) -> str:
    number = problem.place.line
    text = lines[number - 1].strip() if number and number <= len(lines) else ""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
