"""What the fields of every setting are made of: numbers, texts, ids and dates, and how strictly they are read."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, Strict, WithJsonSchema
from pydantic_core import PydanticCustomError

from rubrics.invisible import first_invisible, is_blank

LONGEST_TEXT = 32_767
"""A cell of Excel holds no more."""


class Settings(BaseModel):
    """What every part of a rubric shares: frozen, and unknown keys are refused."""

    # Built when first used, and inside whatever holds it: a cold start is a third shorter.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Wording:
    """Marks a field whose change cannot move a figure: it enters the text fingerprint only."""


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
        raise PydanticCustomError("number", "a plain number such as 8 or 8.5")
    return Decimal(value)


def _legible(value: str) -> str:
    if len(value) > LONGEST_TEXT:
        raise PydanticCustomError("string_too_long", "a shorter text", {"max_length": LONGEST_TEXT})
    found = first_invisible(value)
    if found is not None:
        raise PydanticCustomError("invisible", "text that can be seen", {"code": found[0], "at": found[1]})
    if is_blank(value):
        raise PydanticCustomError("blank", "text that can be seen")
    return value


Number = Annotated[Decimal, BeforeValidator(_number), WithJsonSchema({"type": "number"})]
Positive = Annotated[
    Decimal, BeforeValidator(_number), Field(gt=0), WithJsonSchema({"type": "number", "exclusiveMinimum": 0})
]
NotNegative = Annotated[
    Decimal, BeforeValidator(_number), Field(ge=0), WithJsonSchema({"type": "number", "minimum": 0})
]


def _label(value: object) -> int | str:
    # 1.10 is a number in the file and a name on the sheet: it keeps its places.
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, bool) or not isinstance(value, int | str) or value == "":
        raise PydanticCustomError("label", "a number or text")
    return _legible(value) if isinstance(value, str) else value


Label = Annotated[int | str, BeforeValidator(_label), WithJsonSchema({"type": ["number", "string"], "minLength": 1})]
Whole = Annotated[int, Strict()]
Flag = Annotated[bool, Strict()]
Text = Annotated[str, Strict(), Field(min_length=1), AfterValidator(_legible)]
Prose = Annotated[str, Strict(), Field(min_length=1)]
"""Pages that are counted and never printed: whatever a word processor left between the letters may stay."""
Words = Annotated[Text, Wording()]
# To a pattern, characters that join letters without being seen are letters too.
Id = Annotated[str, Strict(), Field(pattern=r"^\w[\w.-]*$", max_length=64), AfterValidator(_legible)]


def _date(value: str) -> str:
    try:
        date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("date", "a day of the calendar such as 2026-01-31") from None
    return value


Date = Annotated[str, Strict(), Field(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_date)]

_SHARE = re.compile(r"(\d+(?:\.\d+)?)%")


def _share(value: object) -> str:
    found = _SHARE.fullmatch(value) if isinstance(value, str) else None
    if found is None or not 0 < Fraction(found.group(1)) <= 100:  # noqa: PLR2004 - per cent
        raise PydanticCustomError("share", "a share such as 40%")
    return found.group()


Share = Annotated[str, BeforeValidator(_share), WithJsonSchema({"type": "string", "pattern": r"^\d+(\.\d+)?%$"})]


def fraction_of(share: Share) -> Fraction:
    """Return a share such as 40% as a fraction of 1."""
    return Fraction(share.removesuffix("%")) / 100


def chosen(settings: Settings, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return which of the alternative fields `names` are filled in."""
    return tuple(name for name in names if getattr(settings, name) is not None)
