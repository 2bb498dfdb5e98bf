"""LibreOffice recalculates our workbook: it arrives at every stored figure, and follows a changed mark.

After a mark is typed over, every formula must show what a workbook shows that was written from the changed marks.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from openpyxl import load_workbook

from rubrics import Place
from rubrics.library import demo_files
from scoring.engine.results import Results, results
from scoring.folder import read_folder, write_folder
from scoring.reports.workbook.editions import write_workbook
from scoring.reports.workbook.input_places import InputRow, Inputs
from scoring.reports.workbook.structure import Kind, Structure
from scoring.rounds import Entry, Mark, MarkKey, MarkState, marks_from
from tests.office.recalculate import SETTINGS, OfficeFailed, cells, changed, formulas, pages
from tests.random_rounds import World, can_be_void, with_mark, word, worlds
from tests.scoring.reports.workbook.chinese import chinese
from tests.scoring.reports.workbook.extended_rounds import EXTENDED
from tests.scoring.reports.workbook.rounds import CASES, TRIMMED, panel_rubric, results_of

pytestmark = pytest.mark.office

ROUNDS = {**CASES, **EXTENDED}
STATES = (MarkState.RECUSED, MarkState.ABSENT, MarkState.UNASSIGNED, MarkState.AWAITED)
SECONDS = 600
SOFFICE = ("soffice", "--headless", "--norestore", "--convert-to", "xlsx", "--outdir")


def written(found: Results, path: Path) -> Path:
    """Write the workbook of a round."""
    stream = BytesIO()
    write_workbook(found, stream, chinese, "0.1.0")
    path.write_bytes(stream.getvalue())
    return path


def recalculated_all(workbooks: Sequence[Path], folder: Path) -> list[Path]:
    """Return copies in which LibreOffice worked out every formula itself: one call of it for all workbooks."""
    profile, target = folder / "profile", folder / "recalculated"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    command = [*SOFFICE, str(target), f"-env:UserInstallation={profile.as_uri()}", *map(str, workbooks)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    copies = [target / workbook.name for workbook in workbooks]
    if not all(copy.exists() for copy in copies):
        raise OfficeFailed(done.stdout + done.stderr)
    return copies


def differences(shape: Path, expected: Path, found: Path) -> list[tuple[object, ...]]:
    """Return every formula cell of `shape` whose figure in `found` is not the one in `expected`, to 1e-9."""
    wanted, arrived = cells(expected), cells(found)
    return [
        (expected.name, place, wanted.get(place), arrived.get(place), formula)
        for place, formula in formulas(shape).items()
        if not same(wanted.get(place, ""), arrived.get(place, ""))
    ]


def same(wanted: object, arrived: object) -> bool:
    """Return whether two cells hold the same: text exactly, numbers to 1e-9."""
    if isinstance(wanted, int | float) and isinstance(arrived, int | float):
        return abs(wanted - arrived) <= 1e-9 * max(1, abs(wanted))
    return wanted == arrived


@dataclass(frozen=True)
class Typed:
    """A round, the same round with some marks changed, and the cells where they are typed."""

    before: Results
    after: Results
    marks: dict[tuple[str, str], float | str | None]


def typed(world: World, chance: Random) -> Typed:
    """Change one to four marks at random: to other points, to a state, or to an empty cell (awaited)."""
    before = results(world.rubric, world.round, world.collected)
    inputs, keys = Inputs(Structure(before), "评分数据"), changeable(world)
    marks: dict[tuple[str, str], float | str | None] = {}
    for key in chance.sample(keys, k=min(chance.choice([1, 1, 2, 4]), len(keys))):
        leaf = before.nodes[key[2]]
        state = chance.choice(STATES) if chance.randrange(3) == 0 else None
        value: float | str | None
        if state:
            emptied = state is MarkState.AWAITED and chance.randrange(2) == 0
            mark, value = Mark(state), None if emptied else chinese(state.title.text)
        else:
            entry = Entry(*key, word(chance, leaf), Place("sheets/marks.csv"))
            mark = marks_from(world.rubric, world.round, [entry])[0][key]
            value = _answer(mark, chance) if leaf.veto else float(mark.points or 0)
        world = with_mark(world, key, mark)
        marks["评分数据", address(inputs.mark(key[0], leaf, key[1]))] = value
    if chance.randrange(2):
        world = _file_changed(world, before, chance, marks)
    return Typed(before, results(world.rubric, world.round, world.collected), marks)


def address(cell: str) -> str:
    """Return a cell's address as it stands on its sheet."""
    return cell.rpartition("!")[2].replace("$", "")


def _file_changed(
    world: World, before: Results, chance: Random, marks: dict[tuple[str, str], float | str | None]
) -> World:
    """Change an agency's number in a file that holds points, amounts, coefficients or answers to vetoes."""
    inputs, found = Inputs(Structure(before), "评分数据"), world.collected
    agency = chance.choice(list(before.rows))
    rows = [(row, source) for row in inputs.rows[agency] if (source := source_of(row)) is not None]
    derived = {source for row, source in rows if row.kind is Kind.LEAF and not typed_as_read(row)}
    sources = sorted({source for _, source in rows} - derived)
    if not sources:
        return world
    source, value = chance.choice(sources), chance.choice([Decimal(1), Decimal("0.5"), Decimal(2)])
    for row, own in rows:
        if own == source:
            marks["评分数据", address(inputs.value(agency, row.node, row.kind))] = float(value)
    imports = {**found.imports, source: {**found.imports.get(source, {}), agency: value}}
    return replace(world, collected=replace(found, imports=imports))


def source_of(row: InputRow) -> str | None:
    """Return the file that a row's number is read from."""
    own, leaf = row.node.node, row.node.leaf
    if row.kind is Kind.LEAF:
        return leaf.rule.source if leaf else None
    amount = own.factor if row.kind is Kind.FACTOR else own.subtract
    return amount.source if amount else None


def typed_as_read(row: InputRow) -> bool:
    """Return whether the number of a leaf stands among the inputs as it stands in the file."""
    rule = row.node.leaf.rule if row.node.leaf else None
    return rule is not None and bool(rule.given or rule.veto)


def _answer(mark: Mark, chance: Random) -> float | str:
    """Return yes or no as it may be typed: as the sheet's word, or as 1 or 0."""
    points = float(mark.points or 0)
    return points if chance.randrange(2) else chinese("yes" if points else "no")


def changeable(world: World) -> list[MarkKey]:
    """Return the marks that can be typed over: all but what the round itself has closed (不涉及, 回避, …)."""
    asked, _ = marks_from(world.rubric, world.round, [])
    return [key for key, mark in asked.items() if mark.state is MarkState.AWAITED]


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
        for fault in differences(before, wanted, arrived)
    ]


def random_worlds(number: int, start: int) -> list[World]:
    """Return random rounds over the whole rubric language, the same ones every time."""
    found: list[World] = []

    @seed(start)
    @settings(max_examples=number, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(worlds())
    def gather(world: World) -> None:
        found.append(world)

    gather()
    return found


def test_every_stored_figure_is_recalculated(tmp_path: Path) -> None:
    """All formula cells of all cases, and of the demo, come out as they were stored."""
    made = [written(case(), tmp_path / f"{name}.xlsx") for name, case in ROUNDS.items()]
    write_folder(tmp_path / "demo", demo_files())
    demo = read_folder(tmp_path / "demo")
    made.append(written(results(demo.rubric, demo.round, demo.collected), tmp_path / "demo.xlsx"))
    found = recalculated_all(made, tmp_path)
    assert [fault for path, copy in zip(made, found, strict=True) for fault in differences(path, path, copy)] == []


def test_random_rounds_are_recalculated(tmp_path: Path) -> None:
    """The same for random rubrics, rounds and marks."""
    random = [results(world.rubric, world.round, world.collected) for world in random_worlds(30, 1)]
    made = [written(found, tmp_path / f"{at}.xlsx") for at, found in enumerate(random)]
    found = recalculated_all(made, tmp_path)
    assert [fault for path, copy in zip(made, found, strict=True) for fault in differences(path, path, copy)] == []


def test_a_changed_mark_is_followed_everywhere(tmp_path: Path) -> None:
    """Three changes to each case: totals, ranks, grades, page 1 and all else are those of the changed marks."""
    chance = Random(7)  # noqa: S311 - nothing secret
    cases = [case() for case in ROUNDS.values()]
    held = [World(case.rubric, case.round, case.collected, {}, {}) for case in cases for _ in range(3)]
    assert followed([typed(world, chance) for world in held], tmp_path) == []


def test_changed_marks_are_followed_in_random_rounds(tmp_path: Path) -> None:
    """The same for random rounds; where sheets can be void, that is found before and follows no change."""
    chance = Random(8)  # noqa: S311 - nothing secret
    held = [world for world in random_worlds(30, 2) if changeable(world) and not can_be_void(world)]
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
