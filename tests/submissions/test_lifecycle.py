"""From draft to accepted, and back."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from rubrics import Place, Problems
from submissions import Status, Submission, accepted_facts, move
from submissions.lifecycle import NEXT

HERE = Place("submissions/edu/submission.yaml")


def test_only_these_steps_are_allowed() -> None:
    """Every other pair of states is a problem."""
    allowed = {
        ("draft", "submitted"),
        ("submitted", "draft"),
        ("submitted", "accepted"),
        ("submitted", "returned"),
        ("accepted", "returned"),
        ("returned", "submitted"),
    }
    for before, after in product(NEXT, NEXT):
        submission = Submission(agency="edu", status=before)
        if (before, after) in allowed:
            assert move(submission, after, HERE, ("缺少清单",)).status == after
            continue
        with pytest.raises(Problems) as raised:
            move(submission, after, HERE, ("缺少清单",))
        assert [problem.code for problem in raised.value.items] == ["STATUS-STEP"]


def test_reasons_belong_to_what_is_returned() -> None:
    """They come with the return and go when the agency hands in again."""
    returned = move(Submission(agency="edu", status="submitted"), "returned", HERE, ("缺少清单", "照片不清"))
    assert returned.reasons == ("缺少清单", "照片不清")
    assert move(returned, "submitted", HERE).reasons == ()


def test_faults_of_a_step_are_told_together() -> None:
    """A draft cannot be returned, least of all without a reason."""
    with pytest.raises(Problems) as raised:
        move(Submission(agency="edu", status="draft"), "returned", HERE)
    assert [problem.render() for problem in raised.value.items] == [
        (
            "submissions/edu/submission.yaml: the submission is returned without a reason. "
            "Write what has to be put right under “reasons”. [STATUS-REASON]"
        ),
        (
            "submissions/edu/submission.yaml: a submission cannot go from “draft” to “returned for correction”. "
            "Possible: submitted. [STATUS-STEP]"
        ),
    ]


@pytest.mark.parametrize("status", ["draft", "submitted", "returned"])
def test_only_accepted_facts_count(status: Status) -> None:
    """What is not accepted is as if it were not there."""
    facts = {"viewers": Decimal(1200)}
    one, other = (
        Submission(agency="edu", status="accepted", facts=facts),
        Submission(agency="civil", status=status, facts=facts),
    )
    assert accepted_facts([one, other]) == {"edu": facts}
