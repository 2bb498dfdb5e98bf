"""A backup comes back whole and unaltered, or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.utils import timezone

from rubrics import Problems
from tests.portal_data import data_folder

data_folder()

from scoring.actions.all_tables import tables
from scoring.actions.backing_up import back_up
from scoring.actions.restoring import restore
from scoring.storage.models import Person, Role, Round
from tests.every_table import fill_every_table
from tests.portal_people import demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")

Change = Callable[[dict[str, bytes]], None]


@pytest.fixture
def backup() -> bytes:
    """Return the backup of a portal with rows in every table; the database is empty again."""
    fill_every_table(demo_round())
    stream = BytesIO()
    back_up(stream, timezone.now())
    _empty()
    return stream.getvalue()


def codes(data: bytes) -> list[str]:
    """Return the codes of what stands against a backup; nothing is in the database then."""
    with pytest.raises(Problems) as caught:
        restore(BytesIO(data), "b.zip")
    assert Round.objects.count() == 0
    return [problem.code for problem in caught.value.items]


def test_all_rows_and_bytes_come_back(backup: bytes, db: Path) -> None:
    """The backup of what was restored is the backup, but for its moment."""
    for file in (db / "files").glob("??/*"):
        file.unlink()
    rows, kept = restore(BytesIO(backup), "b.zip")
    again = BytesIO()
    back_up(again, timezone.now())
    first, second = _members(backup), _members(again.getvalue())
    contents = json.loads(first.pop("pingyi-backup.json"))
    del second["pingyi-backup.json"]
    assert second == first
    assert rows == sum(member.get("rows", 0) for member in contents["members"])
    assert kept == sum(name.startswith("files/") for name in first)


def test_what_is_restored_goes_on(backup: bytes) -> None:
    """New rows are numbered after the old ones."""
    restore(BytesIO(backup), "b.zip")
    last = Person.objects.order_by("-pk").values_list("pk", flat=True)[0]
    assert Person.objects.create(login="new", name="新", role=Role.OFFICE, created=timezone.now()).pk > last


def test_what_is_there_is_not_mixed_with_it(backup: bytes) -> None:
    """A portal that holds anything takes no backup."""
    somebody(Role.OFFICE)
    with pytest.raises(Problems) as caught:
        restore(BytesIO(backup), "b.zip")
    assert [problem.code for problem in caught.value.items] == ["PORTAL-NOT-EMPTY"]


def _alter_row(members: dict[str, bytes]) -> None:
    members["tables/save.jsonl"] = members["tables/save.jsonl"].replace(b"value", b"VALUE")


def _alter_file(members: dict[str, bytes]) -> None:
    name = min(name for name in members if name.startswith("files/"))
    members[name] += b"!"


def _add(members: dict[str, bytes]) -> None:
    members["files/../../etc/passwd"] = b""


def _lose(members: dict[str, bytes]) -> None:
    del members["tables/save.jsonl"]


def _later(members: dict[str, bytes]) -> None:
    contents = json.loads(members["pingyi-backup.json"])
    members["pingyi-backup.json"] = json.dumps(contents | {"steps": ["0999_later"]}).encode()


def _none(members: dict[str, bytes]) -> None:
    members["pingyi-backup.json"] = b"{}"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_alter_row, "BACKUP-ALTERED"),
        (_alter_file, "BACKUP-ALTERED"),
        (_add, "BACKUP-ALTERED"),
        (_lose, "BACKUP-ALTERED"),
        (_later, "BACKUP-VERSION"),
        (_none, "BACKUP-SHAPE"),
    ],
)
def test_what_was_altered_is_refused(backup: bytes, change: Change, code: str) -> None:
    """Each byte is compared with its SHA-256 before anything is changed."""
    members = _members(backup)
    change(members)
    assert codes(_zip(members)) == [code]


@pytest.mark.parametrize("data", [b"no zip at all", b""])
def test_what_is_no_backup_is_refused(data: bytes) -> None:
    """Any other file is told as such."""
    assert codes(data) == ["BACKUP-SHAPE"]


def test_a_backup_that_was_cut_short_is_refused(backup: bytes) -> None:
    """Half a file is none."""
    assert codes(backup[: len(backup) // 2]) == ["BACKUP-SHAPE"]


def test_a_backup_with_damaged_bytes_is_refused(backup: bytes) -> None:
    """A disk that lost a few bytes within a table: what cannot be unpacked is told like what is another."""
    with ZipFile(BytesIO(backup)) as archive:
        info = archive.getinfo("tables/person.jsonl")
    begin = info.header_offset + 30 + len(info.filename) + 20
    lost = bytes(sign ^ 0xFF for sign in backup[begin : begin + 40])
    assert codes(backup[:begin] + lost + backup[begin + 40 :]) == ["BACKUP-ALTERED"]


def test_a_backup_with_a_password_is_refused(backup: bytes) -> None:
    """Where the list of what is in it says that it is encrypted, nothing is asked for."""
    at = backup.rindex(b"pingyi-backup.json") - 46 + 8
    assert codes(backup[:at] + b"\x01" + backup[at + 1 :]) == ["BACKUP-SHAPE"]


def _members(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zip(members: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _empty() -> None:

    for model in reversed(tables()):
        model._default_manager.all().delete()  # noqa: SLF001 - documented, in spite of its name
