"""Random rounds and all that came in for them, over the whole language; every one of them passes the checks.

Hypothesis draws the rubric and the round, so that failures shrink; the marks follow from one drawn seed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import strategies as st

from rubrics import Document, Place, Rubric, TreeNode, build, read_rubric, tree, write
from scoring.rounds import Collected, Entry, Mark, MarkKey, Round, check, marks_from
from tests.random_markings import Draw
from tests.random_rubrics import CLASSES, GROUPS, random_rubric
from tests.random_sheets import facts, tables, word, words
from tests.reference_numbers import NO, YES, Rows

__all__ = ["World", "build_world", "with_mark", "word", "worlds"]


@dataclass(frozen=True)
class World:
    """A sound rubric with a round and all that came in for it; `words` and `tables` are what was written down."""

    rubric: Rubric
    round: Round
    collected: Collected
    words: Mapping[MarkKey, str]
    tables: Mapping[str, Rows]


@dataclass(frozen=True)
class _Names:
    """What the parts of a round may name."""

    agencies: list[str]
    raters: list[str]
    leaves: list[TreeNode]
    methods: list[str]


def _ties(draw: Draw, rubric: Rubric) -> list[Any]:
    nodes = list(tree(rubric).walk())
    keys: list[Any] = [node.id for node in nodes if not node.below_pool]
    keys += [{kind: node.id} for node in nodes if node.node.pool for kind in ("untrimmed", "best_mark", "preferred")]
    return draw(st.lists(st.sampled_from(keys), min_size=1, max_size=4))


def _groups(draw: Draw, rubric: Rubric) -> list[dict[str, Any]]:
    """Return the groups that mark something, each with as many seats as the pools need."""
    nodes = list(tree(rubric).walk())
    marking = [group for group in GROUPS if any(node.rated and group in node.groups for node in nodes)]
    pools = [(node.groups, node.node.pool) for node in nodes if node.node.pool]
    seats = {group: draw(st.sampled_from([3, 6, 7, 5, 4, 2, 1])) for group in marking}
    for groups, pool in pools:
        rule = pool.of_group
        for group in groups:
            least = rule.quorum if isinstance(rule.quorum, int) else 1
            seats[group] = max(seats[group], least, rule.middle_sum.n if rule.middle_sum else 1)
        if isinstance(pool.quorum, int):
            seats[groups[0]] = max(seats[groups[0]], pool.quorum)
    return [
        {"id": group, "title": group, "members": [_rater(f"{group}-{at}") for at in range(count)]}
        for group, count in seats.items()
    ]


def _rater(name: str) -> dict[str, str]:
    return {"id": name, "name": name}


def _round(draw: Draw, rubric: Rubric) -> dict[str, Any]:
    agencies = [f"a{at}" for at in range(draw(st.sampled_from([2, 1, 3, 4, 5, 7])))]
    leaves = list(tree(rubric).leaves())
    groups = _groups(draw, rubric)
    classes = {agency: {"class": draw(st.sampled_from(CLASSES))} if rubric.classes else {} for agency in agencies}
    value: dict[str, Any] = {
        "pingyi": 1,
        "id": "round",
        "title": "随机评议",
        "organizer": "试验",
        "fictional": True,
        "rubric": "rubric.yaml",
        "agencies": [{"id": agency, "name": f"单位{agency}", **classes[agency]} for agency in agencies],
        "groups": groups,
    }
    raters = [member["id"] for group in groups for member in group["members"]]
    rated = [leaf for leaf in leaves if leaf.rated]
    methods = sorted({method for leaf in rated for method in (leaf.leaf.methods if leaf.leaf else ())})
    names = _Names(agencies, raters, leaves, methods)
    if raters and draw(st.integers(0, 1)) == 1:
        value |= _beforehand(draw, names)
    if draw(st.integers(0, 2)) == 2:
        value["events"] = list(_events(draw, names))
    if rubric.not_applicable is not None and draw(st.integers(0, 2)) > 0:
        concerned = [(a, leaf.id) for a in agencies for leaf in leaves if leaf.concerns(classes[a].get("class"))]
        found = draw(st.sets(st.sampled_from(concerned), min_size=1, max_size=6))
        value["not_applicable"] = [
            {"agency": agency, "criterion": leaf, "reason": "不涉及"} for agency, leaf in sorted(found)
        ]
    return value


def _beforehand(draw: Draw, names: _Names) -> dict[str, Any]:
    pairs = st.tuples(st.sampled_from(names.raters), st.sampled_from(names.agencies))
    return {
        "recusals": [
            {"rater": rater, "agency": agency, "reason": "亲属"}
            for rater, agency in sorted(draw(st.sets(pairs, max_size=2)))
        ],
        "assignments": [
            {"rater": rater, "agencies": [agency]} for rater, agency in sorted(draw(st.sets(pairs, max_size=1)))
        ],
    }


def _events(draw: Draw, names: _Names) -> Iterator[dict[str, Any]]:
    """Yield what happened while the round ran, day by day; who is replaced is not replaced again."""
    began, taking_part = dict.fromkeys(names.raters, 0), list(names.agencies)
    kinds = ["withdrawn", "renamed", *(["recused", "absent", "replaced", "assigned"] if names.raters else [])]
    for day in range(draw(st.integers(1, 4))):
        kind, rater = draw(st.sampled_from(kinds)), draw(st.sampled_from([*began] or [""]))
        what: dict[str, Any] = {}
        if kind in ("absent", "assigned"):
            what = {"rater": rater, **_scope(draw, names)}
        elif taking_part:
            agency = draw(st.sampled_from(taking_part))
            since = [name for name in taking_part if names.agencies.index(name) >= began.get(rater, 0)]
            if kind == "renamed":
                what = {"agency": agency, "name": f"新单位{day}"}
            elif kind == "withdrawn":
                what = {"agency": agency}
                taking_part.remove(agency)
            elif kind == "recused":
                what = {"rater": rater, "agency": agency}
            elif since:
                sheets, agency = draw(st.sampled_from(["valid", "void"])), draw(st.sampled_from(since))
                what = {"rater": rater, "by": _rater(f"{rater}-s{day}"), "since": agency, "sheets": sheets}
                began[f"{rater}-s{day}"] = names.agencies.index(agency)
                del began[rater]
        if what:
            yield {"date": f"2026-05-0{day + 1}", "reason": "缘故", kind: what}


def _scope(draw: Draw, names: _Names) -> dict[str, Any]:
    if names.methods and draw(st.integers(0, 1)) == 1:
        return {"methods": [draw(st.sampled_from(names.methods))]}
    return {"agencies": sorted(draw(st.sets(st.sampled_from(names.agencies), min_size=1)))}


def _collected(rubric: Rubric, round_: Round, seed: int) -> World:
    chance = Random(seed)  # noqa: S311 - nothing secret
    expected, _ = marks_from(rubric, round_, [])
    said, files = words(rubric, round_, chance, expected), tables(rubric, round_, chance)
    entries = [Entry(*key, text, Place("sheets/marks.csv", at)) for at, (key, text) in enumerate(said.items(), start=2)]
    marks, problems = marks_from(rubric, round_, entries)
    assert problems == []
    ballots = {
        leaf.leaf.rule.votes.source
        for leaf in tree(rubric).leaves()
        if leaf.leaf and leaf.leaf.rule.votes and leaf.leaf.rule.votes.rule == "satisfaction"
    }
    imports = {source: _numbers(rows) for source, rows in sorted(files.items()) if source not in ballots}
    typed = {source: _ballots(rubric, source, files[source]) for source in sorted(ballots)}
    return World(rubric, round_, Collected(marks, imports, facts(rubric, round_, chance), typed), said, files)


def _numbers(rows: Rows) -> dict[str, Decimal]:
    return {a: Decimal(1) if text in YES else Decimal(0) if text in NO else Decimal(text) for a, text in rows[1:]}


def _ballots(rubric: Rubric, source: str, rows: Rows) -> dict[str, tuple[tuple[Decimal, int], ...]]:
    found: dict[str, tuple[tuple[Decimal, int], ...]] = {}
    rules = [leaf.leaf.rule.votes for leaf in tree(rubric).leaves() if leaf.leaf and leaf.leaf.rule.votes]
    points = {option.title: option.points for rule in rules if rule.source == source for option in rule.options}
    for agency, *cells in rows[1:]:
        if points:
            held = tuple((points[title], int(text)) for title, text in zip(rows[0][1:], cells, strict=True))
        else:
            held = ((Decimal(cells[0]), int(cells[1]) if len(cells) > 1 else 1),)
        found[agency] = (*found.get(agency, ()), *held)
    return found


def build_world(rubric: dict[str, Any], round_: dict[str, Any], seed: int) -> World:
    """Return the world of a rubric and a round as YAML could hold them. Raises Problems if the rubric is unsound."""
    sound = read_rubric(write(rubric), "rubric.yaml")
    document = Document("round.yaml", round_, {})
    built = build(Round, document)
    assert check(built, sound, document.locate) == []
    return _collected(sound, built, seed)


@st.composite
def worlds(draw: Draw, *, plain: bool = False) -> World:
    """Draw a world; a `plain` one has no operation inside its tree and no veto."""
    value = random_rubric(draw, plain=plain)
    drawn = build(Rubric, Document("rubric.yaml", value, {}))
    value["rank"]["ties"] = _ties(draw, drawn)
    round_ = _round(draw, drawn)
    return build_world(value, round_, draw(st.integers(0, 2**32)))


def with_mark(world: World, key: MarkKey, mark: Mark) -> World:
    """Return the world with one mark replaced."""
    held = world.collected
    return replace(world, collected=replace(held, marks={**held.marks, key: mark}))


def can_be_void(world: World) -> bool:
    """Return whether a pool of the rubric sets sheets aside on which all agencies have the same marks."""
    return any(node.node.pool and node.node.pool.alike for node in tree(world.rubric).walk())
