"""The bundled rubrics and round set-ups, and the demonstration round of a fictional city; all read as package data."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from rubrics.messages import Message, say
from rubrics.problems import Place, Problem, Problems

_HOME = files(__name__)
_ROUNDS = _HOME / "rounds"
_DEMO = _HOME / "demo"
_SUFFIX = ".yaml"


def rubric_names() -> tuple[str, ...]:
    """Return the names of the bundled rubrics, sorted; each is the `id` that the rubric bears."""
    return _names(_HOME)


def rubric_text(name: str) -> str:
    """Return the YAML text of a bundled rubric. Raises Problems with the known names for any other name."""
    return _text(_HOME, name, say("rubric"))


def round_names() -> tuple[str, ...]:
    """Return the names of the bundled round set-ups, sorted; none of them holds a mark."""
    return _names(_ROUNDS)


def round_text(name: str) -> str:
    """Return the YAML text of a bundled round set-up. Raises Problems with the known names for any other name."""
    return _text(_ROUNDS, name, say("round set-up"))


def demo_files() -> dict[str, bytes]:
    """Return the demonstration round folder: content by relative path (with /), in the order of the paths."""
    return dict(sorted(_below(_DEMO, "")))


def _names(folder: Traversable) -> tuple[str, ...]:
    found = (entry.name for entry in folder.iterdir() if entry.name.endswith(_SUFFIX))
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in found))


def _text(folder: Traversable, name: str, what: Message) -> str:
    known = _names(folder)
    if name not in known:
        raise Problems(
            [
                Problem(
                    "LIBRARY-UNKNOWN",
                    Place(name),
                    say("there is no {what} of this name in the library.", what=what),
                    say("Use one of: {choices}.", choices=known),
                )
            ]
        )
    return (folder / f"{name}{_SUFFIX}").read_text("utf-8")


def _below(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        path = f"{prefix}{entry.name}"
        if entry.is_dir():
            yield from _below(entry, f"{path}/")
        else:
            yield path, entry.read_bytes()
