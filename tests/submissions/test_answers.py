"""Answers held against the form."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rubrics import Rubric
from submissions import Report, read_submission
from submissions.answers import check_answers

WHOLE = """\
agency: edu
status: submitted
report: {text: 履职报告}
self: {A1: 9.5, A2: 2.5}
facts: {viewers: 300000}
evidence:
  - {criterion: A1, kind: 规范文件, title: 清单, file: a.pdf}
  - {criterion: A1, kind: 网址, title: 公示, url: "https://example.org"}
  - {criterion: A2, kind: 实景图片, title: 会场, file: b.png}
"""


def told(rubric: Rubric, text: str) -> list[str]:
    """Return what is told of a submission, in the order of lines."""
    submission, locate = read_submission(text, "s.yaml")
    found = sorted(
        check_answers(rubric, submission, locate), key=lambda problem: (problem.place.line or 0, problem.code)
    )
    return [problem.render() for problem in found]


def test_a_whole_submission_has_no_problems(rubric: Rubric) -> None:
    """Every question answered within its bounds, 2.5 as exactly as it is written."""
    assert told(rubric, WHOLE) == []


def test_a_self_assessment_may_be_left_out(rubric: Rubric) -> None:
    """Nobody is told that it is missing."""
    assert told(rubric, WHOLE.replace("self: {A1: 9.5, A2: 2.5}\n", "")) == []


def test_everything_that_is_missing_is_told(rubric: Rubric) -> None:
    """Report, half of a self-assessment, facts, and required evidence."""
    assert told(rubric, "agency: edu\nstatus: submitted\nself: {A2: 5}\n") == [
        (
            "s.yaml:1 evidence.A1: “普法责任清单” asks for 规范文件, and there is none. "
            "Add it under “evidence”. [EVIDENCE-MISSING]"
        ),
        "s.yaml:1 facts.viewers: the fact “观看人次” is missing. Add a number for “viewers”. [FACT-MISSING]",
        "s.yaml:1 report: the report is missing. Add its text or file. [REPORT-MISSING]",
        "s.yaml:3 self.A1: the self-assessment of “普法责任清单” is missing. Add a number for “A1”. [SELF-MISSING]",
    ]


def test_only_one_part_of_the_answers_is_looked_at(rubric: Rubric) -> None:
    """What is wrong elsewhere is passed by: whoever reads self-assessments need not be told of missing facts."""
    submission, locate = read_submission("agency: edu\nstatus: submitted\nself: {A2: 5}\n", "s.yaml")
    found = check_answers(rubric, submission, locate, only="self")
    assert [problem.code for problem in found] == ["SELF-MISSING"]


def test_a_report_needs_text_or_file(rubric: Rubric) -> None:
    """A SHA-256 alone is no report."""
    assert told(rubric, WHOLE.replace("{text: 履职报告}", "{sha256: 00}")) == [
        "s.yaml:3 report: the report is missing. Add its text or file. [REPORT-MISSING]"
    ]


@pytest.mark.parametrize("status", ["draft", "returned"])
def test_a_draft_may_be_incomplete_but_not_wrong(rubric: Rubric, status: str) -> None:
    """Only what stands there is judged."""
    text = f"agency: edu\nstatus: {status}\nreport: {{sha256: 00}}\nself: {{A2: 3}}\n"
    assert told(rubric, text) == ["s.yaml:4 self.A2: “学法用法”: 3 is none of 5, 2.5. Correct the number. [SELF-RANGE]"]


def test_numbers_beyond_their_bounds_are_told(rubric: Rubric) -> None:
    """Above, below, and a fact of the wrong size."""
    text = WHOLE.replace("9.5", "10.1").replace("300000", "-1")
    assert told(rubric, text) == [
        "s.yaml:4 self.A1: “普法责任清单”: 10.1 is above 10. Correct the number. [SELF-RANGE]",
        "s.yaml:5 facts.viewers: “观看人次”: -1 is below 0. Correct the number. [FACT-RANGE]",
    ]


def test_what_the_rubric_does_not_know_is_told(rubric: Rubric) -> None:
    """Criteria and facts that do not exist, and criteria that are not self-assessed or ask for no evidence."""
    text = (
        "agency: edu\nstatus: draft\nself:\n  B1: 5\n  A9: 5\nfacts: {fans: 3}\nevidence:\n"
        "  - {criterion: B1, kind: 规范文件, title: 甲, file: a.pdf}\n"
        "  - {criterion: A9, kind: 网址, title: 乙, url: x}\n"
        "  - {criterion: A9, kind: 网址, title: 丙, url: x}\n"
    )
    assert told(rubric, text) == [
        "s.yaml:4 self.B1: “B1” is not a criterion that can be self-assessed. Use an id of the rubric. [SELF-UNKNOWN]",
        "s.yaml:5 self.A9: “A9” is not a criterion that can be self-assessed. Use an id of the rubric. [SELF-UNKNOWN]",
        "s.yaml:6 facts.fans: “fans” is not a fact that the rubric asks for. Use an id of the rubric. [FACT-UNKNOWN]",
        (
            "s.yaml:8 evidence[0].criterion: “B1” is not a criterion that asks for evidence. "
            "Use an id of the rubric. [EVIDENCE-UNKNOWN]"
        ),
        (
            "s.yaml:9 evidence[1].criterion: “A9” is not a criterion that asks for evidence. "
            "Use an id of the rubric. [EVIDENCE-UNKNOWN]"
        ),
        (
            "s.yaml:10 evidence[2].criterion: “A9” is not a criterion that asks for evidence. "
            "Use an id of the rubric. [EVIDENCE-UNKNOWN]"
        ),
    ]


def test_a_kind_that_was_not_asked_for_is_told(rubric: Rubric) -> None:
    """With the place in the list of evidence, not within its criterion."""
    text = WHOLE + "  - {criterion: A1, kind: 统计表格, title: 表, file: c.xlsx}\n"
    assert told(rubric, text) == [
        (
            "s.yaml:10 evidence[3].kind: criterion A1 does not ask for 统计表格. "
            "Use one of: 规范文件, 网址, 电话. [EVIDENCE-KIND]"
        ),
    ]


def test_of_what_does_not_concern_an_agency_nothing_is_missing(rubric: Rubric) -> None:
    """Neither its self-assessment nor its evidence; all else is."""
    submission, locate = read_submission("{agency: edu, status: submitted, self: {}, facts: {viewers: 1}}", "s.yaml")
    half = submission.model_copy(update={"self_assessment": {"A2": Decimal(5)}, "report": Report(text="履职")})
    told_ = [problem.code for problem in check_answers(rubric, half, locate)]
    spared = [problem.code for problem in check_answers(rubric, half, locate, spared=frozenset({"A1"}))]
    assert (told_, spared) == (["SELF-MISSING", "EVIDENCE-MISSING"], [])
