"""Fields of rubric and round in Chinese words, and back to the keys of the plain files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from rubrics import Path
from rubrics.known_keys import known_keys, standing
from scoring.sheets.setup.names import Names

BETWEEN = "／"
# What a row of settings belongs to.
ROUND, RUBRIC, NODE = "评议活动", "评分细则", "指标"
ROUND_WORDS, RUBRIC_WORDS, NODE_WORDS = (ROUND, "round"), (RUBRIC, "rubric"), (NODE, "criterion")
METHOD_WORDS = {"site_visit": "实地察看", "document_review": "查阅资料", "interview": "座谈了解"}
# Fields that only the workbook has: which rule a pool or a marking follows, and that a leaf is a part.
RULE, WHOLE = "取值办法", "整体评分"
_ITEM = re.compile(r"第\s*(\d{1,6})\s*项")
_PARTS = re.compile("[／/]")


def field_words(shape: type[BaseModel], base: Path, path: Path, groups: Names) -> str:
    """Return the field at `path`, below `base`, in words: 修约／位数. Keys that are data are `groups`."""
    return BETWEEN.join(_steps(shape, base, path, groups))


def field_path(shape: type[BaseModel], base: Path, words: str, groups: Names) -> Path | None:
    """Return the path below `base` that words name; None where a word is not known there.

    It may end in RULE or WHOLE, which are fields of the workbook alone.
    """
    path: Path = ()
    for word in (step.strip() for step in _PARTS.split(words)):
        here = (*base, *path)
        where, item = standing(shape, here), _ITEM.fullmatch(word)
        if where.items and item and int(item[1]):
            path = (*path, int(item[1]) - 1)
        elif where.entries and word:
            path = (*path, groups.id(word))
        else:
            keys = {**known_keys(shape, here), RULE: (), WHOLE: ()}
            key = next((key for key, names in keys.items() if word in (key, *names)), None)
            if key is None:
                return None
            path = (*path, key)
    return path


def known_words(shape: type[BaseModel], base: Path) -> tuple[str, ...]:
    """Return the words that may stand first below `base`."""
    return tuple(words[0] for words in known_keys(shape, base).values())


def _steps(shape: type[BaseModel], base: Path, path: Path, groups: Names) -> Iterator[str]:
    for at, step in enumerate(path):
        here = (*base, *path[:at])
        if isinstance(step, int):
            yield f"第{step + 1}项"
        elif standing(shape, here).entries:
            label = groups.label(step)
            yield step if _PARTS.search(label) else label
        else:
            yield known_keys(shape, here).get(step, (step,))[0]
