"""What happens to a round while it runs: each event with its date and reason."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from rubrics import Date, Id, Settings, Text
from scoring.rounds.seats import Absence, Assignment, Rater


def _fingerprint(value: object) -> object:
    # Eight digits without a letter among them are a number in the file.
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not re.fullmatch(r"[0-9A-Fa-f]{8}", text):
        raise PydanticCustomError("fingerprint", "the eight characters that are printed as a fingerprint")
    return text.upper()


Fingerprint = Annotated[
    str, BeforeValidator(_fingerprint), WithJsonSchema({"type": ["string", "integer"], "pattern": "^[0-9A-Fa-f]{8}$"})
]


class Renamed(Settings):
    """An agency has a new `name`; its id and its marks stay."""

    agency: Id
    name: Text


class Withdrawn(Settings):
    """An agency takes no further part (退出评议): what came in is kept, it is not ranked and not in quotas."""

    agency: Id


class Replaced(Settings):
    """替补: from the agency `since` on, in official order, another member sits on a rater's seat.

    `sheets` says whether what the predecessor handed in for the agencies before it counts.
    """

    rater: Id
    by: Rater
    since: Id
    sheets: Literal["valid", "void"]


class Recused(Settings):
    """A recusal that came to light late: marks that were given for the agency are set aside."""

    rater: Id
    agency: Id


class Corrected(Settings):
    """The rubric's wording was corrected.

    `text` is its text fingerprint (校验码) before the correction, `scoring` its scoring fingerprint, which stays.
    """

    text: Fingerprint
    scoring: Fingerprint


class Event(Settings):
    """One thing that happened, on a day and for a reason: exactly one kind."""

    date: Date
    reason: Text
    renamed: Renamed | None = None
    withdrawn: Withdrawn | None = None
    replaced: Replaced | None = None
    assigned: Assignment | None = None
    recused: Recused | None = None
    absent: Absence | None = None
    corrected: Corrected | None = None


KINDS = ("renamed", "withdrawn", "replaced", "assigned", "recused", "absent", "corrected")
