"""Random marks, files and facts as people write them down, from one seed; marks are likely to be equal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from random import Random

from rubrics import Rubric, TreeNode, tree
from rubrics.markings import VotesMarking
from scoring.rounds import Mark, MarkKey, MarkState, Round
from tests.reference_numbers import Rows

# One word in so many is a state instead of a mark: often, seldom, never.
SILENT = (6, 30, 10**9)
# One mark in so many is not there yet; one value of an agency in so many is lost.
AWAITED = (60, 10**9, 10**9)
LOST = (15, 10**9, 10**9)


def word(chance: Random, leaf: TreeNode) -> str:
    """Return a mark that a rater might write for a leaf; high ones are likelier, so that totals meet."""
    assert leaf.leaf
    rule = leaf.leaf.rule
    if rule.levels:
        return chance.choice(rule.levels).title
    if rule.checklist:
        between, signs = chance.choice(("", " ", "、")), chance.choice(("√×", "✓✗", "是否", "yn", "YX"))
        return between.join(signs[chance.randrange(3) == 0] for _ in rule.checklist)
    if rule.veto:
        return chance.choice("是否√×") if chance.randrange(3) == 0 else chance.choice("否×")
    if not rule.points:
        each = rule.counted and getattr(rule.counted, "each", None)
        return str(chance.randint(0, 6)) if each else str(Decimal(chance.randint(0, 8)) / 2)
    high = rule.points.max if rule.points.max is not None else leaf.leaf.points
    assert high is not None
    step = rule.points.step or Decimal("0.5")
    steps = int((Fraction(high) - Fraction(rule.points.min)) / Fraction(step))
    low = max(steps - 6, 0) if chance.randrange(3) else 0
    return str(rule.points.min + step * chance.randint(low, steps))


def words(rubric: Rubric, round_: Round, chance: Random, expected: Mapping[MarkKey, Mark]) -> dict[MarkKey, str]:
    """Return what is written for every expected mark: some agencies alike or with raters exchanged, some agreed."""
    leaves = [leaf for leaf in tree(rubric).leaves() if leaf.rated]
    silent, missing = chance.choice(SILENT), chance.choice(AWAITED)
    found: dict[MarkKey, str] = {}
    first: dict[tuple[int, str], str] = {}
    for agency in round_.names:
        like, agreed = chance.choice(("itself", "itself", "first", "turned")), chance.randrange(4) == 0
        away = chance.choice(round_.groups).id if round_.groups and chance.randrange(8) == 0 else ""
        for leaf in leaves:
            raters = [(rater.id, group) for group in leaf.groups for rater in round_.raters_of(group)]
            one = word(chance, leaf)
            for at, (rater, group) in enumerate(raters):
                mark = one if agreed else word(chance, leaf)
                key = ((at + 1) % len(raters) if like == "turned" else at, leaf.id)
                mark = first.setdefault(key, mark) if like != "itself" else mark
                state = chance.choice(["回避", "缺席", "未安排"])
                said = mark if chance.randrange(silent) and group != away else state
                awaited = expected.get((agency, rater, leaf.id))
                if awaited and awaited.state is MarkState.AWAITED and chance.randrange(missing):
                    found[agency, rater, leaf.id] = said
    return found


def tables(rubric: Rubric, round_: Round, chance: Random) -> dict[str, Rows]:
    """Return the rows of every file in imports/, header first; few different values, so that totals meet."""
    lost = chance.choice(LOST)
    found: dict[str, Rows] = {}
    for node in tree(rubric).walk():
        if node.leaf and node.leaf.rule.source:
            found[node.leaf.rule.source] = _of_leaf(node, round_, chance, lost)
        if node.node.subtract:
            found[node.node.subtract.source] = _values(
                round_, chance, lost, lambda: str(Decimal(chance.randint(0, 8)) / 4)
            )
        if node.node.factor and node.node.factor.source:
            found[node.node.factor.source] = _values(round_, chance, lost, lambda: chance.choice(["1", "0.95", "1.1"]))
    return found


def _of_leaf(node: TreeNode, round_: Round, chance: Random, lost: int) -> Rows:
    assert node.leaf
    rule = node.leaf.rule
    if rule.votes:
        return _votes(rule.votes, round_, chance, lost)
    if rule.veto:
        return _values(round_, chance, lost, lambda: chance.choice(["是", "1", "否", "否", "0", "0"]))
    if rule.given:
        scale = rule.given.scale or Decimal(50)
        return _values(
            round_, chance, lost, lambda: str((scale * chance.randint(0, 40) / 40).quantize(Decimal("0.01")))
        )
    return _values(round_, chance, lost, lambda: str(chance.randint(0, 6)))


def _values(round_: Round, chance: Random, lost: int, draw: Callable[[], str]) -> Rows:
    values = [draw() for _ in range(2)]
    return ("agency", "value"), *((a, chance.choice(values)) for a in round_.names if chance.randrange(lost))


def _votes(rule: VotesMarking, round_: Round, chance: Random, lost: int) -> Rows:
    held = [agency for agency in round_.names if chance.randrange(lost)]
    if rule.rule == "leader_ratio":
        counts = [0] if chance.randrange(10) == 0 else [chance.randint(0, 40) for _ in range(3)]
        return ("agency", "votes"), *((agency, str(chance.choice(counts))) for agency in held)
    some = 1 if chance.randrange(8) else 0
    if rule.options:
        titles = [option.title for option in rule.options]
        rows = [(agency, *(str(some * chance.randint(0, 3)) for _ in titles)) for agency in held]
        return ("agency", *titles), *rows
    steps = [str((rule.scale * part / 8).quantize(Decimal("0.01"))) for part in range(9)]
    several = [agency for agency in held for _ in range(chance.randint(1, 3))]
    if chance.randrange(2):
        return ("agency", "value"), *((agency, chance.choice(steps)) for agency in several)
    return ("agency", "value", "votes"), *((a, chance.choice(steps), str(some * chance.randint(0, 4))) for a in several)


def facts(rubric: Rubric, round_: Round, chance: Random) -> dict[str, dict[str, Decimal]]:
    """Return the facts of every agency's accepted submission; some have none."""
    lost = chance.choice(LOST)
    values = [Decimal(0), Decimal(10), Decimal("25.49"), Decimal("25.5"), Decimal(3)]
    return {
        agency: {fact.id: chance.choice(values) for fact in rubric.facts} if chance.randrange(lost) else {}
        for agency in round_.names
    }
