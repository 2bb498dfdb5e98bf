"""Drafts: kept field by field, never overwritten by a stale page."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rubrics import Problems
from tests.postgres_server import postgres

TWICE_AT_ONCE = """
import threading, time
from tests.portal_data import data_folder
data_folder()
from django.core.management import call_command
from django.db import transaction
call_command("migrate", verbosity=0)
from scoring.actions.drafting import save_answers
from scoring.storage.models import Answer
from tests.agency_desks import fresh_desk
desk, written = fresh_desk(), threading.Event()
def first():
    with transaction.atomic():
        for field in ("report.text", "contact.name"):
            Answer.objects.create(round=desk.round, agency=desk.agency, field=field, value="甲", at=desk.at)
        written.set()
        time.sleep(1)
thread = threading.Thread(target=first)
thread.start()
written.wait()
saved = save_answers(desk, {"report.text": "甲", "contact.name": "乙", "self.A1": "5"}, {})
thread.join()
print(dict(saved.kept), {name: other.value for name, other in saved.stale.items()})
"""

pytestmark = pytest.mark.usefixtures("db")


def test_what_is_typed_is_kept_with_its_edition() -> None:
    """Each change of a field is an edition of its own; saying the same again is none."""
    from scoring.actions.drafting import draft_of, save_answers
    from tests.agency_desks import fresh_desk

    desk = fresh_desk()
    assert dict(save_answers(desk, {"self.A1": "5", "contact.name": ""}, {}).kept) == {"self.A1": 1, "contact.name": 0}
    assert dict(save_answers(desk, {"self.A1": "5"}, {}).kept) == {"self.A1": 1}
    assert dict(save_answers(desk, {"self.A1": "6"}, {"self.A1": 1}).kept) == {"self.A1": 2}
    assert draft_of(desk.round, desk.agency).get("self.A1") == "6"


def test_a_stale_page_overwrites_nothing() -> None:
    """Where somebody else changed a field meanwhile, theirs stays and is told; other fields are kept."""
    from scoring.actions.drafting import Other, draft_of, save_answers
    from tests.agency_desks import fresh_desk

    desk = fresh_desk()
    save_answers(desk, {"report.text": "甲"}, {})
    saved = save_answers(desk, {"report.text": "乙", "self.A1": "5"}, {})
    assert dict(saved.kept) == {"self.A1": 1}
    assert dict(saved.stale) == {"report.text": Other("甲", 1, desk.at, "张三")}
    assert draft_of(desk.round, desk.agency).get("report.text") == "甲"


def test_only_what_is_asked_for_is_kept() -> None:
    """A field that the form does not have, or one that nobody could read to its end, is refused with all others."""
    from scoring.actions.drafting import draft_of, save_answers
    from tests.agency_desks import fresh_desk

    desk = fresh_desk()
    with pytest.raises(Problems) as told:
        save_answers(desk, {"self.Z9": "5", "piece.1.title": "x", "self.A1": "9" * 4001, "contact.name": "甲"}, {})
    assert [(item.code, item.place.file) for item in told.value.items] == [
        ("FIELD-UNKNOWN", "piece.1.title"),
        ("FIELD-LONG", "self.A1"),
        ("FIELD-UNKNOWN", "self.Z9"),
    ]
    assert not draft_of(desk.round, desk.agency).begun


def test_evidence_is_added_for_criteria_that_ask_for_it() -> None:
    """A piece has the first kind that may be handed in so; its number is not given again once it is removed."""
    from scoring.actions.drafting import add_piece, draft_of, remove_piece
    from tests.agency_desks import fresh_desk

    desk = fresh_desk()
    add_piece(desk, "A1", "url")
    add_piece(desk, "B1", "on_site")
    assert remove_piece(desk, 2) == "B1"
    add_piece(desk, "B1", "on_site")
    draft = draft_of(desk.round, desk.agency)
    assert [(piece.number, piece.criterion, draft.said(piece, "kind")) for piece in draft.pieces] == [
        (1, "A1", "网址"),
        (3, "B1", "统计表格"),
    ]
    assert remove_piece(desk, 9) is None


@pytest.mark.parametrize(("criterion", "way"), [("A1", "phone"), ("A1", "file"), ("Z9", "url"), ("A1", "")])
def test_evidence_that_is_not_asked_for_is_refused(criterion: str, way: str) -> None:
    """Neither another criterion nor another way of handing in is possible."""
    from scoring.actions.drafting import add_piece
    from tests.agency_desks import fresh_desk

    with pytest.raises(Problems) as told:
        add_piece(fresh_desk(), criterion, way)
    assert [item.code for item in told.value.items] == ["EVIDENCE-UNKNOWN"]


def test_two_agencies_have_drafts_of_their_own() -> None:
    """What one types is nowhere in the other's draft."""
    from scoring.actions.drafting import add_piece, draft_of, save_answers
    from tests.agency_desks import desk as desk_of
    from tests.agency_desks import fresh_desk

    desk = fresh_desk()
    other = desk_of(desk.round, "court")
    save_answers(desk, {"self.A1": "5"}, {})
    add_piece(desk, "A1", "url")
    assert not draft_of(other.round, other.agency).begun
    assert add_piece(other, "A1", "url").number == 1


@pytest.mark.postgres
def test_what_is_sent_twice_at_once_is_kept_once() -> None:
    """The same says nothing new, something else is told; the databases that let two write at once do so here."""
    with postgres() as database:
        done = subprocess.run(
            [sys.executable, "-c", TWICE_AT_ONCE],
            env={**os.environ, "PINGYI_DATABASE": database, "PYTHONPATH": str(Path(__file__).parents[3])},
            capture_output=True,
            text=True,
            check=False,
        )
    said = "{'report.text': 1, 'self.A1': 1} {'contact.name': '甲'}"
    assert done.stdout.strip() == said, done.stderr[-2000:]
