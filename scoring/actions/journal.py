"""Lines of the journal. It never says what was marked: observers read it before anything is published."""

from __future__ import annotations

from datetime import datetime

from rubrics import Message
from scoring.storage.models import JournalLine, Person, Round


def note(round_: Round | None, person: Person | None, text: Message, at: datetime) -> JournalLine:
    """Write a line: `text` is a sentence whose values are texts, whole numbers, or Messages without values."""
    values = {name: _kept(value) for name, value in text.values}
    name = person.name if person else ""
    return JournalLine.objects.create(round=round_, at=at, person=person, name=name, text=text.text, values=values)


def told(line: JournalLine) -> Message:
    """Return the sentence of a line."""
    values = {name: Message(held[_SAID]) if isinstance(held, dict) else held for name, held in line.values.items()}
    return Message(line.text, tuple(values.items()))


_SAID = "say"


def _kept(value: object) -> object:
    if isinstance(value, Message):
        return {_SAID: value.text}
    return value if isinstance(value, int) else str(value)
