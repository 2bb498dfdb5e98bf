"""Paper sheets typed in the portal, read back or typed by two."""

from __future__ import annotations

import pytest
from django.utils import timezone

from rubrics import Problems
from scoring.rounds.sheet_states import SheetState
from tests.portal_data import data_folder

data_folder()

from scoring.actions.counted import counted
from scoring.actions.paper_entry import compared, confirm, entries, paper_of, settle
from scoring.actions.paper_table import table
from scoring.rounds.papers import Paper
from scoring.storage.models import Round
from tests.portal_people import demo_round
from tests.scoring.actions.counting_desk import count, keep, office

pytestmark = pytest.mark.usefixtures("db")


def _paper(round_: Round, agency: str = "court", rater: str = "r1") -> Paper:
    paper = paper_of(round_, agency, rater)
    assert paper is not None
    return paper


def test_what_was_typed_counts_once_it_was_read_back() -> None:
    """First it waits on the table, then it is in; both versions stay, and the journal tells who did what."""
    made = demo_round()
    first, paper = office("张三"), _paper(made)
    number = keep(made, first, paper)
    made.refresh_from_db()
    waiting = table(made)
    assert (waiting.typed, waiting.waiting[0].typed_by, waiting.pages.found) == (1, ("张三",), 71)
    assert counted(made).states["court", "r1"].state is SheetState.AWAITED
    intake = confirm(made, first, paper, number=number, second="李四", at=timezone.now())
    made.refresh_from_db()
    assert counted(made).states["court", "r1"].state is SheetState.IN
    assert (intake.by, intake.check and (intake.check.way, intake.check.by, intake.check.of)) == (
        "张三",
        ("read_back", "李四", (number,)),
    )
    lines = [(line.name, line.text) for line in made.journal.order_by("id")][-2:]
    assert lines == [
        ("张三", "The paper sheet of {seat} for {agency} was typed."),
        ("张三", "The paper sheet of {seat} for {agency} was read back to {other}."),
    ]
    assert (table(made).pages.found, len(table(made).waiting), len(table(made, page=2).waiting)) == (70, 60, 10)
    assert table(made, "r1").pages.found == 7


@pytest.mark.parametrize("second", ["", "张 三", "张三"])
def test_nobody_checks_what_he_typed_himself(second: str) -> None:
    """The second person is named, and is another one."""
    made = demo_round()
    first, paper = office("张三"), _paper(made)
    number = keep(made, first, paper)
    with pytest.raises(Problems) as refused:
        confirm(made, first, paper, number=number, second=second, at=timezone.now())
    assert [problem.code for problem in refused.value.items] == ["PAPER-SECOND"]


def test_what_was_typed_anew_is_not_confirmed_unseen() -> None:
    """A confirmation names what was read back; typed anew meanwhile, it is looked at again."""
    made = demo_round()
    first, paper = office("张三"), _paper(made)
    number = keep(made, first, paper)
    keep(made, first, paper, A1="差")
    with pytest.raises(Problems) as refused:
        confirm(made, first, paper, number=number, second="李四", at=timezone.now())
    assert [problem.code for problem in refused.value.items] == ["PAPER-CHANGED"]


def test_two_typists_settle_what_differs() -> None:
    """What the paper says decides; both entries and what was settled stay."""
    made = demo_round()
    first, second, paper = office("张三"), office("李四"), _paper(made)
    numbers = (keep(made, first, paper, A1="良", total="98"), keep(made, second, paper, A2="良", total="97"))
    held = entries(made, paper)
    assert [(one.criterion, one.first, one.second) for one in compared(paper, held["张三"], held["李四"])] == [
        ("A1", "良", "优"),
        ("A2", "优", "良"),
    ]
    wrong = settle(made, first, paper, numbers=numbers, answers={"A1": "11", "~total": "about 99"}, at=timezone.now())
    assert isinstance(wrong, dict)
    assert set(wrong) == {"A1", "A2", "~total"}
    assert wrong["A1"].render().startswith("“11” is not a level of “普法责任落实到岗”.")
    answers = {"A1": "良", "A2": "优", "~total": "99"}
    intake = settle(made, first, paper, numbers=numbers, answers=answers, at=timezone.now())
    assert not isinstance(intake, dict)
    sheet = intake.sheets[0]
    assert (sheet.marks["A1"], sheet.marks["A2"], sheet.total) == ("良", "优", "99")
    assert intake.check is not None
    assert [(one.criterion, one.mark) for one in intake.check.settled] == [("A1", "良"), ("A2", "优")]
    assert (intake.by, intake.check.by, intake.counts) == ("张三", "李四", True)


def test_whose_sheet_is_right_where_one_says_that_it_does_not_count() -> None:
    """Then the whole sheet is chosen; without a choice nothing is kept."""
    made = demo_round()
    first, second, paper = office("张三"), office("李四"), _paper(made)
    numbers = (keep(made, first, paper), keep(made, second, paper, state="absent", why="出差"))
    at = timezone.now()
    assert list(settle(made, first, paper, numbers=numbers, answers={}, at=at)) == ["~sheet"]
    intake = settle(made, first, paper, numbers=numbers, answers={"~sheet": "2"}, at=at)
    assert not isinstance(intake, dict)
    assert (intake.sheets[0].absent, intake.sheets[0].marks) == ("出差", {})


def test_a_sum_that_only_one_read_may_be_left_out() -> None:
    """Typists who read the paper's own sum differently say what it is, or that there is none."""
    made = demo_round()
    first, second, paper = office("张三"), office("李四"), _paper(made)
    numbers = (keep(made, first, paper, total="100"), keep(made, second, paper))
    intake = settle(made, first, paper, numbers=numbers, answers={}, at=timezone.now())
    assert not isinstance(intake, dict)
    assert intake.sheets[0].total is None


def test_entries_that_are_gone_cannot_be_settled() -> None:
    """Once the sheet counts there is nothing to settle any more."""
    made = demo_round()
    first, second, paper = office("张三"), office("李四"), _paper(made)
    numbers = (keep(made, first, paper), keep(made, second, paper))
    at = timezone.now()
    settle(made, first, paper, numbers=numbers, answers={}, at=at)
    with pytest.raises(Problems) as refused:
        settle(made, first, paper, numbers=numbers, answers={}, at=at)
    assert [problem.code for problem in refused.value.items] == ["PAPER-CHANGED"]


def test_a_sheet_that_counts_can_be_typed_again() -> None:
    """It lies on the table no more, but the office may type it once more, and that supersedes."""
    made = demo_round()
    count(made, "court", "r1")
    assert paper_of(made, "court", "r1") is None
    again = paper_of(made, "court", "r1", again=True)
    assert again is not None
    number = keep(made, office("张三"), again, A1="差")
    confirm(made, office("李四"), again, number=number, second="李四", at=timezone.now())
    made.refresh_from_db()
    assert counted(made).marks["court", "r1", "A1"].written == "差"
