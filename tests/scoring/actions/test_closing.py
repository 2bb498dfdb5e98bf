"""Closing: what stands in its way, the seal, and that everything comes out the same for ever."""

from __future__ import annotations

import hashlib
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from rubrics import Problems, build, parse
from tests.portal_data import data_folder

data_folder()

from scoring.actions import results
from scoring.actions.closing import SealTrial, close, left_open, seal, try_seal
from scoring.actions.deciding import release
from scoring.actions.exporting import export_round
from scoring.actions.following_up import answer_review, judge_task, request_review, set_task
from scoring.actions.opening import open_round
from scoring.actions.paper_entry import paper_of
from scoring.actions.records import change, content, current
from scoring.actions.results import outcome_of
from scoring.engine.version import VERSION
from scoring.rounds.closing import Closing
from scoring.storage import files
from scoring.storage.models import Person, Record, Role, Round
from tests.portal_people import demo_round, somebody
from tests.scoring.actions.counting_desk import keep
from tests.settled_round import decided_round, give, marked_round

pytestmark = pytest.mark.usefixtures("db")
NOW = timezone.now()


@pytest.fixture
def office() -> Person:
    """Return somebody of the office."""
    return somebody(Role.OFFICE)


def closed(round_: Round, office: Person) -> Round:
    """Return the round, closed."""
    close(round_, outcome_of(round_).figures, office, NOW)
    return round_


def test_a_closed_round_is_sealed(office: Person) -> None:
    """closing.yaml is its last record; the seal is the SHA-256 of the list of records; the journal says so."""
    round_ = closed(give(decided_round(), "public"), office)
    lines = [f"{record.sha256}  {path}\n" for path, record in sorted(current(round_).items())]
    assert (round_.closed, round_.sealed) == (NOW, hashlib.sha256("".join(lines).encode()).hexdigest())
    text = content(round_, "closing.yaml")
    assert text is not None
    assert build(Closing, parse(text.decode(), "closing.yaml")) == Closing(
        pingyi=1,
        at=timezone.localtime(NOW).isoformat(timespec="seconds"),
        by=office.name,
        engine=VERSION,
        results=outcome_of(round_).figures,
    )
    assert round_.journal.latest("pk").text == "The round was closed and sealed."
    assert try_seal(round_) == SealTrial(listed=True, damaged=(), computed=True, engine=VERSION)
    assert try_seal(round_).holds is True


def test_nothing_of_a_closed_round_changes(office: Person) -> None:
    """Neither its records, nor remarks, nor tasks and reviews."""
    round_ = closed(decided_round(), office)
    tries = (
        lambda: change(round_, office, NOW, lambda root: (root / "note.txt").write_text("", "utf-8")),
        lambda: release(round_, office, NOW, "court", (("", "好。"),)),
        lambda: set_task(round_, office, NOW, "court", "", "整改", NOW.date() + timedelta(days=3)),
        lambda: request_review(round_, office, NOW, "court", "请复核"),
        lambda: close(round_, outcome_of(round_).figures, office, NOW),
    )
    codes = []
    for attempt in tries:
        with pytest.raises(Problems) as caught:
            attempt()
        codes += [problem.code for problem in caught.value.items]
    assert codes == ["ROUND-CLOSED"] * 5


def test_a_folder_that_was_closed_is_taken_in_closed(office: Person, tmp_path: Path) -> None:
    """Even where nothing of the portal came along but the round's own files: its seal is made anew, and holds."""
    export_round(closed(decided_round(), office), tmp_path / "round")
    shutil.rmtree(tmp_path / "round" / "portal")
    Round.objects.all().delete()
    brought = open_round(tmp_path / "round", office, NOW)
    assert (brought.closed, try_seal(brought).holds) == (NOW.replace(microsecond=0), True)
    with pytest.raises(Problems) as caught:
        change(brought, office, NOW, lambda root: (root / "note.txt").write_text("", "utf-8"))
    assert [problem.code for problem in caught.value.items] == ["ROUND-CLOSED"]


def test_everything_in_the_way_is_told_at_once(office: Person) -> None:
    """Figures that changed after they were given out, requests without an answer, tasks that are not settled."""
    round_ = give(decided_round(), "letters", "public")
    task = set_task(round_, office, NOW, "court", "A1", "整改", NOW.date() + timedelta(days=3))
    review = request_review(round_, office, NOW, "court", "请复核")
    release(round_, office, NOW, "court", (("", "好。"),))
    with pytest.raises(Problems) as caught:
        closed(round_, office)
    assert [problem.code for problem in caught.value.items] == [
        "CLOSE-REVIEWS", "CLOSE-STALE", "CLOSE-STALE", "CLOSE-TASKS",
    ]  # fmt: skip
    judge_task(task, office, NOW, "dropped", "不再要求")
    answer_review(review, office, NOW, "维持", granted=False)
    give(round_, "letters", "public")
    assert left_open(round_, outcome_of(round_)) == ()


def test_a_round_is_closed_after_its_decision(office: Person) -> None:
    """What is not decided cannot be closed, nor can what the office did not see."""
    round_ = marked_round()
    assert [message.text for message in left_open(round_, outcome_of(round_))] == ["the grades are not decided."]
    with pytest.raises(Problems) as caught:
        close(round_, "0" * 64, office, NOW)
    assert [problem.code for problem in caught.value.items] == ["ROUND-CHANGED"]


def test_papers_that_nobody_checked_stand_in_the_way() -> None:
    """They would never count; with a second person, or typed anew, they are settled."""
    round_ = demo_round()
    paper = paper_of(round_, "court", "r1")
    assert paper is not None
    keep(round_, somebody(Role.OFFICE), paper)
    round_.refresh_from_db()
    told = [message.text.partition(":")[0] for message in left_open(round_, outcome_of(round_))]
    assert told == [
        "the grades are not decided.",
        "paper sheets that are typed and not checked, so that they do not count",
    ]


def test_an_open_round_has_no_seal_to_try() -> None:
    """It is said, with what to do."""
    with pytest.raises(Problems) as caught:
        try_seal(decided_round())
    assert [problem.code for problem in caught.value.items] == ["ROUND-OPEN"]


def test_the_seal_finds_what_was_changed_behind_its_back(office: Person) -> None:
    """Another version of a record, damaged or missing bytes, and results that come out differently."""
    round_ = closed(decided_round(), office)
    record = round_.records.filter(path="decision.yaml", current=True).get()
    text = files.where(record.sha256).read_text("utf-8")
    other, size = files.keep(text.replace("示普联纪", "示普纪").encode())
    Record.objects.filter(pk=record.pk).update(sha256=other, size=size)
    results._outcome.cache_clear()  # noqa: SLF001 - another process would not remember either
    assert try_seal(round_) == SealTrial(listed=False, damaged=(), computed=False, engine=VERSION)
    Record.objects.filter(pk=record.pk).update(sha256=record.sha256, size=record.size)
    results._outcome.cache_clear()  # noqa: SLF001 - as above
    assert try_seal(round_).holds is True
    note, _ = files.keep(b"a note of this test alone")
    Record.objects.create(round=round_, path="note.txt", sha256=note, size=25, at=NOW)
    where = files.where(note)
    where.chmod(0o644)
    where.write_bytes(b"another one")
    broken = try_seal(round_)
    assert (broken.listed, broken.damaged, broken.computed, broken.holds) == (False, ("note.txt",), False, False)
    where.unlink()
    assert try_seal(round_).damaged == ("note.txt",)


def test_the_seal_is_that_of_the_exported_folder(office: Person) -> None:
    """The key of seals never leaves, and is not sealed."""
    round_ = closed(decided_round(), office)
    Record.objects.create(round=round_, path=".pingyi/key", sha256="0" * 64, size=1, at=NOW)
    assert seal(round_) == round_.sealed
