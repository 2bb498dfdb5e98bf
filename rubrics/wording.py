"""A rubric's rules in words, as messages: for `pingyi explain`, for the workbook's 计分说明, for the docs."""

from __future__ import annotations

from rubrics.messages import Message, joined, say
from rubrics.methods import Pool, Rounding, TieKey
from rubrics.model import Rubric

METHODS = {
    "site_visit": say("site visit"),
    "document_review": say("document review"),
    "interview": say("interview"),
}
_MODES = {
    "half_up": say("half away from zero (四舍五入)"),
    "half_even": say("half to even (GB/T 8170)"),
    "truncate": say("cut off"),
}
_INCOMPLETE = {
    "leave_out": say("who did not mark every item is not counted"),
    "rescale": say("who did not mark every item counts with the items marked, converted to all points"),
}


def method_title(rubric: Rubric, method: str) -> Message | str:
    """Return the title of a method: the rubric's own, or the built-in one."""
    own = {way.id: way.title for way in rubric.methods}
    return own[method] if method in own else METHODS[method]


def rounding_words(rule: Rounding) -> Message:
    """Return a rounding rule in words."""
    return say("rounded to {places} decimal places, {mode}", places=rule.places, mode=_MODES[rule.mode])


def pool_words(pool: Pool) -> Message:
    """Return a pooling rule in words, with its quorum and what becomes of incomplete sheets."""
    clauses: list[Message] = [_pool_rule(pool)]
    if pool.quorum is not None:
        clauses.append(say("at least {n} values must be present", n=pool.quorum))
    if pool.incomplete is not None:
        clauses.append(_INCOMPLETE[pool.incomplete])
    return joined(clauses)


def _pool_rule(pool: Pool) -> Message:
    trim = pool.trimmed_mean
    if trim:
        return say(
            "with more than {n} values {drop} highest and {drop} lowest are dropped, then the mean; "
            "otherwise the mean of all",
            n=trim.when_more_than,
            drop=trim.drop,
        )
    return {
        "mean": say("mean of all values"),
        "median": say("median of all values"),
        "consensus": say("the one value all agree on"),
    }[pool.rule]


def tie_words(key: TieKey, title: str | Message) -> Message:
    """Return a tie key in words; `title` names the node it looks at."""
    if key.untrimmed:
        return say("mean of “{title}” with nothing dropped", title=title)
    return (
        say("highest single mark of “{title}”", title=title)
        if key.best_mark
        else say("score of “{title}”", title=title)
    )
