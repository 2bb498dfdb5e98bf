"""Handing a report in, and the receipts of it."""

from __future__ import annotations

import hashlib

import pytest

from rubrics import Problems

pytestmark = pytest.mark.usefixtures("db")


def test_a_report_that_came_in_by_another_door_is_handed_in_again_as_it_was() -> None:
    """A draft begun from what was handed in says the same, and handing it in keeps what it replaces under earlier/."""
    from scoring.actions.reporting import any_files, material, submission_of
    from scoring.actions.submitting import HandedIn, submit
    from tests.agency_desks import returned_desk

    desk = returned_desk()
    before = submission_of(desk.round, desk.agency)
    assert submit(desk) == HandedIn(2, new=True)
    after = submission_of(desk.round, desk.agency)
    assert before is not None
    assert after is not None
    assert after.status == "submitted"
    assert after.self_assessment == before.self_assessment
    assert [piece.model_copy(update={"file": None, "sha256": None}) for piece in after.evidence] == [
        piece.model_copy(update={"file": None, "sha256": None}) for piece in before.evidence
    ]
    assert sorted(any_files(desk.round, desk.agency)) == [
        "checksums.txt",
        "earlier/0001/effect.csv",
        "earlier/0001/place.png",
        "earlier/0001/plan.pdf",
        "earlier/0001/project.txt",
        "earlier/0001/report.txt",
        "earlier/0001/submission.yaml",
        "files/effect.csv",
        "files/place.png",
        "files/plan.pdf",
        "files/project.txt",
        "files/report.txt",
        "form.yaml",
        "report.txt",
        "submission.yaml",
    ]
    assert len(material(desk.round, desk.agency).evidence) == 15


def test_the_folder_reads_what_was_handed_in() -> None:
    """The whole round is sound as a folder, with the report among it."""
    from scoring.actions.records import laid_out
    from scoring.actions.submitting import submit
    from scoring.folder import read_folder
    from tests.agency_desks import returned_desk

    desk = returned_desk()
    submit(desk)
    with laid_out(desk.round) as root:
        held = read_folder(root).submissions[desk.agency]
    assert (held.status, held.received and held.received.by) == ("submitted", "张三")


def test_the_receipt_is_one_sha256_over_the_list_of_all_files() -> None:
    """checksums.txt lists every file but itself and submission.yaml, which bears the SHA-256 of the list."""
    from django.utils import timezone

    from scoring.actions.receipts import versions
    from scoring.actions.submitting import submit
    from scoring.storage import files
    from tests.agency_desks import returned_desk

    desk = returned_desk()
    submit(desk)
    newest, first = versions(desk.round, desk.agency)
    received = newest.submission.received
    assert received is not None
    listed = files.where(newest.files["checksums.txt"].sha256).read_bytes()
    assert hashlib.sha256(listed).hexdigest() == received.sha256
    expected = {
        name: file.sha256 for name, file in newest.files.items() if name not in {"checksums.txt", "submission.yaml"}
    }
    assert {line[66:]: line[:64] for line in listed.decode().splitlines()} == expected
    assert received.at == timezone.localtime(desk.at).isoformat(timespec="seconds")
    assert [(one.number, one.current) for one in (newest, first)] == [(2, True), (1, False)]


def test_the_same_report_handed_in_twice_is_one_version() -> None:
    """A second press on the button changes nothing and shows the same receipt."""
    from scoring.actions.submitting import HandedIn, submit
    from tests.agency_desks import returned_desk

    desk = returned_desk()
    submit(desk)
    revision = desk.round.revision
    assert submit(desk) == HandedIn(2, new=False)
    assert desk.round.revision == revision


def test_what_changed_meanwhile_is_a_version_of_its_own() -> None:
    """Three hand-ins are three versions, and the oldest stays where it is."""
    from scoring.actions.receipts import versions
    from scoring.actions.submitting import HandedIn, submit
    from tests.agency_desks import returned_desk, retyped

    desk = returned_desk()
    submit(desk)
    retyped(desk, "self.A1", "5")
    assert submit(desk) == HandedIn(3, new=True)
    points = [one.submission.self_assessment["A1"] for one in versions(desk.round, desk.agency)]
    assert points == [5, 6, 6]


def test_an_accepted_report_is_returned_before_it_is_replaced() -> None:
    """Its facts count: nobody changes them behind the office's back."""
    from scoring.actions.returning import accept
    from scoring.actions.submitting import submit
    from tests.agency_desks import returned_desk, retyped

    desk = returned_desk()
    submit(desk)
    accept(desk.round, None, desk.at, [desk.agency])
    retyped(desk, "self.A1", "5")
    with pytest.raises(Problems) as told:
        submit(desk)
    assert [item.code for item in told.value.items] == ["SUBMISSION-ACCEPTED"]


def test_what_is_missing_is_refused_all_at_once() -> None:
    """An empty draft lacks the report and everything that is required."""
    from scoring.actions.submitting import submit
    from tests.agency_desks import fresh_desk, retyped

    desk = fresh_desk()
    retyped(desk, "contact.name", "李四")
    with pytest.raises(Problems) as told:
        submit(desk)
    codes = [item.code for item in told.value.items]
    assert (codes.count("REPORT-MISSING"), codes.count("EVIDENCE-MISSING"), len(codes)) == (1, 15, 16)


def test_a_file_that_was_altered_on_the_disk_is_not_handed_in() -> None:
    """Handing in reads every file once more."""
    from scoring.actions.drafting import draft_of
    from scoring.actions.submitting import submit
    from scoring.storage import files
    from tests.agency_desks import returned_desk

    desk = returned_desk()
    sha256 = next(held.sha256 for held in draft_of(desk.round, desk.agency).uploads.values() if held.kind == "png")
    file = files.where(sha256)
    whole = file.read_bytes()
    file.chmod(0o600)
    file.write_bytes(whole[:-20])
    try:
        with pytest.raises(Problems) as told:
            submit(desk)
    finally:
        file.write_bytes(whole)
        file.chmod(0o444)
    assert [item.code for item in told.value.items] == ["FILE-UNREADABLE"]


def test_the_journal_says_that_a_report_came_in_and_nothing_of_what_it_says() -> None:
    """One line, with the agency's name and the number."""
    from scoring.actions.submitting import submit
    from scoring.storage.models import JournalLine
    from tests.agency_desks import returned_desk

    desk = returned_desk()
    submit(desk)
    line = JournalLine.objects.filter(round=desk.round).latest("pk")
    assert (line.text, line.values, line.name) == (
        "“{agency}” handed in its report (no. {n}).",
        {"agency": "示例市市场监督管理局", "n": 2},
        "张三",
    )
