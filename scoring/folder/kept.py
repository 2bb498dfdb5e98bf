"""Folders of numbered YAML files that the program writes itself and never changes: each file built, all faults told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from rubrics import Document, Place, Problem, Problems, Settings, build, parse, say
from scoring.folder.opening import read_within
from submissions import decode

Shape = TypeVar("Shape", bound=Settings)


def kept_files(
    root: Path, folder: str, shape: type[Shape], faults: list[Problem]
) -> Iterator[tuple[Shape, Document, str]]:
    """Yield what every .yaml file of a folder says, in the order of names, with its document and its file name.

    What cannot be read or is no `shape` is added to `faults`.
    """
    for file in sorted((root / folder).glob("*.yaml")) if (root / folder).is_dir() else ():
        label = f"{folder}/{file.name}"
        try:
            document = parse(decode(read_within(root, file, label), label), label)
            yield build(shape, document), document, file.name
        except Problems as problems:
            faults += problems.items


def misnamed(code: str, label: str, number: int, name: str) -> Problem:
    """Return the problem of a file that holds a number other than its name says."""
    return Problem(
        code,
        Place(label),
        say("what this file holds has the number {n}.", n=number),
        say("Give the file back its name, {name}.", name=name),
    )
