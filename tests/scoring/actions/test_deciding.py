"""The decision and the remarks: written from what was typed, with every fault told under the agency's name."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone

from rubrics import Problems
from tests.portal_data import data_folder

data_folder()

from scoring.actions.deciding import (
    Grades,
    Heading,
    decide,
    decided_so_far,
    panel_remarks,
    release,
    remarks_of,
)
from scoring.actions.records import change, content
from scoring.actions.results import outcome_of
from scoring.storage.models import JournalLine, Role, Round
from tests.portal_people import demo_round, somebody
from tests.settled_round import HEADING, marked_round

pytestmark = pytest.mark.usefixtures("db")
NOW = timezone.now()


def refused(round_: Round, heading: Heading, grades: dict[str, Grades], seen: str = "") -> list[tuple[str, str]]:
    """Return codes and places of what is wrong with a decision."""
    with pytest.raises(Problems) as caught:
        decide(round_, seen or outcome_of(round_).figures, None, NOW, heading, grades)
    return [(problem.code, problem.place.file) for problem in caught.value.items]


def test_before_a_decision_every_agency_stands_open() -> None:
    """All agencies that take part, without a grade."""
    heading, grades = decided_so_far(outcome_of(marked_round()))
    assert (heading, set(grades.values()), len(grades)) == (Heading(), {Grades()}, 8)


def test_the_computed_grades_are_decided_wherever_none_is_chosen() -> None:
    """What was chosen stays, with its reason; the heading is kept; the journal says how many, not which."""
    round_, office = marked_round(), somebody(Role.OFFICE)
    figures = outcome_of(round_).figures
    chosen = {"metro": Grades("良好", "良好", " 整改到位 "), "stranger": Grades("", "优秀", "")}
    decide(round_, figures, office, NOW, HEADING, chosen, others_as_computed=True)
    heading, grades = decided_so_far(outcome_of(round_))
    assert (heading, grades["metro"], grades["market"]) == (
        HEADING, Grades("良好", "良好", "整改到位"), Grades("", "优秀", ""),
    )  # fmt: skip
    line = JournalLine.objects.latest("pk")
    assert (line.text, line.values) == ("The decision was written: {n} agencies with a decided grade.", {"n": 8})


def test_a_later_decision_changes_only_what_is_typed_again() -> None:
    """A page of the list leaves the other pages as they are."""
    round_ = marked_round()
    decide(round_, outcome_of(round_).figures, None, NOW, HEADING, {}, others_as_computed=True)
    before = decided_so_far(outcome_of(round_))[1]
    again = {"metro": Grades("", "不合格", "经复核")}
    decide(round_, outcome_of(round_).figures, None, NOW, HEADING, again)
    assert decided_so_far(outcome_of(round_))[1] == before | again


def test_every_fault_is_told_under_the_agencys_name() -> None:
    """An unknown grade, a missing reason and a missing heading at once; nothing is written."""
    round_ = marked_round()
    names = outcome_of(round_).results.round.names
    grades = {agency: Grades("", "优秀", "") for agency in names} | {"market": Grades("", "特优", "")}
    assert sorted(set(refused(round_, Heading(), grades))) == sorted(
        {("DECISION-MISSING", outcome_of(round_).results.round.title)}
        | {("DECISION-REASON", names[one]) for one in ("youth", "transport", "metro")}
        | {("DECISION-GRADE", names["market"])}
    )
    assert content(round_, "decision.yaml") is None


def test_a_day_that_does_not_exist_is_refused() -> None:
    """The shape of the decision is checked as in the file."""
    assert refused(marked_round(), Heading("会议", "2026-02-30", "1"), {}) == [("SHAPE-VALUE", "decision.yaml")]


def test_a_decision_on_older_figures_is_refused() -> None:
    """Who decided on figures that changed since must look at them again."""
    round_ = marked_round()
    assert refused(round_, HEADING, {}, seen="0" * 64) == [("ROUND-CHANGED", round_.slug)]


def test_remarks_to_one_agency_leave_the_others_alone() -> None:
    """What is told to one agency is replaced as a whole."""
    round_, office = marked_round(), somebody(Role.OFFICE)
    others = remarks_of(outcome_of(round_), "education")
    release(round_, office, NOW, "court", (("A1", "清单更新不及时。"), ("", "总体良好。")))
    outcome = outcome_of(round_)
    assert remarks_of(outcome, "court") == (("A1", "清单更新不及时。"), ("", "总体良好。"))
    assert remarks_of(outcome, "education") == others
    release(round_, office, NOW, "court", ())
    assert remarks_of(outcome_of(round_), "court") == ()
    line = JournalLine.objects.latest("pk")
    assert (line.text, line.values) == ("Remarks to {name} were written.", {"name": "示例市中级人民法院"})


def test_the_first_remark_makes_the_file() -> None:
    """A round without feedback.yaml gets one."""
    round_ = marked_round()
    change(round_, None, NOW, lambda root: (root / "feedback.yaml").unlink())
    assert remarks_of(outcome_of(round_), "court") == ()
    release(round_, None, NOW, "court", (("", "好。"),))
    assert content(round_, "feedback.yaml") == "pingyi: 1\nremarks:\n  - agency: court\n    text: 好。\n".encode()


def test_a_remark_about_nothing_is_refused() -> None:
    """The rubric must have the part."""
    with pytest.raises(Problems) as caught:
        release(marked_round(), None, NOW, "court", (("Z9", "?"),))
    assert [problem.code for problem in caught.value.items] == ["FEEDBACK-ABOUT"]


INTAKE = """pingyi: 1
number: {n}
at: 2026-05-20T10:00:00+08:00
by: 张三
way: typed
asked: [A1]
check: {{way: read_back, by: 李四}}
sheets:
- {{agency: court, rater: {rater}, marks: {{}}, highlights: {high}, problems: 更新慢}}
- {{agency: metro, rater: {rater}, marks: {{}}, highlights: 别人的}}
"""


def test_what_the_panel_wrote_is_shown_without_names() -> None:
    """The newest sheet of every rater, by kind and by text, so that no order tells seats apart."""
    round_ = demo_round()

    def work(root: Path) -> None:
        (root / "intakes").mkdir()
        for n, rater, high in ((1, "r1", "旧的"), (2, "r1", "清单细"), (3, "r2", "宣传新")):
            (root / "intakes" / f"{n:04}.yaml").write_text(INTAKE.format(n=n, rater=rater, high=high), "utf-8")

    change(round_, None, NOW, work)
    assert [(title.text, texts) for title, texts in panel_remarks(outcome_of(round_), "court")] == [
        ("Highlights", ("宣传新", "清单细")),
        ("Problems", ("更新慢", "更新慢")),
    ]
