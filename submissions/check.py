"""Everything that is wrong with a submission, told at once."""

from __future__ import annotations

from rubrics import Locate, Problem, Problems, Rubric, say
from submissions.answers import Spared, check_answers
from submissions.evidence import Files, check_evidence
from submissions.lifecycle import no_reasons
from submissions.model import Submission
from submissions.report import check_report


def check_submission(  # noqa: PLR0913 - a submission is held against the rubric, its files, its folder and the round
    rubric: Rubric,
    submission: Submission,
    files: Files,
    locate: Locate,
    *,
    folder: str | None = None,
    spared: Spared = frozenset(),
) -> list[Problem]:
    """Return every problem of a submission, in the order of their places; empty where it is sound.

    `spared` are the criteria that do not concern the agency (不涉及): nothing of theirs is missing.

    `files` are those found, by name relative to the agency's folder; `locate` turns a path within
    submission.yaml into a place; `folder`, where there is one, must bear the agency's id. A draft or returned
    submission may be incomplete: only what is wrong is told. One that is submitted or accepted must be whole.
    """
    found = [
        *check_answers(rubric, submission, locate, spared=spared),
        *check_evidence(submission, files, locate),
        *check_report(rubric, submission, files, locate),
    ]
    if folder is not None and folder != submission.agency:
        found.append(
            Problem(
                "AGENCY-FOLDER",
                locate(("agency",)),
                say("the agency is “{id}”, but the folder is named “{folder}”.", id=submission.agency, folder=folder),
                say("Give both the agency's id."),
            )
        )
    if submission.status == "returned" and not submission.reasons:
        found.append(no_reasons(locate(("status",))))
    return list(Problems(found).items)
