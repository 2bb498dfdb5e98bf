"""What must hold for every round, whatever the rubric says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import TypeVar

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rubrics import Criterion, Part, TreeNode, tree
from scoring.engine.results import Results, results
from scoring.rounds import Mark, MarkState, Round
from tests.random_rounds import World, can_be_void, with_mark, worlds

Item = TypeVar("Item")
Child = TypeVar("Child", Part, Criterion)
# The comparison with the reference (test_evaluate.py) looks at four times as many worlds as each law does.
SOME = settings(max_examples=settings().max_examples // 4)


def outcome(found: Results) -> dict[str, object]:
    """Return all that is known about every agency, by agency."""
    return {
        item.agency: (
            {node: found.score(node, item.agency) for node in found.nodes},
            item.placing,
            item.grade,
            {(matter.kind, matter.node, frozenset(matter.raters), matter.present) for matter in item.opens},
        )
        for item in found.standings
    }


def of(world: World) -> Results:
    """Return the results of a world."""
    return results(world.rubric, world.round, world.collected)


@SOME
@given(worlds(), st.randoms(use_true_random=False))
def test_order_is_irrelevant(world: World, chance: Random) -> None:
    """Agencies, raters, marks, values and recusals in another order give the same scores, ranks and grades."""

    def shuffled(items: Iterable[Item]) -> list[Item]:
        held = list(items)
        return chance.sample(held, len(held))

    round_ = world.round
    groups = [group.model_copy(update={"members": tuple(shuffled(group.members))}) for group in round_.groups]
    turned = Round.model_validate(
        round_.model_copy(
            update={
                "agencies": tuple(shuffled(round_.agencies)),
                "groups": tuple(shuffled(groups)),
                "recusals": tuple(shuffled(round_.recusals)),
                "not_applicable": tuple(shuffled(round_.not_applicable)),
            }
        ).model_dump(by_alias=True)
    )
    held = world.collected
    imports = {source: dict(shuffled(values.items())) for source, values in held.imports.items()}
    marks = dict(shuffled(held.marks.items()))
    again = results(world.rubric, turned, replace(held, marks=marks, imports=imports))
    assert outcome(again) == outcome(of(world))


@SOME
@given(worlds(), st.data())
def test_raising_a_mark_never_lowers_score_or_rank(world: World, data: st.DataObject) -> None:
    """An agency whose rater gives more never gets less and never stands lower, at no pool that needs no agreement.

    A grade may get worse under a quota with `tie: out`: who draws level with the leader of a grade for one agency
    makes both miss it, and they may miss the next one together. A veto is no mark that can be raised. One mark more
    or less can make a rater's sheets void, or valid.
    """
    assume(not can_be_void(world))
    before = of(world)
    raisable = [
        (key, mark.points, most)
        for key, mark in world.collected.marks.items()
        if mark.points is not None
        and (most := _most(before.nodes[key[2]])) > mark.points
        and _agreeable(before, key[2])
    ]
    assume(raisable)
    key, points, most = data.draw(st.sampled_from(raisable))
    higher = data.draw(st.sampled_from([most, (most + Fraction(points)) / 2]))
    after = of(with_mark(world, key, Mark(MarkState.GIVEN, higher)))
    nodes = [node for node in before.nodes if before.score(node, key[0]) is not None]
    scores = [(before.score(node, key[0]), after.score(node, key[0])) for node in nodes if _above(before, node, key[2])]
    assert [(low, high) for low, high in scores if low is None or high is None or low > high] == []
    places = [item.placing for found in (before, after) for item in found.standings if item.agency == key[0]]
    ranks = [placing.rank for placing in places if placing]
    assert (len(ranks) in (0, 2), ranks) == (True, sorted(ranks, reverse=True))


def _most(node: TreeNode) -> Fraction:
    """Return the highest points a rater can give; a veto's no cannot be raised, a penalty can be none at all."""
    assert node.leaf
    rule = node.leaf.rule
    if rule.veto or rule.penalty:
        return Fraction(0)
    return Fraction(rule.bonus.cap) if rule.bonus else node.combined_earnable or Fraction(0)


def _agreeable(found: Results, leaf: str) -> bool:
    pooled_at = found.nodes[leaf].pooled_at
    return pooled_at is not None and pooled_at.node.pool is not None and pooled_at.node.pool.consensus is None


def _above(found: Results, node: str, leaf: str) -> bool:
    """Whether a node is at or above the leaf's pool: below it, what counts of whom may change with the values."""
    pooled_at = found.nodes[leaf].pooled_at
    return pooled_at is not None and pooled_at.id in {below.id for below in found.nodes[node].walk()}


@SOME
@given(worlds(), st.sampled_from([Decimal(2), Decimal("0.37"), Decimal("12.5")]))
def test_scaling_all_weights_alike_changes_nothing(world: World, factor: Decimal) -> None:
    """Weights in per cent, in shares or in any other unit: the same scores, ranks and grades."""
    scaled = world.rubric.model_copy(update={"parts": tuple(_scaled(part, factor) for part in world.rubric.parts)})
    assert outcome(results(scaled, world.round, world.collected)) == outcome(of(world))


def _scaled(node: Child, factor: Decimal) -> Child:
    update: dict[str, object] = {"weight": None if node.weight is None else node.weight * factor}
    if isinstance(node, Part):
        update["parts"] = tuple(_scaled(part, factor) for part in node.parts)
        update["criteria"] = tuple(_scaled(criterion, factor) for criterion in node.criteria)
    return node.model_copy(update=update)


@SOME
@given(worlds(), st.data())
def test_who_withdrew_changes_nothing_for_the_others(world: World, data: st.DataObject) -> None:
    """Without an agency that withdrew the others have the same scores, ranks and grades: it is in no quota."""
    agency = data.draw(st.sampled_from(sorted(world.round.names)))
    event = {"date": "2026-12-31", "reason": "退出", "withdrawn": {"agency": agency}}
    withdrew, left = (world.round.model_dump(by_alias=True, exclude_none=True) for _ in range(2))
    withdrew["events"] = [*withdrew["events"], event]
    left["agencies"] = [item for item in left["agencies"] if item["id"] != agency]
    assume(left["agencies"])
    imports = {source: _others(held, agency) for source, held in world.collected.imports.items()}
    ballots = {source: _others(held, agency) for source, held in world.collected.ballots.items()}
    among = results(world.rubric, Round.model_validate(withdrew), world.collected)
    without = replace(world.collected, imports=imports, ballots=ballots)
    assert _others(outcome(among), agency) == outcome(results(world.rubric, Round.model_validate(left), without))


def _others(held: Mapping[str, Item], agency: str) -> dict[str, Item]:
    return {name: item for name, item in held.items() if name != agency}


@SOME
@given(worlds())
def test_scores_do_not_depend_on_other_agencies(world: World) -> None:
    """An agency alone has the scores that it has among others.

    Not where the leader's votes are the measure of all, nor where sheets are void that say the same of all.
    """
    assume(not can_be_void(world))
    rules = [node.leaf.rule.votes for node in tree(world.rubric).leaves() if node.leaf]
    assume(not any(rule and rule.rule == "leader_ratio" for rule in rules))
    found, value = of(world), world.round.model_dump(by_alias=True, exclude_none=True)
    for agency in value["agencies"]:
        alone = results(world.rubric, Round.model_validate({**value, "agencies": [agency]}), world.collected)
        assert {n: alone.score(n, agency["id"]) for n in alone.nodes} == {
            n: found.score(n, agency["id"]) for n in found.nodes
        }


@SOME
@given(worlds())
def test_ranks_are_a_proper_competition_ranking(world: World) -> None:
    """A rank is one more than the number of better agencies, in order of totals; the unranked stand last."""
    found = of(world)
    ranked = [(item.placing, item.score) for item in found.standings if item.placing and item.score is not None]
    ranks = [placing.rank for placing, _ in ranked]
    read = [found.shown(score) if world.rubric.rank.by == "shown" else score for _, score in ranked]
    counts = Counter(ranks)
    assert ranks == sorted(ranks)
    assert read == sorted(read, reverse=True)
    assert [(placing.rank, placing.tied) for placing, _ in ranked] == [
        (1 + sum(other < rank for other in ranks), counts[rank] > 1) for rank in ranks
    ]
    unranked = found.standings[len(ranked) :]
    assert [(item.placing, item.score, item.grade) for item in unranked] == [(None, None, None)] * len(unranked)


@SOME
@given(worlds())
def test_shares_times_values_are_the_pooled_value(world: World) -> None:
    """What each rater's value counts adds up to the pooled value, at every pool and for every agency.

    The shares of one group are as many as values are kept; of several groups, their weights.
    """
    for panel in of(world).evaluated.panels.values():
        pooled = panel.pooled()
        for row in range(panel.size):
            shares, values = panel.shares(row), panel.row(row)
            total = sum(shares.values(), Fraction())
            together = sum((shares[r] * v for r, v in values.items()), Fraction())
            assert (pooled.at(row) if total else Fraction()) * total == together * panel.pool.multiple
            low, high = panel.dropped(row)
            held = [section.weight for section in panel.sections if panel.counts(section)[row]]
            assert total == (sum(held) if panel.pool.groups else len(values) - len(low) - len(high))
            assert not low & high


@SOME
@given(worlds(plain=True))
def test_figures_below_a_pool_add_up(world: World) -> None:
    """Where nothing is rescaled, the shown items of a summed node below a pool add up to it."""
    found = of(world)
    for node in found.nodes.values():
        inside = node.pooled_at
        if (
            not inside
            or not node.children
            or node.weighted
            or inside.node.pool is None
            or inside.node.pool.incomplete == "rescale"
        ):
            continue
        for agency in found.rows:
            score = found.score(node.id, agency)
            parts = [found.score(child.id, agency) for child in node.children]
            if score is not None and not _rescaled(found, agency):
                assert score == sum((part for part in parts if part is not None), Fraction())


def _rescaled(found: Results, agency: str) -> bool:
    spared = any(item.agency == agency for item in found.round.not_applicable)
    return spared and found.rubric.not_applicable == "rescale"


@pytest.mark.parametrize("state", [state for state in MarkState if state is not MarkState.GIVEN])
def test_a_state_holds_no_points(state: MarkState) -> None:
    """A mark that was not given has no points, not even 0."""
    assert Mark(state).points is None
