"""Marks as they stand in the count, in the words of a sheet, and one code for all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from rubrics.messages import shown
from scoring.rounds.intakes import NOT_APPLICABLE
from scoring.rounds.marks import STATE_WORDS, Mark, MarkKey, MarkState

# The Chinese words come first in STATE_WORDS: they are what sheets say.
_WORDS = {state: word for word, state in reversed(STATE_WORDS.items())} | {MarkState.NOT_APPLICABLE: NOT_APPLICABLE}


def as_counted(mark: Mark) -> str:
    """Return what a sheet would say: the mark as it was written, else its points or 回避, 缺席, …; "" while awaited."""
    if mark.state is MarkState.GIVEN:
        return mark.written or shown(mark.points, str)
    return _WORDS.get(mark.state, "")


def count_code(marks: Mapping[MarkKey, Mark]) -> str:
    """Return eight characters that change with any mark: those of the SHA-256 of `agency|rater|criterion|mark` lines.

    The lines are sorted and end with a line feed each; those without a mark are left out.
    """
    lines = sorted("|".join((*key, text)) + "\n" for key, mark in marks.items() if (text := as_counted(mark)))
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:8].upper()
