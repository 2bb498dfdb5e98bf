"""Sentences that have not yet been put into a language.

The core never chooses a language: it returns a Message, and whoever shows it renders it. The English text
is the gettext msgid; `babel.cfg` and the keyword `say` let the catalogue find it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with named places; a value may be a Message, a number, or a tuple that is listed."""

    text: str
    values: tuple[tuple[str, object], ...] = ()

    def render(self, translate: Translate = str) -> str:
        """Return the sentence in the language of `translate`, with its values put in."""
        return translate(self.text).format(**{name: shown(value, translate) for name, value in self.values})

    def filled(self, **values: object) -> Message:
        """Return the same sentence with these values."""
        return Message(self.text, tuple(values.items()))


def say(text: str, /, **values: object) -> Message:
    """Return the Message for the English msgid `text`; `values` fill its {named} places."""
    return Message(text, tuple(values.items()))


_COMMA = say("{first}, {second}")


def joined(clauses: Sequence[Message], between: Message = _COMMA) -> Message:
    """Return clauses as one sentence; at least one. A tuple of values is a list: Chinese has “、” there, here “，”."""
    if len(clauses) == 1:
        return clauses[0]
    # By halves: a thousand clauses, each within the next, would be too deep to render.
    half = (len(clauses) + 1) // 2
    return between.filled(first=joined(clauses[:half], between), second=joined(clauses[half:], between))


def shown(value: object, translate: Translate) -> str:
    """Return a value as it stands in a sentence; a Message or a Place is rendered."""
    if isinstance(value, str | int):
        return str(value)
    if isinstance(value, tuple):
        return translate(", ").join(shown(item, translate) for item in value)
    if hasattr(value, "render"):
        return str(value.render(translate))
    if isinstance(value, Decimal):
        return format(value, "f")
    return _fraction(value) if isinstance(value, Fraction) else str(value)


def _fraction(value: Fraction) -> str:
    """Return a fraction as a decimal: exact where six places suffice, else cut there and marked with “…”."""
    scaled = abs(value) * 10**6
    whole, rest = divmod(int(scaled), 10**6)
    text = f"{'-' if value < 0 else ''}{whole}.{rest:06}".rstrip("0").rstrip(".")
    return text if scaled.denominator == 1 else f"{text}…"
