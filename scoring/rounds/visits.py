"""察看记录 and 座谈记录: what the panel saw and heard at an agency; it changes no score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import Field

from rubrics import Date, Fault, Id, Prose, Settings, Text, Whole, say
from scoring.rounds.intakes import Moment
from scoring.rounds.model import Round
from scoring.rounds.unknown import unknown_name

VISIT, TALK = "visit", "talk"
KINDS = {VISIT: say("record of a visit"), TALK: say("record of talks")}
# By which way of judging the criteria of each are judged.
METHODS = {VISIT: "site_visit", TALK: "interview"}


class Photo(Settings):
    """A photo by the panel: its name as it was handed in, what it `shows`, and the SHA-256 under which it is kept."""

    file: Text
    shows: Prose | None = None
    sha256: Text
    content: Text


class VisitRecord(Settings):
    """One record as it was taken in: `number` counts them; of one `issue` the highest number holds.

    A visit is of a `site` of the round, talks are of an agency. `present` are members of the panel, `others` who else
    was there; `talked_to` says with whom by function, never by name. `seen` is what was found by criterion of the
    `method`, `general` what was found besides.
    """

    pingyi: Literal[1] = 1
    number: Whole = Field(ge=1)
    kind: Literal["visit", "talk"]
    agency: Id
    site: Id | None = None
    method: Id
    date: Date
    place: Text | None = None
    present: tuple[Id, ...] = ()
    others: Prose | None = None
    talked_to: Prose | None = None
    seen: dict[Id, Prose] = Field(default_factory=dict)
    general: Prose | None = None
    highlights: Prose | None = None
    problems: Prose | None = None
    suggestions: Prose | None = None
    photos: tuple[Photo, ...] = ()
    at: Moment
    by: Text
    file: Text
    sha256: Text
    issue: Whole


def in_force(records: Iterable[VisitRecord]) -> tuple[VisitRecord, ...]:
    """Return the records that hold, by number: of every form that was issued the one that was taken in last."""
    newest = {record.issue: record for record in sorted(records, key=lambda held: held.number)}
    return tuple(sorted(newest.values(), key=lambda held: held.number))


def check_visit(record: VisitRecord, round_: Round) -> Iterator[Fault]:
    """Yield every agency, site and rater of a record that the round does not have."""
    sites = {site.id: site.agency for site in round_.sites}
    if record.agency not in round_.names:
        yield unknown_name(("agency",), say("agency"), record.agency, round_.names)
    if record.site is not None and sites.get(record.site) != record.agency:
        yield unknown_name(
            ("site",), say("site"), record.site, [site for site in sites if sites[site] == record.agency]
        )
    for at, rater in enumerate(record.present):
        if rater not in round_.raters:
            yield unknown_name(("present", at), say("rater"), rater, round_.raters)


def file_name(number: int) -> str:
    """Return the name of a record's file."""
    return f"{number:04}.yaml"
