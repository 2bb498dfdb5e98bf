"""The stages of publication, for the office."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.portal_data import data_folder

data_folder()

from scoring.actions.records import content
from scoring.portal.downloads import named
from scoring.rounds.calendar import Phase
from scoring.storage.models import Publication, Role
from tests.portal_people import browser, set_phases, somebody
from tests.settled_round import decided_round, give

pytestmark = pytest.mark.usefixtures("db")
HOME = "/r/demo-2026/publication/"


@pytest.fixture
def office() -> Client:
    """Return a browser of the office."""
    return browser(somebody(Role.OFFICE))


def seen(client: Client) -> str:
    """Return the figures that the page was made from."""
    found = re.search(rb'name="seen" value="(\w+)"', client.get(HOME).content)
    assert found is not None
    return found[1].decode()


@pytest.mark.parametrize(("panel", "kept"), [("standings", "standings"), ("everything", "")])
def test_a_stage_is_given_out_by_a_press(office: Client, panel: str, kept: str) -> None:
    """With what the panel may see of it; what is no such choice lets it see nothing."""
    decided_round()
    answer = office.post(f"{HOME}internal/", {"seen": seen(office), "panel": panel})
    assert (answer.status_code, answer["Location"]) == (302, HOME)
    assert list(Publication.objects.values_list("stage", "panel")) == [("internal", kept)]


def test_files_are_handed_over_as_they_are(office: Client) -> None:
    """As downloads under their own names; a name that is not there, or leads elsewhere, is not found."""
    round_ = give(decided_round(), "public")
    name = "demo-2026-public-list.csv"
    answer = office.get(f"/r/demo-2026/published/public/{name}")
    assert (answer.getvalue(), answer["Content-Disposition"]) == (
        content(round_, f"published/public/{name}"), f"attachment; {named(name)}",
    )  # fmt: skip
    for path in ("public/x", "internal/x", "public/../../round.yaml", "x/round.yaml"):
        assert office.get(f"/r/demo-2026/published/{path}").status_code == 404, path


def test_a_stage_is_taken_back_by_a_press(office: Client) -> None:
    """With a reason; without one it is refused."""
    give(decided_round(), "public")
    assert office.post(f"{HOME}public/back/", {"why": ""}).status_code == 422
    assert office.post(f"{HOME}public/back/", {"why": "有误"}).status_code == 302
    assert browser().get("/r/demo-2026/public/").status_code == 302


def test_nothing_is_given_out_before_its_phase(office: Client) -> None:
    """Nor a stage that does not exist."""
    round_ = decided_round()
    figures = seen(office)
    assert office.post(f"{HOME}press/", {"seen": figures}).status_code == 404
    set_phases(round_, Phase.MEETING)
    assert office.post(f"{HOME}approval/", {"seen": figures}).status_code == 403
    assert Publication.objects.count() == 0
