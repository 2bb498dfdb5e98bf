"""What a rater is called on a sheet."""

from __future__ import annotations

from typing import Any

from scoring.engine.results import Results
from scoring.reports.rater_labels import rater_labels
from tests.scoring.reports.workbook.extended_rounds import events
from tests.scoring.reports.workbook.rounds import MEAN, panel_rubric, results_of


def named(*names: str) -> Results:
    """Return a round whose raters are called so."""
    members: list[dict[str, Any]] = [{"id": f"r{at}", "name": name} for at, name in enumerate(names, start=1)]
    groups = [{"id": "panel", "title": "评议团", "seat": "评议员", "members": members}]
    ids = {"panel": [member["id"] for member in members]}
    marks = {"甲": {"a": " ".join("9" * len(names)), "b": " ".join("9" * len(names))}}
    return results_of(panel_rubric(MEAN), marks, ids=ids, groups=groups)


def test_without_names_raters_are_seats() -> None:
    """Never a name, whoever sits there."""
    assert rater_labels(events()) == {
        "panel-1": "panel组1", "panel-2": "panel组2", "new": "panel组2′", "panel-3": "panel组3",
    }  # fmt: skip


def test_names_stand_behind_their_seats() -> None:
    """Raters of one name are told apart by the seat, and a name beyond all measure is cut."""
    found = rater_labels(named("张三", "张三", "李\n四", "长" * 300, "长" * 16), names=True)
    assert list(found.values()) == [
        "评议员1 张三", "评议员2 张三", "评议员3 李 四", f"评议员4 {'长' * 15}…", f"评议员5 {'长' * 16}",
    ]  # fmt: skip
