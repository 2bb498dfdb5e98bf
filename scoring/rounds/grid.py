"""Marks of many agencies in little memory: a mapping like a dict, but no key is kept for each of its entries."""

from __future__ import annotations

from collections.abc import ItemsView as Items
from collections.abc import Iterable, Iterator, Mapping, ValuesView
from typing import TypeVar, overload

from scoring.rounds.marks import Mark, MarkKey

Default = TypeVar("Default")


class Grid(Mapping[MarkKey, Mark]):
    """A mark for every seat: by criterion and rater one list, with a place for each agency in official order.

    A dict of a million marks holds a million keys of three words each; this holds none. It is gone through criterion
    by criterion, agency by agency, seat by seat.
    """

    def __init__(self, agencies: Iterable[str]) -> None:
        self._agencies = tuple(agencies)
        self._rows = {agency: row for row, agency in enumerate(self._agencies)}
        self._lists: dict[str, dict[str, list[Mark | None]]] = {}

    def put(self, rater: str, criterion: str, marks: list[Mark | None]) -> None:
        """Hold a rater's marks of a criterion for all agencies; None for those that the criterion is not written for.

        The list is kept as it is, and must have a place for every agency.
        """
        self._lists.setdefault(criterion, {})[rater] = marks

    def __setitem__(self, key: MarkKey, mark: Mark) -> None:
        agency, rater, criterion = key
        self._lists[criterion][rater][self._rows[agency]] = mark

    def __getitem__(self, key: MarkKey) -> Mark:
        agency, rater, criterion = key
        mark = self._lists[criterion][rater][self._rows[agency]]
        if mark is None:
            raise KeyError(key)
        return mark

    @overload
    def get(self, key: MarkKey, /) -> Mark | None: ...
    @overload
    def get(self, key: MarkKey, /, default: Mark | Default) -> Mark | Default: ...
    def get(self, key: MarkKey, /, default: Mark | Default | None = None) -> Mark | Default | None:
        """Return the mark of a key, `default` where there is none."""
        agency, rater, criterion = key
        try:
            mark = self._lists[criterion][rater][self._rows[agency]]
        except KeyError:
            return default
        return default if mark is None else mark

    def __iter__(self) -> Iterator[MarkKey]:
        return (key for key, _ in self._entries())

    def __len__(self) -> int:
        return sum(mark is not None for lists in self._lists.values() for marks in lists.values() for mark in marks)

    def items(self) -> Items[MarkKey, Mark]:
        """Return all keys with their marks."""
        return _Items(self)

    def values(self) -> ValuesView[Mark]:
        """Return all marks."""
        return _Values(self)

    def _entries(self) -> Iterator[tuple[MarkKey, Mark]]:
        for criterion, lists in self._lists.items():
            for agency, *marks in zip(self._agencies, *lists.values(), strict=True):
                for rater, mark in zip(lists, marks, strict=True):
                    if mark is not None:
                        yield (agency, rater, criterion), mark


class _Items(Items[MarkKey, Mark]):
    _mapping: Grid

    def __iter__(self) -> Iterator[tuple[MarkKey, Mark]]:
        return self._mapping._entries()  # noqa: SLF001 - its own view


class _Values(ValuesView[Mark]):
    _mapping: Grid

    def __iter__(self) -> Iterator[Mark]:
        return (mark for _, mark in self._mapping._entries())  # noqa: SLF001 - its own view
