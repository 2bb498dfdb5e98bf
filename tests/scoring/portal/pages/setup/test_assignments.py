"""The page of the assignments."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.actions.agencies import add_agencies
from scoring.actions.plans import plan_of
from scoring.actions.setting_up import Named, begin_like
from scoring.storage.models import Role
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")


def test_a_whole_group_and_single_raters() -> None:
    """Ticks of a group and of raters mean all of them; agencies are ticked, or all."""
    made = demo_round()
    office = browser(somebody(Role.OFFICE))
    address = f"/r/{made.slug}/assignments/"
    assert office.get(address).content.decode().count('name="rater"') == 9
    typed = {"group": "panel", "agencies": "some", "agency": ["court", "health"], "how": "instead"}
    answer = office.post(address, typed)
    assert (answer.status_code, answer["Location"]) == (302, address)
    made.refresh_from_db()
    assert {item.rater: item.agencies for item in plan_of(made).round.assignments} == {
        f"r{n}": ("court", "health") for n in range(1, 10)
    }
    office.post(address, {"rater": ["r1", "r2"], "agencies": "all", "how": "nonsense"})
    made.refresh_from_db()
    assert [item.rater for item in plan_of(made).round.assignments] == [f"r{n}" for n in range(3, 10)]


def test_by_class_and_from_a_day() -> None:
    """A class is all its agencies; from a day on it is an event with a reason."""
    made = begin_like("chuxiong-2023", Named("classes"), None, timezone.now())
    add_agencies(made, None, timezone.now(), plan_of(made), "甲局,class1,甲县\n乙局,class2,乙县")
    office = browser(somebody(Role.OFFICE))
    rater = next(iter(plan_of(made).round.raters))
    typed = {"rater": rater, "agencies": "some", "class": "class1", "region": "乙县"}
    day = {"from": "day", "date": "2026-05-01", "reason": "分工"}
    assert office.post(f"/r/{made.slug}/assignments/", {**typed, **day}).status_code == 302
    made.refresh_from_db()
    (event,) = plan_of(made).round.events
    assert event.assigned is not None
    assert (event.date, event.reason, event.assigned.agencies) == ("2026-05-01", "分工", ("agency1", "a4", "a5"))


def test_faults_keep_the_ticks() -> None:
    """What was ticked is still ticked beside what is wrong."""
    made = demo_round()
    typed = {"rater": "r3", "agencies": "some", "method": "site_visit", "each": "x"}
    answer = browser(somebody(Role.OFFICE)).post(f"/r/{made.slug}/assignments/", typed)
    shown = answer.content.decode()
    assert (answer.status_code, shown.count("<code>ASSIGNMENT-"), shown.count(" checked>")) == (422, 2, 5)
    assert ("“x”" in shown, 'value="x"' in shown) == (True, True)


def test_too_many_agencies_to_tick() -> None:
    """A long list is not shown; classes, regions and the workbook are there for it."""
    made = demo_round()
    add_agencies(made, None, timezone.now(), plan_of(made), "\n".join(f"第{n}单位,城区" for n in range(300)))
    shown = browser(somebody(Role.OFFICE)).get(f"/r/{made.slug}/assignments/").content.decode()
    assert (shown.count('name="agency"'), shown.count('name="region"')) == (0, 1)
