"""What people wrote is shown and never obeyed: names, titles and remarks with markup in them, on every page."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests.portal_data import data_folder
from tests.same_pages import found_by

data_folder()

from django.utils import timezone

from rubrics.library import demo_files
from scoring.actions.opening import open_round
from scoring.folder import write_folder
from scoring.rounds.calendar import Phase
from scoring.storage.models import Role, Round
from tests.panel_member import HOSTILE, RUBRIC, Member
from tests.portal_people import browser, set_phases, somebody

MARKUP = HOSTILE.removesuffix("{name}")
ANYWHERE = MARKUP.encode()


def hostile_round() -> Round:
    """Return a round whose title, organizer, agencies, raters and criteria are called like scripts."""
    text = demo_files()["round.yaml"].decode()
    for name in ("示例市教育局", "评议员甲", "示例市普法办公室"):
        assert name in text
        text = text.replace(name, MARKUP)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "round"
        write_folder(root, {"round.yaml": text.encode(), "rubric.yaml": RUBRIC.encode()})
        made = open_round(root, None, timezone.now())
    set_phases(made, Phase.SUBMIT, Phase.MEETING, Phase.SETTLE)
    return made


@pytest.mark.parametrize("role", [Role.OFFICE, Role.PANEL, Role.AGENCY, Role.OBSERVER])
def test_no_page_holds_what_people_wrote_as_markup(db: Path, role: Role) -> None:
    """Every page that a role comes to shows the text with its brackets escaped."""
    round_ = hostile_round()
    member = Member(round_, "r1")
    member.save("education", {"A1": "1", "~highlights": MARKUP}, {"A1": MARKUP})
    person = {
        Role.OFFICE: lambda: somebody(Role.OFFICE, name=MARKUP),
        Role.PANEL: lambda: member.person,
        Role.AGENCY: lambda: somebody(Role.AGENCY, round_, "education", MARKUP),
        Role.OBSERVER: lambda: somebody(Role.OBSERVER, round_, name=MARKUP),
    }[role]()
    pages = found_by(browser(person), "/", most=120)
    assert [address for address, (_, body) in pages.items() if body.startswith(b"<!doctype") and ANYWHERE in body] == []
    assert any(b"&lt;script&gt;alert(1)" in body for _, body in pages.values())
