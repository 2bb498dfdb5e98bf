"""How an agency's page lies on paper: upright or across, whichever takes fewer sheets, and how high each row is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rubrics import TreeNode
from scoring.sheets.asked import AskedOf
from scoring.sheets.blank import BOXES
from scoring.sheets.in_force import InForce
from scoring.sheets.layout import RECUSED
from scoring.sheets.printed import Printed
from scoring.sheets.room import height, lines, papers

# Hidden: id. Then in their order on paper, a gap that is not printed, and two hidden again: LibreOffice would put
# the ### of a hidden number into the last cell that is printed if there were no gap.
NO, PART, LABELS, POINTS, STANDARD, METHOD, OWN, MARKS, REASONS, GAP, WORTH, LACKING = range(1, 13)
GAP_WIDTH = 0.5
TITLE_HIGH, WHOSE_HIGH, HEAD_HIGH, TOTAL_HIGH, SIGN_HIGH = 30.0, 20.0, 30.0, 24.0, 28.0
_ACROSS = (5.0, 8.0, 17.0, 6.0, 73.0, 8.0, 7.5, 9.5, 14.0)
_UPRIGHT = (5.0, 7.5, 14.0, 5.5, 37.0, 7.5, 7.5, 8.0, 11.0)
# What a page has room for, in points, without what is repeated on top of each.
_ROOM_ACROSS, _ROOM_UPRIGHT = 462.0, 709.0
# To save a sheet of paper, everything may be printed a little smaller.
_SMALLEST = 0.9
_LEAST, _HIGHEST = 24.0, 409.0
_BOX_LINES = {RECUSED: 2}
_USUAL_LINES = 3
TEXT_SIZE, STANDARD_SIZE, LABEL_SIZE, BOX_SIZE = 10.0, 9.0, 10.5, 10.0


@dataclass(frozen=True)
class PageShape:
    """The columns' widths in digits; heights in points of criteria in their order, and of boxes by their rows' ids.

    With `run_on` a criterion's levels follow each other in one paragraph.
    """

    landscape: bool
    run_on: bool
    widths: tuple[float, ...]
    rows: tuple[float, ...]
    boxes: Mapping[str, float]

    @property
    def papers(self) -> int:
        """How many sheets of paper the page takes."""
        heights = (TITLE_HIGH, *self.rows, TOTAL_HIGH, *self.boxes.values(), SIGN_HIGH)
        return papers(heights, (_ROOM_ACROSS if self.landscape else _ROOM_UPRIGHT) / _SMALLEST)


def page_shape(printed: Printed, page: AskedOf, held: InForce) -> PageShape:
    """Return the shape that takes the fewest sheets of paper.

    Of those that take as many: across rather than upright, every level on a line of its own rather than running on.
    """
    shapes = [
        _shape(printed, page, held, landscape=landscape, run_on=run_on)
        for run_on in (False, True)
        for landscape in (True, False)
    ]
    return min(shapes, key=lambda shape: shape.papers)


def _shape(printed: Printed, page: AskedOf, held: InForce, *, landscape: bool, run_on: bool) -> PageShape:
    widths = _ACROSS if landscape else _UPRIGHT
    reasons = [held.reasons.get(leaf.id, "") for leaf in page.leaves]
    rows = [
        max(_row(printed, leaf, landscape=landscape, run_on=run_on), _high(reason, widths[REASONS - 1], TEXT_SIZE))
        for leaf, reason in zip(page.leaves, reasons, strict=True)
    ]
    wide = sum(widths[POINTS - 1 :])
    boxes = {row: _high(held.boxes.get(row, ""), wide, BOX_SIZE, _BOX_LINES.get(row, _USUAL_LINES)) for row in BOXES}
    return PageShape(landscape, run_on, widths, tuple(rows), boxes)


def _row(printed: Printed, leaf: TreeNode, *, landscape: bool, run_on: bool) -> float:
    """Return how high a criterion's row must be for what is printed there."""
    key = (leaf.id, landscape, run_on)
    if key not in printed.heights:
        widths, words = _ACROSS if landscape else _UPRIGHT, printed.words(leaf, run_on=run_on)
        cells = (
            (words.title, LABELS, LABEL_SIZE),
            (words.standard, STANDARD, STANDARD_SIZE),
            (words.methods, METHOD, TEXT_SIZE),
        )
        printed.heights[key] = max(_LEAST, *(_high(text, widths[column - 1], size) for text, column, size in cells))
    return printed.heights[key]


def _high(text: str, width: float, size: float, least: int = 1) -> float:
    return min(_HIGHEST, height(max(least, lines(text, width, size)), size))
