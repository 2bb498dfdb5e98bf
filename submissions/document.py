"""submission.yaml, read and written."""

from __future__ import annotations

from rubrics import Locate, build, parse, write
from submissions.model import Submission


def read_submission(text: str, file: str) -> tuple[Submission, Locate]:
    """Return the submission that `text` holds, and where each of its values stands.

    Raises Problems: of syntax, else of shape. What it says is judged by `check_submission`.
    """
    document = parse(text, file)
    return build(Submission, document), document.locate


def write_submission(submission: Submission) -> str:
    """Return a submission as YAML that `read_submission` reads back unchanged; what is empty is left out."""
    values = submission.model_dump(by_alias=True, exclude_none=True)
    return write({name: value for name, value in values.items() if value not in ({}, ())})
