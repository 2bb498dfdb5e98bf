"""What is said of a page's progress, in words and by formula."""

from __future__ import annotations

import io

import pytest

from scoring.sheets.paper import FormBook
from scoring.sheets.state import state_formula, state_words

ZH = {"{n} open": "未评{n}项", "{n} reasons missing": '缺"{n}"条', "complete": "评完", "recused": "回避", ", ": "、"}


def book(words: dict[str, str] | None = None) -> FormBook:
    """Return a workbook in a language."""
    return FormBook(io.BytesIO(), (words or {}).get if words else str, title="", above="", below="")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("recused", "open_", "lacking", "said"),
    [
        (False, 0, 0, "complete"),
        (False, 3, 0, "3 open"),
        (False, 0, 1, "1 reasons missing"),
        (False, 3, 1, "3 open, 1 reasons missing"),
        (True, 3, 1, "recused"),
    ],
)
def test_what_is_open_is_said(recused: bool, open_: int, lacking: int, said: str) -> None:
    """A recusal makes an end of it."""
    assert state_words(book(), recused=recused, open_=open_, lacking=lacking) == said


def test_the_formula_says_it_in_the_same_words() -> None:
    """Quotes in a translation are doubled."""
    assert state_formula(book(ZH), recusal="E9", marks="I5:I7") == (
        'IF(LEN(TRIM(E9))>0,"回避",IF(COUNTBLANK(I5:I7)=0,"评完",'
        'IF(COUNTBLANK(I5:I7)=0,"","未评"&COUNTBLANK(I5:I7)&"项")))'
    )
    assert state_formula(book(ZH), recusal="E9", marks="I5:I7", lacking="L5:L7") == (
        'IF(LEN(TRIM(E9))>0,"回避",IF(COUNTBLANK(I5:I7)+SUM(L5:L7)=0,"评完",'
        'IF(COUNTBLANK(I5:I7)=0,"","未评"&COUNTBLANK(I5:I7)&"项")'
        '&IF(COUNTBLANK(I5:I7)*SUM(L5:L7)=0,"","、")'
        '&IF(SUM(L5:L7)=0,"","缺"""&SUM(L5:L7)&"""条")))'
    )
