"""What a number format makes of a value: whether it prints the value, or something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache

# The pieces of a format: texts, single characters as they are, spaces and fillings, brackets, and signs.
_PIECE = re.compile(
    r"""(?P<text>"[^"]*"?)|\\(?P<sign>.)|(?P<space>[_*].)|\[(?P<bracket>[^\]]*)\]|(?P<general>General)"""
    r"""|(?P<power>[Ee][+-])|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<end>;)|(?P<plain>.)""",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"([<>=]{1,2})\s*(-?[\d.]+(?:E[+-]?\d+)?)", re.IGNORECASE)
_DATES = "ymdhsb"
# Excel prints no more places; a double has up to 309 digits before the point.
_MOST_PLACES, _MOST_SCALES = 30, 9
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_NEAR = Decimal("1e-12")
_UNREADABLE = "\0"
Piece = tuple[str, str]
Section = tuple[Piece, ...]


@dataclass(frozen=True)
class Printed:
    """What stands on paper: the text around a number, the number as it is read, and its scale (100 for per cent)."""

    text: str
    number: Decimal | None
    scale: Decimal = Decimal(1)

    def __str__(self) -> str:
        """Return it roughly as it stands on paper."""
        return self.text.replace(_UNREADABLE, "") + ("" if self.number is None else format(self.number, "f"))


def shows(value: float | str, code: str, other: str) -> bool:
    """Return whether the format `other` prints a value as `code` does, or more exactly."""
    if code == other:
        return True
    one, two = printed(value, code), printed(value, other)
    if (one.text, one.scale) != (two.text, two.scale) or (one.number is None) != (two.number is None):
        return False
    if one.number is None or two.number is None or isinstance(value, str):
        return True
    exact = _WIDE.multiply(Decimal(repr(float(value))), one.scale)
    return abs(_WIDE.subtract(two.number, exact)) <= abs(_WIDE.subtract(one.number, exact)) + _NEAR


def printed(value: float | str, code: str) -> Printed:
    """Return what a format makes of a number or text; of dates, fractions and powers only that they are that."""
    sections = _sections(code)
    if isinstance(value, str):
        whole = sections[3] if len(sections) > 3 else next((s for s in sections if ("plain", "@") in s), None)  # noqa: PLR2004 - the fourth is for texts
        if whole is None:
            return Printed(value, None)
        return Printed("".join(value if piece == ("plain", "@") else _literal(piece) for piece in whole), None)
    number = Decimal(repr(float(value)))
    section, negative = _chosen(sections, number)
    found = _number(section, abs(number))
    minus = negative and found.number is not None
    return Printed(found.text, -found.number, found.scale) if minus and found.number is not None else found


@lru_cache
def _sections(code: str) -> tuple[Section, ...]:
    found: list[list[Piece]] = [[]]
    for match in _PIECE.finditer(code):
        kind = str(match.lastgroup)
        if kind == "end":
            found.append([])
        else:
            found[-1].append((kind, match[kind]))
    return tuple(tuple(section) for section in found)


def _chosen(sections: tuple[Section, ...], number: Decimal) -> tuple[Section, bool]:
    """Return the section for a number, and whether a minus is printed before it."""
    numeric = sections[:3]
    conditions = [_condition(section) for section in numeric]
    if any(conditions):
        for section, condition in zip(numeric, conditions, strict=True):
            if condition is None or _holds(number, *condition):
                return section, number < 0
        return (("general", "General"),), number < 0
    if number < 0 and len(numeric) > 1:
        return numeric[1], False
    if number == 0 and len(numeric) > 2:  # noqa: PLR2004 - the third is for zero
        return numeric[2], False
    return numeric[0], number < 0


def _condition(section: Section) -> tuple[str, Decimal] | None:
    for kind, text in section:
        match = _CONDITION.fullmatch(text) if kind == "bracket" else None
        if match:
            try:
                return match[1], Decimal(match[2])
            except InvalidOperation:
                return None
    return None


def _holds(number: Decimal, sign: str, bound: Decimal) -> bool:
    return {
        "<": number < bound, "<=": number <= bound, ">": number > bound,
        ">=": number >= bound, "=": number == bound, "<>": number != bound,
    }.get(sign, False)  # fmt: skip


def _number(section: Section, number: Decimal) -> Printed:
    text = "".join(_literal(piece) for piece in section).replace(" ", "")
    kinds = [kind for kind, _ in section]
    if "power" in kinds or any(kind == "plain" and sign.lower() in _DATES + "/" for kind, sign in section):
        return Printed(f"{_UNREADABLE}{'power' if 'power' in kinds else 'date'}", None)
    if "general" in kinds:
        return Printed(text, number.normalize())
    if "digit" not in kinds:
        return Printed(text, None)
    point = kinds.index("point") if "point" in kinds else len(section)
    decimals = [sign for kind, sign in section[point:] if kind == "digit"]
    last = max(at for at, kind in enumerate(kinds) if kind == "digit")
    scale = Decimal(100) ** min(section.count(("plain", "%")), _MOST_SCALES)
    scale /= Decimal(1000) ** min(kinds[last:].count("comma"), _MOST_SCALES)
    places = Decimal(1).scaleb(-min(len(decimals), _MOST_PLACES))
    return Printed(text, _WIDE.quantize(_WIDE.multiply(number, scale), places), scale)


def _literal(piece: Piece) -> str:
    """Return the text that a piece of a format prints whatever the value is."""
    kind, sign = piece
    if kind == "text":
        return sign.strip('"')
    if kind == "bracket":
        return sign[1:].partition("-")[0] if sign.startswith("$") else ""
    return sign if kind in ("sign", "plain") and not sign.isspace() else ""
