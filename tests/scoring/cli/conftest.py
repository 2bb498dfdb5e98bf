"""Commands as people call them, in this process, and a round small enough to be worked out in the head."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rubrics.library import demo_files
from scoring.cli.language import CHINESE, speak
from scoring.cli.main import main
from scoring.folder import write_folder
from tests import everything as everything_round

RUBRIC = """\
pingyi: 1
id: small
title: 示例评分细则
basis: 示例市评议办法
rounding: {places: 2, mode: half_up}
rank: {by: exact, ties: [Q], share: true}
grades: {by: exact, bands: [{title: 优秀, from: 9}, {title: 合格, from: 0}]}
parts:
  - id: P
    title: 机制
    by: panel
    pool: {mean: {}, quorum: 2, incomplete: leave_out}
    criteria: [{id: A1, title: 责任清单, points: 4}, {id: A2, title: 学法用法, points: 2}]
  - id: Q
    title: 实效
    by: panel
    pool: {mean: {}, quorum: 2, incomplete: leave_out}
    criteria: [{id: B1, title: 群众评价, points: 4}]
"""
ROUND = """\
pingyi: 1
id: small-2026
title: 示例评议
organizer: 示例市普法办
rubric: rubric.yaml
agencies: [{id: a, name: 甲局}, {id: b, name: 乙局}, {id: c, name: 丙局}, {id: d, name: 丁局}]
groups:
  - {id: panel, title: 评议团, seat: 评议员, members: [{id: r1, name: 一}, {id: r2, name: 二}, {id: r3, name: 三}]}
recusals: [{rater: r3, agency: b, reason: 曾任职}]
"""
MARKS = """\
agency,rater,A1,A2,B1
a,r1,4,2,3
a,r2,4,2,3
a,r3,4,2,3
b,r1,4,2,3.5
b,r2,4,1,3.5
c,r1,4,2,4
c,r2,4,2,3.995
c,r3,4,2,4
d,r1,1,1,1
"""
Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let this process speak Chinese into a pipe, whatever the machine speaks and wherever the tests print."""
    for name in ("LANGUAGE", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "NO_COLOR", "COLUMNS"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv("PINGYI_LANG", "zh")
    before = gettext.textdomain()
    speak(CHINESE)
    yield
    gettext.textdomain(before)


@pytest.fixture
def run() -> Run:
    """Return a function that calls `pingyi` with arguments and returns its exit code and output."""

    def called(*arguments: str | Path) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="pingyi")

    return called


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a round folder of four agencies and three raters; of one agency two sheets are awaited."""
    folder = tmp_path / "small"
    write_folder(
        folder,
        {
            "round.yaml": ROUND.encode(),
            "rubric.yaml": RUBRIC.encode(),
            "sheets/marks.csv": MARKS.encode(),
        },
    )
    return folder


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """Return the folder of the demonstration round."""
    folder = tmp_path / "demo"
    write_folder(folder, demo_files())
    return folder


@pytest.fixture
def everything(tmp_path: Path) -> Path:
    """Return the folder of the round that uses everything there is."""
    folder = tmp_path / "everything"
    write_folder(folder, everything_round.files())
    return folder
