"""Soundness of grades: each can be reached, every score has one, and quotas leave nothing unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from rubrics.document import Fault, Path
from rubrics.messages import Message, say
from rubrics.methods import GradeBand, Grades, Quota
from rubrics.model import Rubric
from rubrics.reach import reach
from rubrics.rules.classes import Classes
from rubrics.scalars import chosen
from rubrics.tree import TreeNode


def check_grades(rubric: Rubric, nodes: tuple[TreeNode, ...], classes: Classes) -> Iterator[Fault]:
    """Yield what is unsound about the bands of grades and their quotas."""
    if rubric.grades is None:
        return
    bands = rubric.grades.bands
    for at, (above, below) in enumerate(pairwise(bands), start=1):
        if below.at_least >= above.at_least:
            yield (
                "GRADE-ORDER",
                ("grades", "bands", at),
                say(
                    "the grade “{title}” begins at {bound}, not below the grade written before it.",
                    title=below.title,
                    bound=below.at_least,
                ),
                say("List the grades from the highest bound to the lowest."),
            )
    yield from _reach(rubric, nodes[0], classes)
    if bands[-1].at_least > 0:
        yield (
            "GRADE-GAP",
            ("grades", "bands", len(bands) - 1),
            say("scores below {bound} have no grade.", bound=bands[-1].at_least),
            say("Let the last grade begin at 0."),
        )
    yield from _quotas(rubric.grades)


def _reach(rubric: Rubric, root: TreeNode, classes: Classes) -> Iterator[Fault]:
    most = {name: _most(rubric, root, name) for name in classes.ids}
    for at, band in enumerate(rubric.grades.bands if rubric.grades else ()):

        def judge(name: str | None, band: GradeBand = band) -> Message | None:
            highest = most[name]
            if highest is None or band.at_least <= highest:
                return None
            return say(
                "the grade “{title}” begins at {bound}, above the highest score there can be, {most}.",
                title=band.title,
                bound=band.at_least,
                most=highest,
            )

        for message in classes.told(root, judge):
            yield "GRADE-REACH", ("grades", "bands", at), message, say("Lower the bound.")


def _most(rubric: Rubric, root: TreeNode, name: str | None) -> Fraction | None:
    """Return the highest total; of points that do not add up to a declared total, that is told elsewhere."""
    highest = reach(root, name)
    if highest is None or rubric.total is None or rubric.factor or rubric.cap or rubric.scale:
        return highest
    return max(highest, Fraction(rubric.total))


def _quotas(grades: Grades) -> Iterator[Fault]:
    shares = False
    for at, band in enumerate(grades.bands):
        if band.quota is None:
            continue
        path: Path = ("grades", "bands", at, "quota")
        yield from _quota(band.quota, path)
        shares = shares or band.quota.share is not None
        if at == len(grades.bands) - 1:
            yield (
                "QUOTA-LAST",
                path,
                say("“{title}” is the last grade: who gets none of the others must get this one.", title=band.title),
                say("Remove its quota."),
            )
    if shares and grades.of is None:
        yield (
            "QUOTA-OF",
            ("grades",),
            say("it is not said of how many agencies the shares are taken."),
            say("Write “of: ranked” (all that have a rank) or “of: all” (all that take part)."),
        )
    if not shares and grades.of is not None:
        yield (
            "QUOTA-OF",
            ("grades", "of"),
            say("“of” says of how many agencies a share is taken, but no quota is a share."),
            say("Remove it."),
        )
    if grades.per is not None and not any(band.quota for band in grades.bands):
        yield (
            "GRADE-CLASS",
            ("grades", "per"),
            say("“per” says for whom quotas are counted, but there is no quota."),
            say("Remove it."),
        )


def _quota(quota: Quota, path: Path) -> Iterator[Fault]:
    if len(chosen(quota, ("share", "number"))) != 1:
        yield (
            "QUOTA-ONE",
            path,
            say("a quota is either a share or a number."),
            say("Write “share: 40%” or “number: 3”."),
        )
    if quota.share is not None and quota.round is None:
        yield (
            "QUOTA-ROUND",
            path,
            say("a share of the agencies is seldom a whole number, and it is not said how it is rounded."),
            say("Write “round: down” or “round: up”."),
        )
    if quota.share is None and quota.round is not None:
        yield (
            "QUOTA-ROUND",
            (*path, "round"),
            say("there is no share to be rounded."),
            say("Remove it."),
        )
