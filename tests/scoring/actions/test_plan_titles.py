"""What methods and seats are called."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.actions.eventful import enter
from scoring.actions.plan_titles import methods_of, seats_of
from scoring.actions.plans import plan_of
from tests.portal_people import demo_round

pytestmark = pytest.mark.usefixtures("db")


def test_methods_in_the_rubrics_order() -> None:
    """Each by its title."""
    titles = {method: title.render() for method, title in methods_of(plan_of(demo_round())).items()}
    assert titles == {"site_visit": "site visit", "document_review": "document review", "interview": "interview"}


def test_a_substitute_is_told_from_who_sat_there_before() -> None:
    """The same seat with a stroke."""
    made = demo_round()
    typed = {
        "rater": "r1",
        "name": "替补甲",
        "agency": "court",
        "date": "2026-05-20",
        "reason": "生病",
        "sheets": "valid",
    }
    enter(made, None, timezone.now(), "replaced", typed)
    seats = seats_of(plan_of(made))
    assert (seats["r1"], seats["r1-2"], seats["r2"]) == ("评议员1", "评议员1′", "评议员2")
