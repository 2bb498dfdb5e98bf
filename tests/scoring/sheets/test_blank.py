"""A score sheet before it is written: seat, titles, labels, seal, register, name."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from rubrics import fingerprints, read_rubric
from scoring.rounds import Issued
from submissions.seal import Seal
from tests.everything_rubric import RUBRIC
from tests.scoring.sheets.blanks import KEY, blank_of, one_of, plan

CRITERIA = {
    "A1": "Signs", "A2": "Notices", "A3": "Counter", "A4": "Leaflets", "A5": "Complaints", "A6": "Idea",
    "A7": "Delay", "A8": "Refusal", "B1": "Plans", "B2": "Results", "middle": "Middle", "roads": "Roads",
}  # fmt: skip
AGENCIES = {
    "tax": "Tax Office", "parks": "Gardens Office", "mint": "Mint", "guards": "Guards", "north": "North Town",
    "south": "South Town", "east": "East Town", "west": "West Town",
}  # fmt: skip


def test_the_seal_says_what_the_workbook_was_issued_for() -> None:
    """Round, rater, number, fingerprints, pages by today's names, labels of all rows, layout and criteria."""
    prints = fingerprints(read_rubric(RUBRIC, "rubric.yaml"))
    boxes = {
        "~name": "Rater's name",
        "~highlights": "Highlights",
        "~problems": "Problems",
        "~suggestions": "Suggestions",
        "~recused": "Recusal, with the reason",
    }
    settings = {"layout": "per-agency", "criteria": " ".join(CRITERIA), "name": "Two"}
    assert blank_of().seal == Seal(
        form="score-sheet",
        round="everything-2026",
        to="p2",
        number=7,
        scoring=prints.scoring,
        text=prints.text,
        pages={"~cover": "Cover", **AGENCIES},
        labels=CRITERIA | boxes,
        settings=settings,
    )


def test_the_seal_of_a_matrix_names_agencies_and_columns() -> None:
    """A label for every row and, above every column, the criterion's title; the method stands with the settings."""
    found = blank_of("c1", layout="matrix", method="hearing").seal
    assert found.pages == {"~cover": "Cover", "~matrix": "Score sheet"}
    rows = {"water": "Water Office"} | {agency: name for agency, name in AGENCIES.items() if agency != "guards"}
    assert found.labels == {"~name": "Rater's name", "~heads heard": "Heard", **rows}
    assert found.settings == {"layout": "matrix", "criteria": "heard", "method": "hearing", "name": "Six"}


def test_the_register_says_the_same_in_short() -> None:
    """With the 校验码 that the seal's signature begins with, and who issued it."""
    blank = blank_of("c1", 12, method="hearing")
    scoring, text = fingerprints(blank.rubric).short
    assert blank.issued("2026-05-01T09:00:00+08:00", "Ann") == Issued(
        number=12,
        form="score-sheet",
        to="c1",
        at="2026-05-01T09:00:00+08:00",
        scoring=scoring,
        text=text,
        seal=blank.code,
        layout="per-agency",
        method="hearing",
        agencies=("tax", "parks", "water", "mint", "north", "south", "east", "west"),
        by="Ann",
    )
    assert blank.code == blank.seal.cells(KEY)[1][:8].upper()
    assert json.loads(blank.seal.cells(KEY)[2])["to"] == "c1"


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({}, "c1.xlsx"),
        ({"method": "hearing"}, "c1-hearing.xlsx"),
        ({"layout": "matrix"}, "c1-matrix.xlsx"),
        ({"layout": "matrix", "method": "hearing"}, "c1-hearing-matrix.xlsx"),
    ],
)
def test_a_file_is_named_by_ids(changes: dict[str, Any], name: str) -> None:
    """No name of a person stands in the name of a file."""
    assert blank_of("c1", **changes).file_name == name


def test_a_seat_is_called_as_on_all_other_papers() -> None:
    """The group's word or title, the number, and a mark for who sits there in another's stead."""
    assert [blank_of(rater).seat for rater in ("p2", "c3", "p3b")] == ["Member2", "Council3", "Member3′"]


def test_agencies_of_one_name_have_pages_of_their_own() -> None:
    """Titles are legal, told apart from each other and from the other sheets, and never empty."""
    held = plan(one_of("points: 9"))
    names = ["Cover", "pingyi", "A/B", "A/B", "'", *("x" * 40,) * 5]
    agencies = [one.model_copy(update={"name": name}) for one, name in zip(held.round.agencies, names, strict=True)]
    round_ = held.round.model_copy(update={"agencies": tuple(agencies), "events": ()})
    (blank,) = replace(held, round=round_).blanks(["p2"], 1)
    assert list(blank.titles.values()) == [
        "Cover", "Cover (2)", "pingyi (2)", "A B", "A B (2)", "Agency 5",
        "x" * 30 + "…", "x" * 26 + "… (2)", "x" * 26 + "… (3)", "x" * 26 + "… (4)", "x" * 26 + "… (5)",
    ]  # fmt: skip


def test_a_fictional_round_and_a_sample_rubric_say_so() -> None:
    """Both, one, or neither."""
    fictional = "Fictional round: all agencies, raters and marks are invented."
    assert blank_of().statement == f"{fictional} Sample rubric: An invented rubric."
    assert blank_of(rubric=one_of("points: 9")).statement == fictional
    real = plan(one_of("points: 9"))
    (blank,) = replace(real, round=real.round.model_copy(update={"fictional": False})).blanks(["p2"], 1)
    assert blank.statement == ""
