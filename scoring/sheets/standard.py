"""评分标准 in print: a criterion's text, every level with its descriptor, every item, and when a reason is due."""

from __future__ import annotations

from rubrics import Message, Rubric, TreeNode, joined, say
from rubrics.wording import marking_words, method_title
from scoring.sheets.entry import MET, NOT_MET
from scoring.sheets.reasons import reason_limit

_OWN_LINE = say("{first}\n{second}")


def standard(leaf: TreeNode, *, run_on: bool) -> Message:
    """Return a criterion's 评分标准; with `run_on` levels and items follow each other, else each has its own line."""
    blocks = [block for block in (_text(leaf), _choices(leaf, run_on=run_on), _rule(leaf), _due(leaf)) if block]
    return joined(blocks, _OWN_LINE) if blocks else say("—")


def _text(leaf: TreeNode) -> Message | None:
    text = leaf.leaf.text if leaf.leaf else None
    return say("{text}", text=text) if text else None


def _choices(leaf: TreeNode, *, run_on: bool) -> Message | None:
    """Return the levels with their descriptors, or the items of a checklist with their numbers."""
    assert leaf.leaf is not None  # noqa: S101 - only leaves are marked
    rule = leaf.leaf.rule
    lines = []
    for level in rule.levels or ():
        head = say("{title} ({points} points)", title=level.title, points=level.points)
        lines.append(say("{head}: {text}", head=head, text=level.when) if level.when else head)
    for at, item in enumerate(rule.checklist or (), start=1):
        lines.append(say("({n}) {title} ({points} points)", n=at, title=item.title, points=item.points))
    return joined(lines, say("{first}; {second}") if run_on else _OWN_LINE) if lines else None


def _rule(leaf: TreeNode) -> Message | None:
    """Return how the mark comes about where the points alone do not say it."""
    assert leaf.leaf is not None  # noqa: S101 - as above
    rule = leaf.leaf.rule
    if rule.levels:
        return None
    if rule.checklist:
        return say("{met} or {not_met} for each item, in this order.", met=MET, not_met=NOT_MET)
    scale = rule.points
    if scale and scale.step is None and not scale.min and scale.max is None:
        return None
    return say("{rule}.", rule=marking_words(rule, leaf.leaf.points))


def _due(leaf: TreeNode) -> Message | None:
    limit = reason_limit(leaf)
    return None if limit is None else say("Below {limit} points: write down the reason.", limit=limit)


def methods_of(leaf: TreeNode, rubric: Rubric) -> tuple[Message | str, ...]:
    """Return the titles of the methods by which a criterion is judged (考核方式)."""
    return tuple(method_title(rubric, method) for method in leaf.leaf.methods) if leaf.leaf else ()


def part_of(leaf: TreeNode) -> str:
    """Return the title of the part that a criterion stands in (考核项目); "" directly below the rubric."""
    above = leaf.parent
    return above.node.title if above and above.parent else ""
