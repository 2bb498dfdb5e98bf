"""What the office is to look at."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.actions.notices import checked, notices_of
from scoring.actions.paper_entry import paper_of
from scoring.actions.records import change
from tests.portal_people import demo_round
from tests.scoring.actions.counting_desk import keep, office

pytestmark = pytest.mark.usefixtures("db")


def test_notices_of_the_results_and_of_the_count() -> None:
    """Open agencies, and the sheet that was typed and that nobody checked."""
    made = demo_round()
    paper = paper_of(made, "court", "r1")
    assert paper is not None
    keep(made, office("张三"), paper)
    made.refresh_from_db()
    found = notices_of(made)
    assert found.problems == ()
    assert found.results[0].render().startswith("示例市中级人民法院 is not ranked: ")
    assert [line.render() for line in found.count] == [
        "示例市中级人民法院, 评议员1 评议员甲: typed by 张三, not checked yet, so it does not count"
    ]
    assert checked(made) == ()


def test_parts_are_told_by_their_titles() -> None:
    """Files name them by their ids; an official knows the titles alone."""
    told = [line.render() for line in notices_of(demo_round(marks=True)).results]
    words = "not all agencies were marked by the same raters (普法责任制机制建设, 系统内学法用法, 开展社会普法宣传, "
    assert [line.startswith(words) for line in told if "the same raters" in line] == [True]


@pytest.mark.parametrize(
    ("file", "code", "told"), [("feedback.yaml", "SHAPE-UNKNOWN", False), ("decision.yaml", "DECISION-MISSING", True)]
)
def test_problems_come_first(file: str, code: str, told: bool) -> None:
    """Of a file that cannot be read nothing is computed; a decision with faults leaves the results to be seen."""
    made = demo_round()
    text = "pingyi: 1\nnonsense: 1\n" if file == "feedback.yaml" else "pingyi: 1\n"
    change(made, None, timezone.now(), lambda root: (root / file).write_text(text, "utf-8"))
    found = notices_of(made)
    assert (found.problems[0].code, bool(found.results)) == (code, told)
    assert [problem.code for problem in checked(made)] == [problem.code for problem in found.problems]
