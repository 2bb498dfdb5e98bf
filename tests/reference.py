"""The rubric language computed the slow and obvious way: one agency at a time, in Fractions, straight down the tree.

Written from the rules (docs/how-scores-are-made.md) and not from the engine, which must agree with it bit for bit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from rubrics import Criterion, Part, Pool, Rounding, Rubric
from rubrics.methods import TieKey
from scoring.rounds import Collected, MarkState, Round

Node = Rubric | Part | Criterion
Trouble = tuple[str, str]
WHOLE_PANEL = "a rater who gave every mark"


@dataclass(frozen=True)
class Worth:
    """What a node is worth, and the most it could have been (None: nobody says)."""

    score: Fraction
    most: Fraction | None


def name(node: Node) -> str:
    """Return the node's id; the rubric itself is the total."""
    return "total" if isinstance(node, Rubric) else node.id


def children(node: Node) -> tuple[Part | Criterion, ...]:
    """Return what stands directly below a node."""
    if isinstance(node, Criterion):
        return ()
    return (*node.parts, *(node.criteria if isinstance(node, Part) else ()))


def below(node: Node) -> Iterator[Node]:
    """Yield the node and everything below it."""
    yield node
    for child in children(node):
        yield from below(child)


def exact(number: Decimal | None) -> Fraction | None:
    """Return a number as a fraction, None as None."""
    return None if number is None else Fraction(number)


def by_raters(node: Node) -> bool:
    """Return whether a leaf is marked by raters."""
    rule = None if isinstance(node, Rubric) or children(node) else node.rule
    return rule is not None and rule.bands is None and rule.given is None


def most(node: Node) -> Fraction | None:
    """Return the most that can be earned at a node when everything applies, its own factor not counted."""
    if not children(node):
        return _most_of_leaf(node)
    if any(child.weight is not None for child in children(node)):
        declared = node.total if isinstance(node, Rubric) else node.points if isinstance(node, Part) else None
        return (
            sum((Fraction(child.weight or 0) for child in children(node)), Fraction(0))
            if declared is None
            else Fraction(declared)
        )
    total = Fraction(0)
    for child in children(node):
        earnable = most(child)
        if earnable is None:
            return None
        total += earnable * (1 if child.factor is None else Fraction(child.factor))
    return total


def _most_of_leaf(leaf: Node) -> Fraction | None:
    assert not isinstance(leaf, Rubric)
    rule = leaf.rule
    if leaf.points is not None:
        return Fraction(leaf.points)
    if rule.levels:
        return max(Fraction(level.points) for level in rule.levels)
    if rule.bands:
        return max(Fraction(band.points) for band in rule.bands.table)
    return exact(rule.given.scale if rule.given else rule.points.max if rule.points else None)


def to_places(value: Fraction, rule: Rounding) -> Fraction:
    """Return a value rounded as the rule says."""
    scaled = value * 10**rule.places
    away = int(abs(scaled) + Fraction(1, 2)) * (-1 if scaled < 0 else 1)
    return Fraction({"half_up": away, "half_even": round(scaled), "truncate": int(scaled)}[rule.mode], 10**rule.places)


def kept(pool: Pool, values: list[Fraction]) -> list[Fraction]:
    """Return the values that count, in order of size."""
    drop = 0
    if pool.trimmed_mean and len(values) > pool.trimmed_mean.when_more_than:
        drop = pool.trimmed_mean.drop
    if pool.median and values:
        drop = (len(values) - 1) // 2
    return sorted(values)[drop : len(values) - drop]


def mean(values: list[Fraction]) -> Fraction:
    """Return the arithmetic mean."""
    return sum(values, Fraction(0)) / len(values)


@dataclass
class OneAgency:
    """Everything about one agency; `troubles` are (kind, node) of what keeps a node open."""

    rubric: Rubric
    round_: Round
    collected: Collected
    agency: str
    troubles: set[Trouble] = field(default_factory=set)
    panels: dict[str, dict[str, Fraction]] = field(default_factory=dict)
    worths: dict[tuple[str, str | None], Worth | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.groups: dict[str, str | None] = {}
        self.pool_above: dict[str, Node | None] = {}
        self._look(self.rubric, None, None)
        self.spared = {item.criterion for item in self.round_.not_applicable if item.agency == self.agency}
        self.total = self.worth(self.rubric, None)
        if self.total is None:
            self.troubles.add(("nothing_applies", "total"))

    def _look(self, node: Node, group: str | None, pool: Node | None) -> None:
        self.groups[name(node)], self.pool_above[name(node)] = node.by or group, pool
        for child in children(node):
            self._look(child, node.by or group, node if node.pool else pool)

    def state(self, rater: str, leaf: str) -> MarkState:
        """Return what a rater's sheet says about a leaf."""
        mark = self.collected.marks.get((self.agency, rater, leaf))
        return mark.state if mark else MarkState.AWAITED

    def worth(self, node: Node, rater: str | None) -> Worth | None:
        """Return what a node is worth to a rater (below a pool) or at all; None where it does not apply."""
        if (name(node), rater) not in self.worths:
            found = self.pooled(node, node.pool) if node.pool else self.combined(node, rater)
            self.worths[name(node), rater] = None if found is None else self.finished(node, found, rater)
        return self.worths[name(node), rater]

    def finished(self, node: Node, found: Worth, rater: str | None) -> Worth:
        """Multiply, subtract and round, where that is written."""
        score, earnable = found.score, found.most
        everything = most(self.rubric)
        if (
            isinstance(node, Rubric)
            and self.rubric.not_applicable == "rescale"
            and self.spared
            and everything is not None
        ):
            assert earnable
            score, earnable = score * everything / earnable, everything
        if node.factor is not None:
            score *= Fraction(node.factor)
            earnable = None if earnable is None else earnable * Fraction(node.factor)
        if node.subtract:
            score -= self.read(node, node.subtract.source, rater)
        return Worth(to_places(score, node.round) if node.round else score, earnable)

    def read(self, node: Node, source: str, rater: str | None) -> Fraction:
        """Return the agency's value from a file; a missing one keeps the node open."""
        value = self.collected.imports.get(source, {}).get(self.agency)
        if value is None and rater != WHOLE_PANEL:
            self.troubles.add(("no_import", name(node)))
        return Fraction(value or 0)

    def combined(self, node: Node, rater: str | None) -> Worth | None:
        """Return the children together, or the leaf itself."""
        if not children(node):
            return self.leaf(node, rater)
        pairs = [(child, self.worth(child, rater)) for child in children(node)]
        held = [(child, worth) for child, worth in pairs if worth is not None]
        if any(child.weight is not None for child in children(node)):
            weights = [(Fraction(child.weight or 0), worth) for child, worth in held if child.weight]
            whole = sum((weight for weight, _ in weights), Fraction(0))
            scale = most(node)
            assert scale is not None
            reached = sum((weight * worth.score / (worth.most or 0) for weight, worth in weights), Fraction(0))
            return Worth(scale * reached / whole, scale) if whole else None
        if not held:
            return None
        earnables = [worth.most for _, worth in held]
        known = None if None in earnables else sum((item for item in earnables if item is not None), Fraction(0))
        return Worth(sum((worth.score for _, worth in held), Fraction(0)), known)

    def leaf(self, leaf: Node, rater: str | None) -> Worth | None:
        """Return the points of a leaf: a rater's mark, a given value, or the band of a fact."""
        assert not isinstance(leaf, Rubric)
        earnable = most(leaf)
        if leaf.id in self.spared:
            full = self.rubric.not_applicable == "full"
            return (
                None if self.rubric.not_applicable == "rescale" else Worth((earnable or Fraction(0)) * full, earnable)
            )
        rule = leaf.rule
        if rule.given:
            return Worth(self.read(leaf, rule.given.source, None), earnable)
        if rule.bands:
            fact = self.collected.facts.get(self.agency, {}).get(rule.bands.fact)
            if fact is None:
                self.troubles.add(("no_fact", leaf.id))
                return Worth(Fraction(0), earnable)
            reached = [band for band in rule.bands.table if band.at_least <= fact]
            return Worth(Fraction(max(reached, key=lambda band: band.at_least).points), earnable)
        if rater == WHOLE_PANEL:
            return Worth(Fraction(0), earnable)
        assert rater is not None
        mark = self.collected.marks.get((self.agency, rater, leaf.id))
        return Worth(Fraction(mark.points), earnable) if mark and mark.points is not None else None

    def pooled(self, node: Node, pool: Pool) -> Worth | None:
        """Return the raters' values as one."""
        whole = self.combined(node, WHOLE_PANEL)
        if whole is None:
            self.panels[name(node)] = {}
            return None
        leaves = [leaf.id for leaf in below(node) if by_raters(leaf) and not isinstance(leaf, Rubric)]
        wanted = [leaf for leaf in leaves if leaf not in self.spared]
        group = next(self.groups[leaf] for leaf in leaves)
        raters = [rater.id for rater in self.round_.group(group or "").members]
        values: dict[str, Fraction] = {}
        for rater in raters:
            given = [self.state(rater, leaf) is MarkState.GIVEN for leaf in wanted]
            enough = any(given) or not wanted if pool.incomplete == "rescale" else all(given)
            worth = self.combined(node, rater)
            if enough and worth is not None:
                values[rater] = worth.score
                if pool.incomplete == "rescale":
                    assert whole.most is not None
                    assert worth.most
                    values[rater] = worth.score * whole.most / worth.most
        self.panels[name(node)] = values
        counting = kept(pool, list(values.values()))
        if any(self.state(rater, leaf) is MarkState.AWAITED for rater in raters for leaf in leaves):
            self.troubles.add(("awaited", name(node)))
        elif len(values) < max(pool.quorum or 0, 1):
            self.troubles.add(("quorum", name(node)))
        elif pool.consensus and len(set(counting)) > 1:
            self.troubles.add(("disagreement", name(node)))
        return Worth(mean(counting) if counting else Fraction(0), whole.most)

    def score(self, node: Node) -> Fraction | None:
        """Return the node's score; below a pool the mean of the raters' values as the pool counts them."""
        pool = self.pool_above[name(node)]
        inside = {name(item) for item in below(pool or node)}
        if any(at in inside for _, at in self.troubles):
            return None
        if pool is None:
            worth = self.worth(node, None)
            return None if worth is None else worth.score
        values = self.panels[name(pool)]
        assert pool.pool
        counting = kept(pool.pool, list(values.values()))
        total = shares = Fraction(0)
        for rater, value in values.items():
            share = Fraction(counting.count(value), list(values.values()).count(value))
            worth = self.worth(node, rater)
            if worth is not None:
                total, shares = total + share * worth.score, shares + share
        return total / shares if shares else None

    def key(self, key: TieKey) -> Fraction | None:
        """Return what a tie key compares."""
        if key.node:
            return self.score(next(node for node in below(self.rubric) if name(node) == key.node))
        values = list(self.panels[key.untrimmed or key.best_mark or ""].values())
        if not values:
            return None
        return mean(values) if key.untrimmed else max(values)
