"""The files of a new round folder: set-up, rubric, and blank tables to fill in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from rubrics import Rubric, import_sources, parse, read_rubric, tree, write
from rubrics.library import round_names, round_text, rubric_text
from scoring.rounds import AWAITED, Round
from scoring.rounds.expected import expected_marks
from scoring.rounds.import_kinds import Reading, reading

RUBRIC_FILE = "rubric.yaml"
_FEWEST_SEATS = 3
_FEWEST_AGENCIES = 2
# What the usual groups and their seats are called; any other group is called by its id until somebody names it.
_GROUPS = {
    "panel": ("评议团", "评议员"),
    "council": ("联席会议成员", "成员"),
    "public": ("社会公众", "代表"),
    "peers": ("单位互评", "代表"),
}


def new_round(like: str) -> dict[str, bytes]:
    """Return the files (path -> content) of a round like the library's round or rubric of this name.

    A set-up keeps its agencies and seats and a rubric gets placeholders for both, an agency of every class and as
    many seats as its pools ask for; no marks are in it. Raises Problems for a name that the library does not have.
    """
    if like in round_names():
        text = round_text(like)
        values = parse(text, like).value
        name = Round.model_validate(values).rubric
        round_yaml = text.replace(f"rubric: {name}", f"rubric: {RUBRIC_FILE}")
    else:
        name = like
        values = placeholders(read_rubric(rubric_text(like), like))
        round_yaml = write(values)
    rubric = read_rubric(rubric_text(name), name)
    round_ = Round.model_validate(parse(round_yaml, like).value)
    return {
        "round.yaml": round_yaml.encode(),
        RUBRIC_FILE: rubric_text(name).encode(),
        **blank_tables(rubric, round_),
    }


def blank_tables(rubric: Rubric, round_: Round) -> dict[str, bytes]:
    """Return the tables (path -> CSV) that a round's raters and office fill in: the sheet and all imports."""
    tables = {"sheets/marks.csv": _marks(rubric, round_)}
    for source in import_sources(rubric):
        tables[f"imports/{source}.csv"] = _import(reading(rubric, source), round_)
    return {path: _csv(rows) for path, rows in tables.items()}


def _import(how: Reading, round_: Round) -> list[tuple[str, ...]]:
    """Return a line for each agency with its cells left open; values that voters typed may stand in several."""
    columns = (*how.columns, "votes") if how.kind == "ballots" and not how.options else how.columns
    return [columns, *((agency, *[""] * (len(columns) - 1)) for agency in round_.names)]


def _seats(rubric: Rubric) -> dict[str, int]:
    """Return how many seats each group needs at least."""
    seats: dict[str, int] = {}
    for leaf in tree(rubric).leaves():
        pool = leaf.pooled_at.node.pool if leaf.pooled_at else None
        rule = pool.of_group if pool else None
        quorum = rule.quorum if rule and isinstance(rule.quorum, int) else 0
        middle = rule.middle_sum.n if rule and rule.middle_sum else 0
        for group in leaf.groups if leaf.rated else ():
            seats[group] = max(quorum or _FEWEST_SEATS, middle, seats.get(group, 0))
    return seats


def placeholders(rubric: Rubric) -> dict[str, object]:
    """Return what round.yaml says for `rubric` alone: agencies and seats that are still to be named."""
    seats = _seats(rubric)
    classes = [{"class": item.id} for item in rubric.classes] or [{}]
    agencies = classes * (_FEWEST_AGENCIES if len(classes) < _FEWEST_AGENCIES else 1)
    return {
        "pingyi": 1,
        "id": f"{rubric.id}-round",
        "title": rubric.title,
        "organizer": "普法办公室",
        "rubric": RUBRIC_FILE,
        "agencies": [
            {"id": f"agency{n}", "name": f"被评议单位{n}", **of_class} for n, of_class in enumerate(agencies, start=1)
        ],
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
    """Return one line for each mark that is awaited, with the mark left open."""
    leaves = tuple(leaf for leaf in tree(rubric).leaves() if leaf.rated)
    marks = expected_marks(leaves, round_).after_events()
    rows = [
        (agency, rater, leaf.id, "", "")
        for agency in round_.names
        for rater in round_.raters
        for leaf in leaves
        if marks.get((agency, rater, leaf.id)) == AWAITED
    ]
    return [("agency", "rater", "criterion", "mark", "remark"), *rows]


def _csv(rows: Iterable[tuple[str, ...]]) -> bytes:
    """Return CSV as a Windows Excel opens it without being told the encoding."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")
