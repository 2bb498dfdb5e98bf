"""Results in words for pages: rows of the standings, one agency's scorecard, and what an agency itself is told."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rubrics import Message, TreeNode, say
from scoring.actions.paging import Pages, pages_of
from scoring.actions.results import Outcome
from scoring.actions.searching import holding
from scoring.engine.explain import Line, RaterValue, scorecard
from scoring.engine.for_agency import AccountLine, AgencyAccount, agency_account
from scoring.engine.notices import open_reasons
from scoring.engine.reasons import grade_reasons, tie_reasons
from scoring.engine.results import Results, Standing
from scoring.engine.self_assessment import SelfAssessment

PAGE = 100
"""The rows of one page of standings."""


@dataclass(frozen=True)
class StandingRow:
    """One agency's row; figures as the rubric shows them, "" where there is none, `parts` in the rubric's order."""

    agency: str
    name: str
    class_title: str
    rank: str
    score: str
    computed: str
    proposed: str
    decided: str
    parts: tuple[str, ...]
    remark: Message | None


@dataclass(frozen=True)
class StandingsPage:
    """A page of the standings: the parts that have columns, whether there are classes, and the rows."""

    parts: tuple[TreeNode, ...]
    classes: bool
    rows: tuple[StandingRow, ...]
    pages: Pages


@dataclass(frozen=True)
class CardLine:
    """One node of a scorecard. `values` are pairs of a seat and what it gave, with whether that was dropped."""

    depth: int
    id: str
    title: str
    score: str
    most: str
    weight: str
    how: tuple[Message, ...]
    values: tuple[tuple[str, Message, bool], ...]


@dataclass(frozen=True)
class Card:
    """One agency's standing with its reasons, and the lines of its tree, each before what is below it."""

    row: StandingRow
    reasons: tuple[Message, ...]
    lines: tuple[CardLine, ...]


@dataclass(frozen=True)
class ToldLine:
    """One node as its agency may see it; figures as shown, "" where there is none."""

    depth: int
    id: str
    title: str
    score: str
    most: str
    lost: str
    own: str
    reasons: tuple[Message, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """All that an agency is told of its result."""

    account: AgencyAccount
    score: str
    lines: tuple[ToldLine, ...]


def standings_page(outcome: Outcome, search: str = "", page: int = 1) -> StandingsPage:
    """Return the rows of a page (from 1) of the agencies whose name and id hold what is searched for, in rank order."""
    found = outcome.results
    fits = holding(search)
    held = [one for one in found.standings if fits(one.name, one.agency)]
    pages = pages_of(len(held), page, PAGE)
    parts = shown_parts(found)
    rows = tuple(_row(outcome, one, parts) for one in held[pages.span])
    return StandingsPage(parts, bool(found.rubric.classes), rows, pages)


def shown_parts(found: Results) -> tuple[TreeNode, ...]:
    """Return the parts that have a figure of their own."""
    return tuple(part for part in found.tree.children if not _only_vetoes(part))


def card_of(outcome: Outcome, agency: str) -> Card | None:
    """Return an agency's scorecard with what every seat gave; None for an agency that is not in the round."""
    found = outcome.results
    if agency not in found.rows:
        return None
    card = scorecard(found, agency)
    standing = card.standing
    opens = () if standing.withdrawn is not None else open_reasons(found, standing)
    reasons = (*opens, *grade_reasons(found, standing), *tie_reasons(found, standing))
    row = _row(outcome, standing, shown_parts(found))
    return Card(row, reasons, tuple(_line(found, line) for line in card.lines))


def told_to(outcome: Outcome, agency: str) -> Told | None:
    """Return what an agency may be told: no rater, no rank, no other agency. None where it is not in the round."""
    found, folder = outcome.results, outcome.evaluated.folder
    if agency not in found.rows:
        return None
    own = SelfAssessment(found, folder.self_assessments)
    account = agency_account(found, agency, own, folder.decision, folder.feedback)
    return Told(account, _written(found, account.score), tuple(_told_line(found, line) for line in account.lines))


def _row(outcome: Outcome, item: Standing, parts: tuple[TreeNode, ...]) -> StandingRow:
    found = outcome.results
    entry = outcome.evaluated.decided(item.agency)
    titles = {held.id: held.title for held in found.rubric.classes}
    return StandingRow(
        agency=item.agency,
        name=item.name,
        class_title=titles.get(found.round.classes[item.agency] or "", ""),
        rank=str(item.placing.rank) if item.placing else "",
        score=_written(found, item.score),
        computed=item.grade or "",
        proposed=(entry.proposed or "") if entry else "",
        decided=(entry.decided or "") if entry else "",
        parts=tuple(_written(found, found.score(part.id, item.agency)) for part in parts),
        remark=_remark(item),
    )


def _remark(item: Standing) -> Message | None:
    if item.withdrawn is not None:
        return say("withdrew")
    if item.placing is None:
        return say("open")
    return say("shared") if item.placing.tied else None


def _line(found: Results, line: Line) -> CardLine:
    return CardLine(
        line.depth,
        line.id,
        line.title,
        "" if _only_vetoes(found.nodes[line.id]) else _written(found, line.score),
        _points(line.earnable),
        _points(line.weight),
        line.how,
        tuple((value.seat, _value(found, value), value.dropped) for value in line.values),
    )


def _value(found: Results, value: RaterValue) -> Message:
    return value.state.title if value.value is None else say("{text}", text=found.written(value.value))


def _told_line(found: Results, line: AccountLine) -> ToldLine:
    figureless = _only_vetoes(found.nodes[line.id])
    return ToldLine(
        line.depth,
        line.id,
        line.title,
        "" if figureless else _written(found, line.score),
        "" if figureless else _points(line.earnable),
        _written(found, line.lost) if line.lost and found.shown(line.lost) else "",
        _written(found, line.own),
        line.reasons,
        line.remarks,
    )


def _only_vetoes(node: TreeNode) -> bool:
    return node.parent is not None and all(leaf.veto for leaf in node.leaves())


def _written(found: Results, value: Fraction | None) -> str:
    return "" if value is None else found.written(value)


def _points(value: Fraction | None) -> str:
    return "" if value is None else say("{text}", text=value).render()
