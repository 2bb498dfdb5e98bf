"""A rubric's rules in words, as messages: for `pingyi explain`, for the workbook's 计分说明, for the docs."""

from __future__ import annotations

from collections.abc import Mapping

from rubrics.messages import Message, joined, say
from rubrics.methods import GradeBand, Grades, GroupPool, Pool, Rounding, TieKey
from rubrics.model import Rubric
from rubrics.tree import TreeNode
from rubrics.wording_of_markings import marking_words, veto_words

__all__ = [
    "METHODS",
    "NOT_APPLICABLE",
    "marking_words",
    "method_title",
    "node_words",
    "pool_words",
    "quota_words",
    "rounding_words",
    "tie_words",
    "veto_words",
]

METHODS = {
    "site_visit": say("site visit"),
    "document_review": say("document review"),
    "interview": say("interview"),
}
NOT_APPLICABLE = {
    "rescale": say("what does not apply is left out, and the rest is converted to all points"),
    "full": say("what does not apply counts with all its points"),
    "zero": say("what does not apply counts as 0"),
}
_MODES = {
    "half_up": say("half away from zero"),
    "half_even": say("half to even (GB/T 8170)"),
    "truncate": say("cut off"),
}
_INCOMPLETE = {
    "leave_out": say("who did not mark every item is not counted"),
    "rescale": say("who did not mark every item counts with the items marked, converted to all points"),
}
_EMPTY_GROUP = {
    "refuse": say("no score while a group has no values"),
    "redistribute": say("the weight of a group without values is shared out among the others"),
}
_OF: dict[str | None, Message] = {
    "ranked": say("of those that are ranked"),
    "all": say("of all that take part"),
}
_ROUNDED: dict[str | None, Message] = {"down": say("rounded down"), "up": say("rounded up")}
_AT_THE_BOUNDARY = {
    "in": say("who share the last place all get it"),
    "out": say("who share the last place do not get it, where there is not room for all of them"),
}


def method_title(rubric: Rubric, method: str) -> Message | str:
    """Return the title of a method: the rubric's own, or the built-in one."""
    own = {way.id: way.title for way in rubric.methods}
    return own[method] if method in own else METHODS[method]


def rounding_words(rule: Rounding) -> Message:
    """Return a rounding rule in words."""
    return say("rounded to {places} decimal places, {mode}", places=rule.places, mode=_MODES[rule.mode])


def pool_words(pool: Pool, titles: Mapping[str, str] | None = None) -> Message:
    """Return a pooling rule in words, with its quorum, its groups and what becomes of incomplete sheets.

    `titles` are the groups' titles by id; without them groups are named by their ids.
    """
    clauses: list[Message] = []
    if pool.groups:
        shares = tuple(
            say("{group} {weight}%", group=(titles or {}).get(name, name), weight=weight)
            for name, weight in pool.groups.items()
        )
        clauses.append(say("groups by weight: {groups}", groups=shares))
        clauses.append(say("within each group ({rule})", rule=joined(_rule_and_quorum(pool.of_group))))
        clauses += [say("of all groups together {quorum}", quorum=words) for words in _quorum(pool)]
    else:
        clauses += _rule_and_quorum(pool)
    if pool.empty_group is not None:
        clauses.append(_EMPTY_GROUP[pool.empty_group])
    if pool.incomplete is not None:
        clauses.append(_INCOMPLETE[pool.incomplete])
    if pool.alike is not None:
        clauses.append(say("the sheets of a rater who gave all agencies the same marks are void"))
    return joined(clauses)


def _rule_and_quorum(pool: GroupPool) -> list[Message]:
    return [_pool_rule(pool), *_quorum(pool)]


def _quorum(pool: GroupPool) -> list[Message]:
    if pool.quorum is None:
        return []
    if pool.quorum == "majority":
        return [say("values from more than half of the seats must be present")]
    return [say("at least {n} values must be present", n=pool.quorum)]


def _pool_rule(pool: GroupPool) -> Message:
    trim, middle = pool.trimmed_mean, pool.middle_sum
    if trim:
        return say(
            "with more than {n} values {drop} highest and {drop} lowest are dropped, then the mean; "
            "otherwise the mean of all",
            n=trim.when_more_than,
            drop=trim.drop,
        )
    if middle:
        odd = {
            "high": say("of an odd number to drop, one more of the highest"),
            "low": say("of an odd number to drop, one more of the lowest"),
        }[middle.odd]
        return say("sum of the {n} middle values, as many dropped above as below; {odd}", n=middle.n, odd=odd)
    return {
        "mean": say("mean of all values"),
        "median": say("median of all values"),
        "consensus": say("the one value all agree on"),
    }[pool.rule]


def tie_words(key: TieKey, title: str | Message) -> Message:
    """Return a tie key in words; `title` names the node it looks at."""
    if key.untrimmed:
        return say("mean of “{title}” with nothing dropped", title=title)
    if key.best_mark:
        return say("highest single mark of “{title}”", title=title)
    if key.preferred:
        return say("number of raters who gave more in “{title}”", title=title)
    return say("score of “{title}”", title=title)


def node_words(node: TreeNode) -> tuple[Message, ...]:
    """Return in words for which classes a node is, and its operations up to the scale, in their order."""
    own, words = node.node, []
    if not isinstance(own, Rubric) and own.classes is not None:
        titles = _class_titles(node)
        words.append(say("only for {classes}", classes=tuple(titles.get(name, name) for name in own.classes)))
    if own.factor and own.factor.number is not None:
        words.append(say("multiplied by {factor}", factor=own.factor.number))
    elif own.factor:
        words.append(say("multiplied by the agency's coefficient (imports/{source}.csv)", source=own.factor.source))
    if own.subtract:
        words.append(say("less the agency's deductions (imports/{source}.csv)", source=own.subtract.source))
    if own.floor is not None:
        words.append(say("not below {floor}", floor=own.floor))
    if own.cap is not None:
        words.append(say("at most {most}", most=own.cap))
    if own.scale is not None:
        words.append(say("what can be earned here is brought to {scale}", scale=own.scale))
    return tuple(words)


def _class_titles(node: TreeNode) -> dict[str, str]:
    if node.parent:
        return _class_titles(node.parent)
    return {item.id: item.title for item in node.node.classes} if isinstance(node.node, Rubric) else {}


def quota_words(band: GradeBand, grades: Grades) -> Message:
    """Return in words from which score on a grade of sound `grades` is given, and to how many agencies at most."""
    clauses = [say("{title} from {bound}", title=band.title, bound=band.at_least)]
    quota = band.quota
    if quota is None:
        return clauses[0]
    if quota.share is not None:
        rounded = _ROUNDED[quota.round]
        clauses.append(say("at most {share} {of} ({rounded})", share=quota.share, of=_OF[grades.of], rounded=rounded))
    else:
        clauses.append(say("at most {n} agencies", n=quota.number))
    if grades.per is not None:
        clauses.append(say("each class by itself"))
    return joined([*clauses, _AT_THE_BOUNDARY[quota.tie]])
