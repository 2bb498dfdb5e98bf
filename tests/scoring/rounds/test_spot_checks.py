"""Which sheets are drawn for comparison with the paper."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics import Document, Problems, build
from scoring.rounds import Mark, MarkState
from scoring.rounds.spot_checks import SpotCheck, counted_sheets, draw, lot, standing

SHEETS = [(agency, rater) for agency in ("a", "b", "c", "d", "e") for rater in ("r1", "r2", "r3", "r4")]
CHECK = {
    "pingyi": 1,
    "number": 1,
    "at": "2026-05-02T09:00:00+08:00",
    "by": "王",
    "issue": 7,
    "seed": "482913",
    "share": "20%",
    "of": 20,
    "drawn": 4,
    "file": "抽查.xlsx",
    "sha256": "0" * 64,
    "sheets": [{"agency": "a", "rater": "r1", "agrees": True}],
}


def check(number: int, issue: int) -> SpotCheck:
    """Return a spot check."""
    return build(SpotCheck, Document("0001.yaml", {**CHECK, "number": number, "issue": issue}, {}))


def test_a_number_can_be_worked_out_by_hand() -> None:
    """As `printf '%s' '482913|gaj|r07' | sha256sum` prints it."""
    assert lot(("gaj", "r07"), "482913") == "a11bf09b4de8a0977012dd2343ab0d092d3f23b491025a0503658beef69c67c4"


@pytest.mark.parametrize(
    ("share", "drawn"), [("20%", 4), ("21%", 5), ("100%", 20), ("0.1%", 1), ("5%", 1), ("99.9%", 20)]
)
def test_the_share_is_rounded_up(share: str, drawn: int) -> None:
    """Never less than was declared, and never nothing."""
    assert len(draw(SHEETS, share, "1")) == drawn


def test_without_sheets_nothing_is_drawn() -> None:
    """There is nothing to draw."""
    assert draw([], "20%", "1") == ()


def test_the_lowest_numbers_are_drawn() -> None:
    """In the order of their numbers."""
    drawn = draw(SHEETS, "30%", "种子")
    numbers = [hashlib.sha256(f"种子|{agency}|{rater}".encode()).hexdigest() for agency, rater in SHEETS]
    assert [lot(sheet, "种子") for sheet in drawn] == sorted(numbers)[:6]


@given(st.permutations(SHEETS), st.text(max_size=8))
def test_the_order_of_the_sheets_says_nothing(sheets: list[tuple[str, str]], seed: str) -> None:
    """The same seed draws the same sheets."""
    assert draw(sheets, "25%", seed) == draw(SHEETS, "25%", seed)


def test_a_late_sheet_replaces_at_most_one() -> None:
    """Whoever is drawn for other reasons than chance would show."""
    before, after = draw(SHEETS, "40%", "7"), draw([*SHEETS, ("f", "r1")], "38%", "7")
    assert (len(before), len(after)) == (8, 8)
    assert set(after) - set(before) <= {("f", "r1")}


def test_another_seed_draws_others() -> None:
    """It is the seed that decides."""
    assert len({draw(SHEETS, "20%", str(seed)) for seed in range(20)}) == 20


def test_drawn_are_sheets_with_marks_that_count() -> None:
    """Each once; neither what is awaited nor what is closed."""
    given_, absent, awaited = Mark(MarkState.GIVEN), Mark(MarkState.ABSENT), Mark(MarkState.AWAITED)
    marks = {
        ("b", "r1", "x"): given_,
        ("a", "r1", "x"): awaited,
        ("a", "r1", "y"): given_,
        ("a", "r2", "x"): absent,
        ("b", "r1", "y"): given_,
    }
    assert counted_sheets(marks) == (("b", "r1"), ("a", "r1"))


def test_a_later_check_of_the_same_paper_supersedes() -> None:
    """Of one issue the newest stands, whatever the order they are given in."""
    first, second, third = check(1, 7), check(2, 9), check(3, 7)
    assert standing([third, second, first]) == (second, third)


@pytest.mark.parametrize("share", ["0%", "101%", "20", "-5%"])
def test_a_share_is_one(share: str) -> None:
    """More than nothing and at most everything."""
    with pytest.raises(Problems) as found:
        build(SpotCheck, Document("0001.yaml", {**CHECK, "share": share}, {}))
    assert [item.code for item in found.value.items] == ["SHAPE-VALUE"]
