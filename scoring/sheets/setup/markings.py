"""How a leaf is marked, in the lines of one cell: 优 10：…, 步长：0.5, 90 起：6; and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from rubrics import Marking
from rubrics.field_names import words_for
from rubrics.known_keys import known_keys, standing
from rubrics.markings import MARKINGS
from scoring.sheets.setup.lines import (
    NUMBER,
    PAIR,
    LineError,
    figure,
    figure_text,
    kept,
    levels_text,
    lines_of,
    read_level,
    read_levels,
)
from scoring.sheets.setup.names import Names
from scoring.sheets.setup.typed import Value, meant, typed
from submissions.table import clean

_BAND = re.compile(rf"(?P<from>{NUMBER})\s*(?:起|[至到~—]\s*(?P<to>{NUMBER}))\s*[：:]?\s*(?P<points>{NUMBER})\s*分?")
_LISTS = ("levels", "checklist")
_BELOW = {"bands": "table", "votes": "options"}
MARKING_WORDS = {kind: words_for("Marking", kind)[0] for kind in MARKINGS}


def marking_kind(text: str) -> str | None:
    """Return the kind of marking that a word means; None for any other word."""
    return next((kind for kind in MARKINGS if clean(text) in (kind, *words_for("Marking", kind))), None)


def marking_text(kind: str, value: Any, facts: Names) -> str | None:  # noqa: ANN401 - what a marking holds, plain
    """Return what a marking of this kind says; None where lines cannot say it all."""
    return kept(partial(_written, kind, facts), partial(read_marking, kind, facts), value)


def read_marking(kind: str, facts: Names, text: str) -> Any:  # noqa: ANN401 - as above
    """Return what lines say about a marking of this kind. Raises LineError."""
    if kind in _LISTS:
        return read_levels(text)
    found: dict[str, Any] = {}
    for line in lines_of(text):
        pair = _setting(kind, facts, line)
        if pair:
            found |= pair
        elif kind in _BELOW:
            found.setdefault(_BELOW[kind], []).append(_band(line) if kind == "bands" else read_level(line))
        else:
            raise LineError(line)
    return found


def _written(kind: str, facts: Names, value: Any) -> str:  # noqa: ANN401 - as above
    if kind in _LISTS:
        return levels_text(value)
    words = {key: names[0] for key, names in known_keys(Marking, (kind,)).items()}
    lines = [
        f"{words[key]}：{facts.label(held) if key == 'fact' else typed(held, standing(Marking, (kind, key)))}"
        for key, held in value.items()
        if key != _BELOW.get(kind)
    ]
    below = value.get(_BELOW.get(kind), ())
    if below:
        lines.append("\n".join(map(_band_text, below)) if kind == "bands" else levels_text(below))
    return "\n".join(lines)


def _setting(kind: str, facts: Names, line: str) -> dict[str, Value]:
    pair = PAIR.fullmatch(line)
    keys = known_keys(Marking, (kind,))
    key = next((key for key, words in keys.items() if pair and clean(pair["key"]) in (key, *words)), None)
    if pair is None or key is None:
        return {}
    value = facts.id(pair["value"]) if key == "fact" else meant(pair["value"], standing(Marking, (kind, key)), (key,))
    return {key: value}


def _band(line: str) -> dict[str, Value]:
    found = _BAND.fullmatch(line)
    if found is None:
        raise LineError(line)
    return {key: figure(text) for key, text in found.groupdict().items() if text is not None}


def _band_text(band: Mapping[str, Value]) -> str:
    until = f" 至 {figure_text(band['to'])}" if "to" in band else " 起"
    return f"{figure_text(band['from'])}{until}：{figure_text(band['points'])}"
