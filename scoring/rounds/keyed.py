"""What a clerk keys for one mark, shorter than it stands on the paper: a title's beginning, 1 and 0 for √ and ×."""

from __future__ import annotations

from decimal import Decimal

from rubrics import Level, Marking, Message, TreeNode, say
from scoring.rounds.as_typed import meant
from scoring.rounds.half_width import half_width
from scoring.rounds.intakes import NOT_APPLICABLE
from scoring.rounds.marks import Mark
from scoring.rounds.numbers import plain_number
from scoring.rounds.words import Leaf, Refused, read_mark

# How a cell is keyed that nothing was written into.
OPEN = ("-", "－", "—", "空")
_TICKS = str.maketrans("10", "√×")


def keyed(text: str, node: TreeNode, *, spareable: bool = False) -> str | Refused:
    """Return the mark that was keyed as a sheet says it, "" for a cell that is open; or why it is none.

    A level is known by its title, the only one that begins like that, its points, or its number in the list, where
    no level has that many points. `spareable` is whether the rubric lets a criterion not apply (不涉及).
    """
    leaf = leaf_of(node)
    if text in OPEN:
        return ""
    word = _short(meant(text, leaf, leaf.rule), leaf.rule)
    if word == NOT_APPLICABLE and spareable:
        return word
    read = read_mark(word, leaf, leaf.rule)
    return word if isinstance(read, Mark) else read


def keyed_total(text: str) -> Decimal | None:
    """Return the number that was keyed as the paper's own total; None for anything else."""
    return plain_number(half_width(text).strip().removesuffix("分").strip())


def keys_of(node: TreeNode) -> Message:
    """Return what may be keyed for a criterion, in few words."""
    leaf = leaf_of(node)
    rule = leaf.rule
    if rule.levels:
        return _level_keys(rule.levels)
    if rule.checklist:
        return say("{n} signs, 1 met, 0 not met", n=len(rule.checklist))
    if rule.points:
        most = rule.points.max if rule.points.max is not None else leaf.points
        scale = say("{low} to {high}", low=rule.points.min, high=most)
        return scale if rule.points.step is None else say("{scale}, steps of {n}", scale=scale, n=rule.points.step)
    if rule.veto:
        return say("1 yes, 0 no")
    counted = getattr(rule.counted, "each", None) is not None
    return (
        say("how many there were")
        if counted
        else say("points taken off")
        if rule.deductions or rule.penalty
        else say("points on top")
    )


def _level_keys(levels: tuple[Level, ...]) -> Message:
    text = say("{n}={title} ({points})") if _numbered(levels) else say("{title} ({points})")
    choices = (text.filled(n=at, title=level.title, points=level.points) for at, level in enumerate(levels, start=1))
    return say("{items}", items=tuple(choices))


def leaf_of(node: TreeNode) -> Leaf:
    """Return what is marked at a node that raters mark."""
    assert node.leaf is not None  # noqa: S101 - only leaves are marked
    return node.leaf


def _short(text: str, rule: Marking) -> str:
    if rule.levels:
        return _level(text, rule.levels)
    if (rule.checklist or rule.veto) and text and not text.strip("10"):
        return text.translate(_TICKS)
    return text


def _level(text: str, levels: tuple[Level, ...]) -> str:
    begun = [level.title for level in levels if level.title.casefold().startswith(text.casefold())]
    exact = any(level.title == text or level.points == plain_number(text) for level in levels)
    if exact:
        return text
    if len(begun) == 1 and text:
        return begun[0]
    if _numbered(levels) and text.isascii() and text.isdigit() and 1 <= int(text) <= len(levels):
        return levels[int(text) - 1].title
    return text


def _numbered(levels: tuple[Level, ...]) -> bool:
    """Return whether a number can only be a place in the list."""
    return not any(level.points in range(1, len(levels) + 1) for level in levels)
