"""Which stages are given out, and who may see what of them."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.actions.permissions import (
    Question,
    Visitor,
    follows_up,
    knows_result,
    reads_public,
    sees_marks,
    sees_results,
)
from scoring.actions.stages import given_out
from scoring.storage.models import Person, Publication, Role, Round
from tests.portal_people import demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")
NOW = timezone.now()


def out(round_: Round, stage: str, panel: str = "") -> Publication:
    """Return a publication as if it were one."""
    return Publication.objects.create(round=round_, stage=stage, at=NOW, panel=panel)


def may(question: Question, person: Person | None, round_: Round, agency: str | None = None) -> bool:
    """Return whether somebody may, at this moment."""
    return question(Visitor(person, NOW, round_, agency))


def test_the_newest_of_a_stage_counts_until_it_is_taken_back() -> None:
    """An earlier publication does not come to life again when the newest was taken back."""
    round_ = demo_round()
    out(round_, "internal", "marks")
    newest, public = out(round_, "internal"), out(round_, "public")
    assert given_out(round_) == {"internal": newest, "public": public}
    newest.back = NOW
    newest.save()
    assert given_out(round_) == {"public": public}


def test_the_public_page_is_for_anybody_once_published() -> None:
    """Neither letters nor the internal stage open it."""
    round_ = demo_round()
    out(round_, "letters"), out(round_, "internal", "marks")
    assert may(reads_public, None, round_) is False
    out(round_, "public")
    assert may(reads_public, None, round_) is True


@pytest.mark.parametrize(
    ("panel", "seen"), [("", (False, False)), ("standings", (True, False)), ("marks", (True, True))]
)
def test_panel_members_see_what_the_office_lets_them(panel: str, seen: tuple[bool, bool]) -> None:
    """Nothing, the standings, or the marks too; nobody but panel members of this round."""
    round_ = demo_round()
    member = somebody(Role.PANEL, round_, "r1")
    assert (may(sees_results, member, round_), may(sees_marks, member, round_)) == (False, False)
    out(round_, "internal", panel)
    assert (may(sees_results, member, round_), may(sees_marks, member, round_)) == seen
    other = Round.objects.create(slug="other", title="", organizer="", created=NOW)
    out(other, "internal", "marks")
    outsiders = (None, somebody(Role.AGENCY, round_, "court"), somebody(Role.OBSERVER, round_))
    assert [may(sees_results, one, round_) for one in outsiders] == [False, False, False]
    assert may(sees_results, member, other) is False


@pytest.mark.parametrize("stage", ["letters", "public"])
def test_an_agency_knows_its_own_result_once_it_is_told(stage: str) -> None:
    """By letter or by publication; never another agency's; the office follows up at any time."""
    round_ = demo_round()
    agency, office = somebody(Role.AGENCY, round_, "court"), somebody(Role.OFFICE)
    out(round_, "approval"), out(round_, "internal", "marks")
    assert [may(knows_result, agency, round_), may(follows_up, office, round_)] == [False, True]
    out(round_, stage)
    assert [may(knows_result, agency, round_, whose) for whose in (None, "court", "metro")] == [True, True, False]
    assert [may(follows_up, agency, round_, whose) for whose in ("court", "metro")] == [True, False]
    assert may(knows_result, somebody(Role.PANEL, round_, "r1"), round_) is False
