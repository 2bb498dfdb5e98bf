"""The placeholders that an office may write into its own workbook, and finding them in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from rubrics import Message, Place, Problem, say
from scoring.reports.findings import Findings

AGENCY, PART = "agency.", "agency.part."
# What a placeholder of a part's score is called where no rubric is at hand.
ANY_PART = f"{PART}ID"

ROUND_NAMES: dict[str, Message] = {
    "round.title": say("title of the round"),
    "round.organizer": say("who organizes the round"),
    "round.date": say("date of the round"),
    "round.period": say("period that is evaluated"),
    "round.agencies": say("number of agencies that take part"),
    "status": say("preliminary result, for approval, or decided version"),
    "statement": say("that the rubric is a sample or the round is made up; else empty"),
    "decision.body": say("body that decided the grades"),
    "decision.date": say("day of the decision"),
    "decision.minutes": say("number of the minutes"),
    "rubric.title": say("title of the rubric"),
    "rubric.basis": say("what the rubric is based on"),
    "fingerprint.scoring": say("fingerprint of all that can change a figure"),
    "fingerprint.text": say("fingerprint of the rubric's wording"),
}
AGENCY_NAMES: dict[str, Message] = {
    "agency.rank": say("rank"),
    "agency.name": say("name of the agency"),
    "agency.former": say("former names"),
    "agency.class": say("class of the agency"),
    "agency.region": say("region of the agency"),
    "agency.total": say("total score"),
    "agency.grade": say("decided grade; before the decision the proposed one, else the computed one"),
    "agency.computed": say("computed grade"),
    "agency.proposed": say("proposed grade"),
    "agency.decided": say("decided grade"),
    "agency.self_total": say("total that the agency gave itself, where it can be compared"),
    "agency.difference": say("total score less the agency's own total"),
    "agency.remark": say("withdrawal, open matters, vetoes, full quotas, how a tie was decided"),
}
PART_MEANING = say("score of the part or criterion with this id")

_FOUND = re.compile(r"\{\{([^{}]*)\}\}")
# What is left of a placeholder that is not closed, or typed with an input method's wide brackets.
_LEFT = re.compile(r"\{\{|\}\}|｛｛|｝｝|\{｛|｛\{")
_MOST_LISTED = 60


def known_placeholders(findings: Findings) -> dict[str, Message]:
    """Return the name of every placeholder that a template of this round may hold, with what it stands for."""
    nodes = [node for node in findings.results.nodes.values() if node.parent is not None]
    parts = {f"{PART}{node.id}": say("score: {title}", title=node.node.title) for node in nodes}
    return {**ROUND_NAMES, **AGENCY_NAMES, **parts}


@dataclass(frozen=True, slots=True)
class Found:
    """A placeholder in a text: its name, and where it begins and ends."""

    name: str
    start: int
    end: int


def placeholders(text: str) -> tuple[Found, ...]:
    """Return the placeholders of a text from left to right; `{{ round.title }}` is named round.title."""
    return tuple(Found(item.group(1).strip(), *item.span()) for item in _FOUND.finditer(text))


def malformed(text: str) -> bool:
    """Return whether braces are left beside the placeholders of a text."""
    return _LEFT.search(_FOUND.sub("", text)) is not None


def faults(text: str, place: Place, known: dict[str, Message]) -> Iterator[Problem]:
    """Yield a Problem for every placeholder that is not `known`, and for braces that do not belong together."""
    for name in dict.fromkeys(item.name for item in placeholders(text)):
        if name not in known:
            yield Problem(
                "TEMPLATE-UNKNOWN", place, say("“{name}” is no placeholder.", name=name[:60]), _hint(name, known)
            )
    if malformed(text):
        yield Problem(
            "TEMPLATE-BRACES",
            place,
            say("the braces of a placeholder do not belong together."),
            say("Write two plain braces before the name and two behind it, for example {example}.", example=_EXAMPLE),
        )


def _hint(name: str, known: dict[str, Message]) -> Message:
    names = tuple(known) if len(known) <= _MOST_LISTED else (*tuple(known)[:_MOST_LISTED], "…")
    near = get_close_matches(name[:60], known, 1)
    if near:
        return say("Did you mean “{near}”? Known: {known}.", near=near[0], known=names)
    return say("Known: {known}.", known=names)


_EXAMPLE = "{{agency.name}}"
