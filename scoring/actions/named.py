"""Sentences of the core as pages say them: agencies, criteria and parts by their names, where files say ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rubrics import Message, Place, Problem, Rubric, TreeNode, say, tree
from scoring.rounds import Round
from scoring.rounds.keyed import leaf_of

Names = Mapping[str, str]
_AGENCY, _PARTS = "agency", {"id", "ids", "criterion"}


def titles_of(rubric: Rubric) -> dict[str, str]:
    """Return the titles of all parts and criteria by id."""
    return {node.id: node.node.title for node in tree(rubric).walk()}


def named(message: Message, agencies: Names, titles: Names) -> Message:
    """Return a sentence with names where it says ids of agencies, parts or criteria, also in what is put into it."""

    def value_of(key: str, value: object) -> object:
        if isinstance(value, Message):
            return named(value, agencies, titles)
        if isinstance(value, tuple):
            return tuple(value_of(key, item) for item in value)
        if isinstance(value, str):
            return (agencies if key == _AGENCY else titles if key in _PARTS else {}).get(value, value)
        return value

    return Message(message.text, tuple((key, value_of(key, value)) for key, value in message.values))


def named_problem(problem: Problem, agencies: Names, titles: Names) -> Problem:
    """Return a problem whose sentences say names."""
    rule, remedy = (named(words, agencies, titles) for words in (problem.rule, problem.remedy))
    return replace(problem, rule=rule, remedy=remedy)


def by_title(message: Message, leaf: TreeNode) -> Message:
    """Return a sentence about one criterion with its title instead of its id."""
    return named(message, {}, {leaf.id: leaf_of(leaf).title})


def decided_on_a_page(problem: Problem, round_: Round) -> Problem:
    """Return a fault of a decision as the page says it, where a form stands instead of a file."""
    values = dict(problem.rule.values)
    rule = named(problem.rule, round_.names, {})
    if problem.code == "DECISION-MISSING" and (what := _FIELDS.get(str(values.get("name")))):
        return replace(problem, place=Place(round_.title), rule=what, remedy=_FILL)
    return replace(problem, rule=rule, remedy=_REMEDIES.get(problem.code, problem.remedy))


_FIELDS = {
    "body": say("grades are decided, but not by which body."),
    "date": say("grades are decided, but not on which day."),
    "minutes": say("grades are decided, but without the number of the minutes."),
}
_FILL = say("Fill it in above the grades.")
_REMEDIES = {
    "DECISION-REASON": say("Write the reason beside the grade, or choose the computed grade."),
    "DECISION-PARTLY": say("Decide the grades of all agencies, or of none."),
}
