"""The pages on which a score sheet is signed."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from scoring.rounds.calendar import Phase
from tests.portal_data import data_folder

data_folder()

from scoring.actions.signing import sign, unlock
from scoring.storage.models import Role, Signing
from tests.panel_member import SOUND, Member, all_kinds
from tests.portal_people import set_phases, somebody

pytestmark = pytest.mark.usefixtures("db")


def test_what_is_missing_is_listed_with_the_way_there() -> None:
    """Each open criterion is a link to its place; there is no button to sign with."""
    member = Member(all_kinds())
    member.save("court", SOUND | {"A1": "7", "A6": ""})
    page = member.get("mark/court/sign/")
    assert re.findall(r'#c-(\w+)">(.*?)</a> (.*?)</li>', page) == [
        ("A1", "1 直接打分", "the reason for taking points off is missing"),
        ("A6", "减分", "not marked yet"),
    ]
    assert "Sign and submit" not in page


def test_from_the_list_of_marks_to_the_signature() -> None:
    """All marks are shown with their sum, the press signs them, and the page after it can be printed."""
    member = Member(all_kinds())
    member.save("court", SOUND)
    page = member.get("mark/court/sign/")
    assert re.findall(r"<td>(.*?)</td>", page) == list(SOUND.values())
    assert "<strong>44.5</strong>" in page
    (seen,) = re.findall(r'name="seen" value="(\d+)"', page)
    assert member.post("mark/court/sign/", seen=seen) == 302
    signing = Signing.objects.get()
    page = member.get("mark/court/signed/")
    assert (signing.sha256 in page, "9 marks, intake 1" in page, "Next: 示例市教育局" in page) == (True, True, True)
    assert "This sheet is signed already." in member.get("mark/court/sign/")


def test_a_press_that_comes_too_late_or_without_what_was_seen() -> None:
    """What changed since is told on the page itself, and nothing is signed; so is a form that was tampered with."""
    member = Member(all_kinds())
    member.save("court", SOUND)
    seen = member.sheet("court").seen
    member.save("court", {"A1": "10"})
    assert [member.post("mark/court/sign/", seen=value) for value in (seen, "x", "")] == [422, 422, 422]
    assert Signing.objects.count() == 0


def test_an_unlocked_sheet_says_why() -> None:
    """After unlocking the signature is there with the office's reason; nothing is signed at that moment."""
    member = Member(all_kinds())
    member.save("court", SOUND)
    sign(member.round, member.person, "court", member.sheet("court").seen, timezone.now())
    office = somebody(Role.OFFICE)
    unlock(member.round, office, rater="r1", agency="court", why="笔误<b>", at=timezone.now())
    page = member.get("mark/court/signed/")
    assert "Nothing on this sheet is signed at this moment." in page
    unlocked = r"Unlocked by the office on [\d: -]+: (.*?)</p>"
    assert re.findall(unlocked, page) == ["笔误&lt;b&gt;"]
    assert re.findall(unlocked, member.get("mark/court/")) == ["笔误&lt;b&gt;"]
    sign(member.round, member.person, "court", member.sheet("court").seen, timezone.now())
    assert re.findall(unlocked, member.get("mark/court/")) == []


def test_outside_the_phases_of_marking() -> None:
    """Nothing can be signed before marking opens; what is not open now, and not marked, is announced for later."""
    member = Member(all_kinds(Phase.SUBMIT))
    assert (member.get("mark/court/sign/")[:3], member.post("mark/court/sign/", seen=0)) == ("403", 403)
    set_phases(member.round, Phase.DOCUMENT_REVIEW)
    member.save("court", {name: mark for name, mark in SOUND.items() if name != "A1"})
    page = member.get("mark/court/sign/")
    assert ("You sign these 8 marks." in page, "1 criteria are not open now." in page) == (True, True)
