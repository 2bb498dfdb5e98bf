"""Formulas of a template after a row of a sheet has been repeated: what its references then have to say.

A formula of the repeating row is written once for every line. In it the row's own number means the line itself,
and with $ ($C$5:$C$5) all lines; any other row needs $, for without it Excel would go along with each line.
Elsewhere a range with the repeating row takes in all lines, and so does a single cell of it as an argument of a
function that reckons with many cells; any other single cell of it is the first line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError

from scoring.reports.templates.growth import Growth

_CELL = r"(\$?[A-Za-z]{1,3})(\$?)(\d{1,7})"
_AREA = re.compile(f"{_CELL}(?::{_CELL})?")
_ROWS = re.compile(r"()(\$?)(\d{1,7}):()(\$?)(\d{1,7})")
_COLUMNS = re.compile(r"\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}")
_OPERAND = re.compile(r"((?:'(?:[^']|'')+'|[^'!]+)!)?(.+)", re.DOTALL)
# Functions that take a cell for one of many numbers or texts.
_MANY = re.compile(
    r"(_xlfn\.)?(SUM(IFS?|SQ|PRODUCT)?|AVERAGE(A|IFS?)?|COUNT(A|BLANK|IFS?)?|M(AX|IN)(A|IFS)?|MEDIAN|PRODUCT|SUBTOTAL|"
    r"AGGREGATE|STDEV(\.?[PS]|A|PA)?|VAR(\.?[PS]|A|PA)?|LARGE|SMALL|TRIMMEAN|GEOMEAN|HARMEAN|AVEDEV|DEVSQ|"
    r"(PERCENTILE|QUARTILE|MODE)[.A-Z]*|TEXTJOIN|CONCAT)\(",
    re.IGNORECASE,
)
# What these refer to is only found out when the formula is worked out, and does not move with the rows.
_FOUND_LATER = re.compile(r"(_xlfn\.)?INDIRECT\(", re.IGNORECASE)
# A column, its row's $ where there is one, and the row.
Corner = tuple[str, str, int]
_BETWEEN = {Token.SEP, Token.FUNC, Token.PAREN}


class Unclear(Exception):  # noqa: N818 - named for the piece of a formula that can mean two things
    """Raised with a piece of a formula of which nobody can say where it leads once the row is repeated."""


@dataclass(frozen=True, slots=True)
class Shift:
    """How the sheets of a workbook grow, by title in small letters; `sheet` is where the formula stands.

    `line` is which line of the repeating row the formula is for, from 0; None for a formula anywhere else.
    """

    growths: Mapping[str, Growth]
    sheet: str = ""
    line: int | None = None

    def formula(self, text: str, *, name: bool = False) -> str:
        """Return a formula (`=SUM(C5)`) as it has to read; that of a defined `name` may stand for many cells.

        Raises Unclear for what cannot be told, and for what is no formula.
        """
        tokens = _tokens(text)
        written: list[str] = []
        open_functions: list[bool] = []
        for at, token in enumerate(tokens):
            value = token.value
            if token.type == Token.OPERAND and token.subtype == Token.RANGE:
                among_many = bool(open_functions) and open_functions[-1] and _argument(tokens, at)
                all_lines = among_many or (name and len(tokens) == 1)
                value = self._operand(value, all_lines=all_lines, within_many=any(open_functions))
            elif token.subtype == Token.OPEN:
                if ":" in value or _FOUND_LATER.fullmatch(value):
                    raise Unclear(value)
                open_functions.append(bool(_MANY.fullmatch(value)))
            elif token.subtype == Token.CLOSE and open_functions:
                open_functions.pop()
            written.append(value)
        return "=" + "".join(written)

    def _operand(self, value: str, *, all_lines: bool, within_many: bool) -> str:
        prefix, corners = _corners(value)
        title = prefix[:-1].removeprefix("'").removesuffix("'").replace("''", "'")
        if ":" in title:  # over several sheets: Sheet1:Sheet3!A1
            raise Unclear(value)
        growth = self.growths.get((title or self.sheet).casefold())
        if self.line is not None and any(not fixed and row != (growth and growth.row) for _, fixed, row in corners):
            raise Unclear(value)
        if growth is None or not corners:
            return value
        if len(corners) == 1 and growth.row == corners[0][2] and not self._own(corners[0][1]):
            if within_many and not all_lines:
                raise Unclear(value)
            corners *= 2 if all_lines else 1
        return prefix + ":".join(self._moved(growth, corners))

    def _own(self, fixed: str) -> bool:
        """Return whether the repeating row's number means the line that the formula is for."""
        return self.line is not None and not fixed

    def _moved(self, growth: Growth, corners: Sequence[Corner]) -> list[str]:
        found = []
        if corners[0][2] > corners[-1][2]:  # C9:C2 is C2:C9
            corners = [(start[0], *end[1:]) for start, end in zip(corners, reversed(corners), strict=True)]
        for at, (column, fixed, row) in enumerate(corners):
            if row == growth.row and self._own(fixed):
                moved = row + (self.line or 0)
            else:
                moved = growth.last(row) if at else growth.first(row)
            found.append(f"{column}{fixed}{moved}")
        return found


def _tokens(text: str) -> list[Token]:
    try:
        found: list[Token] = Tokenizer(text).items
    except (TokenizerError, AssertionError, IndexError, AttributeError) as error:
        raise Unclear(text) from error
    return found


def _corners(value: str) -> tuple[str, list[Corner]]:
    """Return the sheet's title as it is written before a reference, and the reference's corners; none for a name."""
    found = _OPERAND.fullmatch(value)
    prefix, reference = (found[1] or "", found[2]) if found else ("", value)
    area = _AREA.fullmatch(reference) or _ROWS.fullmatch(reference)
    if area:
        corners = [(area[1], area[2], int(area[3]))]
        return prefix, [*corners, (area[4] or "", area[5] or "", int(area[6]))] if area[6] else corners
    # A part of a table (T[score]); an area that begins with one name and ends with another.
    if "[" in value or (":" in reference and not _COLUMNS.fullmatch(reference)):
        raise Unclear(value)
    return prefix, []


def _argument(tokens: Sequence[Token], at: int) -> bool:
    """Return whether the operand at this place is a whole argument of the function around it."""
    before = next(token for token in reversed(tokens[:at]) if token.type != Token.WSPACE)
    after = next((token for token in tokens[at + 1 :] if token.type != Token.WSPACE), None)
    return before.type in _BETWEEN and before.subtype != Token.CLOSE and after is not None and after.type in _BETWEEN
