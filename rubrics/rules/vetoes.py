"""Soundness of vetoes: what each does, and that nothing is reckoned with a yes or no."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics.document import Fault, Path
from rubrics.markings import VetoMarking
from rubrics.messages import Message, say
from rubrics.methods import Grades
from rubrics.rules.counts import check_source
from rubrics.scalars import chosen
from rubrics.tree import TreeNode

_OPERATIONS = ("factor", "subtract", "floor", "cap", "scale", "round")


def check_veto(node: TreeNode, rule: VetoMarking, grades: Grades | None, path: Path) -> Iterator[Fault]:
    """Yield what is unsound about a veto: where it comes from, what it does, which grade it names."""
    yield from check_source(rule, "veto", path)
    if len(chosen(rule, ("grade", "score"))) != 1:
        yield (
            "VETO-ONE",
            path,
            say("a veto must say what it does: exactly one thing."),
            say(
                "Write “grade: <title>” (the grade is no better than that) or “score: <number>” "
                "(what stands directly above gets that score)."
            ),
        )
    titles = tuple(band.title for band in grades.bands) if grades else ()
    if rule.grade is not None and rule.grade not in titles[1:]:
        yield ("VETO-GRADE", (*path, "grade"), *_grade(rule.grade, titles))
    if rule.score is not None and node.parent and node.parent.extra:
        yield (
            "VETO-IDLE",
            (*path, "score"),
            say("the veto sets the score of “{id}”, where nothing can be earned anyway.", id=node.parent.id),
            say("Put the veto directly below the part, or the total, whose score it is to set."),
        )
    for name in chosen(node.node, _OPERATIONS):
        yield (
            "VETO-OPERATION",
            (*node.path, name),
            say("“{id}” is a yes or no: {operation} has nothing to work on.", id=node.id, operation=name),
            say("Remove it, or write it at the part above."),
        )


def _grade(grade: str, titles: tuple[str, ...]) -> tuple[Message, Message]:
    if not titles:
        return say("the veto names the grade “{grade}”, but the rubric has no grades.", grade=grade), say(
            "Declare grades, or let the veto set a score."
        )
    if grade in titles:
        return say("“{grade}” is the best grade: a veto that allows it does nothing.", grade=grade), say(
            "Name a lower grade."
        )
    return say("the veto names the grade “{grade}”, which does not exist.", grade=grade), say(
        "Use one of: {grades}.", grades=titles[1:] or titles
    )
