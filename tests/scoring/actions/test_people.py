"""People: made from the seats and agencies of a round, found, renamed, shut out."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone

from rubrics import Problems
from tests.portal_data import data_folder

data_folder()

from scoring.actions.people import (
    Called,
    add_person,
    chairs,
    find_people,
    let_in_again,
    logins,
    make_people,
    rename,
    seat_titles,
    shut_out,
    without_people,
)
from scoring.actions.records import change
from scoring.actions.slips import issue
from scoring.storage.models import JournalLine, Role, Round, Session
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")
NOW = timezone.now()


def last_line() -> tuple[str, dict[str, object]]:
    """Return the newest line of the journal."""
    line = JournalLine.objects.latest("pk")
    return line.text, line.values


def with_events(round_: Round, text: str) -> Round:
    """Return a round with events written to its round.yaml."""

    def work(root: Path) -> None:
        held = (root / "round.yaml").read_text("utf-8")
        (root / "round.yaml").unlink()
        (root / "round.yaml").write_text(held + text, "utf-8")

    change(round_, None, NOW, work)
    return round_


def test_who_withdrew_keeps_the_name() -> None:
    """Nobody signs in for it any more, but whoever did is not listed under an id."""
    round_ = with_events(demo_round(), "\nevents:\n  - {date: 2026-05-20, reason: 撤销, withdrawn: {agency: metro}}\n")
    assert (Role.AGENCY, "metro") not in chairs(round_)
    titles = seat_titles(round_)
    assert (titles[Role.AGENCY, "metro"], titles[Role.PANEL, "r1"]) == ("示例地铁集团", "评议员1")


def test_there_is_a_chair_for_every_rater_and_agency() -> None:
    """Raters seat by seat, called as their group calls seats, then the agencies by name."""
    found = list(chairs(demo_round()).values())
    assert [(chair.role, chair.seat, chair.name, chair.title) for chair in (found[0], found[8], found[9])] == [
        (Role.PANEL, "r1", "评议员甲", "评议员1"),
        (Role.PANEL, "r9", "评议员壬", "评议员9"),
        (Role.AGENCY, "court", "示例市中级人民法院", "示例市中级人民法院"),
    ]
    assert len(found) == 17


def test_substitutes_have_chairs_and_withdrawn_agencies_none() -> None:
    """Who comes later sits on the same seat; an agency that withdrew hands nothing in."""
    events = """
events:
  - {date: 2026-10-01, reason: 出差, replaced: {rater: r1, by: {id: r1b, name: 评议员子}, since: court, sheets: valid}}
  - {date: 2026-10-02, reason: 机构改革, withdrawn: {agency: metro}}
"""
    found = chairs(with_events(demo_round(), events))
    assert found[Role.PANEL, "r1b"].title == found[Role.PANEL, "r1"].title == "评议员1"
    assert (Role.AGENCY, "metro") not in found


def test_people_are_made_once() -> None:
    """One press makes somebody for every chair that has nobody; a second press makes nobody."""
    round_, office = demo_round(), somebody(Role.OFFICE)
    somebody(Role.PANEL, round_, "r1")
    assert len(without_people(round_)) == 16
    assert make_people(round_, office, NOW) == 16
    assert last_line() == ("People were made for {n} seats and agencies.", {"n": 16})
    assert make_people(round_, office, NOW) == 0
    assert JournalLine.objects.filter(text="People were made for {n} seats and agencies.").count() == 1
    made = round_.people.get(seat="court")
    assert (made.role, made.name, made.link, len(made.login)) == (Role.AGENCY, "示例市中级人民法院", None, 8)


def test_people_are_found_by_role_and_words() -> None:
    """All words must stand in name, seat, telephone or sign-in name; the office has its own list."""
    round_, office = demo_round(), somebody(Role.OFFICE)
    first, second = somebody(Role.PANEL, round_, "r1", "张三"), somebody(Role.OBSERVER, round_, name="张四")
    assert list(find_people(round_)) == [second, first]
    assert list(find_people(round_, "张 r1")) == [first]
    assert list(find_people(round_, "张", Role.OBSERVER)) == [second]
    assert list(find_people(round_, "李")) == []
    assert list(find_people(None)) == [office]


def test_an_observer_and_an_office_member_are_added() -> None:
    """Each by a name; one without is refused."""
    round_, office = demo_round(), somebody(Role.OFFICE)
    made = add_person(round_, Role.OBSERVER, Called(" 赵  某 ", " 138 "), office, NOW)
    assert (made.name, made.phone, made.role, made.round) == ("赵 某", "138", Role.OBSERVER, round_)
    assert last_line() == ("{name} may sign in now as an observer.", {"name": "赵 某"})
    # What comes out of a chat brings signs that nobody sees, and no form is written in such a name.
    made = add_person(round_, Role.OBSERVER, Called("孙\u200b\0某\u202e", "\u200e139"), office, NOW)
    assert (made.name, made.phone) == ("孙某", "139")
    assert add_person(None, Role.OFFICE, Called("钱某"), None, NOW).round is None
    assert last_line() == ("{name} may sign in now as a member of the office.", {"name": "钱某"})
    with pytest.raises(Problems) as refused:
        add_person(round_, Role.OBSERVER, Called("  "), office, NOW)
    assert [problem.code for problem in refused.value.items] == ["PERSON-NAME"]


def test_a_name_is_changed() -> None:
    """The journal tells of another name, and not of another telephone number."""
    office, member = somebody(Role.OFFICE), somebody(Role.PANEL, demo_round(), "r1", "张三")
    rename(member, Called("李四", "139"), office, NOW)
    assert last_line() == ("{before} is called {name} now.", {"before": "张三", "name": "李四"})
    lines = JournalLine.objects.count()
    rename(member, Called("李四", "138"), office, NOW)
    member.refresh_from_db()
    assert (member.name, member.phone, JournalLine.objects.count()) == ("李四", "138", lines)


def test_who_is_shut_out_has_neither_slip_nor_session() -> None:
    """Signing in again takes a new slip."""
    office, member = somebody(Role.OFFICE), somebody(Role.PANEL, demo_round(), "r1", "张三")
    issue(member, NOW)
    browser(member)
    shut_out(member, office, NOW)
    member.refresh_from_db()
    assert (member.is_active, member.link, member.pin) == (False, None, "")
    assert Session.objects.filter(person=member).count() == 0
    assert last_line() == ("{name} may not sign in any more.", {"name": "张三"})
    let_in_again(member, office, NOW)
    member.refresh_from_db()
    assert (member.is_active, member.link) == (True, None)
    assert last_line() == ("{name} may sign in again.", {"name": "张三"})


def test_the_last_of_the_office_stays() -> None:
    """Nobody could run rounds any more: refused until there is another."""
    first = somebody(Role.OFFICE)
    with pytest.raises(Problems) as refused:
        shut_out(first, first, NOW)
    assert [problem.code for problem in refused.value.items] == ["OFFICE-LAST"]
    second = add_person(None, Role.OFFICE, Called("钱某"), first, NOW)
    shut_out(first, second, NOW)
    first.refresh_from_db()
    assert not first.is_active


def test_names_to_sign_in_with_are_nobodys() -> None:
    """As many as asked for, each another."""
    assert len(set(logins(500))) == 500
