"""The calendar: a form for the office, a table for everybody else of the round."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils import timezone

from scoring.folder import write_file
from scoring.folder.writing import holding
from scoring.rounds.calendar import Phase
from tests.portal_data import data_folder

data_folder()

from scoring.actions.plans import plan_of
from scoring.actions.records import change
from scoring.storage.models import Role
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")


def test_set_from_the_form() -> None:
    """What the office fills in decides from then on."""
    made = demo_round(Phase.SUBMIT)
    office = browser(somebody(Role.OFFICE))
    typed = {"meeting-opens": "2026-06-01T09:00", "meeting-closes": "2026-06-01T12:00", "grace": "15"}
    answer = office.post(f"/r/{made.slug}/calendar/", typed)
    assert (answer.status_code, answer["Location"]) == (302, f"/r/{made.slug}/calendar/")
    made.refresh_from_db()
    calendar = plan_of(made).calendar
    assert ([window.phase for window in calendar.phases], calendar.grace) == (["meeting"], 15)
    assert 'name="meeting-opens" value="2026-06-01T09:00"' in office.get(f"/r/{made.slug}/calendar/").content.decode()


def test_faults_keep_what_was_typed() -> None:
    """All of them on the form; what was typed is still there."""
    made = demo_round(Phase.SUBMIT)
    typed = {"meeting-opens": "", "meeting-closes": "2026-06-01T12:00", "grace": "viel"}
    answer = browser(somebody(Role.OFFICE)).post(f"/r/{made.slug}/calendar/", typed)
    shown = answer.content.decode()
    assert (answer.status_code, 'name="meeting-closes" value="2026-06-01T12:00"' in shown) == (422, True)
    assert (shown.count("<code>CALENDAR-OPENS</code>"), shown.count("<code>CALENDAR-GRACE</code>")) == (1, 1)


def test_opened_and_closed_by_a_press() -> None:
    """A phase that is none is nothing."""
    made = demo_round(Phase.SUBMIT)
    office = browser(somebody(Role.OFFICE))
    found = [
        office.post(f"/r/{made.slug}/calendar/{phase}/", {"to": to}).status_code
        for phase, to in (("meeting", "open"), ("submit", "closed"), ("submit", "closed"), ("lunch", "open"))
    ]
    made.refresh_from_db()
    assert (found, plan_of(made).calendar.phases_open(timezone.now())) == (
        [302, 302, 422, 404],
        frozenset({Phase.MEETING}),
    )


def test_who_sees_which_extension() -> None:
    """The office all, an agency its own, the panel none: the page is the same whether or not there is one."""
    made = demo_round(Phase.SUBMIT)
    people = [
        browser(somebody(role, made if role != Role.OFFICE else None, seat))
        for role, seat in (
            (Role.OFFICE, ""),
            (Role.AGENCY, "court"),
            (Role.AGENCY, "metro"),
            (Role.PANEL, "r1"),
            (Role.OBSERVER, ""),
        )
    ]

    def pages() -> list[str]:
        texts = [person.get(f"/r/{made.slug}/calendar/").content.decode() for person in people]
        return [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text) for text in texts]

    before = pages()

    def longer(root: Path) -> None:
        file = root / "calendar.yaml"
        added = "extensions: [{agency: court, closes: '2030-01-01T00:00:00+08:00', reason: 停电两天}]\n"
        write_file(file, holding(file.read_bytes() + added.encode()))

    change(made, None, timezone.now(), longer)
    after = pages()
    assert ["停电两天" in text for text in after] == [True, True, False, False, False]
    assert after[2:] == before[2:]


def test_only_the_office_sets_it() -> None:
    """Others of the round see it, and find nothing where it is set; a closed round is not changed."""
    made = demo_round()
    panel = browser(somebody(Role.PANEL, made, "r1"))
    address = f"/r/{made.slug}/calendar/"
    assert (panel.get(address).status_code, panel.post(address).status_code) == (200, 404)
    assert panel.post(f"{address}meeting/", {"to": "open"}).status_code == 404
    made.closed = timezone.now()
    made.save()
    office = browser(somebody(Role.OFFICE))
    assert (office.post(address).status_code, office.post(f"{address}meeting/", {"to": "open"}).status_code) == (
        403,
        403,
    )
    assert '<form method="post" action="/r/' not in office.get(address).content.decode().split("<main")[1]


def test_a_stale_form_undoes_nothing() -> None:
    """Two of the office have the form open: each keeps what the other set, also after a refusal."""
    made = demo_round(Phase.SUBMIT)
    office = browser(somebody(Role.OFFICE))

    def form() -> dict[str, str]:
        page = office.get(f"/r/{made.slug}/calendar/").content.decode()
        return dict(
            re.findall(r'name="((?:shown-)?[a-z_]+(?:-opens|-closes)?)" (?:inputmode="numeric" )?value="([^"]*)"', page)
        )

    stale = form()
    office.post(f"/r/{made.slug}/calendar/", form() | {"meeting-opens": "2026-06-01T09:00", "grace": "15"})
    answers = [
        office.post(f"/r/{made.slug}/calendar/", stale | {"settle-opens": "2026-07-01T09:00"}),
        office.post(f"/r/{made.slug}/calendar/", stale | {"meeting-opens": "2026-06-02T09:00"}),
    ]
    made.refresh_from_db()
    calendar = plan_of(made).calendar
    assert [answer.status_code for answer in answers] == [302, 422]
    assert f'name="shown-meeting" value="{stale["shown-meeting"]}"' in answers[1].content.decode()
    assert ([window.phase for window in calendar.phases], calendar.grace) == (["submit", "meeting", "settle"], 15)
