"""What one cell says in several lines: levels, grades, ties, evidence, recusals; and back.

Lines are for people and cannot say everything: whoever writes them asks `kept` whether they come back as they were.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rubrics import Path, Rubric
from rubrics.field_names import words_for
from rubrics.known_keys import standing
from rubrics.methods import TIE_KEYS
from scoring.sheets.setup.names import Names
from scoring.sheets.setup.typed import Value, fits, meant, parted, typed
from submissions.table import clean

Items = list[dict[str, Any]]
NUMBER = r"[-−]?\d+(?:\.\d+)?"
PAIR = re.compile(r"(?P<key>[^：:]+)[：:]\s*(?P<value>.*)")
_LEVEL = re.compile(rf"(?P<title>.+?)[\s（(]*(?P<points>{NUMBER})\s*分?\s*[)）]?\s*(?:[：:]\s*(?P<when>.*))?")
_EVIDENCE = re.compile(
    r"(?P<kind>[^：:].*?)\s*(?P<required>[（(](?:必须|必需|必须提供)[)）])?\s*(?:[：:]\s*(?P<note>.*))?"
)
_MANY = re.compile(r"(\d+)\s*个?")
_SHARE = re.compile(r"[\d.]+\s*[%％]")
_REQUIRED = "（必须）"
# What makes 向下 and 不计入 clear where they stand alone.
_ROUNDED, _TIED = "取整", "末位同分"
_QUOTA: Path = ("grades", "bands", 0, "quota")


class LineError(ValueError):
    """A line of a cell that cannot be read; its text is the line."""


def kept(write: Callable[[Any], str], read: Callable[[str], Any], value: Any) -> str | None:  # noqa: ANN401 - plain values of any shape
    """Return the lines for a value; None where they would not come back as that value, or fill more than a cell."""
    text = write(value)
    try:
        return text if fits(text) and read(text) == value else None
    except LineError:
        return None


def lines_of(text: str) -> list[str]:
    """Return the lines that say something, without the white space around them."""
    return [line for line in map(clean, text.split("\n")) if line]


def levels_text(items: Iterable[Mapping[str, Any]]) -> str:
    """Return titles with points, one a line, and what is said about each behind a colon."""
    return "\n".join(f"{item['title']} {figure_text(item['points'])}{_behind(item.get('when'))}" for item in items)


def read_levels(text: str) -> Items:
    """Return the levels or items that lines name. Raises LineError."""
    return [read_level(line) for line in lines_of(text)]


def read_level(line: str) -> dict[str, Any]:
    """Return the title, the points and what else a line says. Raises LineError."""
    found = _LEVEL.fullmatch(line)
    if found is None:
        raise LineError(line)
    item = {"title": clean(found["title"]), "points": figure(found["points"])}
    return item | ({"when": clean(found["when"])} if found["when"] else {})


def grades_text(bands: Iterable[Mapping[str, Any]]) -> str:
    """Return the grades, one a line: the score from which each is given on, and its quota behind a colon."""
    return levels_text({"title": band["title"], "points": band["from"], "when": _quota(band)} for band in bands)


def read_grades(text: str) -> Items:
    """Return the grades that lines name. Raises LineError."""
    found = []
    for line in lines_of(text):
        level = read_level(line)
        quota = _read_quota(level["when"], line) if "when" in level else {}
        found.append({"title": level["title"], "from": level["points"], **({"quota": quota} if quota else {})})
    return found


def ties_text(keys: Iterable[Mapping[str, str]], nodes: Names) -> str:
    """Return what separates equal totals, one a line, in its order."""
    return "\n".join(
        nodes.label(name) if kind == "node" else f"{words_for('TieKey', kind)[0]}：{nodes.label(name)}"
        for key in keys
        for kind, name in key.items()
    )


def read_ties(text: str, nodes: Names) -> Items:
    """Return the keys that lines name: a node, or how it is looked at, a colon and the node."""
    kinds = {word: kind for kind in TIE_KEYS for word in (kind, *words_for("TieKey", kind))}
    found = []
    for line in lines_of(text):
        pair = PAIR.fullmatch(line)
        kind = kinds.get(clean(pair["key"])) if pair else None
        found.append({kind: nodes.id(pair["value"])} if pair and kind else {"node": nodes.id(line)})
    return found


def evidence_text(asked: Iterable[Mapping[str, Any]]) -> str:
    """Return the kinds of evidence, one a line: which must be there, and a note behind a colon."""
    return "\n".join(
        f"{item['kind']}{_REQUIRED if item.get('required') else ''}{_behind(item.get('note'))}" for item in asked
    )


def read_evidence(text: str) -> Items:
    """Return the kinds of evidence that lines name. Raises LineError."""
    found: Items = []
    for line in lines_of(text):
        match = _EVIDENCE.fullmatch(line)
        if match is None:
            raise LineError(line)
        item: dict[str, Any] = {"kind": clean(match["kind"])}
        item |= {"required": True} if match["required"] else {}
        found.append(item | ({"note": clean(match["note"])} if match["note"] else {}))
    return found


def recusals_text(recusals: Iterable[Mapping[str, str]], agencies: Names) -> str:
    """Return the agencies that a rater may not mark, one a line, each with its reason behind a colon."""
    return "\n".join(f"{agencies.label(item['agency'])}：{item['reason']}" for item in recusals)


def read_recusals(text: str, agencies: Names) -> list[dict[str, str]]:
    """Return the agencies that lines name, with the reasons. Raises LineError."""
    found = []
    for line in lines_of(text):
        pair = PAIR.fullmatch(line)
        if pair is None or not clean(pair["value"]):
            raise LineError(line)
        found.append({"agency": agencies.id(pair["key"]), "reason": clean(pair["value"])})
    return found


def figure(text: str) -> Value:
    """Return the number that a text is."""
    return meant(text.replace("−", "-"), _FIGURE, ())


def figure_text(number: Value) -> str:
    """Return a number as it stands in a line."""
    return typed(number, _FIGURE)


def _quota(band: Mapping[str, Any]) -> str:
    quota = band.get("quota")
    if quota is None:
        return ""
    many = quota["share"] if "share" in quota else f"{quota['number']} 个"
    words = {key: typed(quota[key], _choices(key)) for key in ("round", "tie") if key in quota}
    worded = [f"{words['round']}{_ROUNDED}"] if "round" in words else []
    return "，".join([many, *worded, *(f"{_TIED}{word}" for key, word in words.items() if key == "tie")])


def _read_quota(text: str, line: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for piece in parted(text):
        many = _MANY.fullmatch(piece)
        if _SHARE.fullmatch(piece):
            found["share"] = meant(piece.replace(" ", ""), _choices("share"), ("share",))
        elif many:
            found["number"] = int(many[1])
        else:
            word = piece.removesuffix(_ROUNDED).removeprefix(_TIED)
            said = {key: meant(word, _choices(key), ()) for key in ("round", "tie")}
            chosen = {key: value for key, value in said.items() if value in _choices(key).choices}
            if not chosen:
                raise LineError(line)
            found |= chosen
    return found


def _choices(key: str) -> Any:  # noqa: ANN401 - what stands at a field of a quota
    return standing(Rubric, (*_QUOTA, key))


def _behind(text: str | None) -> str:
    return f"：{text}" if text else ""


_FIGURE = standing(Rubric, ("total",))
