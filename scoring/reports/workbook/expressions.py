"""Pieces of spreadsheet formulas: constants, quoted text, sums of cells, rounding, and when not to trust them.

Formulas reckon with doubles. Every comparison is made after rounding to nine places, and where an exact value
lies so near to a boundary that doubles might fall on its other side, the caller writes the value instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

from rubrics import Rounding

# Values nearer than this are told apart by exact arithmetic only.
NEAR = Fraction(1, 10**9)
APART = Fraction(1, 10**8)
LONGEST = 8192
# Beyond this many decimal places a double has no digits left to snap to.
MOST_PLACES = 6
_MOST_ARGUMENTS = 200
_MOST_QUOTED = 255


def constant(value: Fraction | int) -> str:
    """Return an exact value as a formula writes it: `12.5`, or `(1/3)` where no short decimal is exact."""
    value = Fraction(value)
    places = 0
    while places < MOST_PLACES and (value * 10**places).denominator != 1:
        places += 1
    scaled = value * 10**places
    if scaled.denominator != 1:
        return f"({value.numerator}/{value.denominator})"
    if places == 0:
        return str(scaled.numerator)
    digits = f"{abs(scaled.numerator):0{places + 1}d}"
    return f"{'-' if scaled < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def quoted(text: str) -> str:
    """Return text as a formula quotes it; text that is too long for Excel is put together from pieces."""
    pieces = [text[at : at + _MOST_QUOTED] for at in range(0, len(text), _MOST_QUOTED)] or [""]
    return "&".join('"{}"'.format(piece.replace('"', '""')) for piece in pieces)


def filled(cell: str, words: str) -> str:
    """Return an input's cell, or words once somebody has emptied it: looked up as it is, it would be 0."""
    return f'IF({cell}="",{quoted(words)},{cell})'


def listed(function: str, arguments: Sequence[str]) -> str:
    """Return `function` (SUM or COUNT) over all arguments, split where Excel allows no more of them."""
    runs = [arguments[at : at + _MOST_ARGUMENTS] for at in range(0, len(arguments), _MOST_ARGUMENTS)]
    return "+".join(f"{function}({','.join(run)})" for run in runs) or "0"


def all_numbers(cells: Sequence[str]) -> str:
    """Return the condition that every one of `cells` holds a number."""
    return f"{listed('COUNT', cells)}={len(cells)}"


def rounded(expression: str, rule: Rounding) -> str:
    """Return `expression` rounded by `rule`; nine places first, which takes away what doubles added.

    half_even (GB/T 8170) looks whether twice the scaled value is an odd whole number: then it is an exact half.
    """
    near = f"ROUND({expression},9)"
    if rule.mode == "truncate":
        return f"TRUNC({near},{rule.places})"
    if rule.mode == "half_up":
        return f"ROUND({near},{rule.places})"
    twice = f"ROUND({2 * 10**rule.places}*({expression}),7)"
    down = f"IF(MOD(ABS({twice}),4)=1,-1,1)"
    even = f"SIGN({twice})*(ABS({twice})+{down})/{2 * 10**rule.places}"
    return f"IF(MOD(ABS({twice}),2)=1,{even},ROUND({near},{rule.places}))"


def roundable(value: Fraction, rule: Rounding) -> bool:
    """Return whether doubles are sure to round `value` as exact arithmetic does."""
    if rule.places > MOST_PLACES:
        return False
    near = max(NEAR, Fraction(1, 10 ** (7 + rule.places)))
    halves = value * 2 * 10**rule.places
    off: Fraction = abs(halves - round(halves)) / (2 * 10**rule.places)
    return off == 0 or off > near


def distinct(values: Iterable[Fraction]) -> bool:
    """Return whether values that differ at all differ enough for doubles to see it."""
    ordered = sorted(set(values))
    return all(high - low >= APART for low, high in pairwise(ordered))
