"""A rubric's YAML text to a sound Rubric, or every problem at once."""

from __future__ import annotations

from rubrics.document import parse
from rubrics.model import Rubric
from rubrics.problems import Problems
from rubrics.rules import check
from rubrics.shape import build


def read_rubric(text: str, file: str) -> Rubric:
    """Return the rubric that `text` holds. Raises Problems: of syntax, else of shape, else of soundness."""
    document = parse(text, file)
    rubric = build(Rubric, document)
    faults = check(rubric, document.locate)
    if faults:
        raise Problems(faults)
    return rubric
