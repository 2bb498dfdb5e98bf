"""Arithmetic as people write it, exactly: `0.4*96.40 + (91 - 1/3) / 2`. Nothing else can be said in it."""

from __future__ import annotations

import re
from fractions import Fraction

_TOKENS = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?|[-+*/()])")


def worked_out(text: str) -> Fraction:
    """Return the exact value of `text`. Raises ValueError where it is not arithmetic."""
    tokens, at, text = [], 0, text.rstrip()
    while at < len(text):
        found = _TOKENS.match(text, at)
        if not found:
            raise ValueError(f"not arithmetic from {text[at:]!r} on")
        tokens.append(found.group(1))
        at = found.end()
    value, rest = _sum(tokens)
    if rest:
        raise ValueError(f"not arithmetic from {rest[0]!r} on")
    return value


def _sum(tokens: list[str]) -> tuple[Fraction, list[str]]:
    value, tokens = _product(tokens)
    while tokens and tokens[0] in "+-":
        sign, (other, rest) = tokens[0], _product(tokens[1:])
        value, tokens = value + other if sign == "+" else value - other, rest
    return value, tokens


def _product(tokens: list[str]) -> tuple[Fraction, list[str]]:
    value, tokens = _single(tokens)
    while tokens and tokens[0] in "*/":
        sign, (other, rest) = tokens[0], _single(tokens[1:])
        value, tokens = value * other if sign == "*" else value / other, rest
    return value, tokens


def _single(tokens: list[str]) -> tuple[Fraction, list[str]]:
    if not tokens:
        raise ValueError("a number is missing at the end")
    first, *rest = tokens
    if first == "-":
        value, rest = _single(rest)
        return -value, rest
    if first == "(":
        value, rest = _sum(rest)
        if rest[:1] != [")"]:
            raise ValueError("a bracket is not closed")
        return value, rest[1:]
    if not first[0].isdigit():
        raise ValueError(f"a number is missing before {first!r}")
    return Fraction(first), rest
