"""How a submission moves from draft to accepted, and what counts on the way."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from rubrics import Message, Place, Problem, Problems, say
from submissions.model import Status, Submission

NEXT: dict[Status, tuple[Status, ...]] = {
    "draft": ("submitted",),
    "submitted": ("draft", "accepted", "returned"),
    "accepted": ("returned",),
    "returned": ("submitted",),
}
STATUS_TITLES: dict[Status, Message] = {
    "draft": say("draft"),
    "submitted": say("submitted"),
    "accepted": say("accepted"),
    "returned": say("returned for correction"),
}


def move(submission: Submission, to: Status, place: Place, reasons: tuple[str, ...] = ()) -> Submission:
    """Return the submission with another status; an agency may withdraw what is not yet accepted.

    Returning needs reasons, and only a returned submission keeps them. Raises Problems at `place` for a step
    that is not allowed, or for a return without reasons.
    """
    faults = []
    if to not in NEXT[submission.status]:
        faults.append(
            Problem(
                "STATUS-STEP",
                place,
                say(
                    "a submission cannot go from “{before}” to “{after}”.",
                    before=STATUS_TITLES[submission.status],
                    after=STATUS_TITLES[to],
                ),
                say("Possible: {choices}.", choices=tuple(STATUS_TITLES[step] for step in NEXT[submission.status])),
            )
        )
    if to == "returned" and not reasons:
        faults.append(no_reasons(place))
    if faults:
        raise Problems(faults)
    return submission.model_copy(update={"status": to, "reasons": reasons if to == "returned" else ()})


def no_reasons(place: Place) -> Problem:
    """Return the problem of a returned submission that does not say why."""
    return Problem(
        "STATUS-REASON",
        place,
        say("the submission is returned without a reason."),
        say("Write what has to be put right under “reasons”."),
    )


def accepted_facts(submissions: Iterable[Submission]) -> dict[str, dict[str, Decimal]]:
    """Return the facts of accepted submissions by agency and fact; those of others do not count."""
    return {one.agency: dict(one.facts) for one in submissions if one.status == "accepted"}
