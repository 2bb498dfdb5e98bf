"""Agencies' reports on a desk: of the demonstration round, with people who may work on them."""

from __future__ import annotations

import io
from datetime import datetime

from django.utils import timezone

from rubrics.library import demo_files
from scoring.actions.desks import Desk
from scoring.actions.drafting import draft_of, save_answers
from scoring.actions.returning import send_back
from scoring.actions.sent_files import SentFile
from scoring.actions.submitting import begin
from scoring.rounds.calendar import Phase
from scoring.storage.models import Person, Role, Round
from tests.portal_people import demo_round, somebody

PNG = demo_files()["submissions/market/place.png"]
AGENCY = "market"


def desk(round_: Round, agency: str = AGENCY, person: Person | None = None, at: datetime | None = None) -> Desk:
    """Return an agency's desk at this moment."""
    return Desk(round_, agency, person, at or timezone.now())


def returned_desk(agency: str = AGENCY) -> Desk:
    """Return the desk of an agency whose whole report was returned, with a draft that says the same."""
    round_ = demo_round(Phase.SUBMIT, marks=True)
    person = somebody(Role.AGENCY, round_, agency, "张三")
    found = desk(round_, agency, person)
    send_back(desk(round_, agency), ["补充公开页面"])
    begin(found)
    return found


def fresh_desk(agency: str = AGENCY) -> Desk:
    """Return the desk of an agency that has not begun."""
    round_ = demo_round(Phase.SUBMIT)
    return desk(round_, agency, somebody(Role.AGENCY, round_, agency, "张三"))


def brought(name: str, data: bytes, key: str = "k", size: int | None = None) -> SentFile:
    """Return a file as a browser brings it."""
    return SentFile(name, io.BytesIO(data), key, size)


def retyped(held: Desk, name: str, value: str) -> None:
    """Type into a field as somebody does who has just loaded the page."""
    save_answers(held, {name: value}, draft_of(held.round, held.agency).editions)
