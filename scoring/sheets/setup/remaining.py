"""The plain values of a rubric or round, and which of them no cell says yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rubrics import Path, Settings
from scoring.sheets.setup.typed import Value, fits, listed, parted


def plain(settings: Settings) -> dict[str, Any]:
    """Return what settings say that is not said by default, with the keys of the plain files."""
    held: dict[str, Any] = settings.model_dump(by_alias=True, exclude_defaults=True)
    return held


class Remaining:
    """Values by path; who puts one into a cell takes it away."""

    def __init__(self, settings: Settings) -> None:
        self.whole = plain(settings)
        self._left = dict(_flat(self.whole, ()))

    def find(self, path: Path) -> Any:  # noqa: ANN401 - any plain value
        """Return what stands at a path, taken or not; None where nothing does."""
        value: Any = self.whole
        for step in path:
            value = value[step] if isinstance(step, int) else value.get(step)
            if value is None:
                return None
        return value

    def take(self, path: Path) -> Any:  # noqa: ANN401 - any plain value
        """Return what stands at a path and count it, with all that is in it, as said."""
        for held in [held for held in self._left if held[: len(path)] == path]:
            del self._left[held]
        return self.find(path)

    def below(self, path: Path = ()) -> list[tuple[Path, Value]]:
        """Return what is left at a path and below it."""
        return [(held, value) for held, value in self._left.items() if held[: len(path)] == path]


def _flat(value: Any, path: Path) -> Iterator[tuple[Path, Value]]:  # noqa: ANN401 - any plain value
    if isinstance(value, dict) and value:
        for step, inner in value.items():
            yield from _flat(inner, (*path, step))
    elif isinstance(value, tuple) and value and not _one_cell(value):
        for at, inner in enumerate(value):
            yield from _flat(inner, (*path, at))
    else:
        yield path, value


def _one_cell(items: tuple[Any, ...]) -> bool:
    """Return whether a list is of texts that one cell can name side by side."""
    return all(isinstance(item, str) for item in items) and parted(listed(items)) == items and fits(listed(items))
