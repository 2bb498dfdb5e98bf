"""The remarks that the office releases to the agencies: feedback.yaml, and its faults against a round."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from rubrics import Fault, Id, Locate, Problem, Rubric, Settings, Text, say, tree
from scoring.rounds.model import Round
from scoring.rounds.unknown import listed, unknown_names


class Remark(Settings):
    """What an agency is told, in the office's words; about one part or criterion, or about the whole."""

    agency: Id
    about: Id | None = None
    text: Text


class Feedback(Settings):
    """feedback.yaml: remarks that may leave the office. Raters' own remarks never do by themselves."""

    pingyi: Literal[1]
    remarks: tuple[Remark, ...] = ()

    @cached_property
    def by_agency(self) -> dict[str, tuple[Remark, ...]]:
        """The remarks to each agency that has any, in the file's order."""
        found: dict[str, list[Remark]] = {}
        for item in self.remarks:
            found.setdefault(item.agency, []).append(item)
        return {agency: tuple(items) for agency, items in found.items()}


def check_feedback(feedback: Feedback, round_: Round, rubric: Rubric, locate: Locate) -> list[Problem]:
    """Return every agency, part or criterion that a remark names and the round does not have."""
    return [Problem(code, locate(path), rule, remedy) for code, path, rule, remedy in _faults(feedback, round_, rubric)]


def _faults(feedback: Feedback, round_: Round, rubric: Rubric) -> Iterator[Fault]:
    nodes = tuple(node.id for node in tree(rubric).walk() if node.parent is not None)
    for at, item in enumerate(feedback.remarks):
        yield from unknown_names(item, ("remarks", at), round_)
        if item.about is not None and item.about not in nodes:
            yield (
                "FEEDBACK-ABOUT",
                ("remarks", at, "about"),
                say("the rubric has no part or criterion “{id}”.", id=item.about),
                say("Known: {known}.", known=listed(nodes)),
            )
