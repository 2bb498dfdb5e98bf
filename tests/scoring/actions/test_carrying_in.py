"""Exported folders that somebody altered, or that come where others are already."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.utils import timezone

from rubrics import Problems
from tests.portal_data import data_folder

data_folder()

from scoring.actions.exporting import export_round
from scoring.actions.opening import open_round
from scoring.storage.models import Person, Role, Round, Save
from tests.every_table import NOW, fill_every_table
from tests.portal_people import demo_round

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the exported folder of a round with rows in every table, which is gone from the database."""
    round_ = demo_round()
    fill_every_table(round_)
    export_round(round_, tmp_path / "out")
    round_.delete()
    return tmp_path / "out"


def opened(folder: Path) -> Round:
    """Return the round that a folder becomes."""
    return open_round(folder, None, timezone.now())


def codes(folder: Path) -> list[str]:
    """Return the codes of what is wrong with a folder."""
    with pytest.raises(Problems) as caught:
        opened(folder)
    return [problem.code for problem in caught.value.items]


def test_a_folder_that_was_gone_on_with_brings_new_versions(folder: Path) -> None:
    """What was altered, added and removed since the export is the newest version; the earlier ones stay."""
    title = (folder / "round.yaml").read_text("utf-8")
    (folder / "round.yaml").write_text(title.replace("评议员甲", "评议员某"), "utf-8")
    (folder / "calendar.yaml").unlink()
    (folder / "minutes.txt").write_text("new", "utf-8")
    round_ = opened(folder)
    versions = {
        path: list(round_.records.filter(path=path).order_by("pk").values_list("current", flat=True))
        for path in ("round.yaml", "calendar.yaml", "minutes.txt")
    }
    assert versions == {"round.yaml": [False, True], "calendar.yaml": [False], "minutes.txt": [True]}
    assert (round_.revision, round_.setup) == (3, 3)


def test_bytes_are_those_of_their_name(folder: Path) -> None:
    """A file below portal/files that was altered is refused."""
    first = min((folder / "portal" / "files").iterdir())
    first.write_bytes(b"something else")
    assert codes(folder) == ["FILE-ALTERED"]


@pytest.mark.parametrize(
    "line",
    ["no JSON", "[1, 2]", '{"id": 1, "no_such_column": 1}', '{"id": 1, "round_id": "x"}', '{"rater": "r1"}'],
)
def test_a_line_that_is_no_row_is_refused(folder: Path, line: str) -> None:
    """What this program did not write is told with its line, and nothing is taken in."""
    (folder / "portal" / "sheet.jsonl").write_text(f"{line}\n", "utf-8")
    assert codes(folder) == ["ROW-SHAPE"]
    assert Round.objects.count() == 0


def test_a_closed_round_is_taken_as_it_was_closed(folder: Path) -> None:
    """Its records may not be altered on the way; unaltered, it comes back closed."""
    file = folder / "portal" / "round.jsonl"
    row = json.loads(file.read_text("utf-8")) | {"closed": NOW.isoformat(), "sealed": "a" * 64}
    file.write_text(json.dumps(row), "utf-8")
    altered = (folder / "feedback.yaml").exists()
    (folder / "added.txt").write_text("added", "utf-8")
    assert (altered, codes(folder)) == (False, ["ROUND-CLOSED"])
    (folder / "added.txt").unlink()
    round_ = opened(folder)
    assert (round_.closed, round_.sealed) == (NOW, "a" * 64)


def test_people_and_devices_of_a_copy_get_names_of_their_own(folder: Path) -> None:
    """A round taken in under another id stands beside the first: no name to sign in with is there twice."""
    first = opened(folder)
    yaml = (folder / "round.yaml").read_text("utf-8")
    (folder / "round.yaml").write_text(yaml.replace("id: demo-2026", "id: copy-2026"), "utf-8")
    second = opened(folder)
    logins = list(Person.objects.filter(role=Role.PANEL).order_by("pk").values_list("login", flat=True))
    assert logins == ["demo-2026-panel-r1", f"demo-2026-panel-r1-{second.pk}"]
    assert Person.objects.filter(role=Role.OFFICE).count() == 1
    devices = [
        set(Save.objects.filter(sheet__round=round_).values_list("device", flat=True)) for round_ in (first, second)
    ]
    assert devices == [{"device“0”", "device“1”"}, {f"device“0”~{second.pk}", f"device“1”~{second.pk}"}]


def test_somebody_of_the_office_who_is_not_here_cannot_sign_in(folder: Path) -> None:
    """The name stands beside what they did; the account is switched off, whatever the folder says."""
    Person.objects.all().delete()
    file = folder / "portal" / "person.jsonl"
    assert '"is_active":true' in file.read_text("utf-8")
    opened(folder)
    person = Person.objects.get(role=Role.OFFICE)
    assert (person.name, person.is_active, person.link, person.has_usable_password()) == (
        "办公室甲",
        False,
        None,
        False,
    )


def altered(folder: Path, table: str, **values: object) -> None:
    """Write columns into every row of a table of a folder."""
    file = folder / "portal" / f"{table}.jsonl"
    rows = [json.loads(line) | values for line in file.read_text("utf-8").splitlines()]
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")


@pytest.mark.parametrize("column", ["id", "slug"])
def test_a_folder_does_not_say_which_round_it_becomes(folder: Path, column: str) -> None:
    """A row of the round that names another one is refused: it would be written over that one."""
    other = demo_round()
    other.slug = "other"
    other.save()
    altered(folder, "round", **{column: other.pk if column == "id" else other.slug})
    assert codes(folder) == ["ROW-SHAPE"]
    assert list(Round.objects.values_list("pk", "slug", "title")) == [(other.pk, "other", other.title)]


@pytest.mark.parametrize("column", ["link", "pin", "password"])
def test_nobody_brings_a_way_in(folder: Path, column: str) -> None:
    """A folder whose people have links, PINs or passwords was not written by this program, and is refused."""
    altered(folder, "person", **{column: "0" * 64})
    assert codes(folder) == ["ROW-SHAPE"]


def test_names_hold_nothing_that_nobody_sees(folder: Path) -> None:
    """What the portal itself would not take from a form stands in no row either."""
    altered(folder, "person", name="甲\u200b\x00乙")
    opened(folder)
    assert set(Person.objects.values_list("name", flat=True)) == {"办公室甲", "甲乙"}


def test_people_are_in_a_role_that_there_is(folder: Path) -> None:
    """A role of another name is refused, before a page stumbles over it."""
    altered(folder, "person", role="admin")
    assert codes(folder) == ["ROW-SHAPE"]
