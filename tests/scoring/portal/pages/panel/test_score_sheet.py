"""The score sheet of a member for one agency."""

from __future__ import annotations

import gzip
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from scoring.rounds.calendar import Phase
from tests.portal_data import data_folder

data_folder()

from scoring.actions.signing import sign
from scoring.portal.assets import assets
from scoring.storage.models import Role, Save, Sheet
from tests.panel_member import HOSTILE, SOUND, Member, all_kinds
from tests.portal_people import browser, demo_round, set_phases, somebody

pytestmark = pytest.mark.usefixtures("db")


def _tags(page: str, pattern: str) -> list[tuple[str, ...]]:
    return [found.groups("") for found in re.finditer(pattern, page)]


def test_every_kind_of_mark_has_its_control() -> None:
    """Numbers have steps and a decimal keyboard, levels and yes and no are chosen, lists are ticked."""
    page = Member(all_kinds()).get("mark/court/")
    assert _tags(page, r'data-cell="(\w+)" data-base="0" data-kind="(\w+)"') == [
        ("A1", "number"),
        ("A2", "ticks"),
        ("A3", "number"),
        ("A4", "number"),
        ("A5", "number"),
        ("A6", "number"),
        ("A7", "radio"),
        ("A8", "number"),
        ("A9", "radio"),
    ]
    assert _tags(page, r'type="number"|type="range"') == []
    assert len(_tags(page, r'data-part="value" inputmode="decimal"')) == 6
    assert _tags(page, r'name="m-A9" data-part="value" value="(\w+)" data-points="([\d.]+)"') == [
        ("优", "9"),
        ("差", "4.5"),
    ]
    assert _tags(page, r'name="m-A7" data-part="value" value="(\w+)"') == [("是",), ("否",)]
    assert _tags(page, r'<fieldset [^>]*id="c-A1"[^>]*?(data-limit=.*?)>') == [
        ('data-limit="8" data-rule="points" data-low="0" data-high="10" data-step="0.5" data-grid="0.5"',)
    ]


def test_what_is_pasted_is_never_cut_without_a_word() -> None:
    """No box has a limit of its own in the browser: what is too long is told by the server, and kept on the device."""
    page = Member(all_kinds()).get("mark/court/")
    assert len(_tags(page, r"<(textarea)")) == 12
    assert _tags(page, r"<textarea[^>]*(maxlength)") == []


def test_what_was_saved_stands_there() -> None:
    """Each control shows the newest save with its id; the total and what is marked are worked out by the server."""
    member = Member(all_kinds())
    member.save("court", {"A1": "1"})
    member.save("court", SOUND | {"A1": "7", "A2": "√×"}, {"A1": "记录不全"})
    page = member.get("mark/court/")
    newest = {save.criterion: save.pk for save in Save.objects.order_by("pk")}
    assert _tags(page, r'data-cell="(\w+)" data-base="(\d+)" data-kind') == [
        (name, str(newest[name])) for name in SOUND
    ]
    assert re.search(r"data-total>39<", page) is not None
    assert re.search(r"data-marked>8</output>/9", page) is not None
    assert _tags(page, r'value="(\w+)"(?: data-points="[\d.]+")? checked') == [("否",), ("优",)]
    assert _tags(page, r"data-tick data-points=\"(\d)\"( checked)?") == [("2", " checked"), ("4", "")]
    assert _tags(page, r'aria-label="Reason: 直接打分">(.*?)<') == [("记录不全",)]


def test_stored_text_is_never_markup() -> None:
    """A title, a mark, a reason and a comment with tags and braces come out as text."""
    member = Member(all_kinds())
    member.save("court", {"A1": HOSTILE, "~problems": HOSTILE}, {"A1": HOSTILE})
    for path in ("mark/court/", "mark/court/sign/", "mine/marks/"):
        page = member.get(path)
        assert (page.startswith("200"), "<script>alert" in page) == (True, False)


def test_self_assessment_and_evidence_stand_beside_each_criterion() -> None:
    """What the agency handed in is read where it is needed: points, files to look at, addresses, numbers to call."""
    page = Member(demo_round(marks=True)).get("mark/court/")
    beside = dict(re.findall(r'<fieldset [^>]*id="c-(\w+)".*?(<aside.*?</aside>)', page, re.DOTALL))
    text = {name: re.sub(r"\s+", " ", re.sub("<.*?>", "", aside)).strip() for name, aside in beside.items()}
    assert text["A2"].startswith("Self-assessment: 8 points 普法责任清单和年度计划 规范文件")
    assert re.findall(r'href="(tel:[^"]*)"', beside["A3"]) == ["tel:0000-66010101"]
    assert re.findall(r'href="/r/demo-2026/agencies/court/files/\d+/(preview/)?"', beside["A2"]) == ["preview/"]
    assert re.findall(r'rel="noopener noreferrer nofollow"', beside["A1"]) == ['rel="noopener noreferrer nofollow"']


def test_only_what_is_open_can_be_changed() -> None:
    """In the phase of visits the other criteria are shut; when nothing is open the page says so."""
    member = Member(demo_round(Phase.SITE_VISIT))
    page = member.get("mark/court/")
    shut = {name for name, rest in re.findall(r'id="c-(\w+)"(.*?)>', page) if rest.endswith(" disabled")}
    assert shut == {f"{part}{n}" for part in "ABCDE" for n in (2, 3)}
    assert "Check and sign" in page
    set_phases(member.round, Phase.SUBMIT)
    page = member.get("mark/court/")
    assert ("Nothing on this sheet can be marked at this moment." in page, "Check and sign" in page) == (True, False)


def test_a_signed_sheet_is_shut() -> None:
    """All controls and boxes are shut, and the page leads to what was signed."""
    member = Member(all_kinds())
    member.save("court", SOUND)
    sign(member.round, member.person, "court", member.sheet("court").seen, timezone.now())
    page = member.get("mark/court/")
    assert len(re.findall(r'<fieldset [^>]*id="c-[^>]* disabled>', page)) == 9
    assert len(re.findall(r"<textarea data-part=\"value\"[^>]* disabled>", page)) == 3
    assert ("/r/all-kinds/mark/court/signed/" in page, "Check and sign" in page) == (True, False)


def test_only_who_is_asked_to_mark_opens_the_sheet() -> None:
    """A recused member, another role and an agency that is not there: nothing here. The row is one, opened twice."""
    held = demo_round()
    recused, other = Member(held, "r6"), Member(held, "r1")
    assert [recused.get("mark/metro/")[:3], other.get("mark/nothing/")[:3]] == ["404", "404"]
    assert [other.get("mark/metro/")[:3], other.get("mark/metro/")[:3]] == ["200", "200"]
    people = (somebody(Role.OFFICE), somebody(Role.AGENCY, held, "metro"), somebody(Role.OBSERVER, held))
    assert [browser(person).get("/r/demo-2026/mark/metro/").status_code for person in people] == [404, 404, 404]
    assert list(Sheet.objects.values_list("rater", "agency")) == [("r1", "metro")]


def test_a_page_is_light_and_asks_the_database_as_often_however_much_is_marked() -> None:
    """Below 100 KB over the wire with scripts and styles; an empty and a full sheet need the same queries."""
    member = Member(demo_round(marks=True))
    page = member.get("mark/court/")
    counted = []
    for criteria in ((), ("A1", "A2", "B1", "~problems")):
        member.save("court", dict.fromkeys(criteria, "优"))
        with CaptureQueriesContext(connection) as queries:
            page = member.get("mark/court/")
        counted.append(len(queries))
    assert counted[0] == counted[1]
    named = set(re.findall(r'/assets/\w+/([\w.]+)"', page))
    weight = len(gzip.compress(page.encode())) + sum(len(assets()[name].packed) for name in named)
    assert {"sheet.js", "panel.css", "outbox.js"} <= named
    assert weight < 100_000
