"""Random rubrics over the whole language, as YAML could hold them, drawn by Hypothesis so that failures shrink."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from tests.random_bounds import bound_within_reach
from tests.random_markings import GRADES, POINTS, Draw, Markings

GROUPS = ("panel", "council")
CLASSES = ("k1", "k2")
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
MIDDLE: tuple[dict[str, Any], ...] = (
    {"middle_sum": {"n": 1, "odd": "high"}},
    {"middle_sum": {"n": 3, "odd": "low"}},
    {"middle_sum": {"n": 2, "odd": "high"}},
)


@dataclass(frozen=True)
class At:
    """Where a node stands: below a pool, weighed (so that it needs a scale), with classes still to be told apart."""

    below_pool: bool
    scaled: bool
    split: bool


class _Builder(Markings):
    """One rubric in the making; every drawn choice keeps it sound."""

    def rounding(self) -> dict[str, Any]:
        return {"places": self.choice(0, 0, 1, 2, 3), "mode": self.choice(*MODES)}

    def operations(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if self.plain or self.chance(3):
            return found
        if self.chance(4):
            found["factor"] = {"from": self.source()} if self.chance(3) else self.choice(*FACTORS)
        if self.chance(6):
            found["subtract"] = {"from": self.source()}
        if self.chance(8):
            found["floor"] = self.choice(Decimal(0), Decimal(1), Decimal(-1))
        if self.chance(8):
            found["cap"] = self.choice(Decimal("0.75"), Decimal("0.9"), Decimal("0.5"))
        if self.chance(6):
            found["scale"] = self.choice(Decimal(100), Decimal(7))
        if self.chance(4):
            found["round"] = self.rounding()
        return found

    def pool(self, leaves: int) -> dict[str, Any]:
        """Return the pool of one group, or of both by weight; `by` goes along where there is one group."""
        several = self.chance(4)
        rule: dict[str, Any] = dict(self.choice(*POOLS[:-1], *POOLS, *(() if self.plain else MIDDLE)))
        if self.chance(3):
            least = rule["middle_sum"]["n"] if "middle_sum" in rule else 1
            rule["quorum"] = self.choice("majority", *range(least, 5))
        pool = rule
        if several:
            share = self.choice(Decimal(60), Decimal(50), Decimal("33.3"))
            refuse = self.choice("refuse", "redistribute")
            pool = {"groups": dict(zip(GROUPS, (share, 100 - share), strict=True)), "each": rule, "empty_group": refuse}
            if self.chance(3):
                pool["quorum"] = self.choice("majority", 3, 6)
        if leaves > 1 or self.chance(2):
            pool["incomplete"] = self.choice("leave_out", "rescale")
        if not self.plain and self.chance(6):
            pool["alike"] = "void"
        return {"pool": pool} if several else {"pool": pool, "by": self.choice(*GROUPS)}

    def criterion(self, at: At, *, rated: bool) -> dict[str, Any]:
        rule = self.rated() if rated else self.read(scaled=at.scaled)
        methods = {"methods": [self.choice("site_visit", "document_review")]} if rated and self.chance(2) else {}
        return {"id": self.id("c"), "title": "项", **rule, **methods, **self.operations()}

    def extras(self, at: At, *, alone: bool) -> list[dict[str, Any]]:
        made = []
        for _ in range(self.choice(0, 0, 1, 2)):
            pool = self.pool(1)
            group = pool.get("by", GROUPS[0])
            own = None if at.below_pool else {"by": group, "pool": pool["pool"]}
            rule = self.extra_marking(own, alone=alone)
            if "groups" in rule.get("pool", {}):
                del rule["by"]
            classes = {"for": [self.choice(*CLASSES)]} if at.split and self.chance(4) else {}
            made.append({"id": self.id("x"), "title": "加减", **rule, **classes})
        return made

    def weights(self, count: int) -> list[Decimal]:
        cuts = sorted(self.draw(st.integers(0, 100)) for _ in range(count - 1))
        return [Decimal(high - low) for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]

    def branch(self, depth: int, at: At, *, first_rated: bool) -> dict[str, Any]:
        """Return parts or criteria, weighted or summed; below a pool at least one leaf is marked, for all classes."""
        weighted = self.chance(2)
        at = At(at.below_pool, at.scaled or weighted, at.split)
        leaves = self.chance(2) or depth == 0
        made: list[dict[str, Any]] = []
        weights = self.weights(self.draw(st.integers(1, 3)))
        for number, weight in enumerate(weights):
            rated = first_rated and number == 0
            classes: list[list[str] | None] = [None]
            if number and at.split and self.chance(3):
                classes = [["k1"], ["k2"]] if weighted else [[self.choice(*CLASSES)]]
            for meant in classes:
                below = At(at.below_pool, at.scaled, at.split and meant is None)
                child = self.leaf(below, rated) if leaves else self.part(depth - 1, below, first_rated=rated)
                own = {"for": meant} if meant else {}
                made.append({**child, **own, **({"weight": weight} if weighted else {})})
        extras = self.extras(at, alone=not leaves)
        if extras and not leaves:
            extras = [{"id": self.id("p"), "title": "加减", "criteria": extras}]
        found: dict[str, Any] = {"criteria" if leaves else "parts": [*made, *extras]}
        if weighted and self.chance(3):
            found["points"] = self.choice(*POINTS)
        return found

    def leaf(self, at: At, rated: bool) -> dict[str, Any]:
        if at.below_pool:
            return self.criterion(at, rated=rated or not self.chance(4))
        if self.chance(3):
            return self.criterion(at, rated=False)
        return {**self.criterion(at, rated=True), **self.pool(1)}

    def part(self, depth: int, at: At, *, first_rated: bool) -> dict[str, Any]:
        part: dict[str, Any] = {"id": self.id("p"), "title": "部分", **self.operations()}
        if not at.below_pool and self.chance(2):
            pool = self.pool(2)
            inside = At(below_pool=True, scaled=at.scaled or pool["pool"]["incomplete"] == "rescale", split=at.split)
            return {**part, **pool, **self.branch(depth, inside, first_rated=True)}
        if self.chance(6) and not first_rated:
            return {**part, **self.whole_part(at)}
        return {**part, **self.branch(depth, at, first_rated=first_rated)}

    def whole_part(self, at: At) -> dict[str, Any]:
        if at.below_pool:
            return {"points": self.choice(*POINTS)}
        if self.chance(2):
            return {"points": self.choice(*POINTS), **self.pool(1)}
        given = self.given(scaled=at.scaled)
        return {"given": given["marking"]["given"], **({"points": given["points"]} if "points" in given else {})}

    def quota(self) -> dict[str, Any]:
        found: dict[str, Any] = {"tie": self.choice("in", "out")}
        if self.chance(2):
            return {**found, "number": self.choice(1, 2)}
        return {**found, "share": self.choice("40%", "50%", "33.3%", "10%"), "round": self.choice("down", "up")}

    def grades(self, *, classes: bool) -> dict[str, Any]:
        bands: list[dict[str, Any]] = [
            {"title": title, "from": bound} for title, bound in zip(GRADES, (Decimal(2), Decimal(1), 0), strict=True)
        ]
        found: dict[str, Any] = {"by": self.choice("exact", "shown"), "bands": bands}
        for band in bands[:-1]:
            if self.chance(2):
                band["quota"] = self.quota()
                if "share" in band["quota"]:
                    found["of"] = self.choice("ranked", "all")
                found |= {"per": "class"} if classes and self.chance(2) else {}
        return found

    def rubric(self) -> dict[str, Any]:
        whole = not self.plain and self.chance(6)
        pool = self.pool(2) if whole else {}
        spare = self.choice(None, "rescale", "full", "zero")
        scaled = spare is not None or (whole and pool["pool"]["incomplete"] == "rescale")
        classes = self.chance(3)
        inside = self.branch(2, At(whole, scaled, classes), first_rated=whole)
        parts = inside.get("parts") or [{"id": self.id("p"), "title": "部分", "criteria": inside["criteria"]}]
        value: dict[str, Any] = {
            "pingyi": 1,
            "id": "random",
            "title": "随机细则",
            "basis": "试验",
            "rounding": self.rounding(),
            "rank": {"by": self.choice("shown", "exact", "shown"), "share": True},
            "grades": self.grades(classes=classes),
            "facts": [{"id": fact, "title": fact, "min": 0} for fact in sorted(self.facts)],
            "parts": parts,
            **pool,
            **self.operations(),
        }
        if "points" in inside and "parts" in inside:
            value["total"] = inside["points"]
        if classes:
            value["classes"] = [{"id": name, "title": name} for name in CLASSES]
        if spare:
            value["not_applicable"] = spare
        return value


def random_rubric(draw: Draw, *, plain: bool) -> dict[str, Any]:
    """Draw a sound rubric without tie keys; a `plain` one has no operation inside its tree and no veto."""
    value = _Builder(draw, plain).rubric()
    bound_within_reach(value, draw(st.sampled_from([Fraction(4, 5), Fraction(1, 2), Fraction(19, 20)])))
    return value
