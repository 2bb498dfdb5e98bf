"""The record as a .csv file."""

from __future__ import annotations

from io import BytesIO

import pytest

from scoring.reports.history.delimited import write_history_table
from scoring.reports.history.record import record_of_rounds
from tests.scoring.reports.history.past_rounds import evaluated, past


def lines(*names: str) -> list[str]:
    """Return the lines of a record of one agency and one round."""
    stream = BytesIO()
    write_history_table(record_of_rounds([past("2020-12-31", evaluated("a", names=names))]), stream, str)
    return stream.getvalue().decode("utf-8").split("\r\n")


def test_a_row_for_each_agency() -> None:
    """Its id and names, what came out, when it was last evaluated and when its turn is."""
    assert lines("旧局", "新局") == [
        "\ufeffId,Agency,Former names,2020,Last evaluation,Next",
        "a,新局,旧局,良好,2020,2025",
        "",
    ]


@pytest.mark.parametrize("sign", list("=+-@＝＋－＠"))
def test_a_name_is_no_formula(sign: str) -> None:
    """It gets an apostrophe in front."""
    assert lines(f"{sign}局")[1] == f"a,'{sign}局,,良好,2020,2025"


def test_a_name_of_several_lines() -> None:
    """It is one line, without what turns the line around."""
    assert lines("甲\n局\u202e")[1] == "a,甲 局,,良好,2020,2025"
