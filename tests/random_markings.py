"""Random markings of leaves, as YAML could hold them; each draws what a checked rubric may say."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

Draw = st.DrawFn
POINTS = (Decimal(10), Decimal(5), Decimal("7.5"), Decimal(3), Decimal(100))
GRADES = ("优", "良", "差")


@dataclass
class Choices:
    """What every part of a random rubric is drawn with: ids are counted, facts that are read are kept."""

    draw: Draw
    plain: bool
    ids: int = 0
    facts: set[str] = field(default_factory=set)

    def id(self, kind: str) -> str:
        """Return an id that nothing has yet."""
        self.ids += 1
        return f"{kind}{self.ids}"

    def choice(self, *items: Any) -> Any:  # noqa: ANN401 - whatever a rubric may hold
        """Return one of the items; the first is what a failure shrinks to."""
        return self.draw(st.sampled_from(items))

    def chance(self, out_of: int) -> bool:
        """Return True once in so many times."""
        return self.draw(st.integers(0, out_of - 1)) == out_of - 1

    def source(self) -> str:
        """Return the id of a file of its own."""
        return self.id("import")

    def fact(self) -> str:
        """Return the id of a fact, which is then asked for."""
        fact: str = self.choice("viewers", "cases")
        self.facts.add(fact)
        return fact


class Markings(Choices):
    """Markings by raters, by facts and files, and extras."""

    def rated(self) -> dict[str, Any]:
        """Return a marking that raters use, with the points that belong to it."""
        points = self.choice(*POINTS)
        match self.choice("points", "points", "levels", "wide", "checklist", "count", "deductions"):
            case "points":
                step = self.choice(Decimal("0.5"), Decimal("0.1"), Decimal("0.25"))
                return {"points": points, "marking": {"points": {"step": step}}}
            case "levels":
                worth = dict.fromkeys((points, points / 2, Decimal(1), Decimal(-1)))
                return {"marking": {"levels": [{"title": f"级{at}", "points": p} for at, p in enumerate(worth)]}}
            case "checklist":
                items = [{"title": f"条{at}", "points": self.choice(points, 1, Decimal("0.5"))} for at in range(3)]
                return {"marking": {"checklist": items[: self.choice(1, 3)]}}
            case "count":
                return self.counted({"rated": True}, points)
            case "deductions":
                return self.deductions({"rated": True}, points)
            case _:
                return {"marking": {"points": {"min": Decimal(-2), "max": points}}}

    def read(self, *, scaled: bool) -> dict[str, Any]:
        """Return a marking that reads a fact or a file."""
        match self.choice("given", "bands", "count", "deductions", "leader", "typed", "options"):
            case "given":
                return self.given(scaled=scaled)
            case "bands":
                return self.bands()
            case "count":
                return self.counted(self.origin(), self.choice(*POINTS))
            case "deductions":
                return self.deductions(self.origin(), self.choice(*POINTS))
            case rule:
                return self.votes(rule)

    def origin(self) -> dict[str, Any]:
        """Return where a number that no rater writes comes from."""
        return {"fact": self.fact()} if self.chance(2) else {"from": self.source()}

    def counted(self, origin: dict[str, Any], points: Decimal) -> dict[str, Any]:
        """Return a count, capped by its own cap, by the leaf's points, or by both alike."""
        rule = {**origin, "each": self.choice(Decimal(1), Decimal("0.5"), Decimal("1.2"))}
        match self.choice("points", "cap", "both"):
            case "points":
                return {"points": points, "marking": {"count": rule}}
            case "cap":
                return {"marking": {"count": {**rule, "cap": points}}}
            case _:
                return {"points": points, "marking": {"count": {**rule, "cap": points}}}

    def deductions(self, origin: dict[str, Any], points: Decimal) -> dict[str, Any]:
        """Return deductions by the finding, or of points."""
        rule = dict(origin)
        if self.chance(2):
            rule["each"] = self.choice(Decimal("0.5"), Decimal(1), Decimal("0.3"))
        if self.chance(3):
            rule["floor"] = self.choice(Decimal(0), Decimal(1), Decimal(-2))
        if self.chance(2):
            return {"marking": {"deductions": {**rule, "start": points}}}
        return {"points": points, "marking": {"deductions": rule}}

    def given(self, *, scaled: bool) -> dict[str, Any]:
        """Return a given value, with a scale where it is weighed."""
        rule: dict[str, Any] = {"from": self.source()}
        points = {}
        if scaled or self.chance(2):
            rule["scale"] = self.choice(Decimal(100), Decimal(3), Decimal(7))
            points = {"points": rule["scale"]} if self.chance(3) else {}
        return {"marking": {"given": rule}, **points}

    def bands(self) -> dict[str, Any]:
        """Return bands over a fact; every value from 0 on lies in one."""
        bounds = [Decimal(0), Decimal(10), Decimal("25.5")]
        table = [
            {"from": bound, "points": points} for bound, points in zip(bounds, (1, Decimal("2.5"), 10), strict=True)
        ]
        return {"marking": {"bands": {"fact": self.fact(), "table": table}}}

    def votes(self, kind: str) -> dict[str, Any]:
        """Return votes: the leader's ratio, or the satisfaction of voters who typed a value or ticked an option."""
        scale = self.choice(Decimal(100), Decimal(10), Decimal(7))
        rule: dict[str, Any] = {"from": self.source(), "scale": scale}
        rule["rule"] = "leader_ratio" if kind == "leader" else "satisfaction"
        if kind == "options":
            worth = [scale, scale * Decimal("0.6"), Decimal(0)]
            rule["options"] = [{"title": f"选{at}", "points": points} for at, points in enumerate(worth)]
        if self.chance(3):
            rule["floor"] = scale * Decimal("0.4")
        if self.chance(3):
            rule["cap"] = scale * self.choice(Decimal("0.9"), Decimal("0.95"))
        return {"marking": {"votes": rule}}

    def extra_marking(self, own: dict[str, Any] | None, *, alone: bool) -> dict[str, Any]:
        """Return a bonus, a penalty or a veto; `own` are group and pool of a rated one where no part above has them.

        Where extras stand alone, a veto has no score to set.
        """
        rated = self.chance(2)
        origin: dict[str, Any] = {"rated": True} if rated else self.origin()
        kind = self.choice("bonus", "penalty") if self.plain else self.choice("bonus", "penalty", "veto", "veto")
        surroundings = own if own and rated else {}
        if kind == "veto":
            origin = {"rated": self.choice("any", "majority", "all")} if rated else origin
            grade = alone or self.chance(2)
            effect = {"grade": self.choice(*GRADES[1:])} if grade else {"score": self.choice(0, Decimal(2))}
            group = {"by": surroundings["by"]} if surroundings else {}
            return {"marking": {"veto": {**origin, **effect}}, **group}
        rule = dict(origin)
        if self.chance(2):
            rule["each"] = self.choice(Decimal("0.5"), Decimal(1))
        if kind == "bonus" or self.chance(2):
            rule["cap"] = self.choice(Decimal(2), Decimal(5), Decimal("1.5"))
        return {"marking": {kind: rule}, **surroundings}
