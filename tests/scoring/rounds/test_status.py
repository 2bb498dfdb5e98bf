"""What is printed on everything that leaves the office follows from the decision."""

from __future__ import annotations

import pytest

from scoring.rounds import DecidedGrade, Decision, Status, status_of

PROPOSED = Decision(pingyi=1, grades=(DecidedGrade(agency="a", proposed="良好"), DecidedGrade(agency="b")))
DECIDED = Decision(pingyi=1, grades=(DecidedGrade(agency="a", proposed="良好", decided="优秀"),))


@pytest.mark.parametrize(
    ("decision", "for_approval", "status"),
    [
        (None, False, Status.PRELIMINARY),
        (None, True, Status.FOR_APPROVAL),
        (Decision(pingyi=1), False, Status.PRELIMINARY),
        (PROPOSED, False, Status.FOR_APPROVAL),
        (DECIDED, False, Status.DECIDED),
        (DECIDED, True, Status.DECIDED),
    ],
)
def test_status(decision: Decision | None, for_approval: bool, status: Status) -> None:
    """Preliminary, proposed, decided; what is decided is never again only for approval."""
    assert status_of(decision, for_approval=for_approval) is status


def test_every_status_has_words() -> None:
    """No two of them the same."""
    assert len({status.title.text for status in Status}) == len(Status)
