"""Assignments in bulk: from the beginning or from a day on, by agency and method, shared out evenly."""

from __future__ import annotations

import pytest
from django.utils import timezone

from rubrics import Problems
from tests.portal_data import data_folder

data_folder()

from scoring.actions.assigning import BESIDES, EVERYTHING, Order, assign, rows_of
from scoring.actions.plans import plan_of
from scoring.storage.models import Round
from tests.portal_people import demo_round

pytestmark = pytest.mark.usefixtures("db")
ALL = ("court", "education", "ecology", "market", "health", "transport", "youth", "metro")


def _assign(made: Round, order: Order) -> None:
    assign(made, None, timezone.now(), order)


def _marking(made: Round, *raters: str) -> dict[str, tuple[str, ...]]:
    """Return for raters the agencies that they are asked to mark, in official order."""
    plan = plan_of(made)
    return {rater: tuple(agency for agency in plan.round.names if plan.asked(rater, agency)) for rater in raters}


def test_from_the_beginning() -> None:
    """Instead of what was there, besides it, and without any limit again."""
    made = demo_round()
    _assign(made, Order(("r1", "r2"), ("court", "market")))
    assert _marking(made, "r1", "r2", "r3") == {"r1": ("court", "market"), "r2": ("court", "market"), "r3": ALL}
    _assign(made, Order(("r1", "r3"), ("metro",), how=BESIDES))
    assert _marking(made, "r1", "r3") == {"r1": ("court", "market", "metro"), "r3": ALL}
    _assign(made, Order(("r2",), ("youth",)))
    assert _marking(made, "r2") == {"r2": ("youth",)}
    _assign(made, Order(("r1", "r2"), how=EVERYTHING))
    assert _marking(made, "r1", "r2") == {"r1": ALL, "r2": ALL}
    assert plan_of(made).round.assignments == ()


def test_all_agencies_are_no_limit() -> None:
    """Whoever is given all of them one by one marks everything."""
    made = demo_round()
    _assign(made, Order(("r1",), ("court",)))
    _assign(made, Order(("r1",), ALL))
    assert plan_of(made).round.assignments == ()


def test_from_a_day_on() -> None:
    """As events: instead, besides, everything; what is said again for the same day replaces what was said."""
    made = demo_round()
    _assign(made, Order(("r1",), ("court",), date="2026-05-01", reason="分工调整"))
    _assign(made, Order(("r1",), ("market",), date="2026-05-01", reason="分工调整"))
    assert (_marking(made, "r1"), len(plan_of(made).round.events)) == ({"r1": ("market",)}, 1)
    _assign(made, Order(("r1", "r2"), ("metro",), how=BESIDES, date="2026-05-02", reason="增派"))
    assert _marking(made, "r1", "r2") == {"r1": ("market", "metro"), "r2": ALL}
    assert [event.date for event in plan_of(made).round.events] == ["2026-05-01", "2026-05-02", "2026-05-02"]
    _assign(made, Order(("r1",), how=EVERYTHING, date="2026-05-03", reason="恢复"))
    assert _marking(made, "r1") == {"r1": ALL}


def test_by_method() -> None:
    """A rater for one method only, where the rubric pools each method for itself."""
    made = demo_round()
    plan = plan_of(made)
    with pytest.raises(Problems) as told:
        _assign(made, Order(("r1",), methods=("site_visit",)))
    assert {item.code for item in told.value.items} == {"POOL-METHODS"}
    ((group, title, rows),) = rows_of(plan)
    assert (group, title, len(rows), rows[0].name, rows[0].seat) == ("panel", "评议团", 9, "评议员甲", 1)
    assert [scope.render() for scope in rows[0].scope] == ["everything"]


def test_shared_out_evenly() -> None:
    """Each agency has as many raters as asked for, nobody more than one above another, and never a recused one."""
    made = demo_round()
    raters = tuple(f"r{n}" for n in range(1, 10))
    _assign(made, Order(raters, each=3))
    found = _marking(made, *raters)
    loads = sorted(len(agencies) for agencies in found.values())
    assert [sum(agency in agencies for agencies in found.values()) for agency in ALL] == [3] * 8
    assert (loads[0], loads[-1], "metro" in found["r6"]) == (2, 3, False)


@pytest.mark.parametrize(
    ("order", "codes"),
    [
        (Order(()), ["ASSIGNMENT-WHOM"]),
        (Order(("r1",), ()), ["ASSIGNMENT-WHAT"]),
        (Order(("r1",), date="2026-05-01", each=2), ["ASSIGNMENT-EACH", "EVENT-WHY"]),
        (Order(("r1", "r2"), ("court",), each=1), ["ASSIGNMENT-SHARE"]),
        (Order(("r0",), ("court",)), ["ROUND-UNKNOWN"]),
        (Order(("r0",), ("court",), date="2026-05-01", reason="x"), ["ROUND-UNKNOWN"]),
    ],
)
def test_what_cannot_be_meant(order: Order, codes: list[str]) -> None:
    """Nobody, nothing, a day without a reason, shares that do not work out, and who is not of the round."""
    with pytest.raises(Problems) as told:
        _assign(demo_round(), order)
    assert [item.code for item in told.value.items] == codes


def test_scopes_are_told_shortly() -> None:
    """The first agencies by name, and how many more."""
    made = demo_round()
    _assign(made, Order(("r1",), ALL[:7]))
    ((_, _, rows),) = rows_of(plan_of(made))
    names = ", ".join(list(plan_of(made).round.names.values())[:5])
    assert [scope.render() for scope in rows[0].scope] == [f"{names} and 2 more"]
