"""The analysis of raters: exact figures as formulas, for the internal details alone, and nothing depends on it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from io import BytesIO
from statistics import stdev

import pytest
from openpyxl import Workbook, load_workbook

from scoring.engine.results import Results
from scoring.reports.findings import Findings
from scoring.reports.workbook.editions import write_detail, write_for_approval
from scoring.reports.workbook.rater_analysis import spread
from tests.scoring.reports.workbook.extended_rounds import EXTENDED, middle, several_groups
from tests.scoring.reports.workbook.rounds import CASES, open_matters, trimmed

SHEET = "Analysis of raters"


def detail(found: Results, *, values: bool = True) -> Workbook:
    """Return the internal details with the analysis, in English."""
    stream = BytesIO()
    write_detail(Findings(found, str, "0.1.0"), stream, internal=True)
    return load_workbook(stream, data_only=values)


def tables(book: Workbook) -> dict[str, list[list[object]]]:
    """Return the rows of every table by its title."""
    found: dict[str, list[list[object]]] = {}
    title = ""
    for cells in book[SHEET].iter_rows(min_row=5):
        row: list[object] = [cell.value for cell in cells]
        if str(row[0]).startswith("“"):
            title = str(row[0])
        elif row[0] not in {None, "rater"}:
            found.setdefault(title, []).append(row)
    return found


def test_raters_are_described_by_their_values() -> None:
    """Agencies valued, mean, spread, distance from the pooled value, and how often each was dropped."""
    pooled = (Fraction(166, 10), Fraction(17), Fraction(144, 10))
    values = {
        "panel组1": (17, 17, 10), "panel组2": (16, None, 11), "panel组3": (19, 17, None), "panel组4": (16, 17, 17),
        "panel组5": (16, 17, 18), "panel组6": (18, 17, None), "panel组7": (16, 16, 16),
    }  # fmt: skip
    dropped = {"panel组1": (1, 0), "panel组2": (0, 1), "panel组3": (1, 0), "panel组7": (0, 1)}
    expected = []
    for seat, own in values.items():
        held = [(Fraction(value), panel) for value, panel in zip(own, pooled, strict=True) if value is not None]
        n, total = len(held), sum(value for value, _ in held)
        apart = float(sum(value - panel for value, panel in held) / n)
        expected.append(
            [seat, n, float(total / n), stdev(float(v) for v, _ in held), apart, *dropped.get(seat, (0, 0))]
        )
    ((title, rows),) = tables(detail(trimmed())).items()
    assert title == "“评议”, marked by: panel组"
    assert [rounded(row) for row in rows] == [rounded(row) for row in expected]


def rounded(row: list[object]) -> list[object]:
    """Return a row with its figures to twelve places."""
    return [round(cell, 12) if isinstance(cell, int | float) else cell for cell in row]


def test_a_single_value_has_no_spread() -> None:
    """The sample standard deviation needs two values; of equal values it is 0."""
    assert spread([]) == "—"
    assert spread([Fraction(8)]) == "—"
    assert spread([Fraction(1, 3)] * 3) == 0
    assert spread([Fraction(2), Fraction(4), Fraction(6)]) == 2
    root = spread([Fraction(0), Fraction(2)])
    assert isinstance(root, Fraction)
    assert abs(root**2 - 2) < Fraction(1, 10**38)


def test_what_is_open_is_compared_with_nothing() -> None:
    """Agencies without a pooled value count for the mean, and not for the distance; nobody present is a dash."""
    rows = {row[0]: row[1:] for row in tables(detail(open_matters()))["“评议”, marked by: panel组"]}
    assert rows["panel组1"] == [4, 16.25, pytest.approx(stdev([17, 17, 17, 14])), pytest.approx(-0.125), 0, 0]
    assert rows["panel组3"][:1] == [3]


def test_a_sum_of_middle_values_is_compared_as_one_value() -> None:
    """The distance is from a third of the sum of three."""
    rows = {row[0]: row[1:] for row in tables(detail(middle()))["“评议”, marked by: panel组"]}
    found = middle()
    panel, own = found.panel("p"), []
    for agency, row in found.rows.items():
        if not found.opens[agency]:
            own.append(panel.row(row)["panel-1"] - panel.pooled().at(row) / 3)
    assert rows["panel组1"][3] == pytest.approx(float(sum(own) / len(own)))


def test_groups_stand_together_in_one_table() -> None:
    """Every rater is compared with what all groups come to."""
    ((title, rows),) = tables(detail(several_groups())).items()
    assert title == "“评议”, marked by: panel组, council组"
    assert [row[0] for row in rows] == [*(f"panel组{n}" for n in range(1, 5)), *(f"council组{n}" for n in range(1, 4))]


@pytest.mark.parametrize("case", [*CASES.values(), *EXTENDED.values()], ids=[*CASES, *EXTENDED])
def test_every_pool_has_a_table(case: Callable[[], Results]) -> None:
    """With a row for each of its raters, who valued as many agencies as the engine counts."""
    found = case()
    made = tables(detail(found))
    pools = [node for node in found.nodes.values() if node.node.pool]
    assert [len(rows) for rows in made.values()] == [len(found.panel(pool.id).raters) for pool in pools]


def test_figures_are_formulas() -> None:
    """They follow a changed mark; the sheet says that nothing follows from them."""
    made = detail(trimmed(), values=False)[SHEET]
    assert [str(made.cell(7, column).value)[:9] for column in range(2, 8)] == [
        "=COUNT('S", "=IF(COUNT", "=IF(COUNT", "=IF(SUMPR", "=COUNTIF(", "=COUNTIF(",
    ]  # fmt: skip
    assert made["A2"].value == "Internal. This describes how raters marked; it changes no score, rank or grade."


def test_it_is_in_the_internal_details_alone() -> None:
    """Neither the leader's file nor the details without `internal` have the sheet."""
    names = []
    for write in (write_for_approval, write_detail):
        stream = BytesIO()
        write(Findings(trimmed(), str, "0.1.0"), stream)
        names += load_workbook(stream).sheetnames
    assert [name for name in names if name == SHEET] == []
    assert SHEET in detail(trimmed()).sheetnames
