"""How far a round has come: what is printed on everything that leaves the office."""

from __future__ import annotations

from enum import Enum

from rubrics import Message, say
from scoring.rounds.decision import Decision


class Status(Enum):
    """初步结果 until grades are proposed, 送审稿 until they are decided, 审定稿 from then on."""

    PRELIMINARY = "preliminary"
    FOR_APPROVAL = "for_approval"
    DECIDED = "decided"

    @property
    def title(self) -> Message:
        """The status in words."""
        return _TITLES[self]


_TITLES = {
    Status.PRELIMINARY: say("preliminary result"),
    Status.FOR_APPROVAL: say("for approval"),
    Status.DECIDED: say("decided version"),
}


def status_of(decision: Decision | None, *, for_approval: bool = False) -> Status:
    """Return how far the decision has come; `for_approval` marks as 送审稿 what nobody has proposed or decided yet."""
    grades = decision.grades if decision else ()
    if any(item.decided is not None for item in grades):
        return Status.DECIDED
    if for_approval or any(item.proposed is not None for item in grades):
        return Status.FOR_APPROVAL
    return Status.PRELIMINARY
