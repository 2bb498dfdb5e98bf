"""Random rubrics, rounds and marks over the whole language, for Hypothesis; every one of them passes the checks.

Hypothesis draws the rubric and the round, so that failures shrink; the marks follow from one drawn seed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import strategies as st

from rubrics import Document, Place, Rubric, TreeNode, build, read_rubric, tree, write
from scoring.rounds import Collected, Entry, Mark, MarkKey, MarkState, Round, check, marks_from

Draw = st.DrawFn
GROUPS = ("panel", "council")
POINTS = (Decimal(10), Decimal(5), Decimal("7.5"), Decimal(3), Decimal(100))
FACTORS = (Decimal("0.8"), Decimal("1.6"), Decimal(2), Decimal("0.333"), Decimal("1.25"))
MODES = ("half_up", "half_even", "truncate")
POOLS: tuple[dict[str, Any], ...] = (
    {"mean": {}},
    {"trimmed_mean": {"drop": 1, "when_more_than": 2}},
    {"trimmed_mean": {"drop": 1, "when_more_than": 5}},
    {"trimmed_mean": {"drop": 2, "when_more_than": 4}},
    {"median": {}},
    {"consensus": {}},
)
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


@dataclass
class _Builder:
    draw: Draw
    plain: bool
    ids: int = 0
    sources: list[str] = field(default_factory=list)

    def id(self, kind: str) -> str:
        self.ids += 1
        return f"{kind}{self.ids}"

    def choice(self, *items: Any) -> Any:  # noqa: ANN401 - whatever a rubric may hold
        return self.draw(st.sampled_from(items))

    def chance(self, out_of: int) -> bool:
        return self.draw(st.integers(0, out_of - 1)) == out_of - 1

    def rounding(self) -> dict[str, Any]:
        return {"places": self.choice(0, 0, 1, 2, 3), "mode": self.choice(*MODES)}

    def operations(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if self.plain:
            return found
        if self.chance(4):
            found["factor"] = self.choice(*FACTORS)
        if self.chance(6):
            found["subtract"] = {"from": self.source()}
        if self.chance(4):
            found["round"] = self.rounding()
        return found

    def source(self) -> str:
        self.sources.append(self.id("import"))
        return self.sources[-1]

    def pool(self, leaves: int) -> dict[str, Any]:
        pool: dict[str, Any] = dict(self.choice(*POOLS[:-1], *POOLS[:-1], *POOLS))
        if self.chance(3):
            pool["quorum"] = self.draw(st.integers(1, 4))
        if leaves > 1 or self.chance(2):
            pool["incomplete"] = self.choice("leave_out", "rescale")
        return pool

    def marking(self) -> dict[str, Any]:
        points = self.choice(*POINTS)
        match self.choice("points", "points", "levels", "wide"):
            case "points":
                step = self.choice(Decimal("0.5"), Decimal("0.1"), Decimal("0.25"))
                return {"points": points, "marking": {"points": {"step": step}}}
            case "levels":
                worth = dict.fromkeys((points, points / 2, Decimal(1), Decimal(-1)))
                return {"marking": {"levels": [{"title": f"级{at}", "points": p} for at, p in enumerate(worth)]}}
            case _:
                return {"marking": {"points": {"min": Decimal(-2), "max": points}}}

    def given(self, scaled: bool) -> dict[str, Any]:
        rule: dict[str, Any] = {"from": self.source()}
        points = {}
        if scaled or self.chance(2):
            rule["scale"] = self.choice(Decimal(100), Decimal(3), Decimal(7))
            points = {"points": rule["scale"]} if self.chance(3) else {}
        return {"marking": {"given": rule}, **points}

    def bands(self) -> dict[str, Any]:
        bounds = [Decimal(0), Decimal(10), Decimal("25.5")]
        table = [{"from": bound, "points": points} for bound, points in zip(bounds, (1, Decimal("2.5"), 10), strict=True)]
        return {"marking": {"bands": {"fact": self.choice("viewers", "cases"), "table": table}}}

    def criterion(self, *, rated: bool, scaled: bool) -> dict[str, Any]:
        rule = self.marking() if rated else self.given(scaled) if self.chance(2) else self.bands()
        return {"id": self.id("c"), "title": "项", **rule, **self.operations()}

    def weights(self, count: int) -> list[Decimal]:
        cuts = sorted(self.draw(st.integers(0, 100)) for _ in range(count - 1))
        return [Decimal(high - low) for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]

    def branch(self, depth: int, *, below_pool: bool, scaled: bool, first_rated: bool) -> dict[str, Any]:
        """Return parts or criteria, weighted or summed; below a pool at least one leaf is marked."""
        count = self.draw(st.integers(1, 3))
        weighted = self.chance(2)
        scaled = scaled or weighted
        leaves = self.chance(2) or depth == 0
        if leaves:
            made = [self.leaf(below_pool, scaled, first_rated and at == 0) for at in range(count)]
        else:
            made = [
                self.part(depth - 1, below_pool=below_pool, scaled=scaled, first_rated=first_rated and at == 0)
                for at in range(count)
            ]
        if weighted:
            for child, weight in zip(made, self.weights(count), strict=True):
                child["weight"] = weight
        found: dict[str, Any] = {"criteria" if leaves else "parts": made}
        if weighted and self.chance(3):
            found["points"] = self.choice(*POINTS)
        return found

    def leaf(self, below_pool: bool, scaled: bool, rated: bool) -> dict[str, Any]:
        if below_pool:
            return self.criterion(rated=rated or not self.chance(4), scaled=scaled)
        if self.chance(3):
            return self.criterion(rated=False, scaled=scaled)
        return {**self.criterion(rated=True, scaled=scaled), "by": self.choice(*GROUPS), "pool": self.pool(1)}

    def part(self, depth: int, *, below_pool: bool, scaled: bool, first_rated: bool) -> dict[str, Any]:
        part: dict[str, Any] = {"id": self.id("p"), "title": "部分", **self.operations()}
        if not below_pool and self.chance(2):
            pool = self.pool(2)
            scaled = scaled or pool["incomplete"] == "rescale"
            inside = self.branch(depth, below_pool=True, scaled=scaled, first_rated=True)
            return {**part, "by": self.choice(*GROUPS), "pool": pool, **inside}
        if self.chance(6) and not first_rated:
            return {**part, **self.whole_part(below_pool, scaled)}
        return {**part, **self.branch(depth, below_pool=below_pool, scaled=scaled, first_rated=first_rated)}

    def whole_part(self, below_pool: bool, scaled: bool) -> dict[str, Any]:
        if below_pool:
            return {"points": self.choice(*POINTS)}
        if self.chance(2):
            return {"points": self.choice(*POINTS), "by": self.choice(*GROUPS), "pool": self.pool(1)}
        given = self.given(scaled)
        return {"given": given["marking"]["given"], **({"points": given["points"]} if "points" in given else {})}

    def rubric(self) -> dict[str, Any]:
        whole = not self.plain and self.chance(6)
        pool = {"by": self.choice(*GROUPS), "pool": self.pool(2)} if whole else {}
        spare = self.choice(None, "rescale", "full", "zero")
        scaled = spare is not None or (whole and pool["pool"]["incomplete"] == "rescale")
        inside = self.branch(2, below_pool=whole, scaled=scaled, first_rated=whole)
        parts = inside.get("parts") or [{"id": self.id("p"), "title": "部分", "criteria": inside["criteria"]}]
        value: dict[str, Any] = {
            "pingyi": 1,
            "id": "random",
            "title": "随机细则",
            "basis": "试验",
            "rounding": self.rounding(),
            "rank": {"by": self.choice("shown", "exact", "shown"), "share": True},
            "grades": {
                "by": self.choice("exact", "shown"),
                "bands": [{"title": "优", "from": 8}, {"title": "良", "from": Decimal("2.5")}, {"title": "差", "from": 0}],
            },
            "facts": [{"id": "viewers", "title": "人次", "min": 0}, {"id": "cases", "title": "件", "min": 0}],
            "parts": parts,
            **pool,
            **self.operations(),
        }
        if spare:
            value["not_applicable"] = spare
        return value


def _ties(draw: Draw, rubric: Rubric) -> list[Any]:
    nodes = list(tree(rubric).walk())
    keys: list[Any] = [node.id for node in nodes if not node.below_pool]
    keys += [{kind: node.id} for node in nodes if node.node.pool for kind in ("untrimmed", "best_mark")]
    return draw(st.lists(st.sampled_from(keys), min_size=1, max_size=4))


def _members(draw: Draw, group: str) -> list[dict[str, str]]:
    return [{"id": f"{group}-{at}", "name": f"{group} {at}"} for at in range(draw(st.sampled_from([3, 6, 7, 5, 4, 2, 1])))]


def _round(draw: Draw, rubric: Rubric) -> dict[str, Any]:
    agencies = [f"a{at}" for at in range(draw(st.sampled_from([2, 1, 3, 4, 5])))]
    leaves = tree(rubric).leaves()
    groups = [
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
    pairs = st.tuples(st.sampled_from(raters), st.sampled_from(agencies)) if raters else st.nothing()
    if raters and draw(st.booleans()):
        value["recusals"] = [
            {"rater": rater, "agency": agency, "reason": "亲属"} for rater, agency in sorted(draw(st.sets(pairs, max_size=2)))
        ]
        value["assignments"] = [
            {"rater": rater, "agencies": [agency]} for rater, agency in sorted(draw(st.sets(pairs, max_size=1)))
        ]
    if rubric.not_applicable and draw(st.sampled_from([True, True, False])):
        spared = st.tuples(st.sampled_from(agencies), st.sampled_from([leaf.id for leaf in leaves]))
        found = draw(st.sets(spared, min_size=1, max_size=6))
        value["not_applicable"] = [{"agency": agency, "criterion": leaf, "reason": "不涉及"} for agency, leaf in sorted(found)]
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
    """Return what every seat writes: agencies now and then alike or with raters exchanged, raters now and then agreed."""
    leaves = [leaf for leaf in tree(rubric).leaves() if leaf.rated]
    silent, words = chance.choice(SILENT), {}
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
                words[agency, rater, leaf.id] = mark if chance.randrange(silent) else chance.choice(["回避", "缺席", "未安排"])
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
    held = {fact: chance.choice([Decimal(0), Decimal(10), Decimal("25.49"), Decimal("25.5")]) for fact in ("viewers", "cases")}
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
    value = _Builder(draw, plain).rubric()
    drawn = build(Rubric, Document("rubric.yaml", value, {}))
    value["rank"]["ties"] = _ties(draw, drawn)
    round_ = _round(draw, drawn)
    return build_world(value, round_, draw(st.integers(0, 2**32)))


def with_mark(world: World, key: MarkKey, mark: Mark) -> World:
    """Return the world with one mark replaced."""
    held = world.collected
    return World(world.rubric, world.round, Collected({**held.marks, key: mark}, held.imports, held.facts))
