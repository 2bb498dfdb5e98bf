"""The files of a new round folder: set-up, rubric, and blank tables to fill in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from rubrics import Rubric, import_sources, parse, read_rubric, tree, write
from rubrics.library import round_names, round_text, rubric_text
from scoring.rounds import Round

RUBRIC_FILE = "rubric.yaml"
_FEWEST_SEATS = 3
# What the usual groups and their seats are called; any other group is called by its id until somebody names it.
_GROUPS = {"panel": ("评议团", "评议员"), "council": ("联席会议成员", "成员"), "public": ("社会公众", "代表")}


def new_round(like: str) -> dict[str, bytes]:
    """Return the files (path -> content) of a round like the library's round or rubric of this name.

    A set-up keeps its agencies and seats and a rubric gets placeholders for both, as many seats as its
    quorum asks for; no marks are in it. Raises
    Problems for a name that the library does not have.
    """
    if like in round_names():
        text = round_text(like)
        values = parse(text, like).value
        name = Round.model_validate(values).rubric
        round_yaml = text.replace(f"rubric: {name}", f"rubric: {RUBRIC_FILE}")
    else:
        name = like
        values = _placeholders(read_rubric(rubric_text(like), like))
        round_yaml = write(values)
    rubric = read_rubric(rubric_text(name), name)
    round_ = Round.model_validate(parse(round_yaml, like).value)
    tables = {"sheets/marks.csv": _marks(rubric, round_)}
    for source in import_sources(rubric):
        tables[f"imports/{source}.csv"] = [("agency", "value"), *((agency, "") for agency in round_.names)]
    return {
        "round.yaml": round_yaml.encode(),
        RUBRIC_FILE: rubric_text(name).encode(),
        **{path: _csv(rows) for path, rows in tables.items()},
    }


def _placeholders(rubric: Rubric) -> dict[str, object]:
    seats: dict[str, int] = {}
    for leaf in tree(rubric).leaves():
        if leaf.rated and leaf.group and leaf.pooled_at and leaf.pooled_at.node.pool:
            needed = leaf.pooled_at.node.pool.quorum or _FEWEST_SEATS
            seats[leaf.group] = max(needed, seats.get(leaf.group, 0))
    return {
        "pingyi": 1,
        "id": f"{rubric.id}-round",
        "title": rubric.title,
        "organizer": "普法办公室",
        "rubric": RUBRIC_FILE,
        "agencies": [{"id": f"agency{n}", "name": f"被评议单位{n}"} for n in (1, 2)],
        "groups": [
            {
                "id": group,
                "title": title,
                "seat": seat,
                "members": [{"id": f"{group}{n}", "name": f"{seat}{n}"} for n in range(1, count + 1)],
            }
            for group, count in seats.items()
            for title, seat in (_GROUPS.get(group, (group, "席位")),)
        ],
    }


def _marks(rubric: Rubric, round_: Round) -> list[tuple[str, ...]]:
    """Return one line for each agency, rater and criterion, with the mark left open."""
    leaves = [leaf for leaf in tree(rubric).leaves() if leaf.rated]
    rows = [
        (agency, rater.id, leaf.id, "", "")
        for agency in round_.names
        for group in round_.groups
        for rater in group.members
        for leaf in leaves
        if leaf.group == group.id
    ]
    return [("agency", "rater", "criterion", "mark", "remark"), *rows]


def _csv(rows: Iterable[tuple[str, ...]]) -> bytes:
    """Return CSV as a Windows Excel opens it without being told the encoding."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")
