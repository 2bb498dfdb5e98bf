"""What is still open on a page, in words and by formula: 未评3项、缺扣分理由1项."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rubrics import Message, say
from scoring.sheets.paper import FormBook

_OPEN, _LACKING = say("{n} open"), say("{n} reasons missing")


@dataclass(frozen=True)
class PageState:
    """How far an agency's marks have come: `total` and `state` are formulas for any sheet of the workbook.

    `points` and `said` are what they come to as long as nobody has changed anything.
    """

    total: str
    state: str
    points: Fraction
    said: str


def state_words(book: FormBook, *, recused: bool, open_: int, lacking: int) -> str:
    """Return what is said of a page."""
    if recused:
        return book.say("recused")
    said = [book.words(told.filled(n=n)) for told, n in ((_OPEN, open_), (_LACKING, lacking)) if n]
    return book.translate(", ").join(said) or book.say("complete")


def state_formula(book: FormBook, *, recusal: str, marks: str, lacking: str | None = None) -> str:
    """Return the same as a formula, without its “=”.

    `recusal` is the address of the reason, `marks` are those of the marks (side by side; closed ones hold a text),
    `lacking` those of a 1 for every reason that is missing.
    """
    open_ = f"COUNTBLANK({marks})"
    left = f'IF({open_}=0,"",{_counted(book, _OPEN, open_)})'
    done = _quoted(book.say("complete"))
    if lacking is None:
        told = f"IF({open_}=0,{done},{left})"
    else:
        owed = f"SUM({lacking})"
        comma = f'IF({open_}*{owed}=0,"",{_quoted(book.translate(", "))})'
        told = f'IF({open_}+{owed}=0,{done},{left}&{comma}&IF({owed}=0,"",{_counted(book, _LACKING, owed)}))'
    return f"IF(LEN(TRIM({recusal}))>0,{_quoted(book.say('recused'))},{told})"


def _counted(book: FormBook, told: Message, number: str) -> str:
    """Return the translated sentence as a formula with a number in the place {n}."""
    before, _, after = book.translate(told.text).partition("{n}")
    return f"{_quoted(before)}&{number}&{_quoted(after)}"


def _quoted(text: str) -> str:
    return '"{}"'.format(text.replace('"', '""'))
