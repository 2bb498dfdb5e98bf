"""A round goes out as a folder and comes in again: byte for byte in the folder, value for value in the tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone

from rubrics import Problems
from rubrics.library import demo_files
from scoring.folder import write_folder
from tests.portal_data import data_folder

data_folder()

from scoring.actions.carried import carried_tables
from scoring.actions.exporting import export_round
from scoring.actions.opening import open_round
from scoring.actions.records import change
from scoring.actions.slips import issue
from scoring.storage.models import JournalLine, Person, Role, Save, Sheet
from tests.every_table import dump, fill_every_table
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")


def contents(root: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_what_was_taken_in_comes_out_byte_for_byte(tmp_path: Path) -> None:
    """Every file of a round folder is there again, and what was made of them is not."""
    write_folder(
        tmp_path / "round", demo_files() | {"out/a.xlsx": b"made", ".pingyi/key": b"k" * 32, "notes/笔记.txt": b"n"}
    )
    round_ = open_round(tmp_path / "round", None, timezone.now())
    count = export_round(round_, tmp_path / "out")
    found = contents(tmp_path / "out")
    assert count == len(found)
    assert {path for path in found if path.startswith("portal/")} == {
        "portal/round.jsonl",
        "portal/record.jsonl",
        "portal/journalline.jsonl",
    }
    without = {path: data for path, data in found.items() if not path.startswith("portal/")}
    assert without == demo_files() | {"notes/笔记.txt": b"n"}


def test_every_table_comes_back(tmp_path: Path) -> None:
    """What the portal holds of a round is the same after an export and an import, but for the line that tells of it."""
    round_ = demo_round()
    fill_every_table(round_)
    round_.refresh_from_db()
    before = {model.__name__: dump(model, round_) for model in carried_tables()}
    assert [name for name, rows in before.items() if len(rows) < 2] == []
    own = {"revision": round_.revision, "setup": round_.setup, "created": round_.created}
    export_round(round_, tmp_path / "first")
    round_.delete()
    again = open_round(tmp_path / "first", None, timezone.now())
    last = JournalLine.objects.order_by("pk").last()
    assert last is not None
    assert last.text == "The round was taken in: {n} files."
    last.delete()
    after = {model.__name__: dump(model, again) for model in carried_tables()}
    secrets = {Person.objects.get(login=f"{again.slug}-panel-r1").password[:1]}
    assert secrets == {"!"}
    assert _without_passwords(after) == _without_passwords(before)
    assert {name: getattr(again, name) for name in own} == own
    export_round(again, tmp_path / "second")
    assert contents(tmp_path / "second") == contents(tmp_path / "first")


def test_a_save_still_knows_what_it_was_typed_over(tmp_path: Path) -> None:
    """The save that a device had seen is named by its number, which is another one in another database."""
    round_ = demo_round()
    sheet = Sheet.objects.create(round=round_, rater="r1", agency="court")
    given = {"sheet": sheet, "criterion": "A1", "device": "phone", "at": timezone.now()}
    first = Save.objects.create(**given, seq=1, value="8")
    Save.objects.create(**given, seq=2, value="9", base=first.pk)
    export_round(round_, tmp_path / "out")
    round_.delete()
    open_round(tmp_path / "out", None, timezone.now())
    again = Save.objects.get(seq=1)
    assert again.pk != first.pk
    assert list(Save.objects.order_by("pk").values_list("seq", "base")) == [(1, 0), (2, again.pk)]


def test_ways_in_stay(tmp_path: Path) -> None:
    """No link, PIN, password, session or key of seals is in an exported folder."""
    round_ = demo_round()
    person = somebody(Role.PANEL, round_, "r1")
    person.set_password("a password of hers")
    person.save()
    issue(person, timezone.now())
    session = browser(person).cookies["pingyi"].value
    key = b"key of the seals"
    change(round_, None, timezone.now(), lambda root: _put(root / ".pingyi" / "key", key))
    export_round(round_, tmp_path / "out")
    person.refresh_from_db()
    whole = b"\n".join(contents(tmp_path / "out").values())
    assert b"r1" in whole  # the search finds what is there
    hidden = [str(person.link), person.pin, str(person.password), session, key.decode()]
    assert [text for text in hidden if text.encode() in whole] == []


def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    """Nothing is mixed with what is there already."""
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(Problems) as caught:
        export_round(demo_round(), tmp_path)
    assert [problem.code for problem in caught.value.items] == ["FOLDER-EXISTS"]
    assert contents(tmp_path) == {"mine.txt": b"mine"}


def _put(file: Path, data: bytes) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)


def _without_passwords(tables: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    hidden = {"", "!"}
    return {
        name: [tuple(value for value in row if not (isinstance(value, str) and value[:1] in hidden)) for row in rows]
        for name, rows in tables.items()
    }
