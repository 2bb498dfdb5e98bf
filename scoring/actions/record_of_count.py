"""统分记录: the record of the count. Before publication an observer sees of it what says nothing about any mark."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from rubrics import Message, Translate, say
from scoring.actions.counted import counted
from scoring.actions.progress import Tally
from scoring.actions.records import laid_out
from scoring.actions.results import outcome_of
from scoring.folder.accounting import accounts_of
from scoring.reports.counting.accounts import Accounts
from scoring.reports.counting.record_of_count import write_record_of_count
from scoring.rounds import Collected
from scoring.storage.models import Round

Block = tuple[Message, tuple[Message, ...]]
"""A heading and its lines."""


@dataclass(frozen=True)
class CountRecord:
    """The record as a page: sheets by group, and blocks of lines. `code` is "" where marks must stay unknown."""

    groups: tuple[Tally, ...]
    issued: int
    back: int
    blocks: tuple[Block, ...]
    code: str


def record_of_count(round_: Round, *, marks: bool) -> CountRecord:
    """Return the record of the count; without `marks` only what is the same whatever was marked.

    Raises Problems with all faults of the round's files.
    """
    accounts = _accounts(round_)
    if not marks:
        # Sheets that a rule of the rubric makes void are void by what stands on them.
        given = Collected(marks=counted(round_).marks)
        accounts = replace(accounts, results=replace(accounts.results, collected=given), ballots=(), checks=())
    issued = [item for item in accounts.issues.issued if item.form == "score-sheet"]
    groups = accounts.results.round.groups
    return CountRecord(
        tuple(Tally(group.title, Counter(accounts.tally(group.id))) for group in groups),
        len(issued),
        sum(item.number in accounts.returned for item in issued),
        tuple(_blocks(accounts, marks=marks)),
        accounts.code if marks else "",
    )


def record_file(round_: Round, translate: Translate) -> tuple[str, bytes]:
    """Return the record of the count as a workbook to sign: its name and its bytes. It holds marks."""
    stream = io.BytesIO()
    write_record_of_count(outcome_of(round_).findings(translate), _accounts(round_), stream)
    return say("{round}-record-of-count.xlsx", round=round_.slug).render(translate), stream.getvalue()


def _accounts(round_: Round) -> Accounts:
    evaluated = outcome_of(round_).evaluated
    with laid_out(round_) as root:
        return accounts_of(evaluated, root)


def _blocks(accounts: Accounts, *, marks: bool) -> Iterable[Block]:
    found: list[tuple[Message, Iterable[Message]]] = [
        (say("No marks that count, and why"), accounts.without_marks()),
        (say("Who typed, who checked"), accounts.hands()),
    ]
    if marks:
        found += [
            (say("Changed after the first reading"), accounts.changes()),
            (say("Read differently by two typists, and settled"), accounts.settled()),
            (say("Sums on the paper that differ; the marks decide"), accounts.disagreeing_totals()),
            (say("Ballots"), accounts.ballot_lines()),
        ]
    found.append((say("Issued and not returned"), accounts.not_returned()))
    if marks:
        found.append((say("Spot checks against the paper"), accounts.spot_checks()))
    return ((title, lines) for title, held in found if (lines := tuple(held)))
