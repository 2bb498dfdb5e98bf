"""The lane's own SQL, on SQLite in every other test of saves, and here on PostgreSQL: the same tests once more."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.portal_data import data_folder
from tests.postgres_server import postgres

data_folder()

from scoring.storage import saves
from scoring.storage.models import Sheet
from tests.portal_people import demo_round

TESTS = Path(__file__).parents[2]
SAME = (
    "scoring/actions/test_saving.py",
    "scoring/actions/test_judging.py",
    "scoring/actions/test_saved_by.py",
    "scoring/actions/test_draft_files.py",
    "scoring/portal/test_lane.py",
    "scoring/storage/test_saves.py",
)


@pytest.mark.usefixtures("db")
def test_what_was_written_is_read() -> None:
    """Rows come back as they were written: by their numbers, and the newest of a cell; times to the microsecond."""
    sheet = Sheet.objects.create(round=demo_round(), rater="r1", agency="court", locked=["A2"])
    at = datetime(2026, 5, 20, 1, 30, 0, 123456, tzinfo=UTC)
    first = saves.Kept(0, sheet.pk, "A1", "优", "O'Neill\\ %s", 0, "1.phone", 1, None, at)
    second = replace(first, value="良", seq=2, at=at + timedelta(seconds=1))
    other = replace(first, criterion="~highlights", seq=3)
    ids = saves.insert([first, second, other])
    written = [replace(row, id=ids[row.number]) for row in (first, second, other)]
    assert sorted(ids) == [("1.phone", 1), ("1.phone", 2), ("1.phone", 3)]
    assert saves.known([("1.phone", 1), ("1.phone", 9), ("2.phone", 1)]) == {("1.phone", 1): written[0]}
    newest = {(sheet.pk, "A1"): written[1], (sheet.pk, "~highlights"): written[2]}
    assert saves.newest([(sheet.pk, "A1"), (sheet.pk, "~highlights"), (sheet.pk, "A2")]) == newest
    assert saves.sheets([sheet.pk, 10**9])[sheet.pk].locked == frozenset({"A2"})
    assert (saves.insert([]), saves.known([]), saves.newest([]), saves.sheets([])) == ({}, {}, {}, {})


@pytest.mark.postgres
def test_on_postgresql() -> None:
    """Everything that is tested of saves holds on PostgreSQL too."""
    with postgres() as database:
        command = [sys.executable, "-m", "pytest", "-q", "-m", "not postgres", "-p", "no:cacheprovider"]
        done = subprocess.run(
            [*command, *(str(TESTS / name) for name in SAME)],
            env={**os.environ, "PINGYI_DATABASE": database},
            cwd=TESTS.parent,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout[-3000:]
