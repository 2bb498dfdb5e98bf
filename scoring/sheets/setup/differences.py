"""What a set-up would change in a round, field by field, in the words of the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rubrics import Message, Path, Rubric, Settings, fingerprints, say
from rubrics.known_keys import standing
from scoring.rounds import Round
from scoring.sheets.setup.names import Names
from scoring.sheets.setup.pages import Setup
from scoring.sheets.setup.remaining import plain
from scoring.sheets.setup.typed import typed
from scoring.sheets.setup.words import BETWEEN, ROUND, RUBRIC, field_words

_LONGEST = 60


def differences(before: Setup, after: Setup) -> tuple[Message, ...]:
    """Return a line for everything that is added, removed, changed or moved; none where both say the same."""
    return (
        *_compared(ROUND, Round, before.round, after.round),
        *_compared(RUBRIC, Rubric, before.rubric, after.rubric),
        *_prints(before.rubric, after.rubric),
    )


def _prints(before: Rubric, after: Rubric) -> Iterator[Message]:
    (scoring, text), (now_scoring, now_text) = fingerprints(before).short, fingerprints(after).short
    if scoring != now_scoring:
        yield say(
            "The scoring fingerprint changes from {old} to {new}: sheets that were issued before no longer count.",
            old=scoring,
            new=now_scoring,
        )
    elif text != now_text:
        yield say("Only wording changes: the text fingerprint goes from {old} to {new}.", old=text, new=now_text)


def _compared(where: str, shape: type[Settings], before: Settings, after: Settings) -> Iterator[Message]:
    for path, old, new in _walk(plain(before), plain(after), ()):
        yield from _line(where, shape, path, old, new)


def _walk(old: Any, new: Any, path: Path) -> Iterator[tuple[Path, Any, Any]]:  # noqa: ANN401 - any plain value
    """Yield where two values differ; items of a list that bear ids are compared by these."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*old, *new)):
            yield from _walk(old.get(key), new.get(key), (*path, key))
    elif isinstance(old, tuple) and isinstance(new, tuple):
        yield from _items(old, new, path)
    else:
        yield path, old, new


def _items(old: tuple[Any, ...], new: tuple[Any, ...], path: Path) -> Iterator[tuple[Path, Any, Any]]:
    held, given = _by_id(old), _by_id(new)
    for key in dict.fromkeys((*held, *given)):
        yield from _walk(held.get(key), given.get(key), (*path, key))
    stay, stood = tuple(key for key in given if key in held), tuple(key for key in held if key in given)
    if stay != stood:
        yield path, stood, stay


def _by_id(items: tuple[Any, ...]) -> Mapping[Any, Any]:
    return {item["id"] if isinstance(item, dict) and "id" in item else at: item for at, item in enumerate(items)}


def _line(where: str, shape: type[Settings], path: Path, old: Any, new: Any) -> Iterator[Message]:  # noqa: ANN401 - any plain value
    place = {"where": where, "field": _words(shape, path)}
    if old is None:
        yield say("{where} {field}: added: {new}", **place, new=_shown(new, shape, path))
    elif new is None:
        yield say("{where} {field}: removed: {old}", **place, old=_shown(old, shape, path))
    else:
        shown = {"old": _shown(old, shape, path), "new": _shown(new, shape, path)}
        yield say("{where} {field}: {old} → {new}", **place, **shown)


def _words(shape: type[Settings], path: Path) -> str:
    """Return a path in words; an item that bears an id is called by it."""
    words: list[str] = []
    known: Path = ()
    for step in path:
        if standing(shape, known).items:
            words.append(step if isinstance(step, str) else f"第{step + 1}项")
            known = (*known, 0)
        else:
            words.append(field_words(shape, known, (step,), Names()))
            known = (*known, step)
    return BETWEEN.join(words)


def _shown(value: Any, shape: type[Settings], path: Path) -> str:  # noqa: ANN401 - any plain value
    if isinstance(value, dict):
        text = " ".join(str(value[key]) for key in ("id", "no", "title", "name", "place") if key in value)
        text = text or "，".join(_shown(inner, shape, (*path, key)) for key, inner in value.items())
    elif isinstance(value, tuple):
        text = "、".join(_shown(inner, shape, (*path, 0)) for inner in value)
    else:
        text = typed(value, standing(shape, tuple(step for step in _known(shape, path))))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _known(shape: type[Settings], path: Path) -> Path:
    known: Path = ()
    for step in path:
        known = (*known, 0 if standing(shape, known).items else step)
    return known
