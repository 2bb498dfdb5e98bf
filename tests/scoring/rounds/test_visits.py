"""Records of visits and talks as values."""

from __future__ import annotations

from typing import Any

from rubrics import build, parse, write
from scoring.rounds import VisitRecord
from scoring.rounds.visits import check_visit, file_name, in_force
from tests.scoring.sheets.visits.forms import round_

RECORD: dict[str, Any] = {
    "pingyi": 1,
    "number": 1,
    "kind": "visit",
    "agency": "court",
    "site": "s1",
    "method": "site_visit",
    "date": "2026-09-02",
    "place": "诉讼服务中心",
    "present": ["r1", "r5"],
    "talked_to": "窗口负责人",
    "seen": {"A1": "两处窗口\n均有资料 😀"},
    "problems": "公示栏过期",
    "photos": [{"file": "IMG_1.jpg", "shows": "窗口", "sha256": "0a", "content": "jpeg"}],
    "at": "2026-09-05T09:00:00+08:00",
    "by": "张三",
    "file": "交回.zip/s1.xlsx",
    "sha256": "0b",
    "issue": 7,
}


def record(**changes: object) -> VisitRecord:
    """Return a record."""
    return build(VisitRecord, parse(write({**RECORD, **changes}), "0001.yaml"))


def test_the_last_of_a_form_holds() -> None:
    """Two forms of one site are two visits; one form that came back twice is one."""
    held = [record(number=3, issue=7), record(number=1, issue=7), record(number=2, issue=8)]
    assert [one.number for one in in_force(held)] == [2, 3]
    assert file_name(12) == "0012.yaml"


def test_names_that_nobody_bears() -> None:
    """The agency, the site, which must be the agency's, and everybody who was there."""
    assert list(check_visit(record(), round_())) == []
    talk = record(kind="talk", site=None, agency="nobody", present=["r1", "x"])
    assert [path for _, path, _, _ in check_visit(talk, round_())] == [("agency",), ("present", 1)]
    assert [path for _, path, _, _ in check_visit(record(agency="health"), round_())] == [("site",)]
