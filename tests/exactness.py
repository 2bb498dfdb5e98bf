"""How often other ways of computing get a published figure wrong; docs/how-scores-are-made.md quotes these counts.

`python -m tests.exactness` prints them. Two sources: ten raters' one-decimal marks from a fixed generator, and the
official skating totals where they lie beside the checkout. Nothing here is part of the product.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from statistics import fmean

import numpy as np

from rubrics import Pool, Rounding
from rubrics.methods import TrimmedMean
from scoring.engine.columns import column, rounded
from scoring.engine.pooling import Panel, Section
from tests.conformance.skating import NO_MARK, Component, Performance, segments

CELLS = 12_000
RATERS = 10
CENT = Decimal("0.01")
HALF_UP = Rounding(places=2, mode="half_up")
TRIMMED = Pool(trimmed_mean=TrimmedMean(drop=1, when_more_than=5))


def panels(cells: int = CELLS) -> list[list[int]]:
    """Return panels of ten marks from 7.0 to 10.0, in tenths; the generator is Knuth's MMIX one, from 2020."""
    state, found = 2020, []
    for _ in range(cells):
        marks = []
        for _ in range(RATERS):
            state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
            marks.append(70 + (state >> 33) % 31)
        found.append(marks)
    return found


def cents(tenths: list[int]) -> Fraction:
    """Return the trimmed mean of a panel in cents, exactly: a multiple of a quarter."""
    return Fraction(sum(sorted(tenths)[1:-1]) * 100, 10 * (len(tenths) - 2))


def half_up(value: Fraction) -> int:
    """Return a value of 0 or more rounded to whole numbers, a half upwards."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def figures() -> dict[str, tuple[int, int]]:
    """Return (cells, of how many) by what is counted: exact half-cent ties, then wrong cells by way of computing."""
    held = panels()
    right = [half_up(cents(marks)) for marks in held]
    found = {"exact half-cent ties": (sum(cents(marks).denominator == 2 for marks in held), len(held))}
    for way, shown in _WAYS.items():
        found[way] = (sum(a != b for a, b in zip(shown(held), right, strict=True)), len(held))
    return found


def _kept(tenths: list[int]) -> list[float]:
    return sorted(mark / 10 for mark in tenths)[1:-1]


def _numpy(held: list[list[int]]) -> list[int]:
    kept = np.sort(np.array(held) / 10, axis=1)[:, 1:-1]
    return [int(value) for value in np.rint(np.round(kept.mean(axis=1), 2) * 100)]


def _engine(held: list[list[int]]) -> list[int]:
    shape = (len(held), RATERS)
    values = column((Fraction(mark, 10) for marks in held for mark in marks), shape)
    section = Section("panel", TRIMMED, Fraction(1), 0, RATERS, 1)
    panel = Panel(TRIMMED, tuple(map(str, range(RATERS))), values, np.ones(shape, np.bool_), (section,))
    shown = rounded(panel.pooled(), HALF_UP)
    return [int(100 * shown.at(row)) for row in range(len(held))]


def _of_text(text: str) -> int:
    return int(Decimal(text) * 100)


_WAYS: dict[str, Callable[[list[list[int]]], list[int]]] = {
    "Python: round(sum(x) / 8, 2)": lambda held: [_of_text(repr(round(sum(_kept(m)) / 8, 2))) for m in held],
    "Python: round(statistics.fmean(x), 2)": lambda held: [_of_text(repr(round(fmean(_kept(m)), 2))) for m in held],
    "Python: f'{sum(x) / 8:.2f}'": lambda held: [_of_text(f"{sum(_kept(m)) / 8:.2f}") for m in held],
    "NumPy: x.mean().round(2)": _numpy,
    "Decimal(repr(sum(x) / 8)), half up": lambda held: [
        _of_text(str(Decimal(repr(sum(_kept(m)) / 8)).quantize(CENT, ROUND_HALF_UP))) for m in held
    ],
    "pingyi": _engine,
}


def performances() -> Iterator[Performance]:
    """Yield all official performances."""
    for segment in segments():
        yield from segment.performances


def stages() -> dict[str, tuple[int, int]]:
    """Return (wrong totals, of how many official ones) by way of computing; the data must lie beside the checkout."""
    held = list(performances())
    return {way: (sum(total(item) != item.total for item in held), len(held)) for way, total in _STAGES.items()}


@cache
def _marks(component: Component) -> list[Fraction]:
    return sorted(Fraction(mark) for mark in component.marks if mark != NO_MARK)[1:-1]


def _mean(component: Component) -> Fraction:
    kept = _marks(component)
    return sum(kept, Fraction(0)) / len(kept)


def _cent(value: Fraction) -> Fraction:
    return Fraction(half_up(value * 100), 100)


def _exact(item: Performance, component: Callable[[Component], Fraction]) -> Decimal:
    score = Fraction(item.elements) + sum(map(component, item.components)) - Fraction(item.deductions)
    return Decimal(half_up(score * 100)) / 100


def _binary(item: Performance, cent: Callable[[float], float]) -> Decimal:
    components = 0.0
    for component in item.components:
        kept = [float(mark) for mark in _marks(component)]
        components += cent(cent(sum(kept) / len(kept)) * float(component.factor))
    return Decimal(repr(float(cent(float(item.elements) + components - float(item.deductions)))))


def _even(item: Performance) -> Decimal:
    score = item.elements - item.deductions
    for component in item.components:
        kept = [Decimal(mark.numerator) / mark.denominator for mark in _marks(component)]
        panel = (sum(kept, Decimal(0)) / len(kept)).quantize(CENT, ROUND_HALF_EVEN)
        score += (panel * component.factor).quantize(CENT, ROUND_HALF_EVEN)
    return score


_STAGES: dict[str, Callable[[Performance], Decimal]] = {
    "the rule: panel mark, then component": lambda item: _exact(
        item, lambda c: _cent(_cent(_mean(c)) * Fraction(c.factor))
    ),
    "rounded once, at the end": lambda item: _exact(item, lambda c: _mean(c) * Fraction(c.factor)),
    "panel mark not rounded": lambda item: _exact(item, lambda c: _cent(_mean(c) * Fraction(c.factor))),
    "component not rounded": lambda item: _exact(item, lambda c: _cent(_mean(c)) * Fraction(c.factor)),
    "at the right stages with half_even": _even,
    "at the right stages with Python floats and round": lambda item: _binary(item, lambda x: round(x, 2)),
    "at the right stages with NumPy doubles and round": lambda item: _binary(item, lambda x: float(np.round(x, 2))),
}


def table(counts: dict[str, tuple[int, int]]) -> str:
    """Return the counts as lines of text: what, how many, of how many, per cent."""
    return "".join(f"{what:52} {n:6,} of {all_:6,}  {100 * n / all_:5.1f} %\n" for what, (n, all_) in counts.items())


if __name__ == "__main__":
    sys.stdout.write(table(figures()) + "\n" + table(stages()))
