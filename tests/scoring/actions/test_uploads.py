"""Files that agencies bring."""

from __future__ import annotations

import pytest

from rubrics import Problems

pytestmark = pytest.mark.usefixtures("db")


def test_a_file_becomes_evidence_of_a_kind_that_its_content_fits() -> None:
    """The kind follows from what the file holds, whatever it is called; its title is its name without the ending."""
    from scoring.actions.drafting import draft_of
    from scoring.actions.uploads import add_evidence
    from tests.agency_desks import PNG, brought, fresh_desk

    desk = fresh_desk()
    piece = add_evidence(desk, "C1", brought("现场.照片.docx", PNG))
    draft = draft_of(desk.round, desk.agency)
    assert piece.upload is not None
    assert (piece.upload.kind, piece.upload.size) == ("png", len(PNG))
    assert (draft.said(piece, "kind"), draft.said(piece, "title")) == ("实景图片", "现场.照片")


def test_a_file_that_is_sent_twice_is_one_piece() -> None:
    """A browser that got no answer sends again with the same key; another choice of the same file has another."""
    from scoring.actions.drafting import draft_of
    from scoring.actions.uploads import add_evidence
    from tests.agency_desks import PNG, brought, fresh_desk

    desk = fresh_desk()
    first = add_evidence(desk, "C1", brought("a.png", PNG, "k1"))
    assert add_evidence(desk, "C1", brought("a.png", PNG, "k1")).pk == first.pk
    assert len(draft_of(desk.round, desk.agency).pieces) == 1
    assert add_evidence(desk, "C1", brought("a.png", PNG, "k2")).pk != first.pk


@pytest.mark.parametrize(
    ("criterion", "data", "size", "code"),
    [
        ("C1", b"", None, "FILE-EMPTY"),
        ("C1", "PNG", 5, "FILE-CUT"),
        ("C1", "CUT", None, "FILE-UNREADABLE"),
        ("C1", b"<html><script>alert(1)</script></html>", None, "FILE-KIND"),
        ("A1", "PNG", None, "EVIDENCE-UNKNOWN"),
        ("Z9", "PNG", None, "EVIDENCE-UNKNOWN"),
    ],
)
def test_what_cannot_be_used_is_refused(criterion: str, data: bytes | str, size: int | None, code: str) -> None:
    """Empty, cut off, of another type, or not asked for: nothing of it is kept."""
    from scoring.actions.uploads import add_evidence
    from scoring.storage.models import Upload
    from tests.agency_desks import PNG, brought, fresh_desk

    held = {"PNG": PNG, "CUT": PNG[:-10]}
    desk = fresh_desk()
    with pytest.raises(Problems) as told:
        add_evidence(desk, criterion, brought("a.png", data if isinstance(data, bytes) else held[data], size=size))
    assert [item.code for item in told.value.items] == [code]
    assert Upload.objects.filter(round=desk.round).count() == 0


def test_a_file_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is told."""
    from scoring.actions import uploads
    from tests.agency_desks import PNG, brought, fresh_desk

    monkeypatch.setattr(uploads, "LARGEST_FILE", len(PNG) - 1)
    with pytest.raises(Problems) as told:
        uploads.add_evidence(fresh_desk(), "C1", brought("a.png", PNG))
    assert [item.code for item in told.value.items] == ["FILE-SIZE"]


def test_the_report_is_kept_with_its_text() -> None:
    """A document is the report, with the text that its length is counted in; a later one takes its place."""
    from scoring.actions.drafting import draft_of
    from scoring.actions.uploads import drop_report, set_report
    from scoring.storage import files
    from tests.agency_desks import brought, fresh_desk

    desk = fresh_desk()
    set_report(desk, brought("一.txt", "第一稿".encode()))
    set_report(desk, brought("二.txt", "第二稿".encode()))
    report = draft_of(desk.round, desk.agency).report
    assert report is not None
    assert (report.name, files.where(report.text).read_text("utf-8")) == ("二.txt", "第二稿")
    drop_report(desk)
    assert draft_of(desk.round, desk.agency).report is None


def test_a_picture_is_no_report() -> None:
    """It has no text."""
    from scoring.actions.uploads import set_report
    from tests.agency_desks import PNG, brought, fresh_desk

    with pytest.raises(Problems) as told:
        set_report(fresh_desk(), brought("报告.docx", PNG))
    assert [item.code for item in told.value.items] == ["FILE-KIND"]


def test_an_upload_is_found_by_its_agency_alone() -> None:
    """The number of another agency's upload means nothing."""
    from scoring.actions.uploads import set_report, upload_of
    from tests.agency_desks import brought, fresh_desk

    desk = fresh_desk()
    number = set_report(desk, brought("一.txt", "第一稿".encode())).number
    assert upload_of(desk.round, desk.agency, number) is not None
    assert upload_of(desk.round, "court", number) is None
