"""The engine agrees with the naive reference, bit for bit, over the whole language."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from hypothesis import given, settings

from rubrics import tree
from rubrics.markings import MARKINGS
from rubrics.methods import POOLS
from scoring.engine.results import results
from scoring.rounds import STATE_WORDS
from tests import reference, reference_standings
from tests.random_rounds import World, worlds
from tests.reference_numbers import points_of_word
from tests.reference_tree import marking


@given(worlds())
def test_the_engine_agrees_with_the_reference(world: World) -> None:
    """Open matters, the score at every node, ranks, ties, deciding keys and grades are the same."""
    found = results(world.rubric, world.round, world.collected)
    naive = reference_standings.agencies(world.rubric, world.round, world.collected, world.tables)
    assert {a: {(o.kind.value, o.node) for o in opens} for a, opens in found.opens.items()} == {
        agency: one.troubles for agency, one in naive.items()
    }
    nodes = [reference.name(node) for node in reference.below(world.rubric)]
    assert {(a, n): found.score(n, a) for a in naive for n in nodes} == {
        (agency, node): one.score(node) for agency, one in naive.items() for node in nodes
    }
    places = reference_standings.places(world.rubric, naive)
    assert {
        item.agency: reference_standings.Place(item.placing.rank, item.placing.tied, item.placing.decided_by)
        for item in found.standings
        if item.placing
    } == places
    assert {item.agency: item.score for item in found.standings if item.placing} == {
        agency: naive[agency].total for agency in places
    }
    assert {item.agency: item.grade for item in found.standings if item.placing} == reference_standings.grades(
        world.rubric, world.round, naive, places
    )
    assert all(type(item.score) is Fraction for item in found.standings if item.placing)


@settings(max_examples=settings().max_examples // 4)
@given(worlds())
def test_a_word_in_a_sheet_is_worth_what_the_reference_says(world: World) -> None:
    """Signs of checklists, counts, deductions, extras, vetoes and levels become the same points."""
    leaves = {leaf.id: leaf.leaf for leaf in tree(world.rubric).leaves()}
    for key, word in world.words.items():
        leaf, points = leaves[key[2]], world.collected.marks[key].points
        assert leaf
        assert (None if points is None else Fraction(points)) == (
            None if word in STATE_WORDS else points_of_word(leaf, word)
        )


def test_random_worlds_hold_every_rule() -> None:
    """What is compared above, and in the laws: every marking, pool, operation, open matter, tie and veto occurs."""
    seen: Counter[str] = Counter()

    @settings(max_examples=100, derandomize=True, database=None)
    @given(worlds())
    def look(world: World) -> None:
        naive = reference_standings.agencies(world.rubric, world.round, world.collected, world.tables)
        for node in reference.below(world.rubric):
            rule = marking(node)
            seen.update([rule.name] if rule else [])
            seen.update([(node.pool.each or node.pool).rule] if node.pool else [])
            seen.update(name for name in OPERATIONS if getattr(node, name) is not None)
        for one in naive.values():
            seen.update(kind for kind, _ in one.troubles)
            seen["struck"] += any(one.vetoes.values())
        for place in reference_standings.places(world.rubric, naive).values():
            seen["ranked"] += 1
            seen["tied"] += place.tied

    look()
    assert [rule for rule in (*MARKINGS, *POOLS, *OPERATIONS, *OUTCOMES) if not seen[rule]] == []


OPERATIONS = ("factor", "subtract", "floor", "cap", "scale", "round")
OUTCOMES = ("awaited", "quorum", "disagreement", "empty_group", "no_votes", "no_import", "struck", "ranked", "tied")
