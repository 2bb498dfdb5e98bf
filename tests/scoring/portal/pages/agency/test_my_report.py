"""An agency's own report, from the first page to the receipt."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("db")


def test_a_returned_report_is_put_right_and_handed_in_again() -> None:
    """Reasons are shown, the draft says what was handed in, a word on secrets is asked for, and a receipt given."""
    from scoring.actions.returning import send_back
    from scoring.rounds.calendar import Phase
    from scoring.storage.models import Role
    from tests.agency_desks import desk as desk_of
    from tests.portal_people import browser, demo_round, somebody

    round_ = demo_round(Phase.SUBMIT, marks=True)
    send_back(desk_of(round_), ["补充<b>公开页面</b>"])
    mine = browser(somebody(Role.AGENCY, round_, "market", "张三"))
    mine.cookies["pingyi-lang"] = "en"
    home, base = f"/r/{round_.slug}/my-report/", f"/r/{round_.slug}/agencies/market"

    def told() -> list[bool]:
        page = mine.get(home).content.decode()
        said = ("Your report is handed in.", "Nothing was changed yet", "Nothing is missing: the report")
        return [sentence in page for sentence in said]

    assert "补充&lt;b&gt;公开页面&lt;/b&gt;" in mine.get(home).content.decode()
    form = mine.get(f"{base}/report/")
    assert (form.status_code, form["Location"]) == (302, home)
    begun = mine.post(f"{base}/report/begin/")
    assert (begun.status_code, begun["Location"]) == (302, f"{base}/report/")
    assert "https://amr.shili.example/pufa/list" in mine.get(f"{base}/report/").content.decode()
    unsaid = mine.post(f"{base}/report/submit/")
    assert (unsaid.status_code, "SUBMIT-SECRET" in unsaid.content.decode()) == (422, True)
    done = mine.post(f"{base}/report/submit/", {"clean": "yes"})
    assert (done.status_code, done["Location"]) == (302, f"{base}/receipts/2/")
    assert told() == [True, False, False]
    again = mine.post(f"{base}/report/submit/", {"clean": "yes"})
    assert again["Location"] == f"{base}/receipts/2/?again"
    receipt = mine.get(f"{base}/receipts/2/?again").content.decode()
    assert ("checksums.txt" in receipt, "张三" in receipt) == (True, True)
    send_back(desk_of(round_), ["再补充"])
    assert told() == [False, True, False]


def test_what_is_missing_is_told_on_every_page_before_it_is_handed_in() -> None:
    """The first page, the form and the last page name it; handing in is refused."""
    from scoring.storage.models import Role
    from tests.agency_desks import fresh_desk, retyped
    from tests.portal_people import browser

    desk = fresh_desk()
    retyped(desk, "self.A1", "6")
    mine = browser(desk.person)
    base = f"/r/{desk.round.slug}/agencies/market/report"
    assert desk.person is not None
    assert desk.person.role == Role.AGENCY
    pages = [
        mine.get(f"/r/{desk.round.slug}/my-report/"),
        mine.get(f"{base}/submit/"),
        mine.post(f"{base}/submit/", {"clean": "yes"}),
    ]
    assert [(page.status_code, page.content.decode().count("EVIDENCE-MISSING")) for page in pages] == [
        (200, 15),
        (200, 15),
        (422, 15),
    ]


def test_outside_the_phase_the_form_is_closed_and_the_own_page_says_so() -> None:
    """The office's extension opens it for one agency alone."""
    from datetime import timedelta

    from scoring.actions.returning import extend
    from scoring.rounds.calendar import Phase
    from scoring.storage.models import Role
    from tests.agency_desks import desk as desk_of
    from tests.portal_people import browser, demo_round, set_phases, somebody

    round_ = demo_round(Phase.MEETING)
    mine = browser(somebody(Role.AGENCY, round_, "market"))
    base = f"/r/{round_.slug}/agencies/market/report"
    assert mine.get(f"/r/{round_.slug}/my-report/").status_code == 200
    closed = [
        mine.get(f"{base}/"),
        mine.get(f"{base}/submit/"),
        mine.post(f"{base}/saved/"),
        mine.post(f"{base}/files/"),
    ]
    assert [page.status_code for page in closed] == [403, 403, 403, 403]
    set_phases(round_, Phase.SUBMIT)
    extend(desk_of(round_), desk_of(round_).at + timedelta(days=2), "机构改革")
    assert mine.get(f"{base}/").status_code == 200


def test_after_the_deadline_the_own_page_says_what_was_not_handed_in() -> None:
    """What was changed since and not handed in again does not count, and its owner is told."""
    from scoring.actions.returning import send_back
    from scoring.actions.submitting import begin
    from scoring.rounds.calendar import Phase
    from scoring.storage.models import Role
    from tests.agency_desks import desk as desk_of
    from tests.agency_desks import retyped
    from tests.portal_people import browser, demo_round, set_phases, somebody

    round_ = demo_round(Phase.SUBMIT, marks=True)
    person = somebody(Role.AGENCY, round_, "market")
    send_back(desk_of(round_), ["补充公开页面"])
    told = []
    for text in (None, "迟到的修改"):
        set_phases(round_, Phase.SUBMIT)
        desk = desk_of(round_, "market", person)
        begin(desk)
        if text:
            retyped(desk, "report.text", text)
        set_phases(round_, Phase.MEETING)
        page = browser(person).get(f"/r/{round_.slug}/my-report/").content.decode()
        told.append("不作数" in page)
    assert told == [False, True]


def test_an_agency_that_withdrew_hands_nothing_in() -> None:
    """退出评议: the page is there, the form is not."""
    from pathlib import Path

    from scoring.actions.records import change
    from scoring.folder import write_file
    from scoring.folder.writing import holding
    from tests.agency_desks import fresh_desk
    from tests.portal_people import browser

    desk = fresh_desk()
    event = "events:\n  - {date: 2026-10-01, reason: 机构撤并, withdrawn: {agency: market}}\n"

    def withdraw(root: Path) -> None:
        text = (root / "round.yaml").read_text("utf-8") + event
        write_file(root / "round.yaml", holding(text.encode()))

    change(desk.round, None, desk.at, withdraw)
    mine = browser(desk.person)
    answers = [mine.get(f"/r/{desk.round.slug}/my-report/"), mine.get(f"/r/{desk.round.slug}/agencies/market/report/")]
    assert [answer.status_code for answer in answers] == [200, 403]
