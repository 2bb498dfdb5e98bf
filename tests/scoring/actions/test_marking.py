"""A score sheet as it stands."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from scoring.rounds.calendar import Phase
from tests.portal_data import data_folder

data_folder()

from scoring.actions.marking import recusals_of, score_sheets, sections_of, side_by_side
from scoring.actions.plans import plan_of
from scoring.actions.recusing import recuse
from tests.panel_member import SOUND, Member, all_kinds
from tests.portal_people import demo_round

pytestmark = pytest.mark.usefixtures("db")


def test_what_a_sheet_says() -> None:
    """Marks are read as typed, points added up, and every line says what it still wants."""
    member = Member(all_kinds())
    member.save("court", SOUND | {"A1": "８.5分", "A3": "3", "A6": "x", "A7": "是", "A8": "回避"}, {"A9": "原因"})
    sheet = member.sheet("court")
    assert {line.leaf.id: (line.typed, line.points) for line in sheet.lines} == {
        "A1": ("8.5", Fraction("8.5")),
        "A2": ("√√", 6),
        "A3": ("3", 6),
        "A4": ("1", 9),
        "A5": ("0", 0),
        "A6": ("x", None),
        "A7": ("是", None),
        "A8": ("回避", None),
        "A9": ("优", 9),
    }
    assert {line.leaf.id: line.missing.render() for line in sheet.lines if line.missing} == {
        "A3": "the reason for taking points off is missing",
        "A6": "“x” is not a plain number.",
        "A8": "“回避” is no mark.",
    }
    assert (sheet.total, sheet.most, sheet.marked, sheet.left) == (Fraction("38.5"), Fraction(49), 6, 3)
    assert (sheet.signed, sheet.partly_signed, sheet.waiting) == (False, False, ())


def test_an_empty_sheet() -> None:
    """Nothing is marked; a reason stands nowhere; there is a box for each of the three comments."""
    sheet = Member(all_kinds()).sheet("court")
    assert [line.missing.render() for line in sheet.lines if line.missing] == ["not marked yet"] * 9
    assert [(box.cell, box.title.render(), box.text) for box in sheet.boxes] == [
        ("~highlights", "Highlights", ""),
        ("~problems", "Problems", ""),
        ("~suggestions", "Suggestions", ""),
    ]
    assert (sheet.seen, sheet.total) == (0, Fraction())


def test_a_reason_below_the_limit() -> None:
    """Below four fifths of the full marks a reason is wanted; white space is none, and the limit itself needs none."""
    member = Member(all_kinds())
    member.save("court", SOUND | {"A1": "7.5", "A2": "√×", "A3": "3"}, {"A1": " ", "A3": "只有三次"})
    lines = {line.leaf.id: line for line in member.sheet("court").lines}
    assert [name for name, line in lines.items() if line.missing] == ["A1", "A2"]
    assert (lines["A1"].limit, lines["A5"].limit, lines["A9"].limit) == (Fraction(8), None, Fraction("7.2"))
    member.save("court", {"A1": "8"})
    assert member.sheet("court").lines[0].missing is None


def test_what_is_open_now() -> None:
    """In the phase of files a criterion of visits is closed: what it holds soundly is signed all the same."""
    member = Member(all_kinds(Phase.DOCUMENT_REVIEW))
    assert [line.leaf.id for line in member.sheet("court").waiting] == ["A1"]
    assert next(line.leaf.id for line in member.sheet("court").to_sign) == "A2"
    member.save("court", {"A1": "8"})
    assert next(line.leaf.id for line in member.sheet("court").to_sign) == "A1"


def test_all_sheets_of_a_rater_in_two_queries() -> None:
    """However many agencies and marks there are, the list is made in as many queries."""
    member = Member(all_kinds())
    plan = plan_of(member.round)
    counted = []
    for agencies in (("court",), plan.agencies_of("r1")):
        for agency in agencies:
            member.save(agency, SOUND)
        with CaptureQueriesContext(connection) as queries:
            sheets = score_sheets(plan, member.round, "r1", timezone.now())
        counted.append(len(queries))
    assert counted == [2, 2]
    assert [sheet.agency for sheet in sheets] == list(plan.agencies_of("r1"))
    assert {sheet.total for sheet in sheets} == {Fraction("44.5")}
    rows = side_by_side(plan, sheets)
    assert [(leaf.id, len(lines)) for leaf, lines in rows] == [(f"A{n}", len(sheets)) for n in range(1, 10)]


def test_sections() -> None:
    """Lines stand under the node directly above them."""
    sheet = Member(demo_round()).sheet("court")
    assert [(above.id, [line.leaf.id for line in lines]) for above, lines in sections_of(sheet.lines)] == [
        (part, [f"{part}{n}" for n in (1, 2, 3)]) for part in "ABCDE"
    ]


def test_recusals_of_a_rater() -> None:
    """Those that were known and those that came later, in the order in which agencies report."""
    member = Member(demo_round(), "r6")
    recuse(member.round, member.person, "court", "曾任该院书记员", timezone.now())
    plan = plan_of(member.round)
    assert list(recusals_of(plan, "r6").items()) == [("court", "曾任该院书记员"), ("metro", "担任该单位常年法律顾问")]
    assert recusals_of(plan, "r1") == {}
