"""Lines of the journal. It never says what was marked: observers read it before anything is published."""

from __future__ import annotations

from datetime import datetime

from rubrics import Message
from scoring.storage.models import JournalLine, Person, Round


def note(round_: Round | None, person: Person | None, text: Message, at: datetime) -> JournalLine:
    """Write a line: `text` is a sentence whose values are texts, numbers, tuples of texts, or plain Messages."""
    values = {name: _kept(value) for name, value in text.values}
    name = person.name if person else ""
    return JournalLine.objects.create(round=round_, at=at, person=person, name=name, text=text.text, values=values)


def told(line: JournalLine) -> Message:
    """Return the sentence of a line."""
    return Message(line.text, tuple((name, _told(held)) for name, held in line.values.items()))


_SAID = "say"


def _told(held: object) -> object:
    if isinstance(held, dict):
        return Message(held[_SAID])
    return tuple(held) if isinstance(held, list) else held


def _kept(value: object) -> object:
    if isinstance(value, tuple):
        return [str(item) for item in value]
    if isinstance(value, Message):
        return {_SAID: value.text}
    return value if isinstance(value, int) else str(value)
