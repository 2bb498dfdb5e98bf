"""A single value as it stands in a cell of the set-up workbook, and back: the same to the last digit and letter."""

from __future__ import annotations

import json
import re
import unicodedata
from decimal import Decimal

from rubrics import MOST_DIGITS, Path
from rubrics.field_names import SET_VALUES
from rubrics.known_keys import Standing
from submissions.plain_text import printable
from submissions.table import clean
from submissions.text_cells import LONGEST_TEXT

Value = object
"""A text, a whole number, a Decimal, true or false; {} and [] for what is chosen and says nothing more."""
YES = SET_VALUES["true"][0]
_BETWEEN = "、"
_COMMAS = re.compile("[、,，;；\n]")
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")
_DAY = re.compile(r"(\d{4})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?")


def typed(value: Value, where: Standing) -> str:
    """Return a value as people type it; `where` says what may stand there."""
    if isinstance(value, str) and not (value in where.choices and str not in where.scalars):
        return _quoted(value) if _misread(value, label=int in where.scalars) else value
    if isinstance(value, dict | list):
        return YES
    if isinstance(value, Decimal):
        return format(value, "f")
    word = str(value).lower()
    return SET_VALUES[word][0] if value in where.choices else str(value)


def meant(text: str, where: Standing, path: Path) -> Value:
    """Return the value that a cell stands for; what cannot be read comes back as text, for the shape to refuse."""
    plain = clean(text)
    if not where.scalars and not where.choices and (where.models or where.items or where.entries):
        return ([] if where.items else {}) if plain == YES else plain
    choice = next((one for one in where.choices if plain in _words(one)), None)
    if choice is not None:
        return choice
    if str in where.scalars:
        return _text(plain, path, label=int in where.scalars)
    number = _number(plain)
    return plain if number is None else number


def listed(ids: tuple[str, ...]) -> str:
    """Return several names as one text."""
    return _BETWEEN.join(ids)


def fits(text: str) -> bool:
    """Return whether a cell can hold a text, which it counts in units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) <= 2 * LONGEST_TEXT


def parted(text: str) -> tuple[str, ...]:
    """Return the names that a text lists."""
    return tuple(piece for piece in map(clean, _COMMAS.split(text)) if piece)


def _words(choice: object) -> tuple[str, ...]:
    word = str(choice).lower()
    return (word, *SET_VALUES.get(word, ()))


def _text(plain: str, path: Path, *, label: bool) -> Value:
    if plain.startswith('"') and plain.endswith('"') and (held := _unquoted(plain, label=label)) is not None:
        return held
    if label and _WHOLE.fullmatch(plain):
        return int(plain)
    if path[-1:] == ("date",) or path[-2:-1] == ("period",):
        found = _DAY.fullmatch(unicodedata.normalize("NFKC", plain))
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else plain
    if path[-1:] in {("share",), ("reason_below",)}:
        return unicodedata.normalize("NFKC", plain)
    return plain


def _number(plain: str) -> int | Decimal | None:
    text = unicodedata.normalize("NFKC", plain).removesuffix("分").strip()
    if sum(map(str.isdigit, text)) > MOST_DIGITS:
        return None
    if _WHOLE.fullmatch(text):
        return int(text)
    return abs(found) if _DECIMAL.fullmatch(text) and not (found := Decimal(text)) else _decimal(text)


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if _DECIMAL.fullmatch(text) else None


def _misread(text: str, *, label: bool) -> bool:
    """Return whether a text would not come back from a cell as it is."""
    if clean(text) != text or printable(text) != text or (label and _WHOLE.fullmatch(text)):
        return True
    return text.startswith('"') and text.endswith('"') and _unquoted(text, label=label) is not None


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=printable(text) != text)


def _unquoted(text: str, *, label: bool) -> str | None:
    """Return what stands in quotation marks that were needed; None for those that belong to the text."""
    try:
        held = json.loads(text)
    except ValueError:
        return None
    return held if isinstance(held, str) and _misread(held, label=label) else None
