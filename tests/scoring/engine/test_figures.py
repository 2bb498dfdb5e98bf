"""Figures of all agencies at once: equal to what the results say agency by agency, and doubles rounded once."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given, settings

from rubrics import Rounding
from scoring.engine.columns import column
from scoring.engine.figures import Figures, nearest, shares, shown
from scoring.engine.results import Results, results
from scoring.rounds import Collected, Mark, MarkState
from tests.random_rounds import World, worlds
from tests.scoring.reports.workbook.rounds import HEAD, TWO_PLACES, results_of


def said(found: Results, node: str) -> list[Fraction | None]:
    """Return a node's scores as the results say them, agency by agency."""
    return [found.score(node, agency) for agency in found.agencies]


def at_once(found: Results, node: str) -> list[Fraction | None]:
    """Return a node's scores from its column."""
    scores = Figures(found).of(node)
    return [scores.score.at(row) if known else None for row, known in enumerate(scores.known.tolist())]


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_every_node_of_every_agency_is_what_the_results_say(world: World) -> None:
    """Whole columns hold the very fractions that are worked out one by one, None included."""
    found = results(world.rubric, world.round, world.collected)
    assert {node: at_once(found, node) for node in found.nodes} == {node: said(found, node) for node in found.nodes}


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_shares_are_those_of_every_panel(world: World) -> None:
    """How much of each rater's value counts is the same for one agency and for all at once."""
    found = results(world.rubric, world.round, world.collected)
    for panel in found.evaluated.panels.values():
        whole = shares(panel)
        rows = [{r: whole.at(row, at) for at, r in enumerate(panel.raters)} for row in range(panel.size)]
        assert rows == [dict.fromkeys(panel.raters, Fraction()) | panel.shares(row) for row in range(panel.size)]


@settings(max_examples=25, deadline=None)
@given(worlds())
def test_what_is_awaited_has_no_score(world: World) -> None:
    """Where something at or below a node is open, it is awaited; below a pool, the pool is asked."""
    found = results(world.rubric, world.round, world.collected)
    for node in found.nodes.values():
        pool = node.pooled_at
        asked = pool if pool and node.below_pool else node
        awaited = Figures(found).of(node.id).awaited.tolist()
        assert awaited == [found.open_within(asked, agency) for agency in found.agencies]


Mode = Literal["half_up", "half_even", "truncate"]
# Denominators that no 64 bits hold together.
PRIMES = (2**31 - 1, 2**29 - 3, 2**26 - 5, 2**19 - 1)


def with_values(values: list[list[Fraction]], pool: str) -> Results:
    """Return a round of one pool in which raters' values are these fractions: agencies x raters."""
    rubric = f"{HEAD}{TWO_PLACES}rank: {{by: exact, share: true}}\nparts: [{{id: p, title: 评议, by: panel, {pool}}}]\n"
    found = results_of(rubric, {f"a{at}": {"a": " ".join("5" for _ in row)} for at, row in enumerate(values)})
    marks = {
        (f"a{at}", f"panel-{seat}", "a"): Mark(MarkState.GIVEN, value)
        for at, row in enumerate(values)
        for seat, value in enumerate(row, start=1)
    }
    return results(found.rubric, found.round, Collected(marks))


ITEM = "criteria: [{id: a, title: 甲项, points: 10}]"
TRIMMED = f"pool: {{trimmed_mean: {{drop: 1, when_more_than: 3}}, incomplete: leave_out}}, {ITEM}"


def test_values_beyond_64_bits() -> None:
    """Rows that integers cannot hold are settled one by one, beside rows that they can."""
    odd = [Fraction(1, prime) for prime in PRIMES]
    found = with_values(
        [odd, [Fraction(5), Fraction(5), Fraction(5), Fraction(7)], [odd[0], odd[0], *odd[1:3]]], TRIMMED
    )
    assert {node: at_once(found, node) for node in found.nodes} == {node: said(found, node) for node in found.nodes}
    assert at_once(found, "a") == [sum(sorted(odd)[1:3]) / 2, 5, (odd[0] + odd[1]) / 2]


def test_shares_of_several_groups_beyond_64_bits() -> None:
    """Where a weight makes a share too long, it stays a fraction."""
    weights = "{panel: 0.00000000000000000000000001, council: 99.99999999999999999999999999}"
    pool = f"pool: {{groups: {weights}, each: {{mean: {{}}}}, empty_group: refuse, incomplete: leave_out}}"
    rubric = f"{HEAD}{TWO_PLACES}rank: {{by: exact, share: true}}\nparts: [{{id: p, title: 评议, {pool}, {ITEM}}}]\n"
    found = results_of(rubric, {"a": {"a": "5 6 7|8 9"}, "b": {"a": "5 5 7|8 8"}})
    panel = found.panel("p")
    whole = shares(panel)
    for row in range(panel.size):
        assert {r: whole.at(row, at) for at, r in enumerate(panel.raters)} == panel.shares(row)
    assert at_once(found, "a") == said(found, "a")


@pytest.mark.parametrize(
    "value",
    [
        Fraction(0),
        Fraction(-1, 3),
        Fraction(2**53 + 1, 3),
        Fraction(10**18 + 1, 10**18),
        Fraction(1, 2**60 + 1),
        Fraction(10**40, 7),
        Fraction(9007199254740993, 9007199254740995),
    ],
)
def test_doubles_are_the_nearest(value: Fraction) -> None:
    """The quotient is rounded once, as Python rounds a fraction."""
    assert nearest(column([value], (1,))).tolist() == [float(value)]


def test_what_no_double_holds_is_as_far_as_doubles_need_to_go() -> None:
    """Instead of an error or infinity."""
    assert nearest(column([Fraction(10**400), -Fraction(10**400)], (2,))).tolist() == [2.0**500, -(2.0**500)]


@pytest.mark.parametrize(("mode", "figure"), [("half_up", 0.13), ("half_even", 0.12), ("truncate", 0.12)])
def test_figures_are_rounded_before_they_become_doubles(mode: Mode, figure: float) -> None:
    """Exactly, by the rubric's rule."""
    assert shown(column([Fraction(125, 1000)], (1,)), Rounding(places=2, mode=mode)).tolist() == [figure]
