"""How raters' values became one, on an agency's own sheet."""

from __future__ import annotations

from rubrics.wording import pool_words
from tests.scoring.reports.workbook.agency_pages import below, detail, page, rows
from tests.scoring.reports.workbook.extended_rounds import (
    several_groups,
)
from tests.scoring.reports.workbook.rounds import (
    BY_TOTAL,
    HEAD,
    MEAN,
    TRIMMED,
    TWO_PLACES,
    results_of,
    trimmed,
)


def test_pools_say_what_was_dropped() -> None:
    """Each seat's value, the pooled value, whose values were dropped, and by which rule."""
    made, rule = page(trimmed(), "甲"), trimmed().panel("p").pool
    assert below(made, "How raters' values were pooled") == [
        ["“评议”: each rater's value", None, None, None, 17, 16, 19, 16, 16, 18, 16, 16.6],
        ["Highest dropped: panel组3; lowest dropped: panel组2"],
        [f"评议: {pool_words(rule).render(str)}"],
    ]
    assert below(page(trimmed(), "丙"), "How raters' values were pooled")[1] == [
        "Highest dropped: —; lowest dropped: —"
    ]


def test_several_groups_are_pooled_one_by_one() -> None:
    """What each group came to stands above what they come to together; a group without values has none."""
    made = page(several_groups(), "乙")
    assert below(made, "How raters' values were pooled")[:4] == [
        ["“评议”: each rater's value", None, None, None, 9, 8, 10, 7, *["absent"] * 3],
        ["panel组 60%: pooled value", *[None] * 10, 8.5],
        ["council组 40%: pooled value", *[None] * 10, "—"],
        ["pooled value", *[None] * 10, 8.5],
    ]


def test_a_page_may_end_between_pools() -> None:
    """Never between a pool and whom it drops, nor below the heading."""
    parts = (f"{{id: p{n}, title: 第{n}部分, by: panel, pool: {TRIMMED}, criteria:"
             f" [{{id: c{n}, title: 指标, points: 10}}]}}" for n in range(30))  # fmt: skip
    rubric = f"{HEAD}{TWO_PLACES}{BY_TOTAL}parts: [{', '.join(parts)}]\n"
    made = page(results_of(rubric, {"甲": {f"c{n}": "9 8 7 6 5 4" for n in range(30)}}), "甲")
    ends = [item.id for item in made.row_breaks.brk]
    first = next(row for row in range(1, 200) if made.cell(row, 1).value == "“第0部分”: each rater's value")
    assert len(ends) > 2
    assert [(end + 1 - first) % 2 for end in ends if end >= first] == [0] * len([end for end in ends if end >= first])


def test_dropped_values_are_marked_wherever_they_are() -> None:
    """The looks depend on the tables of what each pool drops, through the workbook's names."""
    pools = f"pool: {TRIMMED}}}, {{id: b, title: 乙项, points: 10, pool: {MEAN}"
    parts = f"parts: [{{id: p, title: 评议, by: panel, criteria: [{{id: a, title: 甲项, points: 10, {pools}}}]}}]\n"
    marks = {"甲": {"a": "9 8 10 7 9 9", "b": "8 8 8 8 8 8"}, "乙": {"a": "7 9 9 9 9 9", "b": "8 8 8 8 8 8"}}
    book = detail(results_of(HEAD + TWO_PLACES + BY_TOTAL + parts, marks))
    assert list(book.defined_names) == ["dropped_1"]
    ((name, area),) = book.defined_names["dropped_1"].destinations
    assert [[cell.value for cell in row] for row in book[name][area]] == [[0, 0, 1, -1, 0, 0], [-1, 1, 0, 0, 0, 0]]
    looks = {
        str(area.sqref): [rule.formula[0] for rule in area.rules]
        for area in book["示例市乙局"].conditional_formatting
        if "INDEX" in area.rules[0].formula[0]
    }
    assert looks == {"E6:J6": [f"INDEX(dropped_1,2,COLUMN()-4)={flag}" for flag in (1, -1)]}


def test_a_pool_without_a_seat_on_the_sheet() -> None:
    """Where nobody of a group marks an agency, its pool has no value to lay a look over, and says why."""
    parts = (
        f"parts: [{{id: p, title: 评议, by: panel, pool: {MEAN}, points: 10}},"
        f" {{id: q, title: 专项, by: council, pool: {TRIMMED}, points: 10}}]\n"
    )
    only = [{"rater": f"council-{at}", "agencies": ["甲"]} for at in range(1, 7)]
    marks = {"甲": {"p": "9 9", "q": "9 8 10 7 9 9"}, "乙": {"p": "9 8"}}
    made = page(results_of(HEAD + TWO_PLACES + BY_TOTAL + parts, marks, assignments=only), "乙")
    assert rows(made, "2", "2") == [["2", "专项", 10, None, None, None, "—"]]
    assert [rule for area in made.conditional_formatting for rule in area.rules if "INDEX" in rule.formula[0]] == []
