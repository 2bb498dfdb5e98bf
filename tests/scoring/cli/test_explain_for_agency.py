"""`pingyi explain --for-agency`: what is handed to an agency, and what never is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import Result
from rich.cells import cell_len
from rich.text import Text

from scoring.engine.seats import seat_names
from scoring.folder import EvaluatedFolder, evaluate_folder

Run = Callable[..., Result]

FEEDBACK = """\
pingyi: 1
remarks:
  - {agency: a, text: Better than last year.}
  - {agency: a, about: A2, text: Nobody could say how often.}
  - {agency: b, about: A2, text: Well done.}
"""
ANSWERS = """\
pingyi: 1
agency: a
status: submitted
report: {text: We did what we could.}
self: {A1: 4, A2: 2, B1: 4}
"""
DECISION = """\
pingyi: 1
body: Office
date: 2026-07-01
minutes: No. 3
grades:
  - {agency: a, decided: 优秀}
  - {agency: b, decided: 优秀}
  - {agency: c, proposed: 合格, decided: 合格, reason: as bad as 乙局}
  - {agency: d}
"""


@pytest.fixture
def told(small: Path) -> Path:
    """Return the small round with a self-assessment, released remarks and a decision."""
    answers = small / "submissions" / "a" / "submission.yaml"
    answers.parent.mkdir(parents=True)
    answers.write_text(ANSWERS, "utf-8")
    (small / "feedback.yaml").write_text(FEEDBACK, "utf-8")
    (small / "decision.yaml").write_text(DECISION, "utf-8")
    return small


def test_the_page_of_an_agency(run: Run, told: Path) -> None:
    """Total and decided grade, who decided, then points, lost points, self-assessment, difference, reasons, remarks."""
    shown = run("--lang", "en", "explain", told, "a", "--for-agency")
    assert (shown.exit_code, shown.output) == (
        0,
        dedent("""\
        示例评议  decided version
        甲局: total 9.00, decided grade 优秀
        Decided by: Office, 2026-07-01, No. 3
        Remarks
          • Better than last year.
        Total  9.00/10  lost 1.00  self-assessment 10.00  difference -1.00
            sum of P, Q
          P 机制  6.00/6  self-assessment 6.00  difference 0.00
              sum of A1, A2; mean of 3 values
            A1 责任清单  4.00/4  self-assessment 4.00  difference 0.00
            A2 学法用法  2.00/2  self-assessment 2.00  difference 0.00
                remark: Nobody could say how often.
          Q 实效  3.00/4  lost 1.00  self-assessment 4.00  difference -1.00
              sum of B1; mean of 3 values
            B1 群众评价  3.00/4  lost 1.00  self-assessment 4.00  difference -1.00
        """),
    )


def test_few_marks_count(run: Run, told: Path) -> None:
    """Of two raters only what they came to together."""
    assert run("--lang", "en", "explain", told, "b", "--for-agency").output.splitlines()[3:] == [
        "Total  9.00/10  lost 1.00",
        "    sum of P, Q",
        "  P 机制  5.50/6  lost 0.50",
        "      sum of A1, A2; what is below is not told one by one: fewer than 3 marks count",
        "    A1 责任清单  —/4",
        "    A2 学法用法  —/2",
        "        remark: Well done.",
        "  Q 实效  3.50/4  lost 0.50",
        "      sum of B1; what is below is not told one by one: fewer than 3 marks count",
        "    B1 群众评价  —/4",
    ]


def test_another_grade_than_the_computed_one_without_the_reason(run: Run, told: Path) -> None:
    """The reason is the office's own, and may name another agency."""
    lines = run("--lang", "en", "explain", told, "c", "--for-agency").output.splitlines()
    assert lines[:4] == [
        "示例评议  decided version",
        "丙局: total 10.00, decided grade 合格",
        "Decided by: Office, 2026-07-01, No. 3",
        "Total  10.00/10",
    ]


def test_before_the_decision(run: Run, small: Path) -> None:
    """No grade of any kind, and the status says why; an agency that is open has its matters first."""
    first = [
        run("--lang", "en", "explain", small, agency, "--for-agency").output.splitlines()[:5] for agency in ("c", "d")
    ]
    assert first == [
        [
            "示例评议  preliminary result",
            "丙局: total 10.00",
            "Total  10.00/10",
            "    sum of P, Q",
            "  P 机制  6.00/6",
        ],
        [
            "示例评议  preliminary result",
            "丁局: no total yet",
            "Open",
            "  • marks awaited from 2 raters (机制, 实效)",
            "Total  —/10",
        ],
    ]


def test_proposed_grades_are_not_told(run: Run, told: Path) -> None:
    """They are for those who decide."""
    file = told / "decision.yaml"
    file.write_text(re.sub("(body|date|minutes): .*\n|decided: 优秀|, decided: 合格", "", DECISION), "utf-8")
    lines = run("--lang", "en", "explain", told, "c", "--for-agency").output.splitlines()
    assert lines[:3] == ["示例评议  for approval", "丙局: total 10.00", "Total  10.00/10"]


def test_more_than_the_self_assessment_has_a_plus(run: Run, told: Path) -> None:
    """The sign says which way it went."""
    answers = told / "submissions" / "a" / "submission.yaml"
    answers.write_text(ANSWERS.replace("B1: 4", "B1: 2.5"), "utf-8")
    lines = run("--lang", "en", "explain", told, "a", "--for-agency").output.splitlines()
    assert lines[-1] == "    B1 群众评价  3.00/4  lost 1.00  self-assessment 2.50  difference +0.50"


def test_the_names_of_an_agency_and_why_its_grade(run: Run, everything: Path) -> None:
    """Its earlier name is its own; a decided grade that is the computed one has its reasons."""
    pages = {
        agency: run("--lang", "en", "explain", everything, agency, "--for-agency").output.splitlines()[3:7]
        for agency in ("parks", "mint", "trade")
    }
    assert pages == {
        "parks": [
            "Gardens Office: total 92.42, decided grade excellent",
            "formerly Parks Office",
            "Decided by: City Council, 2026-08-01, Minutes 7 of 2026",
            "Total  92.42/100  lost 7.58",
        ],
        "mint": [
            "Mint: total 47.82, decided grade poor",
            "veto “Refusal” holds",
            "veto “Fraud”: no better than poor",
            "Decided by: City Council, 2026-08-01, Minutes 7 of 2026",
        ],
        "trade": ["Trade Office: withdrew"],
    }


def test_weights_are_told_and_vetoes_have_no_figure(run: Run, everything: Path) -> None:
    """A part of nothing but vetoes has no line of reasons either."""
    lines = run("--lang", "en", "explain", everything, "tax", "--for-agency").output.splitlines()
    at = lines.index("  limits Limits")
    assert lines[at : at + 3] == ["  limits Limits", "    F1 Accident", "        no veto"]
    assert lines[lines.index("  own Own work  14.40/16  lost 1.60") + 2] == (
        "    B1 Plans  9.00/10  weight 60%  lost 1.00  self-assessment 9.00  difference 0.00"
    )


def others(read: EvaluatedFolder, agency: str) -> set[str]:
    """Return what an agency may not read: seats, ids and names of raters, ids and names of other agencies."""
    round_ = read.results.round
    seats = {*seat_names(read.results).values(), "Member"}
    raters = {word for rater in round_.raters.values() for word in (rater.id, rater.name)}
    agencies = {
        word
        for other, name in round_.names.items()
        if other != agency
        for word in (other, name, *round_.former_names.get(other, ()))
    }
    return seats | raters | agencies


def found_in(text: str, words: set[str]) -> set[str]:
    """Return which of the words stand in a text by themselves."""
    return {word for word in words if re.search(rf"(?<![\w′-]){re.escape(word)}(?![\w′-])", text)}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_rater_and_no_other_agency_is_told(run: Run, everything: Path, language: str) -> None:
    """No seat, id or name of anybody else, for any agency; the plain page and the ranking do name them."""
    read = evaluate_folder(everything)
    for agency in read.results.agencies:
        words = others(read, agency)
        assert found_in(run("--lang", language, "explain", everything, agency, "--for-agency").output, words) == set()
        assert found_in(run("--lang", language, "explain", everything, agency).output, words) != set()
    ranked = found_in(run("--lang", language, "rank", everything).output, others(read, "tax"))
    assert len(ranked) > 10


def test_no_other_score_and_no_rank_is_told(run: Run, everything: Path) -> None:
    """A total stands on the page of its own agency only."""
    read = evaluate_folder(everything)
    totals = {item.agency: read.results.written(item.score) for item in read.results.standings if item.score}
    for agency in read.results.agencies:
        page = run("--lang", "en", "explain", everything, agency, "--for-agency").output
        own = totals.get(agency)
        assert [total for total in {*totals.values()} if re.search(rf"\b{total}\b", page) and total != own] == []
        assert re.findall(r"\brank\b|shares|equal", page) == []


def test_whose_page_it_is_must_be_said(run: Run, small: Path) -> None:
    """There is no page for all of them."""
    shown = run("--lang", "en", "explain", small, "--for-agency")
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert shown.stderr.splitlines()[-1].endswith("name the agency that is to be told.")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_terminal_of_80_columns(run: Run, everything: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    """No line is wider, for no agency."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    pages = [
        run("--lang", language, "explain", everything, agency, "--for-agency").output for agency in ("tax", "west")
    ]
    widths = [cell_len(line) for page in pages for line in Text.from_ansi(page).plain.splitlines()]
    assert (len(widths) > 80, max(widths) <= 80) == (True, True)
