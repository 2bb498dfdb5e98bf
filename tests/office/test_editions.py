"""LibreOffice recalculates both editions of every round, and the ranked sheet follows its pooled values.

The ranked sheet holds what single raters' marks come to as values: typed over with those of other marks, it must
show what a ranked sheet shows that was written from those marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from rubrics import parse, read_rubric
from rubrics.library import demo_files, rubric_names, rubric_text
from scoring.engine.notices import notices
from scoring.engine.results import Results, results
from scoring.folder import evaluate_folder, write_folder
from scoring.folder.starting import placeholders
from scoring.reports.findings import Findings
from scoring.reports.workbook.editions import write_detail, write_for_approval
from tests.office.changes import Typed, changeable, random_worlds, typed
from tests.office.recalculate import cells, changed, differences, formulas, recalculated_all
from tests.random_rounds import World, build_world, can_be_void
from tests.scoring.reports.workbook.editions import EDITIONS, findings_of, written
from tests.scoring.reports.workbook.extended_rounds import EXTENDED
from tests.scoring.reports.workbook.rounds import CASES

pytestmark = pytest.mark.office

ROUNDS = {**CASES, **EXTENDED}
WORKING = "计算过程"
AGENCIES = 4


def library_round(name: str) -> World:
    """Return a round of four fictional agencies with random marks for a rubric of the library."""
    text = rubric_text(name)
    round_ = placeholders(read_rubric(text, name))
    ids = [item.get("class") for item in round_["agencies"]]  # type: ignore[attr-defined]
    classes = [{"class": own} if own else {} for own in ids] * AGENCIES
    round_["agencies"] = [
        {"id": f"a{at}", "name": f"示例市第{at}局", **classes[at]} for at in range(max(AGENCIES, len(ids)))
    ]
    value = parse(text, name).value
    assert isinstance(value, dict)
    return build_world(value, {**round_, "fictional": True}, 4)


def self_assessed(found: Results) -> Findings:
    """Return findings in which the first agencies gave themselves nearly all points, all but one of them everywhere."""
    leaves = [leaf for leaf in found.tree.leaves() if leaf.earnable]
    given = {
        agency: {leaf.id: Decimal(str(float(leaf.earnable or 0))) - Decimal("0.5") for leaf in leaves[skipped:]}
        for skipped, agency in enumerate(list(found.rows)[:2])
    }
    return findings_of(found, given=given, notices=tuple(notices(found)))


def both(rounds: Iterable[tuple[str, Findings]], folder: Path) -> Iterator[Path]:
    """Write both editions of every round."""
    for name, findings in rounds:
        for edition, write in EDITIONS.items():
            path = folder / f"{name}-{edition}.xlsx"
            path.write_bytes(written(write, findings))
            yield path


def wrong(rounds: Iterable[tuple[str, Findings]], folder: Path) -> list[tuple[object, ...]]:
    """Return every formula cell of both editions at whose stored figure LibreOffice does not arrive."""
    made = list(both(rounds, folder))
    found = recalculated_all(made, folder)
    return [fault for path, copy in zip(made, found, strict=True) for fault in differences(path, path, copy)]


def followed(changes: Iterable[Typed], folder: Path) -> list[tuple[object, ...]]:
    """Return what LibreOffice gets wrong in ranked sheets after the values of other marks are typed in."""
    befores, expected, edited = [], [], []
    for at, change in enumerate(changes):
        before, after = folder / f"{at}.xlsx", folder / f"expected-{at}.xlsx"
        before.write_bytes(written(write_for_approval, findings_of(change.before)))
        after.write_bytes(written(write_for_approval, findings_of(change.after)))
        befores.append(before)
        expected.append(after)
        edited.append(changed(before, folder, values_in(before, after)))
    found = recalculated_all(edited, folder)
    return [
        fault
        for before, wanted, arrived in zip(befores, expected, found, strict=True)
        for fault in differences(before, wanted, arrived)
    ]


def values_in(before: Path, after: Path) -> dict[tuple[str, str], float | str | None]:
    """Return what a person types: the figures of the working sheet that differ and are a value in one file or both.

    What is open is told by a value, also where a formula would say what came out.
    """
    live = set.intersection(
        *({place for place, text in formulas(book).items() if text != '=""'} for book in (before, after))
    )
    old, new = cells(before), cells(after)
    return {
        place: new.get(place, "")  # type: ignore[misc]
        for place in {*old, *new}
        if place[0] == WORKING and place not in live and old.get(place) != new.get(place)
    }


def test_every_stored_figure_is_recalculated(tmp_path: Path) -> None:
    """All formula cells of all cases, and of the demo, come out as they were stored."""
    write_folder(tmp_path / "demo", demo_files())
    demo = evaluate_folder(tmp_path / "demo")
    shown = findings_of(demo.results, decision=demo.folder.decision, given=demo.folder.self_assessments)
    rounds = [("demo", shown), *((name, findings_of(case())) for name, case in ROUNDS.items())]
    assert wrong(rounds, tmp_path) == []


def test_names_and_analysis_are_recalculated(tmp_path: Path) -> None:
    """Seats with names stand in formulas too; the analysis of raters is formulas into the other sheets."""
    cases = {"tied": CASES["tied"], "groups": EXTENDED["several_groups"], "events": EXTENDED["events"]}
    made = [tmp_path / f"{name}.xlsx" for name in cases]
    for path, case in zip(made, cases.values(), strict=True):
        path.write_bytes(written(write_detail, findings_of(case()), names=True, internal=True))
    copies = recalculated_all(made, tmp_path)
    assert [fault for path, copy in zip(made, copies, strict=True) for fault in differences(path, path, copy)] == []


def test_every_rubric_of_the_library_is_recalculated(tmp_path: Path) -> None:
    """A round of every rubric, with random marks and self-assessments."""
    worlds = [(name, library_round(name)) for name in rubric_names()]
    found = [(name, results(world.rubric, world.round, world.collected)) for name, world in worlds]
    assert wrong([(name, self_assessed(held)) for name, held in found], tmp_path) == []


def test_random_rounds_are_recalculated(tmp_path: Path) -> None:
    """Random rubrics, rounds and marks."""
    random = [results(world.rubric, world.round, world.collected) for world in random_worlds(20, 1)]
    assert wrong([(str(at), findings_of(found)) for at, found in enumerate(random)], tmp_path) == []


def test_the_ranked_sheet_follows_its_pooled_values(tmp_path: Path) -> None:
    """Two changes to each case: totals, ranks, grades, page 1 and all else are those of the changed marks."""
    chance = Random(9)  # noqa: S311 - nothing secret
    cases = [case() for case in ROUNDS.values()]
    held = [World(case.rubric, case.round, case.collected, {}, {}) for case in cases for _ in range(2)]
    assert followed([typed(world, chance) for world in held], tmp_path) == []


def test_ranked_sheets_of_random_rounds_follow_their_pooled_values(tmp_path: Path) -> None:
    """The same for random rounds."""
    chance = Random(10)  # noqa: S311 - nothing secret
    held = [world for world in random_worlds(20, 3) if changeable(world) and not can_be_void(world)]
    assert followed([typed(world, chance) for world in held], tmp_path) == []
