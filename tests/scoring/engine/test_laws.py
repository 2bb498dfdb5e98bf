"""What must hold for every round, whatever the rubric says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import TypeVar

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rubrics import Criterion, Part, Rubric, TreeNode
from scoring.engine.results import Results, results
from scoring.rounds import Collected, Mark, MarkState, Round
from tests.random_rounds import World, with_mark, worlds

Item = TypeVar("Item")
Child = TypeVar("Child", Part, Criterion)


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
    again = results(world.rubric, turned, Collected(marks, imports, held.facts))
    assert outcome(again) == outcome(of(world))


@given(worlds(), st.data())
def test_raising_a_mark_never_lowers_the_score(world: World, data: st.DataObject) -> None:
    """An agency whose rater gives more never gets less, at no pool that needs no agreement."""
    before = of(world)
    raisable = [
        (key, mark, most)
        for key, mark in world.collected.marks.items()
        if mark.points is not None
        and (most := _most(before.nodes[key[2]])) > mark.points
        and _agreeable(before, key[2])
    ]
    assume(raisable)
    key, mark, most = data.draw(st.sampled_from(raisable))
    assert mark.points is not None
    higher = data.draw(st.sampled_from([most, (most + mark.points) / 2]))
    after = of(with_mark(world, key, Mark(MarkState.GIVEN, higher)))
    nodes = [node for node in before.nodes if before.score(node, key[0]) is not None]
    scores = [(before.score(node, key[0]), after.score(node, key[0])) for node in nodes if _above(before, node, key[2])]
    assert [(low, high) for low, high in scores if low is None or high is None or low > high] == []


def _most(node: TreeNode) -> Decimal:
    assert node.earnable is not None
    rule = node.leaf.rule if node.leaf else None
    if rule and rule.levels:
        return max(level.points for level in rule.levels)
    most = rule.points.max if rule and rule.points and rule.points.max is not None else node.leaf and node.leaf.points
    assert most
    return most


def _agreeable(found: Results, leaf: str) -> bool:
    pooled_at = found.nodes[leaf].pooled_at
    return pooled_at is not None and pooled_at.node.pool is not None and pooled_at.node.pool.consensus is None


def _above(found: Results, node: str, leaf: str) -> bool:
    """Whether a node is at or above the leaf's pool: below it, what counts of whom may change with the values."""
    pooled_at = found.nodes[leaf].pooled_at
    return pooled_at is not None and pooled_at.id in {below.id for below in found.nodes[node].walk()}


@given(worlds(), st.sampled_from([Decimal(2), Decimal("0.37"), Decimal("12.5")]))
def test_scaling_all_weights_alike_changes_no_rank(world: World, factor: Decimal) -> None:
    """Weights in per cent, in shares or in any other unit: the same scores, where the most that counts is declared."""
    scaled = world.rubric.model_copy(update={"parts": tuple(_scaled(part, factor) for part in world.rubric.parts)})
    assert outcome(results(_declared(scaled), world.round, world.collected)) == outcome(
        results(_declared(world.rubric), world.round, world.collected)
    )


def _declared(rubric: Rubric) -> Rubric:
    """Return the rubric with 100 points declared at every weighted node that declares none."""

    def part_with(part: Part) -> Part:
        children: tuple[Part | Criterion, ...] = (*part.parts, *part.criteria)
        weighted = any(child.weight is not None for child in children)
        update = {
            "parts": tuple(map(part_with, part.parts)),
            "points": part.points or (Decimal(100) if weighted else None),
        }
        return part.model_copy(update=update)

    total = Decimal(100) if rubric.parts[0].weight is not None else None
    return rubric.model_copy(update={"total": total, "parts": tuple(map(part_with, rubric.parts))})


def _scaled(node: Child, factor: Decimal) -> Child:
    update: dict[str, object] = {"weight": None if node.weight is None else node.weight * factor}
    if isinstance(node, Part):
        update["parts"] = tuple(_scaled(part, factor) for part in node.parts)
        update["criteria"] = tuple(_scaled(criterion, factor) for criterion in node.criteria)
    return node.model_copy(update=update)


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


@given(worlds())
def test_shares_times_values_are_the_pooled_value(world: World) -> None:
    """What each rater's value counts adds up to the pooled value, at every pool and for every agency."""
    for panel in of(world).evaluated.panels.values():
        pooled = panel.pooled()
        for row in range(panel.size):
            shares, values = panel.shares(row), panel.row(row)
            total = sum(shares.values(), Fraction())
            assert (pooled.at(row) if total else Fraction()) * total == sum(
                (shares[r] * v for r, v in values.items()), Fraction()
            )
            low, high = panel.dropped(row)
            assert total == len(values) - len(low) - len(high)
            assert not low & high


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


def test_a_world_that_is_compared_holds_figures() -> None:
    """The laws above compare something: a score, a rank and an open matter all occur among random worlds."""
    seen: Counter[str] = Counter()

    @given(worlds())
    def look(world: World) -> None:
        for item in of(world).standings:
            seen["ranked" if item.placing else "open"] += 1
            seen["tied"] += bool(item.placing and item.placing.tied)

    look()
    assert min(seen[what] for what in ("ranked", "open", "tied")) > 0


@pytest.mark.parametrize("state", [state for state in MarkState if state is not MarkState.GIVEN])
def test_a_state_holds_no_points(state: MarkState) -> None:
    """A mark that was not given has no points, not even 0."""
    assert Mark(state).points is None
