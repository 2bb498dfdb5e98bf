"""What an agency sees of its own report."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("db")


def test_from_nothing_to_handed_in() -> None:
    """The state, what is missing, and whether the draft says something else than what was handed in."""
    from scoring.actions.own_report import own_report
    from scoring.actions.submitting import submit
    from tests.agency_desks import fresh_desk, returned_desk, retyped

    first = fresh_desk()
    fresh = own_report(first)
    assert (fresh.status, fresh.faults, fresh.changed, fresh.draft.begun) == ("nothing", (), False, False)
    first.round.delete()
    desk = returned_desk()
    assert own_report(desk).status == "returned"
    submit(desk)
    handed_in = own_report(desk)
    assert (handed_in.status, handed_in.faults, handed_in.changed) == ("submitted", (), False)
    retyped(desk, "self.A1", "")
    changed = own_report(desk)
    assert (changed.status, [fault.problem.code for fault in changed.faults], changed.changed) == (
        "submitted",
        ["SELF-MISSING"],
        True,
    )


def test_the_deadline_is_the_agencys_own() -> None:
    """With the extension that it was given; what comes within the grace is still taken in."""
    from scoring.actions.own_report import own_report
    from scoring.actions.records import change
    from scoring.actions.returning import extend
    from scoring.folder import write_file
    from scoring.folder.writing import holding
    from tests.agency_desks import desk as desk_of
    from tests.agency_desks import fresh_desk

    desk = fresh_desk()
    until = (desk.at + timedelta(days=3)).replace(second=0, microsecond=0)
    extend(desk, until, "机构改革")

    def grace(root: Path) -> None:
        text = (root / "calendar.yaml").read_text("utf-8") + "grace: 30\n"
        write_file(root / "calendar.yaml", holding(text.replace("grace: 0\n", "").encode()))

    change(desk.round, None, desk.at, grace)
    found = own_report(desk_of(desk.round))
    assert (found.deadline, found.last) == (until, until + timedelta(minutes=30))
    assert own_report(desk_of(desk.round, "court")).deadline != until


def test_it_takes_four_queries() -> None:
    """However much was typed and brought."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from scoring.actions.own_report import own_report
    from tests.agency_desks import fresh_desk, returned_desk

    counts = []
    for made in (fresh_desk, returned_desk):
        desk = made()
        assert desk.plan.round.names
        with CaptureQueriesContext(connection) as queries:
            own_report(desk)
        counts.append(len(queries))
        desk.round.delete()
    assert counts == [4, 4]
