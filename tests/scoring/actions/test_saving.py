"""Saves are kept once, in order, and never over what their device had not seen."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.portal_data import data_folder

data_folder()

from scoring.actions.saving import Answered, Batch, keep
from scoring.storage.models import Role, Save, Sheet
from tests.portal_people import browser, somebody
from tests.scoring.actions.saving_desk import Desk

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def desk() -> Desk:
    """Return a member at a sheet while everything may be marked."""
    return Desk()


def test_one_row_a_save(desk: Desk) -> None:
    """Every save is a row of its own, with what it was typed over, by whom and when."""
    first = desk.send("优", reason="两处")
    second = desk.send("良", base=first.id)
    assert [(first.status, first.value), (second.status, second.value)] == [("kept", "优"), ("kept", "良")]
    assert desk.rows() == [("A1", "优", "两处"), ("A1", "良", "")]
    row = Save.objects.get(pk=second.id)
    held = (row.sheet, row.base, row.device, row.seq, row.person, row.at)
    assert held == (desk.sheet, first.id, f"{desk.person.pk}.phone", 2, desk.person, desk.now)


def test_what_was_typed_is_kept_as_it_is_meant(desk: Desk) -> None:
    """A level is kept by its title however it was typed, a text without what nobody sees; emptying is a save too."""
    answer = desk.send("６分", reason=" 有\u200b依据\r\n公开 ")
    emptied = desk.send("", base=answer.id)
    assert [(answer.value, answer.status), (emptied.value, emptied.status)] == [("优", "kept"), ("", "kept")]
    assert desk.rows() == [("A1", "优", "有依据\n公开"), ("A1", "", "")]


def test_sent_twice_kept_once(desk: Desk) -> None:
    """A save whose acknowledgement was lost is known when it comes again, and says what was written over it since."""
    save = desk.sent("优")
    first = desk.keep(save)[0]
    again = desk.keep(save)[0]
    over = desk.send("良", device="tablet", base=first.id)
    late = desk.keep(save)[0]
    assert [(again.status, again.id, again.newest), (late.status, late.id)] == [
        ("known", first.id, None),
        ("known", first.id),
    ]
    assert late.newest is not None
    assert (late.newest.id, late.newest.value) == (over.id, "良")
    assert desk.rows() == [("A1", "优", ""), ("A1", "良", "")]


def test_sent_twice_in_one_request(desk: Desk) -> None:
    """Two copies of a save in one request are one row."""
    save = desk.sent("优")
    assert [answer.status for answer in desk.keep(save, save)] == ["kept", "known"]
    assert desk.rows() == [("A1", "优", "")]


def test_a_number_that_was_used_for_something_else(desk: Desk) -> None:
    """Another save under a number that its device has used is told so, and neither kept nor taken for the old one."""
    desk.send("优", seq=7)
    assert desk.status("良", "A2", seq=7) == "taken"
    assert desk.status("良", seq=7) == "taken"
    assert desk.rows() == [("A1", "优", "")]


def test_nobody_uses_up_the_numbers_of_another(desk: Desk) -> None:
    """Two members whose devices are called alike have numbers of their own."""
    other = browser(somebody(Role.PANEL, desk.round, "r2")).cookies["pingyi"].value
    sheet = Sheet.objects.create(round=desk.round, rater="r2", agency="court")
    theirs = keep([Batch(other, (desk.sent("差", seq=1, sheet=sheet.pk),))], desk.now)
    assert theirs[0].answers[0].status == "kept"
    assert desk.status("优", seq=1) == "kept"


def test_a_chain_of_one_device_in_one_request(desk: Desk) -> None:
    """What a device typed one over the other before any was acknowledged is kept in order, each on the one before."""
    answers = desk.keep(
        desk.sent("优", seq=1), desk.sent("良", seq=2, after=("phone", 1)), desk.sent("中", seq=3, after=("phone", 2))
    )
    assert [answer.status for answer in answers] == ["kept"] * 3
    assert desk.rows() == [("A1", "优", ""), ("A1", "良", ""), ("A1", "中", "")]
    assert list(Save.objects.order_by("pk").values_list("base", flat=True)) == [0, answers[0].id, answers[1].id]


def test_a_stale_save_overwrites_nothing(desk: Desk) -> None:
    """A save over something that its device had not seen is not kept, and is shown what is there."""
    first = desk.send("优")
    second = desk.send("良", device="tablet", base=first.id)
    stale = desk.send("差", base=first.id, after=("phone", 1))
    assert (stale.status, stale.id) == ("stale", 0)
    assert stale.newest is not None
    assert (stale.newest.id, stale.newest.value, stale.newest.device) == (second.id, "良", f"{desk.person.pk}.tablet")
    chosen = desk.send("差", base=second.id)
    assert chosen.status == "kept"
    assert desk.rows() == [("A1", "优", ""), ("A1", "良", ""), ("A1", "差", "")]


def test_a_tab_that_saw_nothing_is_stale(desk: Desk) -> None:
    """The same device under another name, a second tab, overwrites nothing that it has not seen either."""
    desk.send("优")
    assert desk.status("良", device="tab") == "stale"


def test_the_same_again_is_no_conflict(desk: Desk) -> None:
    """Who writes what the cell holds already is told so, whatever had been seen, and no row is made."""
    first = desk.send("优", reason="好")
    answer = desk.send("优", reason="好", device="tablet")
    assert (answer.status, answer.id) == ("known", first.id)
    assert desk.status("优", reason="不好", device="tablet") == "stale"
    assert desk.rows() == [("A1", "优", "好")]


def test_one_that_is_refused_costs_the_others_nothing(desk: Desk) -> None:
    """Every save of a request is answered by itself."""
    answers = desk.keep(desk.sent("优"), desk.sent("十", "A2"), desk.sent("中", "A3"), desk.sent("亮点", "~highlights"))
    assert [answer.status for answer in answers] == ["kept", "refused", "kept", "kept"]
    assert desk.rows() == [("A1", "优", ""), ("A3", "中", ""), ("~highlights", "亮点", "")]


def test_a_signed_criterion_is_locked(desk: Desk) -> None:
    """Nothing is kept where a criterion is signed; what was kept before is still known, the rest stays open."""
    save = desk.sent("优")
    first = desk.keep(save)[0]
    desk.sheet.locked = ["A1", "~problems"]
    desk.sheet.save()
    locked = desk.send("良", base=first.id)
    assert locked.status == "locked"
    assert locked.newest is not None
    assert (locked.newest.id, locked.newest.value) == (first.id, "优")
    assert desk.keep(save)[0].status == "known"
    assert [desk.status("无", "~problems"), desk.status("优", "A2")] == ["locked", "kept"]


def test_requests_of_several_people_together(desk: Desk) -> None:
    """Many requests are kept in one go, each answered for itself; one without a session is answered as signed out."""
    answered = keep(
        [Batch("nobody", (desk.sent("优"),)), Batch(desk.session, (desk.sent("良"), desk.sent("中", "A2")))], desk.now
    )
    assert answered[0] == Answered(None)
    assert [answer.status for answer in answered[1].answers] == ["kept", "kept"]


def test_queries_stay_the_same(desk: Desk) -> None:
    """One save and twenty take the same number of statements."""
    desk.send("优", "B1")
    counts = []
    for leaves in (["A1"], [*desk.plan.leaves][1:]):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            desk.keep(*(desk.sent("差", leaf, device="other") for leaf in leaves))
        counts.append(len(queries))
    assert counts[0] == counts[1]
