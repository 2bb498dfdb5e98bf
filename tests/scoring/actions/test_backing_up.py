"""A backup: everything at one moment, in a file that its owner alone reads."""

from __future__ import annotations

import hashlib
import json
import os
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.utils import timezone

from rubrics import Problems
from tests.portal_data import data_folder

data_folder()

from scoring.actions.backing_up import back_up, write_backup
from tests.every_table import fill_every_table
from tests.portal_people import demo_round

pytestmark = pytest.mark.usefixtures("db")


def test_every_table_and_every_file_is_in_it(db: Path) -> None:
    """The contents name each member with its size and SHA-256; no table is left out."""
    fill_every_table(demo_round())
    stream = BytesIO()
    back_up(stream, timezone.now())
    with ZipFile(stream) as archive:
        contents = json.loads(archive.read("pingyi-backup.json"))
        members = {member["name"]: member for member in contents["members"]}
        read = {name: archive.read(name) for name in members}
        assert {*members, "pingyi-backup.json"} == set(archive.namelist())
    assert {name: hashlib.sha256(data).hexdigest() for name, data in read.items()} == {
        name: member["sha256"] for name, member in members.items()
    }
    tables = {f"tables/{model.__name__.lower()}.jsonl" for model in apps.get_app_config("storage").get_models()}
    assert {name for name in members if name.startswith("tables/")} == tables
    kept = {f"files/{path.name}" for path in (db / "files").glob("??/*")}
    assert {name for name in members if name.startswith("files/")} == kept
    assert read["secret-key"] == (db / "secret-key").read_bytes()


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    """It holds what lets everybody in."""
    write_backup(tmp_path / "new" / "b.zip", timezone.now())
    mode = (tmp_path / "new" / "b.zip").stat().st_mode & 0o777
    assert mode == (0o600 if os.name == "posix" else mode)
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["b.zip"]


def test_where_it_cannot_be_written_that_is_told(tmp_path: Path) -> None:
    """A folder that is a file is a problem, no trace."""
    (tmp_path / "file").write_text("")
    with pytest.raises(Problems) as caught:
        write_backup(tmp_path / "file" / "b.zip", timezone.now())
    assert [problem.code for problem in caught.value.items] == ["FILE-UNWRITABLE"]
