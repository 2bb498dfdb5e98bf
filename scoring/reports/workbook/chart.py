"""The totals as bars, beside the rules on page 1."""

from __future__ import annotations

from fractions import Fraction

from scoring.reports.workbook.book import Book, Sheet
from scoring.reports.workbook.styles import BODY_FONT

# How much longer than the longest bar there can be the axis is, for the figure at its end.
_ROOM = Fraction(11, 10)


def draw_totals(
    book: Book, sheet: Sheet, lines: tuple[int, int], columns: tuple[int, int], size: tuple[int, int]
) -> None:
    """Draw the totals of the first to the last of `lines`, in their order, below the last of them.

    `columns` are those of names and totals; `size` is width and height in pixels.
    """
    (first, last), (names, totals), name = lines, columns, sheet.get_name()
    chart = book.workbook.add_chart({"type": "bar"})
    font = {"name": BODY_FONT, "size": 10}
    chart.add_series({
        "name": book.say("total score"),
        "categories": [name, first, names, last, names],
        "values": [name, first, totals, last, totals],
        "fill": {"color": "#808080"},
        "border": {"color": "#404040"},
        "gap": 40,
        "data_labels": {"value": True, "font": {**font, "bold": True}},
    })  # fmt: skip
    chart.set_y_axis({"reverse": True, "num_font": font, "major_tick_mark": "none"})
    # A bonus can lift a total above what can be earned.
    scores = [item.score for item in book.results.standings if item.score is not None]
    most = max([book.results.tree.earnable or Fraction(0), *scores])
    scale = {"max": float(most * _ROOM)} if most > 0 else {}
    chart.set_x_axis({"min": 0, **scale, "visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"none": True})
    chart.set_title({"name": book.say("total score"), "name_font": {"name": BODY_FONT, "size": 11}})
    chart.set_size({"width": size[0], "height": size[1]})
    sheet.insert_chart(last + 1, 0, chart, {"x_offset": 4, "y_offset": 6, "object_position": 2})
