"""Which keys a model knows at a place of a document, and the Chinese words for them turned into them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from rubrics.document import Document, Path
from rubrics.field_names import LEVELS, SET_VALUES, words_for
from rubrics.messages import say
from rubrics.problems import Problem

Kinds = tuple[Any, ...]
"""What may stand at a place, as type annotations: alternatives of each other."""
Keys = dict[str, tuple[str, ...]]
"""Keys with their Chinese words, the chief one first."""


def known_keys(shape: type[BaseModel], path: Iterable[str | int]) -> Keys:
    """Return the keys that `shape` knows at `path` (English steps); none where keys are data."""
    return dict(_known_at(shape, _alike(path)))


@dataclass(frozen=True)
class Standing:
    """What may stand at a place: `models` with keys that are fields, `entries` behind keys that are data, list `items`.

    `scalars` are the plain types (int, str, bool, Decimal), `choices` the set values, true and false among them.
    """

    models: tuple[type[BaseModel], ...]
    entries: bool
    items: bool
    scalars: tuple[Any, ...]
    choices: tuple[Any, ...]


def standing(shape: type[BaseModel], path: Iterable[str | int]) -> Standing:
    """Return what may stand at `path` (English steps) of a document of this `shape`; nothing where none is known."""
    return _standing_at(shape, _alike(path))


# As many places as the largest rubric has, items of one list counted once.
@lru_cache(maxsize=4096)
def _standing_at(shape: type[BaseModel], path: Path) -> Standing:
    kinds = _kinds_at(shape, path)
    members = tuple(_members(kinds))
    return Standing(
        tuple(_models(kinds)),
        bool(_entries(kinds)),
        bool(_items(kinds)),
        tuple(kind for kind in members if kind in {int, str, bool, Decimal}),
        _choices(members),
    )


@lru_cache(maxsize=4096)
def _known_at(shape: type[BaseModel], path: Path) -> Keys:
    return _worded(_kinds_at(shape, path))


def _alike(path: Iterable[str | int]) -> Path:
    """Return a path in which every item of a list is the first: the same may stand in all of them."""
    return tuple(0 if isinstance(step, int) else step for step in path)


def _kinds_at(shape: type[BaseModel], path: Iterable[str | int]) -> Kinds:
    kinds: Kinds = (shape,)
    for step in path:
        kinds = _items(kinds) if isinstance(step, int) else (*_entries(kinds), *_fields(kinds).get(step, ()))
    return kinds


def translated(shape: type[BaseModel], document: Document) -> tuple[object, list[Problem]]:
    """Return the document's value with English keys and set values, and a problem for every field named twice.

    Only where `shape` has a field or a choice are words looked up: keys that are data (facts, groups of a pool) and
    texts stay as they are, and so does what is not known.
    """
    work = _Translation(document)
    value = work.value(document.value, (shape,), ())
    return value, work.faults


@dataclass(frozen=True)
class _Translation:
    document: Document
    faults: list[Problem] = field(default_factory=list)

    def value(self, value: object, kinds: Kinds, path: Path) -> object:
        if isinstance(value, list):
            return [self.value(item, _items(kinds), (*path, at)) for at, item in enumerate(value)]
        if isinstance(value, dict):
            if entries := _entries(kinds):
                return {key: self.value(inner, entries, (*path, key)) for key, inner in value.items()}
            return self.mapping(value, kinds, path)
        return _choice(value, kinds) if isinstance(value, str) else value

    def mapping(self, value: dict[str, object], kinds: Kinds, path: Path) -> dict[str, object]:
        fields = _fields(kinds)
        by_word = {word: key for key, words in _worded(kinds).items() for word in words}
        found: dict[str, object] = {}
        names: dict[str, str] = {}
        for name, inner in value.items():
            by_depth = name in LEVELS and name not in by_word and "parts" in fields
            key = _level(inner, fields) if by_depth else by_word.get(name, name)
            if key in found:
                self.twice(names[key], (*path, name), path)
                continue
            names[key] = name
            found[key] = self.value(inner, fields.get(key, ()), (*path, name))
        return found

    def twice(self, first: str, second: Path, around: Path) -> None:
        line = self.document.locate((*around, first)).line
        self.faults.append(
            Problem(
                "SHAPE-TWICE",
                self.document.locate(second),
                say(
                    "“{name}” and “{first}” on line {line} are the same field.", name=second[-1], first=first, line=line
                ),
                say("Keep one of the two."),
            )
        )


def _level(items: object, fields: dict[str, Kinds]) -> str:
    """Return what a word such as 二级指标 stands for here: leaves where no item has anything below it."""
    below = {*LEVELS, *(word for key in ("parts", "criteria") for word in (key, *words_for("Part", key)))}
    branches = isinstance(items, list) and any(isinstance(item, dict) and below & item.keys() for item in items)
    return "parts" if branches or "criteria" not in fields else "criteria"


def _members(kinds: Kinds) -> Iterator[Any]:
    for kind in kinds:
        origin: Any = get_origin(kind)
        if origin is Annotated:
            yield from _members(get_args(kind)[:1])
        elif origin in {Union, UnionType}:
            yield from _members(get_args(kind))
        else:
            yield kind


def _models(kinds: Kinds) -> list[type[BaseModel]]:
    return [kind for kind in _members(kinds) if isinstance(kind, type) and issubclass(kind, BaseModel)]


def _items(kinds: Kinds) -> Kinds:
    return tuple(get_args(kind)[0] for kind in _members(kinds) if get_origin(kind) in {tuple, list})


def _entries(kinds: Kinds) -> Kinds:
    """Return what stands behind the keys of a mapping whose keys are data."""
    return tuple(get_args(kind)[1] for kind in _members(kinds) if get_origin(kind) is dict)


def _fields(kinds: Kinds) -> dict[str, Kinds]:
    found: dict[str, Kinds] = {}
    for model in _models(kinds):
        for name, info in model.model_fields.items():
            key = info.alias or name
            found[key] = (*found.get(key, ()), info.annotation)
    return found


def _worded(kinds: Kinds) -> Keys:
    return {
        info.alias or name: words_for(model.__name__, info.alias or name)
        for model in _models(kinds)
        for name, info in model.model_fields.items()
    }


def _choice(text: str, kinds: Kinds) -> object:
    members = tuple(_members(kinds))
    if str in members:
        return text
    choices = _choices(members)
    return next((choice for choice in choices if text in SET_VALUES.get(str(choice).lower(), ())), text)


def _choices(members: Kinds) -> Kinds:
    found: list[Any] = []
    for kind in members:
        origin: Any = get_origin(kind)
        found += get_args(kind) if origin is Literal else [True, False] if kind is bool else []
    return tuple(found)
