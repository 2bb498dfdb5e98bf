"""Photos that members took at visits and brought by portal; they lie beside those of the visit forms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from rubrics import Fault, Id, Settings, Whole, say
from scoring.rounds.intakes import Moment
from scoring.rounds.model import Round
from scoring.rounds.unknown import unknown_name
from scoring.rounds.visits import Photo


class PhotosTaken(Settings):
    """What one member brought at once: `number` counts these records, `agency` is who was visited."""

    pingyi: Literal[1] = 1
    number: Whole = Field(ge=1)
    agency: Id
    rater: Id
    at: Moment
    photos: tuple[Photo, ...] = Field(min_length=1)


def check_taken(record: PhotosTaken, round_: Round) -> Iterator[Fault]:
    """Yield the agency and the rater of a record where the round does not have them."""
    if record.agency not in round_.names:
        yield unknown_name(("agency",), say("agency"), record.agency, round_.names)
    if record.rater not in round_.raters:
        yield unknown_name(("rater",), say("rater"), record.rater, round_.raters)
