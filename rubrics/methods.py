"""The pooling, tie-break, rounding and grading rules a rubric may name, with their typed settings."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from rubrics.scalars import Flag, Id, Number, Positive, Settings, Share, Text, Whole, chosen


class Rounding(Settings):
    """To how many decimal places, and how a half is decided.

    half_up goes away from zero; half_even is GB/T 8170-2008; truncate cuts off.
    """

    places: Whole = Field(ge=0, le=9)
    mode: Literal["half_up", "half_even", "truncate"]


class Mean(Settings):
    """The arithmetic mean of all values present."""


class TrimmedMean(Settings):
    """With more than `when_more_than` values, drop `drop` highest and `drop` lowest; then the mean.

    Otherwise the plain mean. One copy only of a tied extreme is dropped for each place.
    """

    drop: Whole = Field(ge=1)
    when_more_than: Whole = Field(ge=1)


class Median(Settings):
    """The middle value, or the mean of the two middle ones."""


class Consensus(Settings):
    """One value that all raters agree on; values that differ leave the node open."""


class MiddleSum(Settings):
    """The sum of the `n` middle values. With an odd surplus one more is dropped at the `odd` end."""

    n: Whole = Field(ge=1)
    odd: Literal["high", "low"]


def _quorum(value: object) -> object:
    if value != "majority" and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
        raise PydanticCustomError("quorum", "a whole number from 1 on, or majority")
    return value


Quorum = Annotated[
    int | Literal["majority"],
    BeforeValidator(_quorum),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1}, {"const": "majority", "type": "string"}]}),
]


class GroupPool(Settings):
    """One group's values become one: exactly one rule, and from how many values on it counts.

    `majority` is more than half of the group's seats.
    """

    mean: Mean | None = None
    trimmed_mean: TrimmedMean | None = None
    median: Median | None = None
    consensus: Consensus | None = None
    middle_sum: MiddleSum | None = None
    quorum: Quorum | None = None

    @property
    def rule(self) -> str:
        """The name of the rule: mean, trimmed_mean, median, consensus or middle_sum."""
        return chosen(self, POOLS)[0]


class Pool(GroupPool):
    """Many raters' values become one: one rule; or several `groups` by weight, `each` pooled by a rule of its own.

    `empty_group` says what becomes of the weight of a group none of whose members has a value. `incomplete` says
    what becomes of a rater who marked only some items. With `alike: void` a rater who gave all agencies the same marks
    does not count.
    """

    groups: dict[Id, Positive] | None = None
    each: GroupPool | None = None
    empty_group: Literal["refuse", "redistribute"] | None = None
    incomplete: Literal["leave_out", "rescale"] | None = None
    alike: Literal["void"] | None = None

    @property
    def of_group(self) -> GroupPool:
        """The rule by which one group's values become one."""
        return self.each or self

    @property
    def multiple(self) -> int:
        """How many raters' values the pooled value is the sum of: 1 for all but the sum of the middle ones."""
        return self.of_group.middle_sum.n if self.of_group.middle_sum else 1


class Amount(Settings):
    """A number per agency that is read from imports/<source>.csv."""

    source: Id = Field(alias="from")


def _factor(value: Any) -> Any:  # noqa: ANN401 - whatever YAML held; pydantic judges it next
    if isinstance(value, Factor):
        return value
    return value if isinstance(value, dict) else {"number": value}


class Factor(Settings):
    """What a node's score is multiplied by: a `number`, or an agency's own coefficient from imports/<source>.csv.

    A number is a change of scale, and what can be earned is multiplied too; a coefficient is not, and it changes
    the score alone.
    """

    number: Positive | None = None
    source: Id | None = Field(default=None, alias="from")


Multiplier = Annotated[Factor, BeforeValidator(_factor, json_schema_input_type=Positive | Factor)]


def _tie_key(value: Any) -> Any:  # noqa: ANN401 - whatever YAML held; pydantic judges it next
    if not isinstance(value, str | dict | TieKey):
        raise PydanticCustomError("tie_key", "an id, or a comparison with its id")
    return {"node": value} if isinstance(value, str) else value


class TieKey(Settings):
    """What separates equal totals.

    A node's score, its untrimmed mean, its best single mark, or how many raters preferred the agency (`preferred`:
    over all others that are still equal, each pair of agencies and each rater with a value for both counts once).
    """

    node: Id | None = None
    untrimmed: Id | None = None
    best_mark: Id | None = None
    preferred: Id | None = None

    @property
    def target(self) -> str:
        """The id of the node that is compared."""
        return next((getattr(self, kind) for kind in chosen(self, TIE_KEYS)), "")

    @property
    def name(self) -> str:
        """The key as `panel`, `untrimmed:panel`, `best_mark:panel` or `preferred:panel`."""
        return self.node or next(f"{kind}:{getattr(self, kind)}" for kind in chosen(self, TIE_KEYS))


TieKeys = tuple[Annotated[TieKey, BeforeValidator(_tie_key, json_schema_input_type=str | TieKey)], ...]


class Ranking(Settings):
    """Whether ranks compare exact or shown totals, what breaks a tie, and whether a rank may be shared."""

    by: Literal["exact", "shown"]
    ties: TieKeys = ()
    share: Flag


class Quota(Settings):
    """How many agencies may get a grade: a `share` (then also which way it is rounded), or a `number`.

    `tie`: whether agencies that share the last rank within the quota all get the grade (in) or none (out).
    """

    share: Share | None = None
    number: Whole | None = Field(default=None, ge=1)
    round: Literal["down", "up"] | None = None
    tie: Literal["in", "out"]


class GradeBand(Settings):
    """A grade is given from this score on, to so many agencies at most where a quota is written."""

    title: Text
    at_least: Number = Field(alias="from")
    quota: Quota | None = None


class Grades(Settings):
    """Which grade a score earns, and whether the exact or the shown score is read.

    Shares of quotas are `of` all agencies that are ranked, or of all that take part. With `per: class` every class
    has quotas of its own.
    """

    by: Literal["exact", "shown"]
    of: Literal["ranked", "all"] | None = None
    per: Literal["class"] | None = None
    bands: tuple[GradeBand, ...] = Field(min_length=1)

    def index(self, title: str) -> int:
        """Return the place of a grade, 0 for the best. Raises ValueError for a title that is not a grade."""
        return [band.title for band in self.bands].index(title)


POOLS = ("mean", "trimmed_mean", "median", "consensus", "middle_sum")
TIE_KEYS = ("node", "untrimmed", "best_mark", "preferred")
