"""A draft file that a device could not send is taken in once, late too, and overwrites nothing unasked."""

from __future__ import annotations

import json

import pytest

from rubrics import Problems, say
from scoring.rounds.calendar import Phase
from tests.portal_data import data_folder

data_folder()

from scoring.actions.draft_files import Draft, look_at_draft, read_draft, take_draft
from scoring.actions.sent import Sent
from scoring.storage.models import JournalLine, Person, Role, Save, Sheet
from tests.portal_people import set_phases, somebody
from tests.scoring.actions.saving_desk import Desk

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def desk() -> Desk:
    """Return a member at a sheet while everything may be marked."""
    return Desk()


@pytest.fixture
def office() -> Person:
    """Return somebody of the office."""
    return somebody(Role.OFFICE, name="普法办甲")


def written(desk: Desk, *saves: Sent, **more: object) -> bytes:
    """Return the file that a device writes."""
    found = [
        {
            **{
                name: getattr(save, name) for name in ("device", "seq", "sheet", "criterion", "value", "reason", "base")
            },
            "after": list(save.after) if save.after else None,
            "state": "waiting",
        }
        for save in saves
    ]
    head = {"pingyi": "draft", "version": 1, "at": "2026-05-20T01:30:00Z", "who": str(desk.person.pk)}
    return json.dumps(head | {"round": desk.round.slug, "saves": found} | more).encode()


def draft_of(desk: Desk, *saves: Sent) -> Draft:
    """Return a draft as it is read from such a file."""
    return read_draft(desk.round, written(desk, *saves))


def test_read_as_it_was_written(desk: Desk) -> None:
    """A file gives the member, the device's time and every save as the device would have sent it."""
    saves = (desk.sent("优", reason="好"), desk.sent("良", "A2", after=("phone", 1), base=3))
    assert draft_of(desk, *saves) == Draft(desk.person, "2026-05-20T01:30:00Z", saves)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"pingyi": 1}, "DRAFT-FILE"),
        ({"version": 2}, "DRAFT-FILE"),
        ({"saves": []}, "DRAFT-FILE"),
        ({"saves": [{}]}, "DRAFT-FILE"),
        ({"saves": {"0": {}}}, "DRAFT-FILE"),
        ({"who": "x"}, "DRAFT-FILE"),
        ({"who": str(10**30)}, "DRAFT-FILE"),
        ({"who": "0"}, "DRAFT-WHOSE"),
        ({"round": "other"}, "DRAFT-WHOSE"),
    ],
)
def test_no_draft(desk: Desk, fields: dict[str, object], code: str) -> None:
    """A file that was altered, or is of another round or nobody, is told to be that."""
    with pytest.raises(Problems) as told:
        read_draft(desk.round, written(desk, desk.sent("优"), **fields))
    assert [problem.code for problem in told.value.items] == [code]


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", b"null", b"[" * 100_000, b" " * ((2 << 20) + 1)])
def test_no_file_of_ours(desk: Desk, data: bytes) -> None:
    """Whatever else somebody chooses is told to be no draft."""
    with pytest.raises(Problems) as told:
        read_draft(desk.round, data)
    assert [problem.code for problem in told.value.items] == ["DRAFT-FILE"]


def test_looking_writes_nothing(desk: Desk, office: Person) -> None:
    """Before it is accepted, a draft shows what would become of each cell: the last that was typed there."""
    draft = draft_of(desk, desk.sent("优"), desk.sent("良", after=("phone", 1)), desk.sent("亮", "~highlights"))
    lines = look_at_draft(desk.round, office, draft, desk.now)
    found = [(line.agency, line.value, line.status, line.held) for line in lines]
    assert found == [("示例市中级人民法院", "良", "kept", ""), ("示例市中级人民法院", "亮", "kept", "")]
    assert desk.rows() == []


def test_taken_in_and_sent_too(desk: Desk, office: Person) -> None:
    """What the office took in is known when the device sends it after all: one row, handed in by the office."""
    save = desk.sent("优", reason="好")
    lines = take_draft(desk.round, office, draft_of(desk, save), {}, desk.now)
    assert [(line.status, line.told) for line in lines] == [("kept", say("new"))]
    assert desk.keep(save)[0].status == "known"
    assert desk.rows() == [("A1", "优", "好")]
    assert Save.objects.get().person == office
    line = JournalLine.objects.order_by("pk").last()
    assert line is not None
    assert (line.text, line.values) == (
        "A draft file of {name} was taken in: {n} cells.",
        {"name": desk.person.name, "n": 1},
    )
    again = take_draft(desk.round, office, draft_of(desk, save), {}, desk.now)
    assert [line.status for line in again] == ["known"]


def test_taken_in_late(desk: Desk, office: Person) -> None:
    """A draft is taken in after its phase: the member marked in time, and only the network did not."""
    set_phases(desk.round, Phase.SETTLE)
    save = desk.sent("优")
    assert desk.keep(save)[0].status == "closed"
    take_draft(desk.round, office, draft_of(desk, save), {}, desk.now)
    assert desk.rows() == [("A1", "优", "")]


def test_something_else_was_written_meanwhile(desk: Desk, office: Person) -> None:
    """What another device wrote is shown and stays, unless the office chooses the draft over just that."""
    draft = draft_of(desk, desk.sent("优"))
    other = desk.send("差", device="tablet", reason="旧")
    (line,) = look_at_draft(desk.round, office, draft, desk.now)
    assert (line.status, line.held, line.choice) == ("stale", "差 · 旧", f"{desk.sheet.pk} A1 {other.id}")
    name = f"{desk.sheet.pk} A1"
    for chosen in ({}, {name: other.id - 1}):
        assert [one.status for one in take_draft(desk.round, office, draft, chosen, desk.now)] == ["stale"]
    assert [one.status for one in take_draft(desk.round, office, draft, {name: other.id}, desk.now)] == ["kept"]
    assert desk.rows() == [("A1", "差", "旧"), ("A1", "优", "")]


def test_what_a_draft_cannot_do(desk: Desk, office: Person) -> None:
    """A signed criterion stays, another member's sheet is not touched, and what is no mark is refused."""
    other = Sheet.objects.create(round=desk.round, rater="r2", agency="court")
    desk.sheet.locked = ["A1"]
    desk.sheet.save()
    draft = draft_of(desk, desk.sent("优"), desk.sent("优", "A2", sheet=other.pk), desk.sent("十", "A3"))
    lines = take_draft(desk.round, office, draft, {}, desk.now)
    assert [(line.agency, line.status) for line in lines] == [
        ("示例市中级人民法院", "locked"),
        ("", "closed"),
        ("示例市中级人民法院", "refused"),
    ]
    assert desk.rows() == []
