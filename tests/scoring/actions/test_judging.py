"""Who may save what, when: asked of every save."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone

from rubrics import say
from scoring.rounds.calendar import Phase
from tests.portal_data import data_folder

data_folder()

from scoring.actions.marking import sheet_row
from scoring.actions.records import change
from scoring.actions.saving import Answer, Batch, keep
from scoring.actions.sent import Sent
from scoring.storage.models import Role, Round
from tests.panel_member import Member, all_kinds
from tests.portal_people import browser, somebody
from tests.scoring.actions.saving_desk import Desk

pytestmark = pytest.mark.usefixtures("db")
NOTHING = say("There is nothing here for you.")


def desk_in(*phases: Phase) -> Desk:
    """Return a member at a sheet while these phases are open."""
    return Desk(*phases)


@pytest.mark.parametrize("role", ["office", "panel", "agency", "observer"])
def test_only_ones_own_sheet(role: str) -> None:
    """Another's sheet is like one that does not exist, for the office and whoever else too."""
    desk = desk_in()
    seat = {"panel": "r2", "agency": "r1", "observer": "r1"}.get(role, "")
    person = somebody(Role(role), desk.round if seat else None, seat)
    session = browser(person).cookies["pingyi"].value
    answers = desk.keep(desk.sent("优"), desk.sent("优", sheet=10**9), session=session)
    assert answers == [Answer("closed", message=NOTHING)] * 2
    assert desk.rows() == []


def test_only_in_ones_own_round() -> None:
    """A member of the same seat in another round has nothing to do with the sheet."""
    desk = desk_in()
    other = Round.objects.create(slug="other", title="另一活动", organizer="示例市普法办", created=desk.now)
    session = browser(somebody(Role.PANEL, other, "r1")).cookies["pingyi"].value
    assert desk.keep(desk.sent("优"), session=session)[0].message == NOTHING


@pytest.mark.parametrize(
    ("phase", "statuses"),
    [
        (Phase.SITE_VISIT, ["kept", "closed", "closed", "kept"]),
        (Phase.DOCUMENT_REVIEW, ["closed", "kept", "closed", "kept"]),
        (Phase.INTERVIEW, ["closed", "closed", "kept", "kept"]),
        (Phase.MEETING, ["kept", "kept", "kept", "kept"]),
        (Phase.SETTLE, ["closed", "closed", "closed", "closed"]),
    ],
)
def test_the_phase_decides(phase: Phase, statuses: list[str]) -> None:
    """A criterion is open with the phase of its method, all at the meeting, a box with any."""
    desk = desk_in(phase)
    cells = ["A1", "A2", "A3", "~suggestions"]
    assert [desk.status("优", cell) for cell in cells] == statuses


def test_the_phase_ends() -> None:
    """What comes after the end is told when marking is not open; what was kept before is still known."""
    desk = desk_in(Phase.MEETING)
    save = desk.sent("优")
    desk.keep(save)
    after = desk.later(days=2)
    desk.person.sessions.update(seen=after, expire_date=desk.later(days=3))
    known, closed = desk.keep(save, desk.sent("良", "A2"), now=after)
    assert [known.status, closed.status] == ["known", "closed"]
    assert closed.message == say(
        "Marking is not open at this moment. If it has to count, save a draft to a file and hand it to the office."
    )


def test_a_closed_round() -> None:
    """Nothing of a closed round changes; a draft file, which is not taken in either, is not asked for."""
    desk = desk_in()
    desk.round.closed = desk.now
    desk.round.save()
    answer = desk.send("优")
    told = say("This round is closed: nothing of it changes any more, and no draft is taken in.")
    assert (answer.status, answer.message) == ("closed", told)


def test_recused_while_marking() -> None:
    """Once the round says that a member is recused, nothing more is kept; what came before stays."""
    desk = desk_in()
    desk.send("优")

    def recuse(root: Path) -> None:
        event = "\n  - {date: 2026-05-20, reason: 亲属在该单位任职, recused: {rater: r1, agency: court}}\n"
        file = root / "round.yaml"
        text = file.read_text("utf-8").rstrip() + "\nevents:" + event
        file.unlink()  # a laid-out file is the kept one itself
        file.write_text(text, "utf-8")

    change(desk.round, None, desk.now, recuse)
    answer = desk.send("良", "A2")
    assert (answer.status, answer.message) == (
        "closed",
        say("You are not asked to mark this for this agency any more."),
    )
    assert desk.rows() == [("A1", "优", "")]


@pytest.mark.parametrize("cell", ["A9", "total", "A", "~remarks", "~"])
def test_no_such_cell(cell: str) -> None:
    """A cell that the sheet does not have is closed."""
    desk = desk_in()
    assert desk.status("优", cell) == "closed"
    assert desk.rows() == []


@pytest.mark.parametrize("typed", ["十", "回避", "缺席", "作废", "不涉及", "7", "优良"])
def test_no_mark(typed: str) -> None:
    """What is no mark by the rule is refused with a sentence, a state included: those are not a member's to write."""
    desk = desk_in()
    answer = desk.send(typed)
    assert (answer.status, answer.message is None) == ("refused", False)
    assert desk.rows() == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("弃权", "“弃权” is not a plain number. Enter a number with plain digits, such as 91.25."),
        ("11", "11 is outside the scale of “直接打分”, 0 to 10. Enter a number from 0 to 10."),
    ],
)
def test_no_word_is_offered_that_is_no_mark_here(typed: str, told: str) -> None:
    """On paper an absence is written where the mark would stand; here it is refused, so nobody is told to write it."""
    member = Member(all_kinds())
    row = sheet_row(member.round, member.seat, "court")
    session = member.browser.cookies["pingyi"].value
    sent = Sent("phone", 1, sheet=row.pk, criterion="A1", value=typed, reason="", base=0)
    message = keep([Batch(session, (sent,))], timezone.now())[0].answers[0].message
    assert message
    assert message.render() == told


def test_how_long_a_text_may_be() -> None:
    """The longest mark, reason and box are kept; one character more is refused, and says so."""
    desk = desk_in()
    assert desk.status("优", reason="理" * 5000) == "kept"
    assert desk.status("点" * 5000, "~highlights") == "kept"
    told = say("This text has {n} characters; at most {most} are kept. Shorten it.")
    assert desk.send("优", "A2", reason="理" * 5001).message == told.filled(n=5001, most=5000)
    assert desk.send("点" * 5001, "~problems").message == told.filled(n=5001, most=5000)
    assert desk.send("优" * 201, "A3").message == told.filled(n=201, most=200)


def test_a_round_that_cannot_be_read() -> None:
    """A round whose files are not sound any more refuses nothing for good: the member is told, and keeps the mark."""
    desk = desk_in()

    def spoil(root: Path) -> None:
        (root / "rubric.yaml").unlink()
        (root / "rubric.yaml").write_text("{", "utf-8")

    change(desk.round, None, desk.now, spoil)
    answer = desk.send("优")
    assert (answer.status, answer.message) == (
        "closed",
        say("The round cannot be read at this moment: tell the office."),
    )
