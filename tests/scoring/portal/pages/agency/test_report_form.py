"""The form of a report: with and without script, in two windows, with names that look like markup."""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.usefixtures("db")


def test_without_script_the_whole_form_is_one_press() -> None:
    """What was typed, files and a new piece of evidence are kept together; then the page is there again."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from scoring.actions.drafting import draft_of
    from tests.agency_desks import PNG, fresh_desk
    from tests.portal_people import browser

    desk = fresh_desk()
    mine, address = browser(desk.person), f"/r/{desk.round.slug}/agencies/market/report/"
    sent = {
        "seen": "{}",
        "key": "k",
        "self.A1": "5",
        "contact.name": "<script>alert(1)</script>",
        "report.text": "第一行\r\n第二行",
        "file.C1": [SimpleUploadedFile("<img src=x>.png", PNG), SimpleUploadedFile("空.png", b"")],
        "file.": SimpleUploadedFile("报告.txt", "履职报告".encode()),
        "add": "A1 url",
    }
    refused = mine.post(address, sent)
    assert (refused.status_code, refused.content.decode().count("FILE-EMPTY")) == (422, 1)
    del sent["file.C1"], sent["file."]
    added = mine.post(address, sent)
    assert (added.status_code, added["Location"]) == (302, f"{address}#piece-2")
    draft = draft_of(desk.round, desk.agency)
    assert [(piece.criterion, piece.way) for piece in draft.pieces] == [("C1", "file"), ("A1", "url")]
    assert (draft.get("report.text"), draft.report and draft.report.name) == ("第一行\n第二行", "报告.txt")
    page = mine.get(address).content.decode()
    assert ("<script>alert" in page, "<img src=x>" in page, "&lt;img src=x&gt;" in page) == (False, False, True)
    removed = mine.post(address, {"seen": "{}", "remove": "1"})
    assert removed["Location"] == f"{address}#c-C1"
    assert mine.post(address, {"seen": "{}", "drop-report": "yes"})["Location"] == f"{address}#report"
    assert mine.post(address, {"seen": "{}", "look-over": "yes"})["Location"] == f"{address}submit/"
    left = draft_of(desk.round, desk.agency)
    assert ([piece.number for piece in left.pieces], left.report) == ([2], None)


def test_a_stale_window_shows_both_versions() -> None:
    """Nothing is overwritten; what was typed stays in the field, and the next save keeps it."""
    from scoring.actions.drafting import draft_of
    from tests.agency_desks import fresh_desk, retyped
    from tests.portal_people import browser

    desk = fresh_desk()
    mine, address = browser(desk.person), f"/r/{desk.round.slug}/agencies/market/report/"
    retyped(desk, "contact.name", "甲的说法")
    stale = mine.post(address, {"seen": "{}", "contact.name": "乙的说法"})
    page = stale.content.decode()
    assert (stale.status_code, "<q>甲的说法</q>" in page, 'value="乙的说法"' in page) == (409, True, True)
    assert draft_of(desk.round, desk.agency).get("contact.name") == "甲的说法"
    mine.post(address, {"seen": json.dumps({"contact.name": 1}), "contact.name": "乙的说法"})
    assert draft_of(desk.round, desk.agency).get("contact.name") == "乙的说法"


def test_a_script_saves_field_by_field() -> None:
    """The answer tells the editions, or what somebody else made of a field; what cannot be read is refused."""
    from tests.agency_desks import fresh_desk
    from tests.portal_people import browser

    desk = fresh_desk()
    mine, address = browser(desk.person), f"/r/{desk.round.slug}/agencies/market/report/saved/"

    def sent(body: object) -> tuple[int, object]:
        text = body if isinstance(body, str) else json.dumps(body)
        answer = mine.post(address, text, content_type="application/json")
        return answer.status_code, json.loads(answer.content)

    assert sent({"values": {"self.A1": "5"}, "seen": {}}) == (200, {"kept": {"self.A1": 1}, "stale": {}})
    other = {"value": "5", "edition": 1, "name": "张三"}
    assert sent({"values": {"self.A1": "6"}, "seen": {}}) == (200, {"kept": {}, "stale": {"self.A1": other}})
    assert sent({"values": {"self.Z9": "6"}, "seen": {}})[0] == 422
    assert [sent(body)[0] for body in ("", "[]", {"values": 3}, {"values": {}, "seen": {"a": "x"}})] == [400] * 4


def test_the_form_of_another_agency_is_nowhere() -> None:
    """Neither another agency nor the office reads or writes a draft."""
    from scoring.storage.models import Role
    from tests.agency_desks import fresh_desk
    from tests.portal_people import browser, somebody

    desk = fresh_desk()
    address = f"/r/{desk.round.slug}/agencies/market/report/"
    people = [somebody(Role.AGENCY, desk.round, "court"), somebody(Role.OFFICE), somebody(Role.PANEL, desk.round, "r1")]
    assert [browser(person).get(address).status_code for person in people] == [404, 404, 404]
    assert [browser(person).post(address, {"seen": "{}"}).status_code for person in people] == [404, 404, 404]


def test_the_page_takes_as_many_queries_with_one_piece_as_with_many() -> None:
    """And the page is small enough for a slow line."""
    import gzip

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from scoring.actions.drafting import add_piece
    from tests.agency_desks import fresh_desk
    from tests.portal_people import browser

    desk = fresh_desk()
    mine, address = browser(desk.person), f"/r/{desk.round.slug}/agencies/market/report/"
    add_piece(desk, "A1", "url")
    counts, sizes = [], []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            page = mine.get(address)
        counts.append(len(queries))
        sizes.append(len(gzip.compress(page.content)))
        for _ in range(50):
            add_piece(desk, "B1", "on_site")
    assert counts[0] == counts[1]
    assert max(sizes) < 40_000
