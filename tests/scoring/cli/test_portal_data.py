"""`pingyi import`, `export`, `backup` and `restore`, on SQLite and on PostgreSQL, while nothing or the server runs."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from rubrics.library import demo_files
from scoring.folder import write_folder
from tests.portal_server import manage, serving
from tests.postgres_server import postgres


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the address of an empty database: none for SQLite, or that of a PostgreSQL server of the test's own."""
    if request.param == "sqlite":
        yield ""
        return
    with postgres() as address:
        yield address


def contents(root: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def refused(data: Path, *arguments: str, database: str = "") -> str:
    """Return what a command that fails with exit code 1 says."""
    with pytest.raises(subprocess.CalledProcessError) as caught:
        manage(data, *arguments, database=database)
    assert caught.value.returncode == 1
    return str(caught.value.stderr.decode())


def test_from_folder_to_folder(tmp_path: Path, database: str) -> None:
    """A round comes out as it went in; a backup comes back into an empty portal, into SQLite from PostgreSQL too."""
    write_folder(tmp_path / "round", demo_files())
    data = tmp_path / "data"
    assert "（demo-2026）" in manage(data, "import", str(tmp_path / "round"), database=database)
    manage(data, "export", "demo-2026", str(tmp_path / "out"), database=database)
    manage(data, "backup", str(tmp_path / "b.zip"), database=database)
    if database:  # the folder is empty, the database is not
        assert "PORTAL-NOT-EMPTY" in refused(tmp_path / "new", "restore", str(tmp_path / "b.zip"), database=database)
    manage(tmp_path / "back", "restore", str(tmp_path / "b.zip"))
    manage(tmp_path / "back", "export", "demo-2026", str(tmp_path / "again"))
    found = contents(tmp_path / "out")
    assert contents(tmp_path / "again") == found
    assert {path: text for path, text in found.items() if not path.startswith("portal/")} == demo_files()


def test_a_backup_of_a_running_portal(tmp_path: Path) -> None:
    """Nobody has to stop: who could sign in before the backup can sign in after it came back."""
    with serving(tmp_path / "data", "--demo") as server:
        manage(server.data, "backup", str(tmp_path / "b.zip"))
    manage(tmp_path / "back", "restore", str(tmp_path / "b.zip"))
    for folder in ("data", "back"):
        manage(tmp_path / folder, "export", "demo-2026", str(tmp_path / f"{folder}-out"))
    assert contents(tmp_path / "back-out") == contents(tmp_path / "data-out")
    assert (tmp_path / "back" / "secret-key").read_bytes() == (tmp_path / "data" / "secret-key").read_bytes()


def _portal(tmp_path: Path) -> None:
    """Make a portal in the folder data."""
    write_folder(tmp_path / "round", demo_files())
    manage(tmp_path / "data", "import", str(tmp_path / "round"))


@pytest.mark.parametrize("arguments", [("backup", "b.zip"), ("export", "demo-2026", "out")])
def test_where_there_is_no_portal_nothing_is_written(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """A mistyped data folder gives no backup of nothing, and no portal is made there."""
    assert "DATA-NONE" in refused(tmp_path / "dta", arguments[0], *arguments[1:-1], str(tmp_path / arguments[-1]))
    assert list(tmp_path.iterdir()) == []


def test_a_backup_takes_no_other_files_place(tmp_path: Path) -> None:
    """An earlier backup stays as it is, and a mistyped folder is not made."""
    _portal(tmp_path)
    (tmp_path / "b.zip").write_bytes(b"the only one")
    assert "BACKUP-THERE" in refused(tmp_path / "data", "backup", str(tmp_path / "b.zip"))
    assert (tmp_path / "b.zip").read_bytes() == b"the only one"
    assert "BACKUP-FOLDER" in refused(tmp_path / "data", "backup", str(tmp_path / "mistyped" / "b.zip"))
    assert not (tmp_path / "mistyped").exists()


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    """A round that the portal does not have, and a folder that is in use, are problems with a remedy."""
    _portal(tmp_path)
    assert "ROUND-UNKNOWN" in refused(tmp_path / "data", "export", "nothing", str(tmp_path / "out"))
    manage(tmp_path / "data", "backup", str(tmp_path / "b.zip"))
    assert "DATA-USED" in refused(tmp_path / "data", "restore", str(tmp_path / "b.zip"))
    dead = "postgresql://nobody:secret@127.0.0.1:1/none"
    said = refused(tmp_path / "data", "backup", str(tmp_path / "c.zip"), database=dead)
    assert ("DATABASE" in said, "secret" in said) == (True, False)


def test_a_backup_that_is_refused_leaves_the_folder_empty(tmp_path: Path) -> None:
    """The next copy of the backup is brought back into the same folder."""
    _portal(tmp_path)
    manage(tmp_path / "data", "backup", str(tmp_path / "b.zip"))
    (tmp_path / "cut.zip").write_bytes((tmp_path / "b.zip").read_bytes()[:200])
    assert "BACKUP-SHAPE" in refused(tmp_path / "new", "restore", str(tmp_path / "cut.zip"))
    assert contents(tmp_path / "new") == {}
    manage(tmp_path / "new", "restore", str(tmp_path / "b.zip"))
