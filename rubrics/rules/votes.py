"""Soundness of votes: answers within the scale, a floor below the cap."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics.document import Fault, Path
from rubrics.markings import VotesMarking
from rubrics.messages import say


def check_votes(rule: VotesMarking, path: Path) -> Iterator[Fault]:
    """Yield what is unsound about how votes are counted."""
    if rule.options and rule.rule == "leader_ratio":
        yield (
            "VOTES-OPTIONS",
            (*path, "options"),
            say("leader_ratio counts votes; there are no answers to choose from."),
            say("Remove the options, or write “rule: satisfaction”."),
        )
    for at, option in enumerate(rule.options):
        if option.points > rule.scale:
            yield (
                "VOTES-SCALE",
                (*path, "options", at, "points"),
                say(
                    "the answer “{title}” counts {points}, above the scale of {scale}.",
                    title=option.title,
                    points=option.points,
                    scale=rule.scale,
                ),
                say("Lower the points, or raise the scale."),
            )
    if rule.cap is not None and rule.cap > rule.scale:
        yield (
            "VOTES-CLAMP",
            (*path, "cap"),
            say("the cap {cap} is above the scale {scale}, which nothing exceeds.", cap=rule.cap, scale=rule.scale),
            say("Lower the cap, or leave it out."),
        )
    most = rule.scale if rule.cap is None else min(rule.cap, rule.scale)
    if rule.floor is not None and rule.floor >= most:
        yield (
            "VOTES-CLAMP",
            (*path, "floor"),
            say("with a floor of {floor} and at most {most} all agencies get the same.", floor=rule.floor, most=most),
            say("Lower the floor."),
        )
