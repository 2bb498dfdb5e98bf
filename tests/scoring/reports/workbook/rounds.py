"""Small rounds for tests of the workbook: a rubric as YAML, marks as words in a row of seats.

`results_of` takes, for each agency and leaf, one word for each seat: a number, a level, 回避, 缺席, 未安排, or - for
a sheet that has not come in; the seats of several groups stand one group after the other with a | between them.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from rubrics import Document, Place, build, read_rubric, tree
from scoring.engine.results import Results, results
from scoring.rounds import Collected, Entry, Round, check, marks_from

HEAD = "pingyi: 1\nid: r\ntitle: 评分细则\nbasis: 试验\n"
TWO_PLACES = "rounding: {places: 2, mode: half_up}\n"
BY_TOTAL = "rank: {by: exact, share: true}\n"
GRADES = "grades: {by: exact, bands: [{title: 优秀, from: 16}, {title: 良好, from: 14}, {title: 合格, from: 0}]}\n"
TWO_ITEMS = "criteria: [{id: a, title: 甲项, points: 10}, {id: b, title: 乙项, points: 10}]"

Words = Mapping[str, Mapping[str, str]]
Numbers = Mapping[str, Mapping[str, str]]


def results_of(
    rubric: str,
    marks: Words,
    *,
    imports: Numbers | None = None,
    facts: Numbers | None = None,
    **settings: Any,  # noqa: ANN401
) -> Results:
    """Return the results of a round; the seats of a group are as many as its first row of words has."""
    sound = read_rubric(rubric, "rubric.yaml")
    leaves = {leaf.id: leaf for leaf in tree(sound).leaves()}
    seats: dict[str, int] = {}
    for rows in marks.values():
        for criterion, words in rows.items():
            for group, own in zip(leaves[criterion].groups, words.split("|"), strict=True):
                seats[group] = len(own.split())
    ids, ballots = settings.pop("ids", {}), settings.pop("ballots", {})
    later: Mapping[tuple[str, str, str], str] = settings.pop("later", {})
    members = {group: ids.get(group, [f"{group}-{at}" for at in range(1, size + 1)]) for group, size in seats.items()}
    value: dict[str, Any] = {
        "pingyi": 1,
        "id": "round",
        "title": "示例市评议",
        "organizer": "示例市普法办",
        "fictional": True,
        "rubric": "rubric.yaml",
        "agencies": [{"id": agency, "name": f"示例市{agency}局"} for agency in marks],
        "groups": [
            {"id": group, "title": f"{group}组", "members": [{"id": rater, "name": rater} for rater in raters]}
            for group, raters in members.items()
        ],
        **settings,
    }
    document = Document("round.yaml", value, {})
    round_ = build(Round, document)
    assert check(round_, sound, document.locate) == []
    entries = [
        Entry(agency, rater, criterion, word, Place("sheets/marks.csv", 1))
        for agency, rows in marks.items()
        for criterion, words in rows.items()
        for group, own in zip(leaves[criterion].groups, words.split("|"), strict=True)
        for rater, word in zip(members[group], own.split(), strict=True)
        if word != "-"
    ]
    entries += [
        Entry(agency, rater, criterion, word, Place("sheets/marks.csv", 2))
        for (agency, rater, criterion), word in later.items()
    ]
    found, problems = marks_from(sound, round_, entries)
    assert problems == []
    return results(sound, round_, Collected(found, _decimals(imports), _decimals(facts), ballots))


def _decimals(numbers: Numbers | None) -> dict[str, dict[str, Decimal]]:
    return {key: {name: Decimal(value) for name, value in held.items()} for key, held in (numbers or {}).items()}


def panel_rubric(pool: str, *, rank: str = BY_TOTAL, rounding: str = TWO_PLACES, items: str = TWO_ITEMS) -> str:
    """Return a rubric with one part that a panel marks."""
    part = f"parts: [{{id: p, title: 评议, by: panel, pool: {pool}, {items}}}]\n"
    return HEAD + rounding + rank + GRADES + part


TRIMMED = "{trimmed_mean: {drop: 1, when_more_than: 5}, quorum: 3, incomplete: leave_out}"
MEAN = "{mean: {}, incomplete: leave_out}"


def trimmed() -> Results:
    """A trimmed mean with a recusal, an absence and equal values at the edge."""
    marks = {
        "甲": {"a": "9 8 10 7 9 9 6", "b": "8 8 9 9 7 9 10"},
        "乙": {"a": "9 回避 9 9 9 9 9", "b": "8 回避 8 8 8 8 7"},
        "丙": {"a": "5 6 缺席 9 10 未安排 8.5", "b": "5 5 缺席 8 8 未安排 7.5"},
    }
    return results_of(panel_rubric(TRIMMED), marks)


def tied() -> Results:
    """Five equal totals that several keys separate but for two, whose order of seats is not that of their ids."""
    rank = "rank: {by: shown, ties: [p, {best_mark: p}, {untrimmed: q}], share: true}\n"
    parts = (
        f"parts: [{{id: p, title: 评议, by: panel, pool: {TRIMMED}, points: 10}},"
        " {id: q, title: 会议, by: council, pool: {median: {}}, points: 10}]\n"
    )
    marks = {
        "甲": {"p": "8 8 8 8 8 8", "q": "7 7 7"},
        "乙": {"p": "8 8 8 8 8 8", "q": "7 7 7"},
        "丙": {"p": "9 8 8 8 8 7", "q": "7 7 7"},
        "丁": {"p": "8 8 8 8 8 8", "q": "6 7 9"},
        "戊": {"p": "7 7 7 7 7 7", "q": "8 8 8"},
        "己": {"p": "9 9 9 9 9 9", "q": "9 9 9"},
    }
    ids = {"panel": ["r6", "r5", "r4", "r3", "r2", "r1"]}
    return results_of(HEAD + TWO_PLACES + rank + GRADES + parts, marks, ids=ids)


def weighted() -> Results:
    """Three weighted parts as in 江门 2020, one of them read from a file."""
    parts = (
        "total: 100\nparts:\n"
        "  - {id: public, title: 社会评议, weight: 40, given: {from: public, scale: 100}}\n"
        f"  - {{id: p, title: 评议团评分, weight: 40, by: panel, pool: {TRIMMED}, {TWO_ITEMS}}}\n"
        "  - {id: c, title: 联席会议, weight: 20, by: council, pool: {mean: {}}, points: 100}\n"
    )
    marks = {
        "甲": {"a": "9 8 10 7 9 9", "b": "8 8 9 9 7 9", "c": "90.5 88 91"},
        "乙": {"a": "9 9 9 9 9 9", "b": "8 8 8 8 8 7", "c": "92 85 缺席"},
    }
    return results_of(HEAD + TWO_PLACES + BY_TOTAL + parts, marks, imports={"public": {"甲": "91.25", "乙": "96.4"}})


def median() -> Results:
    """A median over even and odd numbers of raters."""
    marks = {"甲": {"a": "9 8 10 7", "b": "8 8 9 9"}, "乙": {"a": "9 缺席 9.5 9", "b": "8 缺席 8.5 7"}}
    return results_of(panel_rubric("{median: {}, incomplete: leave_out}"), marks)


def consensus() -> Results:
    """One agency on which the raters agree, and one on which they do not."""
    marks = {"甲": {"a": "9 9 9", "b": "8 8 8"}, "乙": {"a": "9 9 9", "b": "8 8 7.5"}}
    return results_of(panel_rubric("{consensus: {}, incomplete: leave_out}"), marks)


def half_even() -> Results:
    """Totals that are exact halves of a cent, of both parities, and one below zero."""
    items = "criteria: [{id: a, title: 甲项, marking: {points: {min: -10, max: 10}}}, {id: b, title: 乙项, points: 10}]"
    words = {"甲": "9.01 9.01 9 9", "乙": "9.03 9.03 9 9", "丙": "9.05 9.05 9 9", "丁": "-9.01 -9.01 -9 -9"}
    marks = {agency: {"a": row, "b": "1 1 1 1" if agency != "丁" else "0 0 0 0"} for agency, row in words.items()}
    return results_of(panel_rubric(MEAN, rounding="rounding: {places: 2, mode: half_even}\n", items=items), marks)


def node_operations() -> Results:
    """Factors, subtraction and rounding at leaves, at parts below and above the pool, and at the root."""
    parts = (
        "factor: 1.25\nround: {places: 1, mode: truncate}\nsubtract: {from: late}\nparts:\n"
        f"  - id: p\n    title: 评议\n    by: panel\n    pool: {MEAN}\n"
        "    factor: 0.9\n    round: {places: 2, mode: half_even}\n    parts:\n"
        "      - {id: x, title: 前半, factor: 0.333, round: {places: 1, mode: half_up}, criteria:"
        " [{id: a, title: 甲项, points: 10, factor: 1.6},"
        " {id: b, title: 乙项, points: 10, round: {places: 0, mode: half_even}}]}\n"
        "      - {id: y, title: 后半, criteria: [{id: v, title: 观看人次, factor: 0.5, marking:"
        " {bands: {fact: viewers, table: [{from: 0, points: 1}, {from: 100, points: 4}]}}}]}\n"
    )
    head = "rounding: {places: 1, mode: truncate}\nfacts: [{id: viewers, title: 人次, min: 0}]\n"
    marks = {"甲": {"a": "9 8 10 7.5", "b": "8.5 7.5 9 9"}, "乙": {"a": "9 缺席 9 9", "b": "8 缺席 0.5 7"}}
    facts = {"甲": {"viewers": "100"}, "乙": {"viewers": "99"}}
    return results_of(HEAD + head + BY_TOTAL + parts, marks, imports={"late": {"甲": "0.5", "乙": "0"}}, facts=facts)


def rescaled() -> Results:
    """Raters who were present for part of the items count with those, in sums and in weighted parts."""
    items = (
        "parts: [{id: x, title: 实地, weight: 60,"
        " criteria: [{id: a, title: 甲项, points: 10}, {id: b, title: 乙项, points: 10}]},"
        " {id: y, title: 座谈, weight: 40, criteria: [{id: c, title: 丙项, points: 20}]}]"
    )
    marks = {
        "甲": {"a": "9 缺席 10 7", "b": "8 8 缺席 9", "c": "15 16 17 缺席"},
        "乙": {"a": "9 缺席 9 9", "b": "8 缺席 8 8", "c": "缺席 缺席 17 18"},
    }
    return results_of(panel_rubric("{mean: {}, incomplete: rescale}", items=items), marks)


def unneeded_amounts() -> Results:
    """An amount to subtract is missing: for one agency nobody marked the item, for another somebody did."""
    items = "criteria: [{id: a, title: 甲项, points: 10}, {id: b, title: 乙项, points: 10, subtract: {from: late}}]"
    marks = {
        "甲": {"a": "9 8 10", "b": "缺席 缺席 缺席"},
        "乙": {"a": "9 9 9", "b": "8 缺席 缺席"},
        "丙": {"a": "9 9 9", "b": "8 7 9"},
    }
    rubric = panel_rubric("{mean: {}, incomplete: rescale}", items=items)
    return results_of(rubric, marks, imports={"late": {"丙": "0.5"}})


def open_matters() -> Results:
    """An awaited sheet, too few raters, and a value that has not come in: three agencies unranked, one ranked."""
    parts = (
        "parts:\n  - {id: given, title: 网上投票, given: {from: votes, scale: 10}}\n"
        f"  - {{id: p, title: 评议, by: panel, pool: {TRIMMED}, {TWO_ITEMS}}}\n"
    )
    marks = {
        "甲": {"a": "9 - 9 9", "b": "8 8 8 8"},
        "乙": {"a": "9 回避 缺席 9", "b": "8 回避 缺席 8"},
        "丙": {"a": "9 9 9 9", "b": "8 8 8 8"},
        "丁": {"a": "7 7 7 7", "b": "7 7 7 8"},
    }
    votes = {"甲": "5", "乙": "6", "丁": "7"}
    return results_of(HEAD + TWO_PLACES + BY_TOTAL + GRADES + parts, marks, imports={"votes": votes})


def _spared(rule: str) -> Results:
    rank = "rank: {by: exact, ties: [y, x], share: true}\n"
    parts = (
        f"not_applicable: {rule}\nparts:\n"
        f"  - {{id: x, title: 评议, by: panel, pool: {MEAN}, {TWO_ITEMS}}}\n"
        f"  - {{id: y, title: 专项, by: panel, pool: {MEAN}, criteria: [{{id: c, title: 丙项, points: 20}}]}}\n"
    )
    marks = {
        "甲": {"a": "9 8 10", "b": "8 8 9", "c": "18 17 16"},
        "乙": {"a": "9 9 9", "c": "18 18 18"},
        "丙": {"a": "9 9 9", "b": "9 9 9"},
        "丁": {"a": "9 9 9", "b": "9 9 9", "c": "18 18 18"},
    }
    spared = [
        {"agency": agency, "criterion": leaf, "reason": "无此职能"} for agency, leaf in (("乙", "b"), ("丙", "c"))
    ]
    return results_of(HEAD + TWO_PLACES + rank + GRADES + parts, marks, not_applicable=spared)


def spared_rescaled() -> Results:
    """不涉及 is left out, and one agency has no value for the first tie key."""
    return _spared("rescale")


def spared_full() -> Results:
    """不涉及 counts with all points."""
    return _spared("full")


def spared_zero() -> Results:
    """不涉及 counts as 0."""
    return _spared("zero")


CASES = {
    case.__name__: case
    for case in (
        trimmed, tied, weighted, median, consensus, half_even, node_operations, rescaled,
        unneeded_amounts, open_matters, spared_rescaled, spared_full, spared_zero,
    )
}  # fmt: skip
