"""Values gathered cell by cell become a document whose every place is a cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rubrics import Document, Path, Place, Problem, Settings, say
from scoring.sheets.setup.names import Names
from scoring.sheets.setup.words import field_words


@dataclass(frozen=True)
class CellDocument(Document):
    """A document of a `shape` that was written in cells: `places` by path, in English keys."""

    shape: type[Settings] = Settings
    places: Mapping[Path, Place] = field(default_factory=dict, repr=False)

    def locate(self, path: Path) -> Place:
        """Return the cell of `path`, or of the nearest thing around it that has one; its `path` is in words."""
        near = next((path[:end] for end in range(len(path), -1, -1) if path[:end] in self.places), None)
        place = Place(self.file) if near is None else self.places[near]
        return replace(place, path=field_words(self.shape, (), path, Names()))


@dataclass
class Assembly:
    """One document in the making. Positions in lists need not be without gaps: they only say what comes first."""

    file: str
    faults: list[Problem] = field(default_factory=list)
    _values: dict[Path, tuple[object, Place]] = field(default_factory=dict)
    _places: dict[Path, Place] = field(default_factory=dict)

    def mark(self, path: Path, place: Place) -> None:
        """Say where `path` stands, or would stand; the first that is said holds."""
        self._places.setdefault(path, place)

    def put(self, path: Path, value: Any, place: Place) -> None:  # noqa: ANN401 - whatever a cell can mean
        """Take a value with all that is in it."""
        self.mark(path, place)
        if isinstance(value, dict | list) and value:
            items = value.items() if isinstance(value, dict) else enumerate(value)
            for step, inner in items:
                self.put((*path, step), inner, place)
            return
        held = self._values.get(path)
        if held is None or held[0] in ({}, []):
            self._values[path] = value, place
            self._places[path] = place
        elif value not in ({}, [], held[0]):
            self._twice(held[1], place)

    def paths(self) -> tuple[Path, ...]:
        """Return where values were put."""
        return tuple(self._values)

    def document(self, shape: type[Settings]) -> CellDocument:
        """Return what was gathered, lists without their gaps."""
        root: dict[Any, Any] = {}
        for path, (value, place) in self._values.items():
            self._set(root, path, value, place)
        steps: dict[Path, Path] = {}
        value = _closed(root, (), (), steps)
        places = {_renumbered(path, steps): place for path, place in self._places.items()}
        return CellDocument(self.file, value, {}, shape, places)

    def _set(self, root: dict[Any, Any], path: Path, value: object, place: Place) -> None:
        around = root
        for at, step in enumerate(path[:-1], start=1):
            around = around.setdefault(step, {})
            if not isinstance(around, dict):
                self._twice(self._places[path[:at]], place)
                return
        empty = isinstance(value, dict | list)
        if isinstance(around.get(path[-1]), dict):
            if not empty:
                self._twice(next(held for below, held in self._places.items() if below[: len(path)] == path), place)
            return
        around[path[-1]] = _List() if value == [] else {} if empty else value

    def _twice(self, first: Place, place: Place) -> None:
        self.faults.append(
            Problem(
                "SETUP-TWICE",
                place,
                say("this is also said in {place}, and not the same.", place=_short(first)),
                say("Keep one of the two."),
            )
        )


class _List(dict[Any, Any]):
    """A list without items, while it may still get some."""


def _closed(value: Any, path: Path, final: Path, steps: dict[Path, Path]) -> object:  # noqa: ANN401 - any plain value
    steps[path] = final
    if not isinstance(value, dict):
        return value
    if isinstance(value, _List) or (value and all(isinstance(step, int) for step in value)):
        ordered = sorted(value)
        return [_closed(value[step], (*path, step), (*final, at), steps) for at, step in enumerate(ordered)]
    return {step: _closed(inner, (*path, step), (*final, step), steps) for step, inner in value.items()}


def _renumbered(path: Path, steps: Mapping[Path, Path]) -> Path:
    known = next(end for end in range(len(path), -1, -1) if path[:end] in steps)
    return (*steps[path[:known]], *path[known:])


def _short(place: Place) -> str:
    return f"{place.sheet} {place.cell}".strip()
