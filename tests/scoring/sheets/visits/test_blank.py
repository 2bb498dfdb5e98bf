"""What a visit form asks for, and of whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.sheets.visits.blank import heading
from tests.scoring.sheets.visits.forms import form, forms


def test_one_for_each_site_and_each_agency() -> None:
    """Sites in the order of the round, then agencies in the order in which they report; who withdrew has none."""
    assert [(blank.number, blank.kind, blank.to, blank.agency) for blank in forms()] == [
        (7, "visit", "s1", "court"),
        (8, "visit", "s2", "court"),
        (9, "visit", "s3", "health"),
        (10, "talk", "health", "health"),
        (11, "talk", "court", "court"),
    ]
    assert [blank.file_name for blank in forms(sites=("s3",))] == ["visit-s3.xlsx"]
    assert [blank.to for blank in forms(agencies=("court",))] == ["s1", "s2", "court"]


@pytest.mark.parametrize(
    ("to", "criteria", "raters"),
    [
        ("s1", ["A1", "A2"], ["r1", "r3b", "r5", "r6"]),
        ("s2", ["A1", "A2"], ["c1"]),
        ("s3", ["A1", "A2"], ["r1", "r2", "r3b", "r4", "r5", "r6"]),
        ("court", ["A5"], ["r1", "r3b", "r5", "r6"]),
    ],
)
def test_what_is_asked_and_who_may_have_been_there(to: str, criteria: list[str], raters: list[str]) -> None:
    """Criteria of this way of judging that concern the agency; seats of the site's group, without those recused."""
    blank = form(to)
    assert [node.id for node in blank.criteria] == criteria
    assert [rater.id for rater in blank.raters] == raters


def test_seats() -> None:
    """Three in a row, a substitute with a mark; a group without a word for its seats by its title."""
    first, second = form("s1").seat_rows
    assert first == (("r1", "评议员1 张三"), ("r3b", "评议员3′ 吴十"), ("r5", "评议员5 钱七"))
    assert second == (("r6", "评议员6 孙八"),)
    assert form("s2").seat_rows == ((("c1", "联席会议1 周九"),),)


def test_labels_and_seal() -> None:
    """What must still stand there when the form comes back, under the ids of rows."""
    blank = form("s1")
    shown = {
        row: blank.labels[row] for row in ("A1", "A2", "~present1", "~present1 name2", "~present2", "~agency text")
    }
    assert shown == {
        "A1": "1 阵地",
        "A2": "公示栏",
        "~present1": "评议员1 张三",
        "~present1 name2": "评议员3′ 吴十",
        "~present2": "评议员6 孙八",
        "~agency text": "示例市法院",
    }
    assert (heading(blank.criteria[0]), heading(blank.criteria[1])) == ("1 阵地", "公示栏")
    settings = {"agency": "court", "method": "site_visit", "seats": "r1 r3b r5 r6", "criteria": "A1 A2", "site": "s1"}
    assert (blank.seal.form, blank.seal.to, dict(blank.seal.settings)) == ("visit-record", "s1", settings)
    assert "site" not in form("court").seal.settings
    issued = blank.issued("2026-09-01T09:00:00+08:00")
    assert (issued.number, issued.form, issued.to, issued.seal, issued.agencies) == (
        *(7, "visit-record", "s1"),
        *(blank.code, ("court",)),
    )


def test_what_stands_above_every_page() -> None:
    """That the round is made up and the rubric a sample; nothing where both are real."""
    blank = form("s1")
    told = ("Fictional round: all agencies, raters and marks are invented.", "Sample rubric: 示例细则")
    real = replace(blank, round=blank.round.model_copy(update={"fictional": False}))
    plain = replace(real, rubric=blank.rubric.model_copy(update={"sample": None}))
    assert (blank.statement, real.statement, plain.statement) == (" ".join(told), told[1], "")
