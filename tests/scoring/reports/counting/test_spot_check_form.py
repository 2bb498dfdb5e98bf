"""What the sheet of a spot check and its reader agree on."""

from __future__ import annotations

import pytest

from scoring.reports.counting.spot_check_form import Drawing, Drawn, column_id, drawing_of
from tests.scoring.reports.counting.counted import counted


def drawn(criteria: int) -> Drawn:
    """Return a drawn sheet with so many marks."""
    return Drawn("甲", "panel-1", tuple((f"c{n}", "9") for n in range(criteria)))


@pytest.mark.parametrize(
    ("criteria", "places"),
    [
        (0, []),
        (1, [(0, 0, 15)]),
        (2, [(0, 0, 7), (0, 7, 7)]),
        (8, [(0, n, 1) for n in range(8)]),
        (16, [*((0, n, 1) for n in range(15)), (1, 0, 1)]),
    ],
)
def test_marks_stand_side_by_side(criteria: int, places: list[tuple[int, int, int]]) -> None:
    """Fifteen to a line; few of them take all the width."""
    assert list(drawn(criteria).places()) == places


def test_every_field_of_a_drawing_has_an_id_of_its_own() -> None:
    """No two sheets share a row."""
    sheets = [Drawn(agency, rater, ()) for agency in ("甲", "乙") for rater in ("r1", "r2")]
    rows = [row for sheet in sheets for row in (sheet.row, sheet.note_row, sheet.paper_row(0), sheet.paper_row(1))]
    assert len(set(rows)) == len(rows)
    assert (rows[0], rows[1], rows[2], column_id(0)) == ("甲|r1", "甲|r1|note", "甲|r1|1", "c1")


def test_the_seal_holds_the_whole_drawing() -> None:
    """What stood in the count when it was drawn is known when it comes back, whatever was corrected since."""
    results = counted()
    drawing = Drawing(7, "种子|1", "20%", 9, (drawn(2), Drawn("乙", "panel-2", (("a", "√×"), ("b", "")))))
    seal = drawing.seal("round", results.rubric, "Spot check", {"甲|panel-1": "1. 评议员1"})
    assert drawing_of(seal) == drawing
    assert (seal.form, seal.round, seal.number, dict(seal.labels)) == (
        "spot-check", "round", 7, {"甲|panel-1": "1. 评议员1"},
    )  # fmt: skip
