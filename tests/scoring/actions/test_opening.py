"""A round folder is taken in as a whole, or refused with all its faults."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils import timezone

from rubrics import Problems
from rubrics.library import demo_files
from scoring.folder import write_folder
from tests.portal_data import data_folder

data_folder()

from scoring.actions.opening import open_round
from scoring.actions.people import make_people
from scoring.actions.plans import plan_of
from scoring.storage.models import Role, Round
from tests.portal_people import demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")


def codes(root: Path) -> list[str]:
    """Return the codes of what stands against taking a folder in."""
    with pytest.raises(Problems) as caught:
        open_round(root, None, timezone.now())
    return [problem.code for problem in caught.value.items]


def test_an_id_is_there_once(tmp_path: Path) -> None:
    """A second round of the same id is refused."""
    demo_round()
    write_folder(tmp_path / "round", demo_files())
    assert codes(tmp_path / "round") == ["ROUND-TAKEN"]


@pytest.mark.parametrize("name", ["深圳2026", "pufa.2026"])
def test_an_id_stands_in_addresses(tmp_path: Path, name: str) -> None:
    """A round whose pages would have no address is refused, before anything of it is there."""
    files = demo_files()
    text = files["round.yaml"].decode().replace("id: demo-2026", f"id: {name}", 1)
    write_folder(tmp_path / "round", files | {"round.yaml": text.encode()})
    assert (codes(tmp_path / "round"), Round.objects.count()) == (["ROUND-ID"], 0)


def test_names_beyond_a_column_are_cut_where_pages_show_them(tmp_path: Path) -> None:
    """PostgreSQL refuses what is longer than its column; the record has all of it."""
    files = demo_files()
    text = files["round.yaml"].decode()
    for name in ("title", "organizer"):
        text = re.sub(rf"(?m)^{name}: .*$", f"{name}: {'长' * 301}", text)
    text = text.replace("评议员甲", "长" * 201).replace("示例地铁集团", "长" * 202)
    write_folder(tmp_path / "round", files | {"round.yaml": text.encode()})
    made = open_round(tmp_path / "round", None, timezone.now())
    make_people(made, somebody(Role.OFFICE), timezone.now())
    assert (len(made.title), len(made.organizer), len(plan_of(made).round.title)) == (300, 300, 301)
    assert sorted(len(name) for name in made.people.values_list("name", flat=True))[-3:] == [10, 200, 200]


def test_faults_are_told_as_check_tells_them(tmp_path: Path) -> None:
    """What pingyi check refuses is not taken in, and the calendar is checked too."""
    calendar = b"pingyi: 1\nphases: [{phase: lunch, opens: 2026-05-20T09:00:00+08:00}]\n"
    write_folder(tmp_path / "round", demo_files() | {"calendar.yaml": calendar})
    assert codes(tmp_path / "round") == ["SHAPE-VALUE"]
    assert Round.objects.count() == 0


def test_links_are_not_followed_out_of_the_folder(tmp_path: Path) -> None:
    """A file that is a link to somewhere else is no part of the round."""
    write_folder(tmp_path / "round", demo_files())
    (tmp_path / "secret.txt").write_text("secret")
    try:
        (tmp_path / "round" / "link.txt").symlink_to(tmp_path / "secret.txt")
    except OSError:  # Windows wants a right for this
        return
    assert codes(tmp_path / "round") == ["FILE-LINK"]
