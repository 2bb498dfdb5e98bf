"""The record for programs: every field."""

from __future__ import annotations

import json

from scoring.reports.history.past import Outcome
from scoring.reports.history.record import record_of_rounds
from scoring.reports.history.values import history_record
from scoring.rounds import Status
from tests.scoring.reports.history.past_rounds import evaluated, past


def test_every_field() -> None:
    """Totals are decimal strings, grades that are not decided say so, and nothing is null but what is not there."""
    record = record_of_rounds(
        [
            past("2020-12-31", evaluated("a", names=("旧局",), score="80.00", agency_class="one")),
            past(
                "2025-12-31",
                evaluated(
                    "a", names=("新局",), outcome=Outcome.COMPUTED, grade="优秀", score="81.50", agency_class="one"
                ),
                evaluated("b", outcome=Outcome.WITHDREW, grade=None),
                status=Status.PRELIMINARY,
            ),
        ]
    )
    alike = {"fictional": False, "scoring": "a1b2c3d4" * 8, "grades": ["优秀", "良好", "合格"]}
    assert json.loads(json.dumps(history_record(record, str))) == {
        "year": 2025,
        "every": 5,
        "rounds": [
            {
                "id": "round-2020-12-31",
                "label": "2020",
                "title": "2020年评议",
                "date": "2020-12-31",
                "status": "decided",
                **alike,
            },
            {
                "id": "round-2025-12-31",
                "label": "2025",
                "title": "2025年评议",
                "date": "2025-12-31",
                "status": "preliminary",
                **alike,
            },
        ],
        "agencies": [
            {
                "agency": "a",
                "name": "新局",
                "former_names": ["旧局"],
                "listed": True,
                "evaluations": {
                    "round-2020-12-31": {"outcome": "decided", "class": "one", "grade": "良好", "score": "80.00"},
                    "round-2025-12-31": {"outcome": "computed", "class": "one", "grade": "优秀", "score": "81.50"},
                },
                "last": 2025,
                "due_year": 2030,
                "due": False,
                "comparison": {
                    "before": "round-2020-12-31",
                    "after": "round-2025-12-31",
                    "grade": "up",
                    "score": "1.50",
                },
            },
            {
                "agency": "b",
                "name": "b局",
                "former_names": [],
                "listed": True,
                "evaluations": {
                    "round-2025-12-31": {"outcome": "withdrew", "class": None, "grade": None, "score": None}
                },
                "last": None,
                "due_year": None,
                "due": True,
                "comparison": None,
            },
        ],
        "due": ["b"],
        "notices": ["Preliminary grades are computed and not decided."],
    }


def test_what_is_not_compared_is_null() -> None:
    """And a notice says why."""
    before = past("2020-12-31", evaluated("a", score="80"), scoring="0" * 64, grades=("好",))
    record = history_record(record_of_rounds([before, past("2021-12-31", evaluated("a", score="81"))]), str)
    (agency,) = json.loads(json.dumps(record))["agencies"]
    assert (agency["comparison"]["grade"], agency["comparison"]["score"]) == (None, None)
    assert len(record["notices"]) == 2  # type: ignore[arg-type] # a list
