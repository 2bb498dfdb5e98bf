"""The counts of wrong cells and totals that docs/how-scores-are-made.md quotes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance.skating import DATA
from tests.exactness import figures, stages, table

DOCS = Path(__file__).parent.parent / "docs" / "how-scores-are-made.md"


def test_half_cent_ties_and_who_gets_them_wrong() -> None:
    """Of 12,000 trimmed means a quarter are exact ties; floats get half of them wrong, the engine none."""
    assert {what: n for what, (n, _) in figures().items()} == {
        "exact half-cent ties": 3016,
        "Python: round(sum(x) / 8, 2)": 1516,
        "Python: round(statistics.fmean(x), 2)": 1515,
        "Python: f'{sum(x) / 8:.2f}'": 1516,
        "NumPy: x.mean().round(2)": 1520,
        "Decimal(repr(sum(x) / 8)), half up": 403,
        "pingyi": 0,
    }


@pytest.mark.skipif(
    not DATA.is_dir(), reason="the official protocols are not beside this checkout (../shared/cases/skating)"
)
def test_totals_that_come_out_wrong_at_another_stage() -> None:
    """Of 1,726 official totals 523 to 987 differ when something is rounded at another stage."""
    assert {what: n for what, (n, _) in stages().items()} == {
        "the rule: panel mark, then component": 0,
        "rounded once, at the end": 987,
        "panel mark not rounded": 570,
        "component not rounded": 523,
        "at the right stages with half_even": 0,
        "at the right stages with Python floats and round": 0,
        "at the right stages with NumPy doubles and round": 0,
    }


def test_the_docs_quote_these_tables() -> None:
    """The tables in docs/how-scores-are-made.md are what is computed now."""
    text = DOCS.read_text(encoding="utf-8")
    blocks = [block for block in text.split("```") if block.startswith("text\n")]
    assert blocks[0] == f"text\n{table(figures())}"
    assert len(blocks) == 2
    if DATA.is_dir():
        assert blocks[1] == f"text\n{table(stages())}"


def test_the_table_that_is_quoted() -> None:
    """A line holds what is counted, how many, of how many, and the share."""
    assert table({"exact half-cent ties": (3016, 12000)}) == (
        "exact half-cent ties                                  3,016 of 12,000   25.1 %\n"
    )
