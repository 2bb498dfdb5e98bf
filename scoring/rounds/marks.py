"""What a rater's sheet says about one criterion of one agency: a mark, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from rubrics import Message, say


class MarkState(Enum):
    """Whether a mark was given, and if not, why not; never a bare None or 0."""

    GIVEN = "given"
    NOT_APPLICABLE = "not_applicable"
    RECUSED = "recused"
    ABSENT = "absent"
    UNASSIGNED = "unassigned"
    AWAITED = "awaited"
    VOID = "void"

    @property
    def title(self) -> Message:
        """The state's word on screens and sheets."""
        return _TITLES[self]


_TITLES = {
    MarkState.GIVEN: say("given"),
    MarkState.NOT_APPLICABLE: say("not applicable"),
    MarkState.RECUSED: say("recused"),
    MarkState.ABSENT: say("absent"),
    MarkState.UNASSIGNED: say("unassigned"),
    MarkState.AWAITED: say("awaited"),
    MarkState.VOID: say("void"),
}

# Of several reasons why a rater's value is missing, the one that is shown: what is open comes first.
MISSING = (MarkState.AWAITED, MarkState.RECUSED, MarkState.ABSENT, MarkState.VOID, MarkState.UNASSIGNED)

# What a sheet may say instead of a mark (design: states as words). 不涉及 belongs to agency × criterion: round.yaml.
STATE_WORDS = {
    "回避": MarkState.RECUSED,
    "缺席": MarkState.ABSENT,
    "未安排": MarkState.UNASSIGNED,
    "recused": MarkState.RECUSED,
    "absent": MarkState.ABSENT,
    "unassigned": MarkState.UNASSIGNED,
    "作废": MarkState.VOID,
    "void": MarkState.VOID,
}


VOIDED = "作废"


@dataclass(frozen=True, slots=True)
class Mark:
    """One rater's mark: `points` where it is given, None in every other state.

    `written` is what the sheet says where that is not the points: a level's title, √×√, the number counted, 是.
    """

    state: MarkState
    points: Decimal | Fraction | None = None
    written: str | None = None
    remark: str = ""

    @property
    def voided(self) -> bool:
        """Whether the office declared the sheet void, rather than a rule of the rubric."""
        return self.state is MarkState.VOID and self.written == VOIDED


AWAITED = Mark(MarkState.AWAITED)
MarkKey = tuple[str, str, str]


@dataclass(frozen=True)
class Collected:
    """All that came in for a round.

    `marks` by (agency, rater, criterion) for every seat that may mark; `imports` by source and agency; `facts` of
    accepted submissions by agency and fact; `ballots` by source and agency: what voters gave, and how many gave it.
    """

    marks: Mapping[MarkKey, Mark] = field(default_factory=dict)
    imports: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    facts: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    ballots: Mapping[str, Mapping[str, tuple[tuple[Decimal, int], ...]]] = field(default_factory=dict)
