"""The marking, pooling, tie-break and rounding rules a rubric may name, with their typed settings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, Strict, WithJsonSchema
from pydantic_core import PydanticCustomError


class Settings(BaseModel):
    """What every part of a rubric shares: frozen, and unknown keys are refused."""

    # Built when first used, and inside whatever holds it: a cold start is a third shorter.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Wording:
    """Marks a field whose change cannot move a figure: it enters the text fingerprint only."""


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
        raise PydanticCustomError("number", "a plain number such as 8 or 8.5")
    return Decimal(value)


Number = Annotated[Decimal, BeforeValidator(_number), WithJsonSchema({"type": "number"})]
Positive = Annotated[
    Decimal, BeforeValidator(_number), Field(gt=0), WithJsonSchema({"type": "number", "exclusiveMinimum": 0})
]
NotNegative = Annotated[
    Decimal, BeforeValidator(_number), Field(ge=0), WithJsonSchema({"type": "number", "minimum": 0})
]


def _label(value: object) -> int | str:
    # 1.10 is a number in the file and a name on the sheet: it keeps its places.
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, bool) or not isinstance(value, int | str) or value == "":
        raise PydanticCustomError("label", "a number or text")
    return value


Label = Annotated[int | str, BeforeValidator(_label), WithJsonSchema({"type": ["number", "string"], "minLength": 1})]
Whole = Annotated[int, Strict()]
Flag = Annotated[bool, Strict()]
Text = Annotated[str, Strict(), Field(min_length=1)]
Words = Annotated[Text, Wording()]
Id = Annotated[str, Strict(), Field(pattern=r"^\w[\w.-]*$", max_length=64)]


def _date(value: str) -> str:
    try:
        date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("date", "a day of the calendar such as 2026-01-31") from None
    return value


Date = Annotated[str, Strict(), Field(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_date)]


class Rounding(Settings):
    """To how many decimal places, and how a half is decided.

    half_up goes away from zero; half_even is GB/T 8170-2008; truncate cuts off.
    """

    places: Whole = Field(ge=0, le=9)
    mode: Literal["half_up", "half_even", "truncate"]


class PointsMarking(Settings):
    """A rater gives points from `min` to `max` (the leaf's points when left out), in steps of `step`."""

    min: Number = Decimal(0)
    max: Number | None = None
    step: Number | None = None


class Level(Settings):
    """One of the named levels a rater may choose; `when` is its descriptor."""

    title: Text
    points: Number
    when: Words | None = None


class Band(Settings):
    """From `at_least` (included) up to `to` (not included; the next band when left out): so many points."""

    at_least: Number = Field(alias="from")
    to: Number | None = None
    points: Number


class BandsMarking(Settings):
    """A fact that the agency reported is turned into points; a lower bound belongs to the band above it."""

    fact: Id
    table: tuple[Band, ...] = Field(min_length=1)


class Given(Settings):
    """An agency's value is read from imports/<source>.csv; `scale` is the highest value there can be."""

    source: Id = Field(alias="from")
    scale: Positive | None = None


class Marking(Settings):
    """How one leaf is marked: exactly one of these rules."""

    points: PointsMarking | None = None
    levels: tuple[Level, ...] | None = Field(default=None, min_length=1)
    bands: BandsMarking | None = None
    given: Given | None = None


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


class Pool(Settings):
    """Many raters' values become one: exactly one rule, and from how many values on it counts."""

    mean: Mean | None = None
    trimmed_mean: TrimmedMean | None = None
    median: Median | None = None
    consensus: Consensus | None = None
    quorum: Whole | None = Field(default=None, ge=1)
    incomplete: Literal["leave_out", "rescale"] | None = None

    @property
    def rule(self) -> str:
        """The name of the rule: mean, trimmed_mean, median or consensus."""
        return chosen(self, POOLS)[0]


class Amount(Settings):
    """A number per agency that is read from imports/<source>.csv."""

    source: Id = Field(alias="from")


def _tie_key(value: Any) -> Any:  # noqa: ANN401 - whatever YAML held; pydantic judges it next
    if not isinstance(value, str | dict | TieKey):
        raise PydanticCustomError("tie_key", "an id, or a comparison with its id")
    return {"node": value} if isinstance(value, str) else value


class TieKey(Settings):
    """What separates equal totals: a node's score, its untrimmed mean, or its best single mark."""

    node: Id | None = None
    untrimmed: Id | None = None
    best_mark: Id | None = None

    @property
    def target(self) -> str:
        """The id of the node that is compared."""
        return self.node or self.untrimmed or self.best_mark or ""

    @property
    def name(self) -> str:
        """The key as `panel`, `untrimmed:panel` or `best_mark:panel`."""
        return self.node or (f"untrimmed:{self.untrimmed}" if self.untrimmed else f"best_mark:{self.best_mark}")


TieKeys = tuple[Annotated[TieKey, BeforeValidator(_tie_key, json_schema_input_type=str | TieKey)], ...]


class Ranking(Settings):
    """Whether ranks compare exact or shown totals, what breaks a tie, and whether a rank may be shared."""

    by: Literal["exact", "shown"]
    ties: TieKeys = ()
    share: Flag


class GradeBand(Settings):
    """A grade is given from this score on."""

    title: Text
    at_least: Number = Field(alias="from")


class Grades(Settings):
    """Which grade a score earns, and whether the exact or the shown score is read."""

    by: Literal["exact", "shown"]
    bands: tuple[GradeBand, ...] = Field(min_length=1)


def chosen(settings: Settings, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return which of the alternative fields `names` are filled in."""
    return tuple(name for name in names if getattr(settings, name) is not None)


MARKINGS = ("points", "levels", "bands", "given")
POOLS = ("mean", "trimmed_mean", "median", "consensus")
TIE_KEYS = ("node", "untrimmed", "best_mark")
