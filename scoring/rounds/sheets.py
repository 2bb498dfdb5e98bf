"""What the sheets say, entry by entry, to marks: every unknown name, double entry and mark out of range told."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from rubrics import Criterion, Level, Message, Part, Place, Problem, Rubric, TreeNode, say, tree
from scoring.rounds.marks import AWAITED, STATE_WORDS, Mark, MarkKey, MarkState
from scoring.rounds.model import Round
from scoring.rounds.numbers import plain_number, plain_numbers


@dataclass(frozen=True, slots=True)
class Entry:
    """One mark of a sheet as it was written, and where it stands.

    `agency_at`, `rater_at` and `criterion_at` are the places of the names, where they stand for more than this mark: a
    wrong name is told once.
    """

    agency: str
    rater: str
    criterion: str
    text: str
    place: Place
    remark: str = ""
    agency_at: Place | None = None
    rater_at: Place | None = None
    criterion_at: Place | None = None


def marks_from(rubric: Rubric, round_: Round, entries: Iterable[Entry]) -> tuple[dict[MarkKey, Mark], list[Problem]]:
    """Return a mark for every seat that may mark (awaited where nothing was written), and all problems."""
    leaves = {leaf.id: leaf for leaf in tree(rubric).leaves() if leaf.rated}
    marks = _expected(leaves.values(), round_)
    written: dict[MarkKey, Place] = {}
    problems: list[Problem] = []
    for entry in entries:
        key = (entry.agency, entry.rater, entry.criterion)
        found = [*_unknown(entry, leaves, round_)] or [*_forbidden(entry, marks, written)]
        if not found:
            written[key] = entry.place
            mark = _read(entry, leaves[entry.criterion].leaf)
            if isinstance(mark, Mark):
                marks[key] = replace(mark, remark=marks[key].remark) if marks[key].remark and not mark.remark else mark
            else:
                found = [mark]
        problems += found
    return marks, problems


def _expected(leaves: Iterable[TreeNode], round_: Round) -> dict[MarkKey, Mark]:
    recused = {(item.agency, item.rater): item.reason for item in round_.recusals}
    not_applicable = {(item.agency, item.criterion): item.reason for item in round_.not_applicable}
    groups = {group.id: group for group in round_.groups}
    marks: dict[MarkKey, Mark] = {}
    for leaf in leaves:
        members = groups[leaf.group].members if leaf.group in groups else ()
        for agency in round_.names:
            for rater in members:
                mark = AWAITED
                if (agency, leaf.id) in not_applicable:
                    mark = Mark(MarkState.NOT_APPLICABLE, remark=not_applicable[agency, leaf.id])
                elif (agency, rater.id) in recused:
                    mark = Mark(MarkState.RECUSED, remark=recused[agency, rater.id])
                elif not round_.assigned(rater.id, agency):
                    mark = Mark(MarkState.UNASSIGNED)
                marks[agency, rater.id, leaf.id] = mark
    return marks


def _unknown(entry: Entry, leaves: Mapping[str, TreeNode], round_: Round) -> Iterator[Problem]:
    names = (entry.agency, entry.agency_at), (entry.rater, entry.rater_at), (entry.criterion, entry.criterion_at)
    known_names: tuple[Mapping[str, object], ...] = (round_.names, round_.raters, leaves)
    for (name, place), (code, what), known in zip(names, _NAMED, known_names, strict=True):
        if name not in known:
            yield Problem(
                code,
                place or entry.place,
                say("the {what} “{name}” is not part of this round.", what=what, name=name),
                say("Known: {known}.", known=tuple(known)),
            )


_NAMED = (
    ("AGENCY-UNKNOWN", say("agency")),
    ("RATER-UNKNOWN", say("rater")),
    ("CRITERION-UNKNOWN", say("criterion")),
)


def _forbidden(entry: Entry, marks: dict[MarkKey, Mark], written: dict[MarkKey, Place]) -> Iterable[Problem]:
    key = (entry.agency, entry.rater, entry.criterion)
    names = {"agency": entry.agency, "rater": entry.rater, "criterion": entry.criterion}
    if key not in marks:
        yield Problem(
            "MARK-GROUP",
            entry.place,
            say("“{rater}” does not belong to the group that marks “{criterion}”.", **names),
            say("Remove the mark, or correct the rater or the criterion."),
        )
    elif key in written:
        yield Problem(
            "MARK-TWICE",
            entry.place,
            say(
                "“{rater}” marks “{criterion}” of “{agency}” a second time; first at {first}.",
                first=written[key],
                **names,
            ),
            say("Keep one of the two."),
        )
    elif marks[key].state in _CLOSED and STATE_WORDS.get(entry.text) != marks[key].state:
        yield Problem(
            "MARK-CLOSED",
            entry.place,
            say(
                "“{rater}” is {state} for “{criterion}” of “{agency}” in round.yaml, but there is a mark.",
                state=marks[key].state.title,
                **names,
            ),
            say("Remove the mark, or correct round.yaml."),
        )


_CLOSED = (MarkState.RECUSED, MarkState.UNASSIGNED, MarkState.NOT_APPLICABLE)


def _read(entry: Entry, leaf: Part | Criterion | None) -> Mark | Problem:
    assert leaf is not None  # noqa: S101 - only leaves are expected
    rule, text = leaf.rule, entry.text
    if text in STATE_WORDS:
        return Mark(STATE_WORDS[text], remark=entry.remark)
    for level in rule.levels or ():
        if text == level.title:
            return Mark(MarkState.GIVEN, level.points, level.title, entry.remark)
    number = plain_number(text)
    if number is None:
        return _not_a_number(entry)
    return _level(entry, number, leaf, rule.levels) if rule.levels else _points(entry, number, leaf)


def _level(entry: Entry, number: Decimal, leaf: Part | Criterion, levels: tuple[Level, ...]) -> Mark | Problem:
    for level in levels:
        if level.points == number:
            return Mark(MarkState.GIVEN, level.points, level.title, entry.remark)
    return _out_of_range(
        entry,
        say("“{mark}” is not a level of “{id}”.", mark=entry.text, id=leaf.id),
        say("Write one of: {choices}.", choices=tuple(f"{level.title}({level.points})" for level in levels)),
    )


def _points(entry: Entry, points: Decimal, leaf: Part | Criterion) -> Mark | Problem:
    rule, text = leaf.rule, entry.text
    low, high = rule.points.min if rule.points else Decimal(0), _most(leaf)
    if not low <= points <= high:
        return _out_of_range(
            entry,
            say("{mark} is outside the scale of “{id}”, {low} to {high}.", mark=text, id=leaf.id, low=low, high=high),
            say("Enter a number from {low} to {high}, or 回避, 缺席, 未安排.", low=low, high=high),
        )
    step = rule.points.step if rule.points else None
    # Fractions: a Decimal difference is cut to the context's digits, and its remainder may fail.
    if step is not None and (Fraction(points) - Fraction(low)) % Fraction(step):
        return _out_of_range(
            entry,
            say("{mark} is not a multiple of {step} above {low}.", mark=text, step=step, low=low),
            say("Enter marks in steps of {step}.", step=step),
        )
    return Mark(MarkState.GIVEN, points, remark=entry.remark)


def _most(leaf: Part | Criterion) -> Decimal:
    declared = leaf.rule.points.max if leaf.rule.points else None
    most = declared if declared is not None else leaf.points
    assert most is not None  # noqa: S101 - POINTS-MISSING refuses such a rubric
    return most


def _out_of_range(entry: Entry, rule: Message, remedy: Message) -> Problem:
    return Problem("MARK-RANGE", entry.place, rule, remedy)


def _not_a_number(entry: Entry) -> Problem:
    found = plain_numbers(unicodedata.normalize("NFKC", entry.text))
    if entry.text in ("不涉及", "not_applicable"):
        remedy = say("Write it in round.yaml under not_applicable: it holds for the agency and not for one rater.")
        return Problem("MARK-NUMBER", entry.place, say("“{mark}” is no mark.", mark=entry.text), remedy)
    remedy = (
        say("If {number} is meant, write it with plain digits and nothing else.", number=found[0])
        if len(found) == 1
        else say("Enter a number with plain digits, or 回避, 缺席, 未安排.")
    )
    return Problem("MARK-NUMBER", entry.place, say("“{mark}” is not a plain number.", mark=entry.text[:40]), remedy)
