"""Signing a score sheet, and unlocking one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from rubrics import Problems, build, parse
from scoring.folder import evaluate_folder
from scoring.rounds import Intake, Sheet
from scoring.rounds.calendar import Phase
from tests.portal_data import data_folder

data_folder()

from scoring.actions.marking import sheet_row
from scoring.actions.records import content, current, laid_out
from scoring.actions.signing import sign, unlock
from scoring.storage.models import JournalLine, Role, Signing
from tests.panel_member import SOUND, Member, all_kinds
from tests.portal_people import set_phases, somebody

pytestmark = pytest.mark.usefixtures("db")


def _signed(member: Member, agency: str = "court", seen: int | None = None) -> Signing:
    now = member.sheet(agency).seen if seen is None else seen
    return sign(member.round, member.person, agency, now, timezone.now())


def _faults(act: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(Problems) as raised:
        act()
    return sorted((problem.code, problem.place.file) for problem in raised.value.items)


def _intake(member: Member, number: int) -> Intake:

    name = f"intakes/{number:04}.yaml"
    held = content(member.round, name)
    assert held is not None
    return build(Intake, parse(held.decode(), name))


def test_a_signature_is_an_intake_that_counts() -> None:
    """The sheet becomes intakes/0001.yaml as the rules read it, with reasons and boxes, and every cell is locked."""
    member = Member(all_kinds())
    marks = SOUND | {"A1": "７分", "~highlights": "有\r\n特色\u202e", "~problems": " "}
    member.save("court", marks, {"A1": "记录\x00不全"})
    signing = _signed(member)
    held = _intake(member, 1)
    assert held.sheets == (
        Sheet(
            agency="court",
            rater="r1",
            marks=SOUND | {"A1": "7"},
            reasons={"A1": "记录不全"},
            highlights="有\n特色",
        ),
    )
    assert (held.way, held.by, held.asked, held.counts) == ("portal", "成员r1", tuple(SOUND), True)
    assert (signing.intake, signing.criteria, signing.person) == (1, list(SOUND), member.person)
    row = sheet_row(member.round, "r1", "court")
    assert row.locked == [*SOUND, "~highlights", "~problems", "~suggestions"]
    assert member.sheet("court").signed
    with laid_out(member.round) as root:
        marks_read = evaluate_folder(root).folder.collected.marks
    assert {key[2]: mark.points for key, mark in marks_read.items() if key[:2] == ("court", "r1")} == {
        line.leaf.id: line.mark.points for line in member.sheet("court").lines if line.mark
    }
    line = JournalLine.objects.order_by("-pk").first()
    assert line is not None
    assert (line.text, line.values) == (
        "The score sheet for {agency} was signed: {n} marks.",
        {"agency": "示例市中级人民法院", "n": 9},
    )


def test_what_is_missing_is_told_all_at_once() -> None:
    """An open mark, one that is none and a reason that is missing: nothing is signed, each is named."""
    member = Member(all_kinds())
    member.save("court", SOUND | {"A1": "7", "A4": "", "A6": "-1"})
    assert _faults(lambda: _signed(member)) == [
        ("SIGN-MISSING", "1 直接打分"),
        ("SIGN-MISSING", "减分"),
        ("SIGN-MISSING", "扣分"),
    ]
    assert (Signing.objects.count(), member.sheet("court").signed) == (0, False)


def test_what_was_not_seen_is_not_signed() -> None:
    """A save that came after the page was made, from another device, stands in the way."""
    member = Member(all_kinds())
    member.save("court", SOUND)
    seen = member.sheet("court").seen
    member.save("court", {"A1": "10"})
    assert _faults(lambda: _signed(member, seen=seen)) == [("SHEET-CHANGED", "示例市中级人民法院")]


def test_a_sheet_is_signed_once() -> None:
    """What is signed already cannot be signed again until it is unlocked."""
    member = Member(all_kinds())
    member.save("court", SOUND)
    _signed(member)
    assert _faults(lambda: _signed(member)) == [("SIGN-NOTHING", "示例市中级人民法院")]


def test_phase_by_phase() -> None:
    """Each phase's criteria are signed in their phase; boxes stay open until the last is signed."""
    member = Member(all_kinds(Phase.DOCUMENT_REVIEW))
    later = {name: mark for name, mark in SOUND.items() if name != "A1"}
    member.save("court", later)
    _signed(member)
    assert sheet_row(member.round, "r1", "court").locked == list(later)
    assert member.sheet("court").partly_signed
    set_phases(member.round, Phase.SITE_VISIT)
    member.save("court", {"A1": "9", "~suggestions": "继续"})
    assert _signed(member).criteria == ["A1"]
    assert _intake(member, 2).sheets[0].suggestions == "继续"
    assert member.sheet("court").signed


def test_numbers_go_on_from_what_is_there() -> None:
    """Two members sign after each other: two records, each of its own number."""
    first = Member(all_kinds())
    second = Member(first.round, "r2")
    for member in (first, second):
        member.save("court", SOUND)
    assert [_signed(first).intake, _signed(second).intake] == [1, 2]


def test_unlocking_keeps_what_was_signed() -> None:
    """The lock goes, the intake stays and counts; the next signature supersedes it and both remain."""
    member = Member(all_kinds())
    office = somebody(Role.OFFICE)
    member.save("court", SOUND)
    _signed(member)
    now = timezone.now()
    assert unlock(member.round, office, rater="r1", agency="court", why=" 笔误 ", at=now) == 1
    signing = Signing.objects.get()
    assert (signing.undone, signing.undone_by, signing.undone_why) == (now, office, "笔误")
    assert (member.sheet("court").signed, len(member.sheet("court").to_sign)) == (False, 9)
    member.save("court", {"A1": "9"})
    _signed(member)
    assert [path for path in current(member.round) if path.startswith("intakes/")] == [
        "intakes/0001.yaml",
        "intakes/0002.yaml",
    ]
    assert Signing.objects.filter(undone=None).count() == 1


def test_unlocking_needs_a_reason_and_a_lock() -> None:
    """Both faults are told at once."""
    member = Member(all_kinds())

    def undo() -> int:
        return unlock(member.round, member.person, rater="r1", agency="court", why=" ", at=timezone.now())

    assert [code for code, _ in _faults(undo)] == [
        "UNLOCK-NOTHING",
        "UNLOCK-REASON",
    ]


def test_a_closed_round_is_neither_signed_nor_unlocked() -> None:
    """Nothing of a closed round changes any more."""
    member = Member(all_kinds())
    for agency in ("court", "health"):
        member.save(agency, SOUND)
    _signed(member)
    member.round.closed = timezone.now()
    member.round.save()

    def undo() -> int:
        return unlock(member.round, member.person, rater="r1", agency="court", why="更正", at=timezone.now())

    assert [code for code, _ in _faults(undo)] == ["ROUND-CLOSED"]
    assert [code for code, _ in _faults(lambda: _signed(member, "health"))] == ["ROUND-CLOSED"]
