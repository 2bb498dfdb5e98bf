"""Marks as they stand in the count, and the code of all of them."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.rounds import Mark, MarkState
from scoring.rounds.as_counted import as_counted, count_code


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        (Mark(MarkState.GIVEN, Decimal("8.50")), "8.50"),
        (Mark(MarkState.GIVEN, Decimal(8), "优"), "优"),
        (Mark(MarkState.GIVEN, Fraction(3, 2), "√×√"), "√×√"),
        (Mark(MarkState.RECUSED), "回避"),
        (Mark(MarkState.ABSENT), "缺席"),
        (Mark(MarkState.UNASSIGNED), "未安排"),
        (Mark(MarkState.NOT_APPLICABLE), "不涉及"),
        (Mark(MarkState.AWAITED), ""),
        (Mark(MarkState.VOID), "作废"),
    ],
)
def test_a_mark_in_the_words_of_a_sheet(mark: Mark, text: str) -> None:
    """As it was written, or the word for its state; what is awaited is nothing."""
    assert as_counted(mark) == text


def test_the_code_can_be_worked_out_by_hand() -> None:
    """Sorted lines, those without a mark left out, each with a line feed."""
    marks = {
        ("b", "r1", "x"): Mark(MarkState.GIVEN, Decimal("8.5")),
        ("a", "r1", "x"): Mark(MarkState.RECUSED),
        ("a", "r2", "x"): Mark(MarkState.AWAITED),
    }
    expected = hashlib.sha256("a|r1|x|回避\nb|r1|x|8.5\n".encode()).hexdigest()[:8].upper()
    assert count_code(marks) == expected
    assert count_code(dict(reversed(marks.items()))) == expected
    assert count_code({**marks, ("a", "r2", "x"): Mark(MarkState.ABSENT)}) != expected
