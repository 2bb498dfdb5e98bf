"""What is written down, and what it is worth in points: signs, numbers, facts, files and ballots, in Fractions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction

from rubrics import Criterion, Marking, Part, Rounding
from rubrics.markings import VotesMarking

Rows = tuple[tuple[str, ...], ...]
Tables = Mapping[str, Rows]
YES = frozenset({"√", "✓", "✔", "是", "y", "Y", "yes", "1"})
NO = frozenset({"×", "✗", "✘", "x", "X", "否", "n", "N", "no", "0"})


def to_places(value: Fraction, rule: Rounding) -> Fraction:
    """Return a value rounded as the rule says."""
    scaled = value * 10**rule.places
    away = int(abs(scaled) + Fraction(1, 2)) * (-1 if scaled < 0 else 1)
    return Fraction({"half_up": away, "half_even": round(scaled), "truncate": int(scaled)}[rule.mode], 10**rule.places)


def points_of_word(leaf: Part | Criterion, word: str) -> Fraction:
    """Return what a rater's word is worth in points."""
    rule = leaf.rule
    if rule.levels:
        return next(Fraction(level.points) for level in rule.levels if word in (level.title, str(level.points)))
    if rule.checklist:
        signs = [sign for sign in word if sign not in " ,、,"]
        assert len(signs) == len(rule.checklist)
        return sum(
            (Fraction(i.points) for i, sign in zip(rule.checklist, signs, strict=True) if sign in YES), Fraction()
        )
    if rule.veto:
        return Fraction(word in YES)
    return points_of_number(rule, Fraction(word), leaf)


def points_of_number(rule: Marking, number: Fraction, leaf: Part | Criterion) -> Fraction:
    """Return what a number is worth in points, by whichever rule reads one."""
    found = number
    each = getattr(rule.counted, "each", None)
    together = number if each is None else number * Fraction(each)
    if rule.count:
        found = min(together, Fraction(_declared(rule.count.cap, leaf)))
    if rule.deductions:
        found = max(Fraction(rule.deductions.floor), Fraction(_declared(rule.deductions.start, leaf)) - together)
    if rule.bonus:
        found = min(together, Fraction(rule.bonus.cap))
    if rule.penalty:
        found = -together if rule.penalty.cap is None else -min(together, Fraction(rule.penalty.cap))
    if rule.bands:
        reached = [band for band in rule.bands.table if band.at_least <= number]
        found = Fraction(max(reached, key=lambda band: band.at_least).points)
    if rule.veto:
        found = Fraction(number != 0)
    return found


def _declared(own: Decimal | None, leaf: Part | Criterion) -> Decimal:
    points = leaf.points if own is None else own
    assert points is not None
    return points


def held(rows: Rows, agency: str, column: str = "value") -> Fraction | None:
    """Return the number that a file holds for an agency, yes and no as 1 and 0; None where it holds none."""
    at = rows[0].index(column)
    for row in rows[1:]:
        if row[rows[0].index("agency")] == agency and row[at] != "":
            return Fraction(1) if row[at] in YES else Fraction(0) if row[at] in NO else Fraction(row[at])
    return None


def votes(rule: VotesMarking, rows: Rows, agency: str, bystanders: Collection[str]) -> Fraction | str:
    """Return what the public's votes are worth, or why nothing can be said: no_import or no_votes."""
    reached = (
        _leader_ratio(rule, rows, agency, bystanders)
        if rule.rule == "leader_ratio"
        else _satisfaction(rule, rows, agency)
    )
    if isinstance(reached, str):
        return reached
    if rule.floor is not None:
        reached = max(reached, Fraction(rule.floor))
    return reached if rule.cap is None else min(reached, Fraction(rule.cap))


def _leader_ratio(rule: VotesMarking, rows: Rows, agency: str, bystanders: Collection[str]) -> Fraction | str:
    own = held(rows, agency, "votes")
    names = {row[0] for row in rows[1:]} - set(bystanders)
    highest = max((held(rows, other, "votes") or Fraction(0) for other in names), default=Fraction(0))
    if own is None:
        return "no_import"
    if highest == 0:
        return "no_votes"
    return min(own / highest, Fraction(1)) * Fraction(rule.scale)


def _satisfaction(rule: VotesMarking, rows: Rows, agency: str) -> Fraction | str:
    own = [dict(zip(rows[0], row, strict=True)) for row in rows[1:] if row[0] == agency]
    ballots: list[Fraction] = []
    for row in own:
        if rule.options:
            for option in rule.options:
                ballots += [Fraction(option.points)] * int(row[option.title] or 0)
        else:
            ballots += [Fraction(row["value"])] * int(row.get("votes", "") or 1)
    if not own:
        return "no_import"
    return sum(ballots, Fraction(0)) / len(ballots) if ballots else "no_votes"
