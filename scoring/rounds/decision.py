"""What the deciding body makes of the computed grades: proposed, then decided; no score ever changes by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal

from rubrics import Date, Fault, Id, Locate, Problem, Settings, Text, say
from scoring.rounds.model import Round
from scoring.rounds.unknown import unknown_names


class DecidedGrade(Settings):
    """An agency's proposed (建议等次) and decided grade (审定等次), and the reason where one is not as computed."""

    agency: Id
    proposed: Text | None = None
    decided: Text | None = None
    reason: Text | None = None


class Decision(Settings):
    """decision.yaml: the grades, and which body decided them on which day, by which minutes (会议纪要)."""

    pingyi: Literal[1]
    body: Text | None = None
    date: Date | None = None
    minutes: Text | None = None
    grades: tuple[DecidedGrade, ...] = ()

    @cached_property
    def by_agency(self) -> dict[str, DecidedGrade]:
        """What is proposed and decided, by agency."""
        return {item.agency: item for item in self.grades}


def check_decision(
    decision: Decision,
    round_: Round,
    grade_titles: tuple[str, ...],
    computed: Mapping[str, str | None],
    locate: Locate,
) -> list[Problem]:
    """Return every fault of a decision against a round and the grades that were computed, None where there is none.

    An agency without a computed grade may be left undecided; any grade for it needs a reason.
    """
    faults = (
        *_agencies(decision, round_),
        *(
            fault
            for at, item in enumerate(decision.grades)
            for fault in _grades(item, at, grade_titles, computed.get(item.agency))
        ),
        *_whole(decision, round_, computed),
    )
    return [Problem(code, locate(path), rule, remedy) for code, path, rule, remedy in faults]


def _agencies(decision: Decision, round_: Round) -> Iterator[Fault]:
    seen: set[str] = set()
    for at, item in enumerate(decision.grades):
        yield from unknown_names(item, ("grades", at), round_)
        if item.agency in seen:
            yield (
                "DECISION-TWICE",
                ("grades", at, "agency"),
                say("“{agency}” stands here a second time.", agency=item.agency),
                say("Keep one of the two."),
            )
        seen.add(item.agency)
        if item.agency in round_.withdrawn:
            yield (
                "DECISION-WITHDRAWN",
                ("grades", at, "agency"),
                say("“{agency}” has withdrawn and gets no grade.", agency=item.agency),
                say("Remove it."),
            )
    for agency in round_.names:
        if agency not in seen and agency not in round_.withdrawn:
            yield (
                "DECISION-MISSING",
                ("grades",),
                say("“{agency}” is missing.", agency=agency),
                say("Add it: every agency that takes part is listed."),
            )


def _grades(item: DecidedGrade, at: int, titles: tuple[str, ...], computed: str | None) -> Iterator[Fault]:
    for field, grade in (("proposed", item.proposed), ("decided", item.decided)):
        if grade is not None and grade not in titles:
            yield (
                "DECISION-GRADE",
                ("grades", at, field),
                say("the rubric has no grade “{grade}”.", grade=grade),
                say("Write one of: {known}.", known=titles or "—"),
            )
        elif grade not in (None, computed) and item.reason is None:
            yield (
                "DECISION-REASON",
                ("grades", at, field),
                say("“{grade}” is not the computed grade, {computed}.", grade=grade, computed=computed or "—"),
                say("Add the reason, or write the computed grade."),
            )


def _whole(decision: Decision, round_: Round, computed: Mapping[str, str | None]) -> Iterator[Fault]:
    if all(item.decided is None for item in decision.grades):
        return
    for at, item in enumerate(decision.grades):
        if item.decided is None and item.agency not in round_.withdrawn and computed.get(item.agency) is not None:
            yield (
                "DECISION-PARTLY",
                ("grades", at),
                say("no grade is decided for “{agency}”, but for others.", agency=item.agency),
                say("Decide all of them, or leave out “decided” everywhere."),
            )
    for field in ("body", "date", "minutes"):
        if getattr(decision, field) is None:
            yield (
                "DECISION-MISSING",
                (field,),
                say("grades are decided, but “{name}” is missing.", name=field),
                say("Add who decided (body), when (date) and the number of the minutes."),
            )
