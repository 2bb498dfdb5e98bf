"""What every form says of a round that is made up, or of a rubric that is a sample."""

from __future__ import annotations

from rubrics import Rubric, Translate, say
from scoring.rounds import Round


def statement(round_: Round, rubric: Rubric, translate: Translate) -> str:
    """Return the sentences, one after the other; "" for real ones."""
    found = []
    if round_.fictional:
        found.append(say("Fictional round: all agencies, raters and marks are invented."))
    if rubric.sample:
        found.append(say("Sample rubric: {statement}", statement=rubric.sample))
    return " ".join(message.render(translate) for message in found)
