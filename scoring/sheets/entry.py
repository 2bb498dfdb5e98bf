"""How a mark is entered on a score sheet: what the cell takes, what it is worth by formula, what the screen says.

All formulas are such that Excel, WPS and LibreOffice work them out alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

from rubrics import Marking, Message, TreeNode, say
from scoring.rounds.intakes import NOT_APPLICABLE

# As scoring.rounds.words reads them.
MET, NOT_MET, YES, NO = "√", "×", "是", "否"
_MET = "√✓✔是yY"
# A drop-down of every way to tick a checklist, or of every number: beyond so many they are typed.
_MOST_ITEMS, _MOST_NUMBERS = 4, 41
# What a formula can hold as text.
_LONGEST_LITERAL = 255
# A formula of Excel, with room for what is put around it; a mark whose worth would take more is worth nothing there.
_LONGEST_FORMULA = 8000
_NUMBER = 'IF(ISNUMBER({cell}),{points},"")'


@dataclass(frozen=True)
class Entry:
    """One kind of mark: `choices` are a drop-down's; without them `check` is a formula of what is allowed.

    `worth` is the formula of the points that the cell is worth, "" while it is empty or is worth none. `rule` says
    in a sentence what may be entered.
    """

    choices: tuple[str, ...]
    check: str
    worth: str
    rule: Message


def entry_of(leaf: TreeNode, cell: str, *, not_applicable: bool) -> Entry:
    """Return how a criterion's mark is entered in a cell; 不涉及 may be chosen where the rubric says what it does."""
    assert leaf.leaf is not None  # noqa: S101 - only leaves are marked
    rule = leaf.leaf.rule
    entry = _ENTRIES[rule.name](leaf.leaf, rule, cell)
    if len(entry.worth) > _LONGEST_FORMULA:
        entry = replace(entry, worth='""')
    if not not_applicable:
        # Numbers are quicker typed than chosen.
        return replace(entry, choices=()) if rule.points else entry
    return Entry(
        (*entry.choices, NOT_APPLICABLE) if entry.choices else (),
        f'OR({cell}="{NOT_APPLICABLE}",{entry.check})',
        entry.worth,
        say("{rule} Where it does not concern the agency: {word}.", rule=entry.rule, word=NOT_APPLICABLE),
    )


def _points(leaf: Any, rule: Marking, cell: str) -> Entry:  # noqa: ANN401 - a part or a criterion
    scale: Any = rule.points
    low, high = scale.min, leaf.points if scale.max is None else scale.max
    check = f"AND(ISNUMBER({cell}),{cell}>={plain(low)},{cell}<={plain(high)})"
    worth = _NUMBER.format(cell=cell, points=cell)
    if scale.step is None:
        return Entry((), check, worth, say("A number from {low} to {high}.", low=low, high=high))
    steps = f"({cell}-{plain(low)})/{plain(scale.step)}"
    # In doubles 0.3/0.1 is not 3.
    check = f"{check[:-1]},ABS({steps}-ROUND({steps},0))<0.000001)"
    count = (Fraction(high) - Fraction(low)) / Fraction(scale.step)
    listed = [low + scale.step * at for at in range(int(count) + 1)] if count < _MOST_NUMBERS else []
    words = say("A number from {low} to {high} in steps of {step}.", low=low, high=high, step=scale.step)
    return Entry(tuple(plain(number) for number in reversed(listed)), check, worth, words)


def _levels(_: Any, rule: Marking, cell: str) -> Entry:  # noqa: ANN401 - as above
    levels = rule.levels or ()
    titles = tuple(level.title for level in levels)
    number = _NUMBER.format(cell=cell, points=cell)
    if all(len(title) <= _LONGEST_LITERAL for title in titles):
        points = ";".join(plain(level.points) for level in levels)
        known = ";".join('"{}"'.format(title.replace('"', '""')) for title in titles)
        number = f'IF({cell}="","",IFERROR(INDEX({{{points}}},MATCH({cell}&"",{{{known}}},0)),{number}))'
    return Entry(titles, "TRUE", number, say("One of: {choices}.", choices=titles))


def _checklist(_: Any, rule: Marking, cell: str) -> Entry:  # noqa: ANN401 - as above
    items = rule.checklist or ()
    bare = f'SUBSTITUTE(SUBSTITUTE({cell}," ",""),",","")'
    met = "+".join(
        f'{plain(item.points)}*ISNUMBER(FIND(MID({bare},{at},1),"{_MET}"))' for at, item in enumerate(items, start=1)
    )
    signs = product(MET + NOT_MET, repeat=len(items)) if len(items) <= _MOST_ITEMS else ()
    words = say("{met} or {not_met} for each of the {n} items, in their order.", met=MET, not_met=NOT_MET, n=len(items))
    choices = tuple("".join(row) for row in signs)
    # 不涉及 has as many letters as a list of three has signs.
    worth = f'IF(OR(LEN({bare})<>{len(items)},{cell}="{NOT_APPLICABLE}"),"",{met})'
    return Entry(choices, f"LEN({bare})={len(items)}", worth, words)


def _veto(_: Any, __: Marking, ___: str) -> Entry:  # noqa: ANN401 - as above
    return Entry((YES, NO), "TRUE", '""', say("{yes} or {no}.", yes=YES, no=NO))


def _counted(leaf: Any, rule: Marking, cell: str) -> Entry:  # noqa: ANN401 - as above
    how: Any = rule.counted
    check, words = f"AND(ISNUMBER({cell}),{cell}>=0)", say("A number from 0 on, in points.")
    if how.each is not None:
        check, words = f"{check[:-1]},{cell}=INT({cell}))", say("How many there were: 0, 1, 2, …")
    number = cell if how.each is None else f"{cell}*{plain(how.each)}"
    return Entry((), check, _NUMBER.format(cell=cell, points=_worth(leaf, rule, how, number)), words)


def _worth(leaf: Any, rule: Marking, how: Any, number: str) -> str:  # noqa: ANN401 - as above
    if rule.name == "deductions":
        return f"MAX({plain(leaf.points if how.start is None else how.start)}-{number},{plain(how.floor)})"
    cap = leaf.points if rule.name == "count" and how.cap is None else how.cap
    most = number if cap is None else f"MIN({number},{plain(cap)})"
    return f"-({most})" if rule.name == "penalty" else most


def plain(number: Decimal) -> str:
    """Return a number as a formula writes it: without an exponent, and without zeros at its end."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


_ENTRIES: dict[str, Callable[[Any, Marking, str], Entry]] = {
    "points": _points,
    "levels": _levels,
    "checklist": _checklist,
    "veto": _veto,
    "count": _counted,
    "deductions": _counted,
    "bonus": _counted,
    "penalty": _counted,
}
