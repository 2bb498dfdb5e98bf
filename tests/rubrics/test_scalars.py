"""Tests of rubrics.scalars."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from rubrics import Date, Flag, Id, Number, Pool, Prose, Text, Whole, fraction_of
from rubrics.methods import POOLS
from rubrics.scalars import Label, NotNegative, Positive, Share, chosen


def test_which_alternatives_are_chosen() -> None:
    """In the order of the names, whatever else is filled in."""
    pool = Pool.model_validate({"quorum": 3, "median": {}, "mean": {}})
    assert (chosen(pool, POOLS), chosen(Pool(), POOLS)) == (("mean", "median"), ())


@pytest.mark.parametrize(
    ("kind", "accepted", "refused"),
    [
        (Number, [8, Decimal("8.50"), -1], ["8", True, None, 8.5, Decimal("NaN"), Decimal("Infinity"), [8]]),
        (Positive, [8, Decimal("0.1")], [0, -1, True, "8"]),
        (NotNegative, [0, Decimal("0.1")], [-1, Decimal("-0.1"), False]),
        (Whole, [0, -3], [Decimal(3), "3", True, None]),
        (Flag, [True, False], ["true", "yes", 1, None]),
        (Text, ["评", "评 议\n团", "x" * 32_767], ["", 3, None, " ", "\u3000\n", "评\u200b", "\u202e评", "x" * 32_768]),
        (Prose, ["评\u200b", " "], ["", 3, None]),
        (Id, ["A1", "总分", "a.b-c_d", "x" * 64], ["", "-a", ".a", "a b", "a/b", "x" * 65, 3, "a\n", "a\u200db"]),
        (Date, ["2026-01-31"], ["2026-02-30", "2026-1-31", "20260131", 20260131, "2026-01-31\n"]),
        (Share, ["40%", "0.5%", "100%"], ["40", 40, "0%", "100.1%", "-5%", "40 %", ".5%", None]),
        (Label, [3, "三", "1.10"], ["", True, None, [1], 1.5, " ", "三\u200b"]),
    ],
)
def test_what_a_value_may_be(kind: Any, accepted: list[object], refused: list[object]) -> None:  # noqa: ANN401 - a type
    """Nothing is converted on the way in: a number is no text and true is no 1."""
    adapter = TypeAdapter(kind)
    assert [adapter.validate_python(value) for value in accepted] == accepted
    for value in refused:
        with pytest.raises(ValidationError):
            adapter.validate_python(value)


def test_a_label_written_as_a_decimal_keeps_its_places() -> None:
    """The serial number 1.10 is not 1.1."""
    assert TypeAdapter(Label).validate_python(Decimal("1.10")) == "1.10"


def test_a_share_as_a_fraction() -> None:
    """Exact: 12.5 % is an eighth."""
    assert [fraction_of(share) for share in ("12.5%", "100%")] == [Fraction(1, 8), Fraction(1)]
