"""A problem as whoever fills in a set-up workbook is told it: with cells and the words of the sheets, without keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rubrics import Message, Path, Place, Problem, say
from rubrics.document import written
from rubrics.field_names import SET_VALUES, words_for
from rubrics.methods import POOLS
from scoring.sheets.setup.assembly import CellDocument
from scoring.sheets.setup.pages import OTHERS, PANEL, TITLES
from scoring.sheets.setup.pages import RULES as RULES_PAGE
from scoring.sheets.setup.words import BETWEEN, METHOD_WORDS, RULE

_POOL = words_for("Part", "pool")[0]
_WORDS: Mapping[str, str] = {
    **{value: words[0] for value, words in SET_VALUES.items()},
    **{name: words_for("Pool", name)[0] for name in POOLS},
    **METHOD_WORDS,
}
# Values of a sentence that are lists of what may be chosen.
_CHOSEN = ("choices", "known")
_QUOTAS = BETWEEN.join(("等次", "各等次"))
_GRADE = "优秀 90：30%，向下取整，末位同分不计入"
_GIVE_A_LINE = say("Write it in a line, such as “{line}”.")


def in_words(problem: Problem, rubric: CellDocument) -> Problem:
    """Return a problem of a rubric, or of a round of it, as it is told beside its cell."""
    place = replace(problem.place, path="")
    if problem.code == "SHAPE-MISSING":
        around, _, word = problem.place.path.rpartition(BETWEEN)
        if around.startswith(_QUOTAS):
            return Problem(problem.code, place, say("“{name}” is missing.", name=word), _line(_GRADE))
        return Problem(problem.code, place, say("“{name}” is empty.", name=word), say("Fill it in."))
    if problem.code == "GROUP-UNKNOWN" and not place.cell:
        place = _asking(problem.rule, rubric) or place
    cells = {written(path): f"{held.sheet} {held.cell}".strip() for path, held in rubric.places.items()}
    rule = _told(RULES.get(problem.rule.text, problem.rule.text), problem.rule, cells)
    remedy = REMEDIES.get(problem.remedy.text)
    if remedy is None:
        return Problem(problem.code, place, rule, _told(problem.remedy.text, problem.remedy, cells))
    return Problem(problem.code, place, rule, replace(remedy, values=_values(problem.remedy, cells) + remedy.values))


def _asking(rule: Message, rubric: CellDocument) -> Place | None:
    """Return the cell of the rubric that names the group of which a sentence speaks."""
    group = dict(rule.values)["group"]
    return next(
        (held for path, held in rubric.places.items() if path[-1:] == ("by",) and _at(rubric, path) == group), None
    )


def _at(document: CellDocument, path: Path) -> object:
    """Return what stands at a path; None where nothing does."""
    value: Any = document.value
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        else:
            value = value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None
    return value


def _told(text: str, message: Message, cells: Mapping[str, str]) -> Message:
    return Message(text, _values(message, cells))


def _values(message: Message, cells: Mapping[str, str]) -> tuple[tuple[str, object], ...]:
    return tuple((name, _value(name, value, cells)) for name, value in message.values)


def _value(name: str, value: object, cells: Mapping[str, str]) -> object:
    if name in _CHOSEN and isinstance(value, tuple):
        return tuple(_WORDS.get(item, item) if isinstance(item, str) else item for item in value)
    # Where something stands in a plain file has brackets, which no id has.
    return cells.get(value, value) if isinstance(value, str) and "[" in value else value


def _row(*words: str) -> str:
    return BETWEEN.join(words)


def _declare(key: str) -> Message:
    rows = tuple(_row(words_for("Rubric", key)[0], "第1项", word) for word in ("编号", "标题"))
    return say(
        "Add rows with the fields {rows} in the sheet “{sheet}”, or correct the name.", rows=rows, sheet=TITLES[OTHERS]
    )


def _line(line: str) -> Message:
    return _GIVE_A_LINE.filled(line=line)


def _choose(*words: str) -> Message:
    return say("Choose under “{field}” in the sheet “{sheet}”.", field=_row(*words), sheet=TITLES[RULES_PAGE])


# By the sentence of a rule as it is said of plain files.
RULES: Mapping[str, str] = {
    "“{id}” has both parts and criteria directly below it.": say(
        "directly below “{id}” some indicators are divided further, and others are marked themselves."
    ).text,
    "a pool names exactly one rule.": say("how several marks become one is said in no way, or in several.").text,
}
REMEDIES: Mapping[str, Message] = {
    "Declare it under “classes” of the rubric, or correct the name.": _declare("classes"),
    "Declare it under “facts” of the rubric, so that agencies are asked for it.": _declare("facts"),
    "Use one of: {known}; or declare it under “methods” of the rubric.": say("Write one of: {known}."),
    "Correct “for” here, or in a part above.": say("Correct the classes here, or of the indicator above."),
    "Add points.": say("Fill in the points."),
    "Correct min, max or the points.": say("Correct the lowest or the highest mark, or the points."),
    "Choose a step above 0 that divides the range.": say(
        "Write a step above 0 that divides the range, such as “{line}”.", line="步长：0.5"
    ),
    "Put the criteria into a part of their own; only bonus, penalty and veto may stand beside parts.": say(
        "Put those that are marked below an indicator of their own, a level further down."
    ),
    "Add parts, criteria or given; or points, to have it marked as a whole.": say(
        "Write indicators below it; or its points, to have it marked as a whole."
    ),
    "Remove points; “cap” limits what is added.": say("Empty the points; the line “{line}” limits it.", line="上限：5"),
    "Write one of: {choices}; or groups together with each.": _choose(_POOL, RULE),
    "Let when_more_than be {least} or more.": say("Write {least} or more."),
    "Let the quorum be {n} or more, or leave it out.": say("Write {n} or more, or nothing."),
    "Write “by” for the group, and the rule directly under “pool”.": say("Fill in who marks it, and choose one rule."),
    "Remove the pool.": say("Empty the choices of “{field}” here.", field=_POOL),
    "Keep one of these pools.": say("Empty the choices of “{field}” here, or there.", field=_POOL),
    "Give each group a part and a pool of its own, or a weight under “groups” of this pool.": say(
        "Give each group an indicator of its own, with “{field}” of its own.", field=_row(_POOL, RULE)
    ),
    "Write “incomplete: leave_out” (the rater does not count) or “incomplete: rescale”.": _choose(
        _POOL, words_for("Pool", "incomplete")[0]
    ),
    "Add “by: <group>” here or in a part above.": say("Fill in who marks it, here or at an indicator above."),
    "Add “pool” here, or at exactly one node above.": say(
        "Add a row for it, or for one indicator above it, with the field “{field}” in the sheet “{sheet}”.",
        field=_row(_POOL, RULE),
        sheet=TITLES[RULES_PAGE],
    ),
    "Write “ties” with one key or more, or “share: true”.": say(
        "Write indicators under “{field}”, or allow shared ranks.", field=_row("名次", "同分比较")
    ),
    "Write “of: ranked” (all that have a rank) or “of: all” (all that take part).": _choose("等次", "基数"),
    "Write “share: 40%” or “number: 3”.": _line(_GRADE),
    "Write “round: down” or “round: up”.": _line(_GRADE),
    "Write “grade: <title>” (the grade is no better than that) or “score: <number>” (what stands directly above "
    "gets that score).": _line("最高等次：合格"),
    "Add a group with the id “{group}” and its members.": say(
        "Choose a group that the sheet “{sheet}” has, or add it and its members there.", sheet=TITLES[PANEL]
    ),
    "Add “class”, one of: {known}.": say("Fill in the class, one of: {known}."),
    "Correct “from” or “to”.": say("Correct the first day or the last."),
}
