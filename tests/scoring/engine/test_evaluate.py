"""The engine agrees with the naive reference, bit for bit, over the whole language."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given

from scoring.engine.results import results
from tests import reference, reference_standings
from tests.random_rounds import World, worlds


@given(worlds())
def test_the_engine_agrees_with_the_reference(world: World) -> None:
    """Open matters, the score at every node, ranks, ties, deciding keys and grades are the same."""
    found = results(world.rubric, world.round, world.collected)
    naive = reference_standings.agencies(world.rubric, world.round, world.collected)
    assert {a: {(o.kind.value, o.node) for o in opens} for a, opens in found.opens.items()} == {
        agency: one.troubles for agency, one in naive.items()
    }
    nodes = list(reference.below(world.rubric))
    assert {(a, n): found.score(n, a) for a in naive for n in map(reference.name, nodes)} == {
        (agency, reference.name(node)): one.score(node) for agency, one in naive.items() for node in nodes
    }
    places = reference_standings.places(world.rubric, naive)
    assert {
        item.agency: reference_standings.Place(item.placing.rank, item.placing.tied, item.placing.decided_by)
        for item in found.standings
        if item.placing
    } == places
    totals = {agency: one.total.score for agency, one in naive.items() if one.total and agency in places}
    assert {item.agency: item.score for item in found.standings if item.score is not None} == totals
    assert {item.agency: item.grade for item in found.standings if item.placing} == {
        agency: reference_standings.grade(world.rubric, total) for agency, total in totals.items()
    }
    assert all(type(item.score) is Fraction for item in found.standings if item.placing)
