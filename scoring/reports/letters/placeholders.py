"""The placeholders of a letter: what a template may name, and what stands there."""

from __future__ import annotations

from rubrics import Message, say

TEXTS: dict[str, Message] = {
    "title": say("title of the letter"),
    "status": say("preliminary result, for approval, or decided version"),
    "decided": say("the same words once the grades are decided; else empty"),
    "statement": say("that the rubric is a sample or the round is made up; else empty"),
    "date": say("date of the letter: the day of the decision, else of the round"),
    "grade": say("decided grade; before the decision the proposed one, else the computed one"),
    "grade_kind": say("which of the three grades it is"),
    "round.title": say("title of the round"),
    "round.organizer": say("who organizes the round"),
    "round.date": say("date of the round"),
    "round.period": say("period that is evaluated"),
    "rubric.title": say("title of the rubric"),
    "rubric.basis": say("what the rubric is based on"),
    "fingerprint.scoring": say("fingerprint of all that can change a figure"),
    "fingerprint.text": say("fingerprint of the rubric's wording"),
    "agency.name": say("name of the agency"),
    "agency.former": say("former names"),
    "agency.class": say("class of the agency"),
    "agency.region": say("region of the agency"),
    "decision.body": say("body that decided the grades"),
    "decision.date": say("day of the decision"),
    "decision.minutes": say("number of the minutes"),
    "total.full": say("full marks"),
    "total.score": say("total score"),
    "total.median": say("median of the ranked agencies' totals"),
    "total.lost": say("points lost in all"),
}
# Lists, and what one of their entries has; a list whose entries are texts has a single field without a name.
LISTS: dict[str, dict[str, Message]] = {
    "parts": {
        "title": say("title of the part"),
        "weight": say("weight of the part, empty where parts are added up"),
        "full": say("what the agency could earn"),
        "score": say("what it scored"),
        "median": say("median of the ranked agencies, of the same class where the rubric has classes"),
        "lost": say("full marks less the score"),
    },
    "remarks": {
        "number": say("number of a released remark, on its first line and where there are several; else empty"),
        "about": say("part or criterion that it is about, on its first line, or empty"),
        "text": say("a line of the remark"),
    },
    "reasons": {"": say("why the grade is not simply the one that the score earns: vetoes, full quotas")},
    "open": {"": say("part or criterion that is still open")},
}
# What may be asked of the loop that a placeholder stands in.
LOOP: dict[str, Message] = {
    "loop.index": say("number of the line, from 1"),
    "loop.first": say("whether it is the first line"),
    "loop.last": say("whether it is the last line"),
}

Values = dict[str, str | dict[str, str] | list[str] | list[dict[str, str]]]


def example_values(text: str, lines: int) -> Values:
    """Return `text` for every placeholder and `lines` entries in every list: what a template is tried with."""
    values: Values = {name: text for name in TEXTS if "." not in name}
    groups = {name.partition(".")[0] for name in TEXTS if "." in name}
    for group in groups:
        values[group] = {name.partition(".")[2]: text for name in TEXTS if name.startswith(f"{group}.")}
    for name, fields in LISTS.items():
        if "" in fields:
            values[name] = [text] * lines
        else:
            values[name] = [dict.fromkeys(fields, text) for _ in range(lines)]
    return values
