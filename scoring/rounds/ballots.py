"""测评票: how many ballots were issued, came back and count, and what stands on them, agency by agency.

Of the ballots that came back (收回) each is valid (有效), invalid (无效) or abstains (弃权: handed in without an
answer); an answer is given by every valid one. Where more came back than were issued, none of them counts. The
register only grows: a later count of an agency supersedes an earlier one, and both remain.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from rubrics import Id, Message, Settings, Text, Whole, say
from scoring.rounds.import_kinds import Reading, count_of, value_of
from scoring.rounds.intakes import Moment

Ballots = Annotated[Whole, Field(ge=0)]
KINDS = ("ballots", "votes")
"""The kinds of `Reading` that are counted from ballots."""


class BallotCount(Settings):
    """One count of the ballots for an agency. `by` typed it and `checked_by` confirmed it; it counts then only.

    `options` are the ballots by answer: by an option's title, or by the value that voters wrote; `votes` are those
    for the agency where the rubric compares with the leader.
    """

    agency: Id
    at: Moment
    by: Text
    checked_by: Text | None = None
    issued: Ballots
    collected: Ballots
    valid: Ballots
    invalid: Ballots
    abstained: Ballots
    options: dict[Text, Ballots] = Field(default_factory=dict)
    votes: Ballots | None = None

    @property
    def void(self) -> bool:
        """Whether more ballots came back than were issued: nobody can tell which are the wrong ones."""
        return self.collected > self.issued


class BallotRegister(Settings):
    """All counts of one source of the rubric, in the order in which they were made."""

    pingyi: Literal[1] = 1
    source: Id
    counts: tuple[BallotCount, ...] = ()

    @property
    def latest(self) -> dict[str, BallotCount]:
        """By agency the last count that was checked: the one that holds, be it void or not."""
        return {count.agency: count for count in self.counts if count.checked_by is not None}


def ballot_faults(count: BallotCount, how: Reading) -> tuple[Message, ...]:
    """Return every way in which the figures of a count contradict each other, or what the rubric asks for."""
    found = []
    parts = count.valid + count.invalid + count.abstained
    if parts != count.collected:
        text = say(
            "valid {valid} + invalid {invalid} + abstained {abstained} = {sum}, but {collected} came back.",
            **{name: getattr(count, name) for name in ("valid", "invalid", "abstained", "collected")},
            sum=parts,
        )
        found.append(text)
    if how.kind == "votes":
        votes = count.votes or 0
        if votes > count.valid:
            found.append(say("{votes} votes are more than {valid} valid ballots.", votes=votes, valid=count.valid))
        return tuple(found)
    answers = sum(count.options.values())
    if answers != count.valid:
        found.append(say("the answers add up to {sum}, but {valid} are valid.", sum=answers, valid=count.valid))
    return tuple(found)


def value_and_number(text: str, how: Reading) -> tuple[str, int] | Message:
    """Return a value that voters wrote and how many wrote it, from 95*12 (or 95, by one); else what is wrong."""
    value, _, number = text.replace("×", "*").replace("x", "*").partition("*")
    read, count = value_of(value, how), count_of(number or "1")
    if not isinstance(read, Decimal):
        return read[1]
    return (value, int(count)) if isinstance(count, Decimal) else count[1]


def ballot_rows(counts: Iterable[BallotCount], how: Reading) -> dict[str, list[tuple[str, ...]]]:
    """Return by agency the rows of imports/<source>.csv in the columns that `ballot_columns` names.

    A void count has no rows: the agency stays open until its ballots are counted anew, or the round says otherwise.
    """
    return {count.agency: [] if count.void else _rows(count, how) for count in counts}


def ballot_columns(how: Reading) -> tuple[str, ...]:
    """Return the columns of imports/<source>.csv; values that voters wrote stand beside how many wrote them."""
    return (*how.columns, "votes") if how.kind == "ballots" and not how.options else how.columns


def _rows(count: BallotCount, how: Reading) -> list[tuple[str, ...]]:
    if how.kind == "votes":
        return [(count.agency, str(count.votes or 0))]
    if how.options:
        return [(count.agency, *(str(count.options.get(option.title, 0)) for option in how.options))]
    return [(count.agency, value, str(number)) for value, number in count.options.items()]
