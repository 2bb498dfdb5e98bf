"""A paper sheet as a form: what was typed of it, to a sheet, or to all that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rubrics import Message, TreeNode, say
from scoring.actions.cells import BOX_TITLES
from scoring.actions.named import by_title
from scoring.actions.typed_text import plain
from scoring.rounds import Sheet
from scoring.rounds.drafts import needs_reason
from scoring.rounds.keyed import keyed, keyed_total, leaf_of
from scoring.rounds.marks import Mark
from scoring.rounds.papers import Paper
from scoring.rounds.words import read_mark

STATES = ("recused", "absent", "void")
"""Why none of the marks of a paper count, by the names in `Sheet`."""
_LONGEST = 2000


@dataclass(frozen=True)
class Typed:
    """A form as it was sent: texts by criterion, as typed; `total` is the sum that stands on the paper."""

    marks: Mapping[str, str]
    reasons: Mapping[str, str]
    total: str
    state: str
    why: str
    boxes: Mapping[str, str]


def read_typed(paper: Paper, typed: Typed, *, spare: bool) -> tuple[Sheet | None, dict[str, Message]]:
    """Return the sheet that a form says; or None, and by criterion (or field) what is wrong with it."""
    faults: dict[str, Message] = {}
    marks: dict[str, str] = {}
    for leaf in paper.leaves:
        text = typed.marks.get(leaf.id, "").strip()
        read = keyed(text, leaf, spareable=spare) if text else ""
        if isinstance(read, str):
            marks[leaf.id] = read
        else:
            faults[leaf.id] = say("{rule} {remedy}", rule=by_title(read[1], leaf), remedy=read[2])
    why = plain(typed.why)
    if typed.state and not why:
        faults["why"] = say("Write why none of the marks count.")
    number = keyed_total(typed.total) if typed.total.strip() else None
    if typed.total.strip() and number is None:
        faults["total"] = say("“{text}” is no number.", text=typed.total.strip()[:_LONGEST])
    if not typed.state and not faults and not any(marks.values()):
        faults["state"] = say("Nothing was typed. If the paper is empty, say why none of its marks count.")
    if typed.state:
        faults = {name: fault for name, fault in faults.items() if name == "why"}
    if faults:
        return None, faults
    said = {name: text for name in BOX_TITLES if (text := plain(typed.boxes.get(name, "")))}
    if typed.state:
        said[typed.state] = why
    sheet = Sheet(
        agency=paper.agency,
        rater=paper.rater,
        marks={} if typed.state else {criterion: text for criterion, text in marks.items() if text},
        reasons={leaf.id: text for leaf in paper.leaves if (text := plain(typed.reasons.get(leaf.id, "")))},
        total=None if number is None or typed.state else format(number, "f"),
        **said,
    )
    return sheet, {}


def lacks_reason(leaf: TreeNode, text: str) -> bool:
    """Return whether a mark as it was kept is so low that the paper should give a reason."""
    read = read_mark(text, leaf_of(leaf), leaf_of(leaf).rule) if text else None
    return isinstance(read, Mark) and needs_reason(leaf, read)
