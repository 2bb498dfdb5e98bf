"""A panel member with marks on score sheets, in the demonstration round or in one with every kind of marking."""

from __future__ import annotations

import tempfile
from itertools import count
from pathlib import Path

from django.utils import timezone

from rubrics.library import demo_files
from scoring.actions.marking import ScoreSheet, score_sheet, sheet_row
from scoring.actions.opening import open_round
from scoring.actions.plans import plan_of
from scoring.folder import write_folder
from scoring.rounds.calendar import MARKING, Phase
from scoring.storage.models import Role, Round, Save
from tests.portal_people import browser, set_phases, somebody

HOSTILE = "<script>alert(1)</script>{name}"
RUBRIC = """pingyi: 1
id: all-kinds
title: 各种评分方式
basis: 自拟样例
sample: 自拟样例
rounding: {places: 2, mode: half_up}
rank: {by: exact, ties: [A], share: true}
parts:
  - id: A
    title: 各种评分
    by: panel
    reason_below: 80%
    pool: {mean: {}, quorum: 1, incomplete: leave_out}
    criteria:
      - {id: A1, no: 1, title: 直接打分, points: 10, marking: {points: {step: 0.5}}, methods: [site_visit]}
      - {id: A2, title: 清单, points: 6, marking: {checklist: [{title: 制度, points: 2}, {title: 经费, points: 4}]}}
      - {id: A3, title: 计数, points: 10, marking: {count: {each: 2, cap: 10, rated: true}}}
      - {id: A4, title: 扣分, points: 10, marking: {deductions: {start: 10, each: 1, rated: true}}}
      - {id: A5, title: 加分, marking: {bonus: {cap: 5, rated: true}}}
      - {id: A6, title: 减分, marking: {penalty: {rated: true}}}
      - {id: A7, title: 一票否决, marking: {veto: {rated: majority, score: 0}}}
      - {id: A8, title: "<script>alert(1)</script>{name}", points: 4, marking: {points: {min: 1}}}
      - {id: A9, title: 档次, marking: {levels: [{title: 优, points: 9, when: 好}, {title: 差, points: 4.5}]}}
"""
SOUND = {
    "A1": "8.5",
    "A2": "√√",
    "A3": "4",
    "A4": "1",
    "A5": "0",
    "A6": "0",
    "A7": "否",
    "A8": "4",
    "A9": "优",
}
"""A sound mark for every criterion of that round, none of which needs a reason: worth 44.5 points."""


def all_kinds(*phases: Phase) -> Round:
    """Return a round with every kind of marking, with these phases open now (all four of marking where none is)."""
    plain = demo_files()["round.yaml"].decode().replace("demo-2026", "all-kinds")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "round"
        write_folder(root, {"round.yaml": plain.encode(), "rubric.yaml": RUBRIC.encode()})
        made = open_round(root, None, timezone.now())
    set_phases(made, *(phases or MARKING))
    return made


class Member:
    """The rater on a seat of a round, signed in; `home` is where the addresses of the round begin."""

    def __init__(self, round_: Round, seat: str = "r1") -> None:
        self.round = round_
        self.seat = seat
        self.person = somebody(Role.PANEL, round_, seat, f"成员{seat}")
        self.browser = browser(self.person)
        self.home = f"/r/{round_.slug}/"
        self._seq = count(1)

    def save(self, agency: str, cells: dict[str, str], reasons: dict[str, str] | None = None) -> None:
        """Save cells of the sheet for an agency."""
        row = sheet_row(self.round, self.seat, agency)
        for criterion, value in cells.items():
            Save.objects.create(
                sheet=row,
                criterion=criterion,
                value=value,
                reason=(reasons or {}).get(criterion, ""),
                device=self.seat,
                seq=next(self._seq),
                person=self.person,
                at=timezone.now(),
            )

    def sheet(self, agency: str) -> ScoreSheet:
        """Return the sheet for an agency as it stands."""
        self.round.refresh_from_db()
        return score_sheet(plan_of(self.round), sheet_row(self.round, self.seat, agency), timezone.now())

    def get(self, path: str) -> str:
        """Return the page at a path of the round, in English."""
        self.browser.cookies["pingyi-lang"] = "en"
        answer = self.browser.get(self.home + path)
        return f"{answer.status_code} {answer.content.decode()}"

    def post(self, path: str, **values: object) -> int:
        """Send a form and return the status."""
        return self.browser.post(self.home + path, values).status_code
