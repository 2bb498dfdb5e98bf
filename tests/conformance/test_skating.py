"""Every official panel mark, component total, segment total and rank of 152 segments, by the ordinary folder reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from scoring.engine.results import Results, results
from scoring.folder import read_folder
from tests.conformance.skating import DATA, Segment, segments, write_folder

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the official protocols are not beside this checkout (../shared/cases/skating)"
)
EXPECTED = {"segments": 152, "panel marks": 8630, "component totals": 1726, "totals": 1726, "ranks": 1726}


def test_all_official_figures_are_reproduced(
    tmp_path: Path, record_property: Callable[[str, object], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """152 segments as rubrics and round folders: no figure and no rank differs from the official one."""
    checked, wrong = Counter[str](), []
    for at, segment in enumerate(segments()):
        folder = tmp_path / str(at)
        write_folder(segment, folder)
        read = read_folder(folder)
        found = results(read.rubric, read.round, read.collected)
        wrong += [(segment.competition, segment.programme, *fault) for fault in _differences(segment, found, checked)]
    with capsys.disabled():
        print("\nskating, official figures reproduced:", ", ".join(f"{n:,} {what}" for what, n in checked.items()))  # noqa: T201 - the counts are the result
    record_property("reproduced", dict(checked))
    assert wrong == []
    assert checked == EXPECTED


def _differences(segment: Segment, found: Results, checked: Counter[str]) -> list[tuple[str, str, object, object]]:
    standings = {item.agency: item for item in found.standings}
    figures: list[tuple[str, str, object, object]] = []
    for item in segment.performances:
        figures += [("panel marks", item.id, Fraction(c.panel), found.score(c.id, item.id)) for c in item.components]
        placing = standings[item.id].placing
        figures += [
            ("component totals", item.id, Fraction(item.component_total), found.score("components", item.id)),
            ("totals", item.id, Fraction(item.total), found.score("total", item.id)),
            ("ranks", item.id, item.rank, placing.rank if placing else None),
        ]
    checked.update(["segments", *(what for what, *_ in figures)])
    return [figure for figure in figures if figure[2] != figure[3]]


def test_three_official_ties_are_parted(tmp_path: Path) -> None:
    """In three segments equal totals were parted, once by components and twice by elements."""
    parted = []
    for at, segment in enumerate(segments()):
        totals = Counter(item.total for item in segment.performances)
        if max(totals.values()) > 1:
            write_folder(segment, tmp_path / str(at))
            read = read_folder(tmp_path / str(at))
            placings = [item.placing for item in results(read.rubric, read.round, read.collected).standings]
            parted.append([(p.rank, p.decided_by, p.tied) for p in placings if p and p.decided_by])
    assert parted == [
        [(22, "components", False), (23, "components", False)],
        [(6, "elements", False), (7, "elements", False)],
        [(6, "elements", False), (7, "elements", False)],
    ]
