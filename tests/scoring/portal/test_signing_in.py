"""Signing in and out."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.mark.usefixtures("db")
def test_a_stranger_is_asked_to_sign_in(db: Path) -> None:
    """The first page brings somebody who is not signed in to the page that asks."""
    from tests.portal_people import browser

    answer = browser().get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/in/?next=/")
    assert browser().get("/in/").status_code == 200


def test_office(db: Path) -> None:
    from scoring.storage.models import Role
    from tests.portal_people import browser, demo_round, somebody

    r = demo_round()
    from scoring.actions.plans import plan_of

    p = plan_of(r)
    print(list(p.round.raters), p.agencies_of(next(iter(p.round.raters))), p.calendar)
    answer = browser(somebody(Role.OFFICE)).get("/")
    print(answer.content.decode(), answer.headers)
    assert answer.status_code == 200
