"""Formulas as they are compared: what programs write differently without meaning something else is made alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

# Texts, sheets (quoted or not), numbers, names of functions and cells, spaces, and every other sign. A tokenizer of
# formulas that knows more takes fifteen times as long, and a workbook holds tens of thousands of them.
_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")|'(?P<quoted>(?:[^']|'')++)'!|(?P<torn>'(?:[^']|'')*+'?)|(?P<sheet>[^\W\d][\w.]*)!"""
    r"""|(?P<function>[^\W\d][\w.]*)\s*\(|(?P<name>[$]?[^\W\d][\w.$]*)"""
    r"""|(?P<number>[$]?(?:\d+\.?\d*|\.\d+)(?:[Ee][+-]?\d+)?)|(?P<space>\s+)|(?P<sign>.)""",
    re.DOTALL,
)
_CELL = re.compile(r"([A-Z]{1,3})(\d+)")
_PREFIX = re.compile(r"^(?:_XLFN\.|_XLWS\.)+")
_LOGICAL = re.compile(r"\b(TRUE|FALSE)\(\)")

Rows = Callable[[str, int], int]


def normal(formula: str, sheet: str, names: Mapping[str, str], rows: Rows) -> str:
    """Return a formula of a sheet in one spelling.

    `names` maps the names of sheets that were renamed to what they were called; `rows` returns where a row of a
    sheet stood before rows were put in or taken out.
    """
    pieces: list[str] = []
    current, ranged = sheet, False
    for token in _TOKEN.finditer(formula):
        kind, text = str(token.lastgroup), token[str(token.lastgroup)]
        if kind == "space":
            continue
        if kind in ("quoted", "sheet"):
            current = text.replace("''", "'")
            pieces.append(f"'{names.get(current, current)}'!")
            ranged = True
            continue
        # The second cell of a range is on the sheet of the first.
        if kind not in ("name", "number") and text != ":":
            ranged = False
        current = current if ranged else sheet
        pieces.append(_spelt(kind, text, current, rows))
    whole = "".join(pieces)
    return _LOGICAL.sub(r"\1", whole) if "()" in whole else whole


def _spelt(kind: str, text: str, sheet: str, rows: Rows) -> str:
    if kind == "function":
        return _PREFIX.sub("", text.upper()) + "("
    if kind == "number":
        return text if text.startswith("$") else format(float(text), ".15g")
    if kind != "name":
        return text
    name = text.replace("$", "").upper()
    cell = _CELL.fullmatch(name)
    return f"{cell[1]}{rows(sheet, int(cell[2]))}" if cell else name
