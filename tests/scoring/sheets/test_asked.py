"""What a rater is asked to mark, and why an agency has no page."""

from __future__ import annotations

import pytest

from scoring.sheets.asked import Asked
from tests.scoring.sheets.blanks import plan

TAKING_PART = ["tax", "parks", "water", "mint", "guards", "north", "south", "east", "west"]


def asked(rater: str, method: str | None = None) -> Asked:
    """Return what a rater of the round of everything is asked."""
    (blank,) = plan(method=method).blanks([rater], 1)
    return blank.asked


def told(found: Asked) -> dict[str, str]:
    """Return by agency why it has no page."""
    return {item.agency: item.told.render() for item in found.left_out}


@pytest.mark.parametrize(
    ("rater", "left_out"),
    [
        ("p1", {"mint": "recused, worked there"}),
        ("p2", {"water": "recused, related to the director"}),
        ("p3b", {"tax": "not assigned, moved away", "parks": "not assigned, moved away"}),
        ("p5", {"guards": "not assigned, a long way", "east": "not assigned, a long way"}),
    ],
)
def test_an_agency_without_a_page_is_told_with_the_reason(rater: str, left_out: dict[str, str]) -> None:
    """Recusals, assignments and substitutions of the round; who withdrew is left out for everybody."""
    found = asked(rater)
    assert told(found) == {**left_out, "trade": "withdrew, dissolved"}
    assert [page.agency for page in found.pages] == [agency for agency in TAKING_PART if agency not in left_out]


def test_a_page_holds_what_concerns_the_agency() -> None:
    """Criteria of another class have no row; one that does not concern the agency has a closed one."""
    pages = {page.agency: page for page in asked("p2").pages}
    own = ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "B1", "B2", "middle"]
    assert [leaf.id for leaf in pages["tax"].leaves] == own
    assert [leaf.id for leaf in pages["south"].leaves] == [*own, "roads"]
    assert pages["south"].spared == {"A2": "has no notices"}
    assert [leaf.id for leaf in pages["south"].open] == [own[0], *own[2:], "roads"]


def test_a_method_limits_the_criteria() -> None:
    """Only criteria of that method; who is absent from it alone has no page there."""
    found = asked("c2", "hearing")
    assert [leaf.id for leaf in found.leaves] == ["heard"]
    assert told(found) == {
        "trade": "withdrew, dissolved",
        "guards": "recused, worked there",
        "north": "absent, a train was late",
    }


def test_all_criteria_of_all_pages_stand_in_the_rubrics_order() -> None:
    """Those of some pages only as well."""
    assert [leaf.id for leaf in asked("p2").leaves][-3:] == ["B2", "middle", "roads"]


def test_criteria_of_another_class_leave_nothing_to_mark() -> None:
    """An agency for whose class nothing is written has no page."""
    (blank,) = plan(_TOWNS_ONLY).blanks(["p1"], 1)
    assert [page.agency for page in blank.asked.pages] == ["north", "south", "east", "west"]
    assert told(blank.asked)["tax"] == "no criteria for this rater"


_TOWNS_ONLY = """\
pingyi: 1
id: small
title: Small
basis: Rules
rounding: {places: 2, mode: half_up}
rank: {by: exact, ties: [], share: true}
classes: [{id: office, title: offices}, {id: town, title: towns}]
parts:
  - {id: roads, title: Roads, for: [town], by: panel, points: 9, pool: {mean: {}, quorum: 1, incomplete: leave_out}}
  - {id: tasks, title: Tasks, for: [office], given: {from: tasks, scale: 9}}
"""
