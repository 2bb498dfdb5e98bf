"""Random rubrics over the whole language, as YAML could hold them, drawn by Hypothesis so that failures shrink."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

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


@dataclass
class _Builder:
    """One rubric in the making: ids are counted, and every drawn choice keeps it sound."""

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
        table = [
            {"from": bound, "points": points} for bound, points in zip(bounds, (1, Decimal("2.5"), 10), strict=True)
        ]
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
                "bands": [
                    {"title": "优", "from": 8},
                    {"title": "良", "from": Decimal("2.5")},
                    {"title": "差", "from": 0},
                ],
            },
            "facts": [{"id": "viewers", "title": "人次", "min": 0}, {"id": "cases", "title": "件", "min": 0}],
            "parts": parts,
            **pool,
            **self.operations(),
        }
        if spare:
            value["not_applicable"] = spare
        return value


def random_rubric(draw: Draw, *, plain: bool) -> dict[str, Any]:
    """Draw a sound rubric without tie keys; a `plain` one has no factor, subtraction or rounding inside its tree."""
    return _Builder(draw, plain).rubric()
