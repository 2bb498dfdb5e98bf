"""A whole round on paper: twelve agencies, fifteen raters, thirty criteria, and what each of them wrote."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from rubrics import TreeNode
from submissions import Worksheet, read_worksheets

AGENCIES = tuple(f"单位{name}" for name in "甲乙丙丁戊己庚辛壬癸子丑")
RATERS = tuple(f"评议员第{n}位" for n in range(1, 16))
ON_SCREEN, ON_PAPER = RATERS[:10], RATERS[10:]
EXTRA = tuple((f"依法履职第{n}项", 7 if n <= 10 else 6) for n in range(1, 16))
REMARK = "记录缺两期\n👨‍👩‍👧 𠮷"
RECUSED = (RATERS[2], AGENCIES[4], "近亲属在该单位任职")

Typed = tuple[str, str, str]
"""Sheet, cell and text."""


def mark(rater: int, agency: int, leaf: TreeNode, at: int) -> str:
    """Return what a rater wrote for a criterion: a level's title, or points in halves."""
    spread = (rater * 7 + agency * 5 + at * 3 + rater * agency) % 11
    assert leaf.leaf is not None
    if leaf.leaf.rule.levels:
        levels = leaf.leaf.rule.levels
        return levels[min(spread // 4, len(levels) - 1)].title
    most = leaf.leaf.points
    assert most is not None
    return str(most - Decimal(spread) / 2)


def pages(file: Path) -> dict[str, Worksheet]:
    """Return the visible pages of a form by their ids."""
    found = {sheet.cells.get((1, 0)): sheet for sheet in read_worksheets(file.read_bytes(), file.name) if sheet.visible}
    return {str(name).removeprefix("pingyi:").partition("/")[0]: sheet for name, sheet in found.items()}


def cell(page: Worksheet, row_id: str, column_id: str) -> tuple[str, str]:
    """Return sheet and cell of a field."""
    row = next(row for (row, column), text in page.cells.items() if column == 0 and text == row_id)
    place = page.place(row, column_of(page, column_id))
    return place.sheet, place.cell


def column_of(page: Worksheet, column_id: str) -> int:
    """Return the number of a column, from 0."""
    return next(column for (row, column), text in page.cells.items() if row == 1 and text == column_id)


def rows(page: Worksheet, first: int, lines: list[dict[str, str]]) -> Iterator[Typed]:
    """Yield what is typed into rows from `first` on, each by the ids of columns."""
    for at, line in enumerate(lines, start=first):
        for column_id, text in line.items():
            place = page.place(at, column_of(page, column_id))
            yield place.sheet, place.cell, text


def set_up(file: Path) -> tuple[Typed, ...]:
    """Return what the office types into the set-up workbook of the sample: a part more, agencies, raters, sites."""
    held = pages(file)
    criteria, rules, others = held["setup-criteria"], held["setup-rules"], held["setup-others"]
    last = max(row for (row, _), text in criteria.cells.items() if text) + 1
    part = [{"level1": "依法履职", "points": "100", "by": "评议团"}]
    leaves = [
        {"level2": title, "points": str(points), "methods": "查阅资料", "marking": "打分"} for title, points in EXTRA
    ]
    pool = {"计分取值／取值办法": "平均值", "计分取值／评分不全": "不计"}
    end = max(row for (row, _), text in rules.cells.items() if text) + 1
    agencies = [
        {"id": f"a{n}", "name": name, "presents": str(len(AGENCIES) + 1 - n)} for n, name in enumerate(AGENCIES, 1)
    ]
    members = [
        {"group": "评议团", "group_id": "panel", "seat": "评议员", "id": f"r{n}", "name": name, "kind": "人大代表"}
        for n, name in enumerate(RATERS, 1)
    ]
    sites = [
        {"agency": AGENCIES[0], "place": "第一办事大厅", "date": "2026-10-12"},
        {"agency": AGENCIES[0], "place": "第二办事大厅", "date": "2026-10-13"},
    ]
    return (
        *rows(criteria, last, [*part, *leaves]),
        *_chosen(
            rules, {"总分": "200", "须写扣分理由线": "30%", "等次／各等次": "优秀 180\n良好 160\n合格 120\n不合格 0"}
        ),
        *rows(rules, end, [{"where": "指标 依法履职", "field": name, "value": value} for name, value in pool.items()]),
        *_chosen(others, {"主办单位": "示例市普法办"}),
        *rows(held["setup-agencies"], 5, agencies),
        *rows(held["setup-panel"], 5, members),
        *rows(held["setup-sites"], 5, sites),
    )


def _chosen(page: Worksheet, values: dict[str, str]) -> Iterator[Typed]:
    field, value = column_of(page, "field"), column_of(page, "value")
    for (row, column), text in page.cells.items():
        if column == field and text in values:
            place = page.place(row, value)
            yield place.sheet, place.cell, values[str(text)]


def agency_form(file: Path, leaves: list[TreeNode]) -> tuple[Typed, ...]:
    """Return what an agency types into its form: a report, every level but the last as its own, evidence on site."""
    held = pages(file)
    evidence = held["~evidence"]
    asked = [
        str(text) for (row, column), text in evidence.cells.items() if column == 0 and row > 6 and ":" in str(text)
    ]
    return (
        (*cell(held["~cover"], "~report", "text"), "履职报告.txt"),
        *((*cell(held["~self"], leaf.id, "text"), str(leaf.leaf.points if leaf.leaf else "")) for leaf in leaves),
        *(typed for row_id in asked for typed in _piece(evidence, row_id)),
    )


def _piece(page: Worksheet, row_id: str) -> Iterator[Typed]:
    kind = row_id.partition(":")[2]
    way, where = {"网址": ("网址", "https://example.org/1"), "电话": ("电话", "0755-12345678")}.get(
        kind, ("现场备查", "备查1号")
    )
    yield (*cell(page, row_id, "way"), way)
    yield (*cell(page, row_id, "title"), f"{kind}材料")
    yield (*cell(page, row_id, "where"), where)
    if way == "现场备查":
        yield (*cell(page, row_id, "holder"), "法规科")


def score_sheet(file: Path, rater: int, leaves: list[TreeNode]) -> tuple[Typed, ...]:
    """Return what a rater types into a workbook: a mark for every criterion, a reason, a recusal, three boxes."""
    found: list[Typed] = []
    for at, agency in enumerate(AGENCIES):
        page = pages(file)[f"a{at + 1}"]
        if (RATERS[rater], agency) == RECUSED[:2]:
            found.append((*cell(page, "~recused", "text"), RECUSED[2]))
            continue
        for nth, leaf in enumerate(leaves):
            found.append((*cell(page, leaf.id, "mark"), mark(rater, at, leaf, nth)))
            found += [(*cell(page, leaf.id, "reason"), REMARK)] if needs_reason(rater, at, leaf, nth) else []
        found.append((*cell(page, "~highlights", "text"), f"{agency}的亮点\n第二行"))
    return tuple(found)


def needs_reason(rater: int, agency: int, leaf: TreeNode, at: int) -> bool:
    """Return whether a mark is below three tenths of what can be earned."""
    assert leaf.leaf is not None
    assert leaf.leaf.points is not None
    text = mark(rater, agency, leaf, at)
    points = {level.title: level.points for level in leaf.leaf.rule.levels or ()}.get(text)
    return (points if points is not None else Decimal(text)) < leaf.leaf.points * Decimal("0.3")
