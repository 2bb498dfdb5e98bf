"""Random rubrics, rounds and marks over the whole language, for Hypothesis; every one of them passes the checks.

Hypothesis draws the rubric and the round, so that failures shrink; the marks follow from one drawn seed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import strategies as st

from rubrics import Document, Place, Rubric, TreeNode, build, read_rubric, tree, write
from scoring.rounds import Collected, Entry, Mark, MarkKey, MarkState, Round, check, marks_from
from tests.random_rubrics import GROUPS, Draw, random_rubric

# One word in so many is a state instead of a mark: often, seldom, never.
SILENT = (6, 30, 10**9)
# One mark in so many is not there yet.
AWAITED = (60, 10**9, 10**9)


@dataclass(frozen=True)
class World:
    """A sound rubric with a round and all that came in for it."""

    rubric: Rubric
    round: Round
    collected: Collected


def _ties(draw: Draw, rubric: Rubric) -> list[Any]:
    nodes = list(tree(rubric).walk())
    keys: list[Any] = [node.id for node in nodes if not node.below_pool]
    keys += [{kind: node.id} for node in nodes if node.node.pool for kind in ("untrimmed", "best_mark")]
    return draw(st.lists(st.sampled_from(keys), min_size=1, max_size=4))


def _members(draw: Draw, group: str) -> list[dict[str, str]]:
    return [
        {"id": f"{group}-{at}", "name": f"{group} {at}"} for at in range(draw(st.sampled_from([3, 6, 7, 5, 4, 2, 1])))
    ]


def _round(draw: Draw, rubric: Rubric) -> dict[str, Any]:
    agencies = [f"a{at}" for at in range(draw(st.sampled_from([2, 1, 3, 4, 5])))]
    leaves = tree(rubric).leaves()
    groups: list[dict[str, Any]] = [
        {"id": group, "title": group, "members": _members(draw, group)}
        for group in GROUPS
        if any(leaf.rated and leaf.group == group for leaf in leaves)
    ]
    raters = [member["id"] for group in groups for member in group["members"]]
    value: dict[str, Any] = {
        "pingyi": 1,
        "id": "round",
        "title": "随机评议",
        "organizer": "试验",
        "fictional": True,
        "rubric": "rubric.yaml",
        "agencies": [{"id": agency, "name": f"单位{agency}"} for agency in agencies],
        "groups": groups,
    }
    pairs: st.SearchStrategy[tuple[str, str]] = st.tuples(st.sampled_from(raters or [""]), st.sampled_from(agencies))
    if raters and draw(st.integers(0, 1)) == 1:
        value["recusals"] = [
            {"rater": rater, "agency": agency, "reason": "亲属"}
            for rater, agency in sorted(draw(st.sets(pairs, max_size=2)))
        ]
        value["assignments"] = [
            {"rater": rater, "agencies": [agency]} for rater, agency in sorted(draw(st.sets(pairs, max_size=1)))
        ]
    if rubric.not_applicable is not None and draw(st.integers(0, 2)) > 0:
        spared = st.tuples(st.sampled_from(agencies), st.sampled_from([leaf.id for leaf in leaves]))
        found = draw(st.sets(spared, min_size=1, max_size=6))
        value["not_applicable"] = [
            {"agency": agency, "criterion": leaf, "reason": "不涉及"} for agency, leaf in sorted(found)
        ]
    return value


def word(chance: Random, leaf: TreeNode) -> str:
    """Return a mark that a rater might write for a leaf; high ones are likelier, so that totals meet."""
    assert leaf.leaf
    rule = leaf.leaf.rule
    if rule.levels:
        return chance.choice(rule.levels).title
    assert rule.points
    high = rule.points.max if rule.points.max is not None else leaf.leaf.points
    assert high is not None
    step = rule.points.step or Decimal("0.5")
    steps = int((Fraction(high) - Fraction(rule.points.min)) / Fraction(step))
    low = max(steps - 6, 0) if chance.randrange(3) else 0
    return str(rule.points.min + step * chance.randint(low, steps))


def _words(rubric: Rubric, round_: Round, chance: Random) -> dict[MarkKey, str]:
    """Return what every seat writes: some agencies alike or with raters exchanged, some raters agreed."""
    leaves = [leaf for leaf in tree(rubric).leaves() if leaf.rated]
    silent = chance.choice(SILENT)
    words: dict[MarkKey, str] = {}
    first: dict[tuple[int, str], str] = {}
    for agency in round_.names:
        like, agreed = chance.choice(("itself", "itself", "first", "turned")), chance.randrange(4) == 0
        for leaf in leaves:
            members = [rater.id for rater in round_.group(leaf.group or "").members]
            one = word(chance, leaf)
            for at, rater in enumerate(members):
                mark = one if agreed else word(chance, leaf)
                key = ((at + 1) % len(members) if like == "turned" else at, leaf.id)
                mark = first.setdefault(key, mark) if like != "itself" else mark
                state = chance.choice(["回避", "缺席", "未安排"])
                words[agency, rater, leaf.id] = mark if chance.randrange(silent) else state
    return words


def _collected(rubric: Rubric, round_: Round, seed: int) -> Collected:
    chance = Random(seed)  # noqa: S311 - nothing secret
    expected, _ = marks_from(rubric, round_, [])
    words, missing = _words(rubric, round_, chance), chance.choice(AWAITED)
    entries = [
        Entry(*key, words[key], Place("sheets/marks.csv", line))
        for line, (key, mark) in enumerate(expected.items(), start=2)
        if mark.state is MarkState.AWAITED and chance.randrange(missing)
    ]
    marks, problems = marks_from(rubric, round_, entries)
    assert problems == []
    sources = {node.node.subtract.source: Decimal(2) for node in tree(rubric).walk() if node.node.subtract}
    for leaf in tree(rubric).leaves():
        given = leaf.leaf.rule.given if leaf.leaf else None
        if given:
            sources[given.source] = given.scale or Decimal(50)
    lost = chance.choice((15, 10**9, 10**9))
    imports = {source: _values(chance, round_, scale, lost) for source, scale in sorted(sources.items())}
    return Collected(marks, imports, {agency: _facts(chance, lost) for agency in round_.names})


def _values(chance: Random, round_: Round, scale: Decimal, lost: int) -> dict[str, Decimal]:
    values = [(scale * chance.randint(0, 40) / 40).quantize(Decimal("0.01")) for _ in range(2)]
    return {agency: chance.choice(values) for agency in round_.names if chance.randrange(lost)}


def _facts(chance: Random, lost: int) -> dict[str, Decimal]:
    held = {
        fact: chance.choice([Decimal(0), Decimal(10), Decimal("25.49"), Decimal("25.5")])
        for fact in ("viewers", "cases")
    }
    return held if chance.randrange(lost) else {}


def build_world(rubric: dict[str, Any], round_: dict[str, Any], seed: int) -> World:
    """Return the world of a rubric and a round as YAML could hold them. Raises Problems if the rubric is unsound."""
    sound = read_rubric(write(rubric), "rubric.yaml")
    document = Document("round.yaml", round_, {})
    built = build(Round, document)
    assert check(built, sound, document.locate) == []
    return World(sound, built, _collected(sound, built, seed))


@st.composite
def worlds(draw: Draw, *, plain: bool = False) -> World:
    """Draw a world; a `plain` one has no factor, subtraction or rounding inside its tree."""
    value = random_rubric(draw, plain=plain)
    drawn = build(Rubric, Document("rubric.yaml", value, {}))
    value["rank"]["ties"] = _ties(draw, drawn)
    round_ = _round(draw, drawn)
    return build_world(value, round_, draw(st.integers(0, 2**32)))


def with_mark(world: World, key: MarkKey, mark: Mark) -> World:
    """Return the world with one mark replaced."""
    held = world.collected
    return World(world.rubric, world.round, Collected({**held.marks, key: mark}, held.imports, held.facts))
