"""Photos of a visit."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.utils import timezone

from rubrics import Problems
from scoring.folder import read_folder
from scoring.folder.taken_photos import read_taken
from scoring.folder.visit_photos import LARGEST_PHOTO
from tests.everything import PNG
from tests.portal_data import data_folder

data_folder()

from scoring.actions.records import current, laid_out
from scoring.actions.sent_files import SentFile
from scoring.actions.visit_photos import keep_photos, photo_of, photos_of
from scoring.storage import files
from scoring.storage.models import JournalLine
from tests.panel_member import Member
from tests.portal_people import demo_round

pytestmark = pytest.mark.usefixtures("db")


def _given(*files: tuple[str, bytes]) -> list[SentFile]:

    return [SentFile(name, BytesIO(data)) for name, data in files]


def _keep(member: Member, *files: tuple[str, bytes], agency: str = "court", shows: str = "") -> int:

    return keep_photos(member.round, member.person, agency, _given(*files), shows, timezone.now())


def test_photos_are_records_of_the_round() -> None:
    """A photo lies in visits/photos with a record beside it, the folder is sound, and its bytes are those sent."""
    member = Member(demo_round())
    assert _keep(member, ("C:\\DCIM\\窗口.png", PNG), shows=" 服务窗口 ") == 1
    (one,) = photos_of(member.round, "court")
    assert (one.rater, one.shows, one.file.name, one.file.preview) == ("r1", "服务窗口", "窗口.png", "picture")
    assert files.where(one.file.sha256).read_bytes() == PNG
    assert [path for path in current(member.round) if path.startswith("visits/")] == [
        f"visits/photos/{one.file.sha256}.png",
        "visits/taken/0001.yaml",
    ]
    with laid_out(member.round) as root:
        assert read_taken(root, read_folder(root).round)[1] == []
    line = JournalLine.objects.order_by("-pk").first()
    assert line is not None
    assert line.text == "{n} photos of a visit to {agency} were added."


def test_what_is_sent_twice_is_kept_once() -> None:
    """The same photo again is nothing new for its member; for another member it is a record of its own."""
    first = Member(demo_round())
    second = Member(first.round, "r2")
    assert [
        _keep(first, ("1.png", PNG), ("2.png", PNG)),
        _keep(first, ("3.png", PNG)),
        _keep(second, ("4.png", PNG)),
    ] == [
        1,
        0,
        1,
    ]
    assert [one.rater for one in photos_of(first.round, "court")] == ["r1", "r2"]
    (own,) = photos_of(first.round, "court", "r2")
    assert photo_of(first.round, "court", own.file.id, "r2") == own.file
    assert photo_of(first.round, "health", own.file.id) is None


def test_every_file_that_is_no_photo_is_told() -> None:
    """Empty, a text, a damaged picture: all are named, and none of the press is kept, the good one neither."""
    member = Member(demo_round())
    with pytest.raises(Problems) as raised:
        _keep(member, ("good.png", PNG), ("empty.jpg", b""), ("text.jpg", b"hello"), ("torn.png", PNG[: len(PNG) // 2]))
    assert sorted((problem.code, problem.place.file) for problem in raised.value.items) == [
        ("FILE-EMPTY", "empty.jpg"),
        ("FILE-UNREADABLE", "torn.png"),
        ("PHOTO-KIND", "text.jpg"),
    ]
    assert photos_of(member.round, "court") == ()


def test_none_and_too_large() -> None:
    """A press without a file is told, and so is a file beyond the limit, before it is read."""
    member = Member(demo_round())
    for given, code in (([], "PHOTO-NONE"), (_given(("x.png", bytes(LARGEST_PHOTO + 1))), "FILE-SIZE")):
        with pytest.raises(Problems) as raised:
            keep_photos(member.round, member.person, "court", given, "", timezone.now())
        assert [problem.code for problem in raised.value.items] == [code]
