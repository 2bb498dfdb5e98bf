"""LibreOffice recalculates the internal details: it arrives at every stored figure, and follows a changed mark.

After a mark is typed over, every formula must show what a workbook shows that was written from the changed marks.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook

from scoring.engine.results import Results
from scoring.reports.workbook.editions import sheet_titles, write_detail
from scoring.reports.workbook.input_places import Inputs
from scoring.reports.workbook.structure import Structure
from scoring.rounds import MarkState
from tests.office.changes import Typed, address, changeable, random_worlds, typed
from tests.office.recalculate import changed, differences, formulas, pages, recalculated_all
from tests.random_rounds import World, can_be_void
from tests.scoring.reports.workbook.chinese import chinese
from tests.scoring.reports.workbook.editions import findings_of
from tests.scoring.reports.workbook.editions import written as bytes_of
from tests.scoring.reports.workbook.extended_rounds import EXTENDED
from tests.scoring.reports.workbook.rounds import CASES, MEAN, TRIMMED, panel_rubric, results_of

pytestmark = pytest.mark.office

ROUNDS = {**CASES, **EXTENDED}


def written(found: Results, path: Path) -> Path:
    """Write the internal details of a round."""
    path.write_bytes(bytes_of(write_detail, findings_of(found)))
    return path


def followed(changes: Iterable[Typed], folder: Path) -> list[tuple[object, ...]]:
    """Return what LibreOffice gets wrong after each change."""
    befores, expected, edited = [], [], []
    for at, change in enumerate(changes):
        befores.append(written(change.before, folder / f"{at}.xlsx"))
        expected.append(written(change.after, folder / f"expected-{at}.xlsx"))
        edited.append(changed(befores[-1], folder, change.marks))
    found = recalculated_all(edited, folder)
    return [
        fault
        for before, wanted, arrived in zip(befores, expected, found, strict=True)
        for fault in differences(before, wanted, arrived, apart_from=laid_out_anew(before, wanted))
    ]


def laid_out_anew(before: Path, after: Path) -> set[str]:
    """Return the agencies' own sheets that have other columns: raters with nothing to mark there have none."""
    moved = {sheet for sheet, _ in formulas(before).keys() ^ formulas(after).keys()}
    return moved - set(sheet_titles(chinese).values())


def test_a_changed_mark_is_followed_everywhere(tmp_path: Path) -> None:
    """Two changes to each case: totals, ranks, grades, page 1 and all else are those of the changed marks."""
    chance = Random(7)  # noqa: S311 - nothing secret
    cases = [case() for case in ROUNDS.values()]
    held = [World(case.rubric, case.round, case.collected, {}, {}) for case in cases for _ in range(2)]
    assert followed([typed(world, chance) for world in held], tmp_path) == []


def test_changed_marks_are_followed_in_random_rounds(tmp_path: Path) -> None:
    """The same for random rounds; where sheets can be void, that is found before and follows no change."""
    chance = Random(8)  # noqa: S311 - nothing secret
    held = [world for world in random_worlds(20, 2) if changeable(world) and not can_be_void(world)]
    assert followed([typed(world, chance) for world in held], tmp_path) == []


def test_a_mark_taken_back_and_given_again(tmp_path: Path) -> None:
    """回避 instead of a mark, and the mark once more: the first page is as it was."""
    before = written(CASES["tied"](), tmp_path / "before.xlsx")
    inputs = Inputs(Structure(CASES["tied"]()), "评分数据")
    leaf = CASES["tied"]().nodes["p"]
    place = ("评分数据", address(inputs.mark("戊", leaf, "r6")))
    away = changed(before, tmp_path / "away", {place: "回避"})
    again = changed(away, tmp_path / "again", {place: 7})
    (back,) = recalculated_all([again], tmp_path)
    assert differences(before, before, back) == []


def test_a_void_sheet_and_sheets_void_by_the_rule(tmp_path: Path) -> None:
    """Of one rater a sheet is void, another gave all the same marks: every figure is LibreOffice's, also once typed."""
    rows = {
        "甲": ("8 9 7 作废 6", "8 9 7 作废 8"),
        "乙": ("8 6 7.5 9 10", "8 5 6 8 7"),
        "丙": ("8 7 7 8 9", "8 9 6.5 9 7"),
    }
    marks = {agency: {"a": a, "b": b} for agency, (a, b) in rows.items()}
    typed_in = {**marks, "甲": {"a": "8 9 7 9 6", "b": "8 9 7 5 8"}}
    pools = [pool.replace("{", f"{{{alike}", 1) for pool in (MEAN, TRIMMED) for alike in ("", "alike: void, ")]
    found = [results_of(panel_rubric(pool), marks) for pool in pools]
    voids = [sum(mark.state is MarkState.VOID for _, mark in one.not_given) for one in found]
    assert voids == [2, 8, 2, 8]
    paths = [written(one, tmp_path / f"{at}.xlsx") for at, one in enumerate(found)]
    given = written(results_of(panel_rubric(pools[0]), typed_in), tmp_path / "given.xlsx")
    inputs = Inputs(Structure(found[0]), "评分数据")
    words = {("评分数据", address(inputs.mark("甲", found[0].nodes[leaf], "panel-4"))): "作废" for leaf in "ab"}
    *back, followed_up = recalculated_all([*paths, changed(given, tmp_path, words)], tmp_path)
    assert [differences(path, path, copy) for path, copy in zip(paths, back, strict=True)] == [[]] * 4
    assert differences(given, paths[0], followed_up) == []


def test_the_first_page_is_one_page(tmp_path: Path) -> None:
    """A round with eleven raters and thirty criteria: 成绩汇总表 fits one page."""
    rows = ", ".join(f"{{id: c{at}, title: 第{at}项指标的名称, points: 5}}" for at in range(30))
    marks = {
        f"单位{at}": {f"c{n}": " ".join(str((at + n + r) % 3 + 3) for r in range(11)) for n in range(30)}
        for at in range(8)
    }
    found = results_of(panel_rubric(TRIMMED, items=f"criteria: [{rows}]"), marks)
    path = written(found, tmp_path / "large.xlsx")
    book = load_workbook(path, data_only=True)
    for name in book.sheetnames[1:]:
        del book[name]
    book.save(tmp_path / "first.xlsx")
    assert len(pages(tmp_path / "first.xlsx", tmp_path / "png", 40)) == 1
