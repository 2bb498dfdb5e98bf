"""How an agency's page lies on paper."""

from __future__ import annotations

import pytest

from rubrics import read_rubric, tree
from scoring.sheets.asked import AskedOf
from scoring.sheets.in_force import InForce
from scoring.sheets.page_shape import PageShape, page_shape
from scoring.sheets.printed import Printed
from tests.scoring.sheets.blanks import HEAD, POOL

LEVELS = "marking: {levels: [{title: 优, points: 10, when: %s}, {title: 良, points: 5, when: %s}]}"


def shape(count: int, criterion: str, held: InForce | None = None) -> PageShape:
    """Return the shape of a page with so many criteria alike."""
    criteria = ", ".join(f"{{id: C{n}, title: 标题, {criterion}}}" for n in range(count))
    rubric = read_rubric(f"{HEAD}parts: [{{id: P, title: Part, {POOL}, criteria: [{criteria}]}}]\n", "rubric.yaml")
    page = AskedOf("tax", tree(rubric).leaves(), {})
    return page_shape(Printed(rubric, str), page, held or InForce())


@pytest.mark.parametrize(
    ("count", "criterion", "expected"),
    [
        (10, "points: 10", (True, False, 1)),
        (15, "points: 10", (False, False, 1)),
        (30, "points: 10", (True, False, 2)),
        (4, f"points: 10, text: {'长' * 500}", (True, False, 2)),
        (9, LEVELS % ("详" * 20, "详" * 15), (True, False, 1)),
        (9, LEVELS % ("详" * 45, "详" * 10), (False, False, 1)),
        (12, LEVELS % ("详" * 25, "详" * 15), (False, True, 1)),
    ],
)
def test_the_shape_with_the_fewest_papers_is_taken(
    count: int, criterion: str, expected: tuple[bool, bool, int]
) -> None:
    """Across where it takes no more, upright for many short rows, levels running on where that saves a sheet."""
    found = shape(count, criterion)
    assert (found.landscape, found.run_on, found.papers) == expected


def test_what_is_in_force_gets_its_room() -> None:
    """A long reason makes its row higher, a long text its box; no row is higher than Excel allows."""
    held = InForce({}, {"C1": "理由" * 40, "C2": "理由" * 4000}, {"~problems": "问题\n" * 9})
    before, after = shape(3, "points: 10"), shape(3, "points: 10", held)
    assert before.rows == (24.0, 24.0, 24.0)
    assert [high > 24 for high in after.rows] == [False, True, True]
    assert after.rows[2] == 409.0
    assert {row: high > before.boxes[row] for row, high in after.boxes.items()} == {
        "~highlights": False,
        "~problems": True,
        "~suggestions": False,
        "~recused": False,
    }
