"""Whose form it is: what a round and its rubric say of one agency."""

from __future__ import annotations

from rubrics import Rubric, Translate, say
from scoring.rounds import Round
from scoring.sheets.statement import statement
from submissions.workbook import Blank


def blank_for(round_: Round, rubric: Rubric, agency: str, translate: Translate = str, *, number: int = 0) -> Blank:
    """Return the form that an agency of the round is given; `number` is its issue number."""
    period = round_.period
    return Blank(
        rubric=rubric,
        round=round_.id,
        title=round_.title,
        organizer=round_.organizer,
        agency=agency,
        name=round_.names[agency],
        agency_class=round_.classes[agency],
        spared=round_.spared[agency],
        period=say("{first} to {last}", first=period.first, last=period.last).render(translate) if period else "",
        statement=statement(round_, rubric, translate),
        number=number,
    )
