"""Two fingerprints of a rubric: `scoring` (whatever can change a figure) and `text` (everything)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from rubrics.methods import Factor
from rubrics.model import Rubric
from rubrics.scalars import Wording


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """SHA-256 in hexadecimal; on paper the first eight characters (校验码)."""

    scoring: str
    text: str

    @property
    def short(self) -> tuple[str, str]:
        """Both as eight upper-case characters: scoring, text."""
        return self.scoring[:8].upper(), self.text[:8].upper()


def fingerprints(rubric: Rubric) -> Fingerprints:
    """Return the fingerprints of `rubric`; they do not depend on the order of keys or on 1.0 or 1.00."""
    return Fingerprints(_digest(rubric, wording=False), _digest(rubric, wording=True))


def _digest(rubric: Rubric, *, wording: bool) -> str:
    content = json.dumps(_plain(rubric, wording=wording), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()


def _plain(value: object, *, wording: bool) -> object:
    if isinstance(value, Factor) and value.source is None:
        # Written as a plain number, and published so before a factor could be read from a file.
        return _plain(value.number, wording=wording)
    if isinstance(value, BaseModel):
        return {
            name: _plain(inner, wording=wording)
            for name, field in type(value).model_fields.items()
            if (inner := getattr(value, name)) is not None and inner != () and (wording or not _is_wording(field))
        }
    if isinstance(value, dict):
        return {name: _plain(inner, wording=wording) for name, inner in value.items()}
    if isinstance(value, tuple):
        return [_plain(item, wording=wording) for item in value]
    if isinstance(value, Decimal):
        # A fraction has one way of being written, whatever the Decimal context: 1.0, 1.00 and -0 do not differ.
        return str(Fraction(value))
    return value


def _is_wording(field: FieldInfo) -> bool:
    # `Words | None` carries its mark on a member of the union, not on the field.
    members = (getattr(member, "__metadata__", ()) for member in get_args(field.annotation))
    return any(isinstance(mark, Wording) for marks in (field.metadata, *members) for mark in marks)
