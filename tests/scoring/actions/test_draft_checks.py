"""What is missing or wrong in a draft, each fault at its field."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("db")


def test_every_fault_stands_at_its_field_in_the_order_of_the_form() -> None:
    """What cannot be meant, what is half filled in and what is missing are told together."""
    from scoring.actions.draft_checks import faults_of
    from scoring.actions.drafting import draft_of
    from tests.agency_desks import returned_desk, retyped

    desk = returned_desk()
    numbers = {piece.criterion: piece.number for piece in draft_of(desk.round, desk.agency).pieces}
    retyped(desk, "self.A1", "很好")
    retyped(desk, "self.A2", "99")
    retyped(desk, f"piece.{numbers['A1']}.url", "没有")
    retyped(desk, f"piece.{numbers['A3']}.phone", "")
    retyped(desk, f"piece.{numbers['B1']}.holder", "")
    retyped(desk, f"piece.{numbers['B2']}.date", "2026-02-30")
    faults = faults_of(desk, draft_of(desk.round, desk.agency))[1]
    assert [(fault.field, fault.problem.code) for fault in faults] == [
        ("self.A1", "ANSWER-NUMBER"),
        (f"piece.{numbers['B1']}.holder", "SHAPE-MISSING"),
        (f"piece.{numbers['B2']}.date", "ANSWER-DAY"),
    ]
    retyped(desk, f"piece.{numbers['B1']}.holder", "法规科")
    faults = faults_of(desk, draft_of(desk.round, desk.agency))[1]
    assert [(fault.field, fault.problem.code) for fault in faults] == [
        ("self.A1", "ANSWER-NUMBER"),
        ("self.A1", "SELF-MISSING"),
        (f"piece.{numbers['A1']}.url", "EVIDENCE-URL"),
        ("self.A2", "SELF-RANGE"),
        (f"piece.{numbers['A3']}.phone", "EVIDENCE-WAY"),
        (f"piece.{numbers['B2']}.date", "ANSWER-DAY"),
    ]


def test_full_width_letters_and_digits_are_meant() -> None:
    """A telephone and an address typed on a Chinese keyboard are handed in as everybody writes them."""
    from scoring.actions.draft_checks import built_from
    from scoring.actions.drafting import draft_of
    from tests.agency_desks import returned_desk, retyped

    desk = returned_desk()
    numbers = {piece.criterion: piece.number for piece in draft_of(desk.round, desk.agency).pieces}
    retyped(desk, f"piece.{numbers['A1']}.url", "ｈｔｔｐｓ：／／example.gov.cn")
    retyped(desk, f"piece.{numbers['A3']}.phone", "００００－６６０１０１０１")
    found = {one["criterion"]: one for one in built_from(desk, draft_of(desk.round, desk.agency)).values["evidence"]}
    assert (found["A1"]["url"], found["A3"]["phone"]) == ("https://example.gov.cn", "0000-66010101")


def test_files_are_kept_under_names_that_every_system_bears() -> None:
    """Names that contain separators, end in dots, are devices or are taken already are changed."""
    from scoring.actions.draft_checks import built_from
    from scoring.actions.drafting import draft_of
    from scoring.actions.uploads import add_evidence
    from scoring.storage.models import Upload
    from tests.agency_desks import PNG, brought, fresh_desk

    desk = fresh_desk()
    for at, name in enumerate(("x.png", "CON.png", "照片.png", "照片.PNG", "<b>.png", "...")):
        add_evidence(desk, "C1", brought(name, PNG + bytes([at]) * 0, key=str(at)))
    Upload.objects.filter(name="x.png").update(name="..\\..\\x.png")
    assert list(built_from(desk, draft_of(desk.round, desk.agency)).uploads) == [
        "files/_.._x.png",
        "files/_CON.png",
        "files/照片.png",
        "files/照片-2.PNG",
        "files/_b_.png",
        "files/_",
    ]


def test_a_file_is_told_by_its_owners_name() -> None:
    """The name under which a second file of the same name is kept is nobody's who chose it."""
    from scoring.actions.draft_checks import faults_of
    from scoring.actions.drafting import draft_of
    from scoring.actions.uploads import add_evidence
    from tests.agency_desks import PNG, brought, fresh_desk

    desk = fresh_desk()
    for key in ("1", "2"):
        add_evidence(desk, "C1", brought("照片.png", PNG, key=key))
    faults = faults_of(desk, draft_of(desk.round, desk.agency))[1]
    assert [fault.problem.rule.render() for fault in faults if fault.problem.code == "FILE-TWICE"] == [
        "“照片.png” is the same file as that of “照片”."
    ]


def test_what_does_not_concern_an_agency_is_neither_asked_nor_missing() -> None:
    """不涉及: the criterion is not on the form, and its self-assessment is not missed."""
    from scoring.actions.draft_checks import faults_of
    from scoring.actions.drafting import draft_of
    from scoring.actions.records import change
    from scoring.folder import write_file
    from scoring.folder.writing import holding
    from tests.agency_desks import desk as desk_of
    from tests.agency_desks import returned_desk

    held = returned_desk()
    texts = {
        "round.yaml": ("agencies:", "not_applicable: [{agency: market, criterion: A1, reason: 无此职责}]\nagencies:"),
        "rubric.yaml": ("total: 100", "total: 100\nnot_applicable: rescale"),
    }

    def spare(root: Path) -> None:
        for name, (before, after) in texts.items():
            text = (root / name).read_text("utf-8").replace(before, after, 1)
            write_file(root / name, holding(text.encode()))

    change(held.round, None, held.at, spare)
    desk = desk_of(held.round)
    assert desk.form.section("A1") is None
    assert faults_of(desk, draft_of(desk.round, desk.agency))[1] == []
