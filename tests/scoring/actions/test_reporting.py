"""What an agency handed in, as others read it."""

from __future__ import annotations

from decimal import Decimal

import pytest

pytestmark = pytest.mark.usefixtures("db")


def test_material_stands_by_criterion() -> None:
    """Points and evidence beside each criterion, the file of a piece with how it can be shown."""
    from scoring.actions.reporting import material
    from tests.portal_people import demo_round

    found = material(demo_round(marks=True), "market")
    assert found.self_assessment["B2"] == Decimal(7)
    assert [(shown.piece.title, shown.file and shown.file.preview) for shown in found.evidence["A2"]] == [
        ("普法责任清单和年度计划", "pdf")
    ]
    assert [shown.file for shown in found.evidence["A1"]] == [None]
    assert found.evidence["C1"][0].file is not None
    assert (found.evidence["C1"][0].file.kind, found.evidence["C1"][0].file.preview) == ("png", "picture")
    assert (found.report_file and found.report_file.name, found.report_text) == ("report.txt", "")


def test_what_is_a_draft_or_was_sent_back_is_nobody_elses() -> None:
    """An agency that is writing, and one whose report was returned, show nothing to others."""
    from scoring.actions.reporting import Material, evidence_file, material
    from scoring.actions.returning import send_back
    from tests.agency_desks import desk as desk_of
    from tests.portal_people import demo_round

    round_ = demo_round(marks=True)
    file = material(round_, "market").evidence["A2"][0].file
    assert file is not None
    assert evidence_file(round_, "market", file.id) == file
    send_back(desk_of(round_), ["补"])
    assert material(round_, "market") == Material()
    assert evidence_file(round_, "market", file.id) is None


def test_a_file_is_found_within_its_agency_alone() -> None:
    """The id of another agency's file means nothing, in the evidence and among all that is kept."""
    from scoring.actions.reporting import any_file, evidence_file, material
    from tests.portal_people import demo_round

    round_ = demo_round(marks=True)
    file = material(round_, "market").evidence["A2"][0].file
    assert file is not None
    assert any_file(round_, "market", file.id) == file
    assert (evidence_file(round_, "court", file.id), any_file(round_, "court", file.id)) == (None, None)


def test_agencies_whose_ids_differ_in_case_alone_keep_their_files_apart() -> None:
    """A database that takes no notice of case must not mix them up."""
    from scoring.actions.reporting import any_files
    from scoring.storage.models import Record
    from tests.portal_people import demo_round

    round_ = demo_round(marks=True)
    row = Record.objects.get(round=round_, path="submissions/market/plan.pdf")
    Record.objects.create(round=round_, path="submissions/MARKET/own.pdf", sha256=row.sha256, size=row.size, at=row.at)
    assert list(any_files(round_, "MARKET")) == ["own.pdf"]
    assert "own.pdf" not in any_files(round_, "market")


def test_material_takes_one_query() -> None:
    """However much evidence there is."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from scoring.actions.reporting import material
    from tests.portal_people import demo_round

    round_ = demo_round(marks=True)
    with CaptureQueriesContext(connection) as queries:
        material(round_, "market")
    assert len(queries) == 1
