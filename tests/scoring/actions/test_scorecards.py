"""Results in words: rows, pages and search of the standings, scorecards, and what an agency is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.actions import scorecards
from scoring.actions.paging import pages_of
from scoring.actions.records import change
from scoring.actions.results import Outcome, outcome_of
from scoring.actions.scorecards import StandingRow, card_of, standings_page, told_to
from scoring.engine.explain import scorecard
from scoring.engine.for_agency import agency_account
from scoring.engine.self_assessment import SelfAssessment
from tests.portal_people import demo_round
from tests.settled_round import decided_round, marked_round

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def outcome() -> Outcome:
    """Return the results of the round that was decided."""
    return outcome_of(decided_round())


def test_a_row_holds_what_the_rubric_shows(outcome: Outcome) -> None:
    """Rank, total and parts as they are written, and the three grades."""
    shown = standings_page(outcome)
    assert [part.id for part in shown.parts] == ["A", "B", "C", "D", "E"]
    assert shown.rows[1] == StandingRow(
        agency="education",
        name="示例市教育局",
        class_title="",
        rank="2",
        score="93.71",
        computed="优秀",
        proposed="",
        decided="优秀",
        parts=("18.71", "17.79", "23.79", "14.71", "18.71"),
        remark=None,
    )
    assert (shown.classes, shown.pages) == (False, pages_of(8, 1, 100))


def test_an_open_agency_has_no_rank() -> None:
    """It says so, and what is computed already is shown all the same."""
    rows = standings_page(outcome_of(demo_round())).rows
    assert {(row.rank, row.score, row.decided, row.remark.text if row.remark else "") for row in rows} == {
        ("", "", "", "open")
    }


def test_an_agency_that_withdrew_says_so() -> None:
    """It stands last, without a score; its scorecard tells no open matter."""
    round_ = marked_round()

    def withdraw(root: Path) -> None:
        text = (root / "round.yaml").read_text("utf-8")
        (root / "round.yaml").unlink()
        event = "events:\n  - {withdrawn: {agency: metro}, date: 2026-05-01, reason: 机构撤销}\n"
        (root / "round.yaml").write_text(
            text.replace("events:\n", event) if "events:\n" in text else text + event, "utf-8"
        )

    change(round_, None, timezone.now(), withdraw)
    outcome = outcome_of(round_)
    row = standings_page(outcome).rows[-1]
    assert (row.agency, row.rank, row.score, row.remark.text if row.remark else "") == ("metro", "", "", "withdrew")
    card, told = card_of(outcome, "metro"), told_to(outcome, "metro")
    assert card is not None
    assert told is not None
    assert (card.reasons, told.account.withdrew, told.lines) == ((), True, ())


def test_pages_and_search(outcome: Outcome, monkeypatch: pytest.MonkeyPatch) -> None:
    """By part of a name or an id, whatever the case; a page beyond the last is the last."""
    assert [row.agency for row in standings_page(outcome, " 教育 ").rows] == ["education"]
    assert [row.agency for row in standings_page(outcome, "MARK").rows] == ["market"]
    assert standings_page(outcome, "没有").pages.found == 0
    monkeypatch.setattr(scorecards, "PAGE", 3)
    pages = [[row.rank for row in standings_page(outcome, "", page).rows] for page in (0, 2, 3, 9)]
    assert pages == [["1", "2", "3"], ["4", "5", "6"], ["7", "8"], ["7", "8"]]
    assert standings_page(outcome, "", 9).pages.last == 3


def test_a_scorecard_is_the_engines(outcome: Outcome) -> None:
    """Every node with its figures as shown, the steps in words, and what each seat gave; what was dropped is marked."""
    card, meant = card_of(outcome, "court"), scorecard(outcome.results, "court")
    assert card is not None
    assert [(line.id, line.how) for line in card.lines] == [(line.id, line.how) for line in meant.lines]
    written = outcome.results.written
    assert [line.score for line in card.lines] == [
        "" if one.score is None else written(one.score) for one in meant.lines
    ]
    assert [
        [(seat, value.render(), dropped) for seat, value, dropped in line.values] for line in card.lines if line.values
    ] == [
        [
            (one.seat, one.state.title.render() if one.value is None else written(one.value), one.dropped)
            for one in line.values
        ]
        for line in meant.lines
        if line.values
    ]
    assert any(dropped for line in card.lines for _, _, dropped in line.values)
    assert (card.lines[0].most, card.lines[0].weight) == ("100", "")
    assert [reason.text for reason in card.reasons] == ["equal totals: decided by {keys}"]


def test_an_agency_is_told_what_the_engine_allows(outcome: Outcome) -> None:
    """The account of the engine, with its figures as shown."""
    told = told_to(outcome, "transport")
    folder = outcome.evaluated.folder
    own = SelfAssessment(outcome.results, folder.self_assessments)
    meant = agency_account(outcome.results, "transport", own, folder.decision, folder.feedback)
    assert told is not None
    assert (told.account, told.score) == (meant, "82.83")
    assert [(line.id, line.reasons, line.remarks) for line in told.lines] == [
        (line.id, line.reasons, line.remarks) for line in meant.lines
    ]
    assert (told.lines[0].score, told.lines[0].most, told.lines[0].lost) == ("82.83", "100", "17.17")


def test_nobody_is_told_of_a_stranger(outcome: Outcome) -> None:
    """An id that is not in the round has neither scorecard nor account."""
    assert (card_of(outcome, "stranger"), told_to(outcome, "stranger")) == (None, None)
