"""Tests of scoring.reports.templates.values."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from scoring.reports.findings import Findings
from scoring.reports.templates.placeholders import AGENCY_NAMES, ROUND_NAMES, known_placeholders
from scoring.reports.templates.values import Figure, Value, agency_values, round_values
from scoring.rounds import Status
from tests.scoring.reports.templates.made import decided
from tests.scoring.reports.workbook.chinese import chinese
from tests.scoring.reports.workbook.rounds import (
    HEAD,
    TWO_PLACES,
    open_matters,
    panel_rubric,
    results_of,
    tied,
    trimmed,
)

MEAN = "{mean: {}, incomplete: leave_out}"


def of(findings: Findings) -> dict[str, dict[str, Value]]:
    """Return the values of every agency."""
    return {item.agency: agency_values(findings, item) for item in findings.results.standings}


def test_every_placeholder_has_a_value() -> None:
    """Those that are known are those that are filled, in every state of a round."""
    for results in (trimmed(), tied(), open_matters()):
        findings = Findings(results, chinese, "1")
        for values in of(findings).values():
            assert {*round_values(findings), *values} == set(known_placeholders(findings))
    assert set(round_values(findings)) == set(ROUND_NAMES)
    assert set(AGENCY_NAMES) < set(values)


def test_what_is_said_of_the_round() -> None:
    """Before the decision its placeholders are dashes."""
    findings = Findings(trimmed(), chinese, "1")
    values = round_values(findings)
    assert values["round.title"] == "示例市评议"
    assert values["round.agencies"] == Figure("3", score=False)
    assert values["status"] == chinese("preliminary result")
    assert values["statement"] == "虚构示例：单位、评议员和评分均为虚构。"
    assert {values[name] for name in ("decision.body", "decision.date", "decision.minutes", "round.period")} == {"—"}


@pytest.mark.parametrize(
    ("fictional", "sample", "said"),
    [
        (False, None, ""),
        (False, "分值为示例", "Sample rubric: 分值为示例"),
        (True, "示例", "Fictional round: all agencies, raters and marks are invented. Sample rubric: 示例"),
    ],
)
def test_samples_and_made_up_rounds(fictional: bool, sample: str | None, said: str) -> None:
    """Both are said, and nothing of a real round by a real rubric."""
    held = trimmed()
    rubric = held.rubric.model_copy(update={"sample": sample})
    results = replace(held, rubric=rubric, round=held.round.model_copy(update={"fictional": fictional}))
    assert round_values(Findings(results, str, "1"))["statement"] == said


def test_a_decided_round() -> None:
    """Grades are the decided ones; the computed ones stay what they were."""
    findings = decided(Findings(trimmed(), chinese, "1"), {"甲": "良好", "乙": "优秀", "丙": "良好"})
    assert (findings.status, round_values(findings)["decision.body"]) == (Status.DECIDED, "示例市评议领导小组")
    undecided = of(decided(findings, {"乙": "优秀"}))["甲"]
    assert (undecided["agency.grade"], undecided["agency.computed"]) == ("—", "优秀")
    held = of(findings)["甲"]
    assert [held[f"agency.{name}"] for name in ("grade", "computed", "proposed", "decided")] == [
        "良好",
        "优秀",
        "—",
        "良好",
    ]


def test_figures_are_those_that_are_shown() -> None:
    """Rounded as the rubric says, with all its places; ranks are whole numbers."""
    held = of(Findings(trimmed(), chinese, "1"))["乙"]
    assert held["agency.rank"] == Figure("1", score=False)
    assert [held["agency.total"], held["agency.part.p"], held["agency.part.a"]] == [
        Figure("17.00"), Figure("17.00"), Figure("9.00"),
    ]  # fmt: skip


def test_self_assessment_and_difference() -> None:
    """Where every criterion was assessed; a negative difference stays a number."""
    given = {"甲": {"a": Decimal(10), "b": Decimal("9.5")}}
    held = of(replace(Findings(trimmed(), chinese, "1"), given=given))
    assert (held["甲"]["agency.self_total"], held["甲"]["agency.difference"]) == (Figure("19.50"), Figure("-2.90"))
    assert (held["乙"]["agency.self_total"], held["乙"]["agency.difference"]) == ("—", "—")


def test_who_withdrew_has_a_name_and_dashes() -> None:
    """And the remark says so."""
    event = {"date": "2026-01-02", "withdrawn": {"agency": "乙"}, "reason": "机构撤销"}
    renamed = {"date": "2026-01-01", "renamed": {"agency": "甲", "name": "示例市新局"}, "reason": "改名"}
    marks = {"甲": {"a": "9 8", "b": "8 8"}, "乙": {"a": "9 9", "b": "8 8"}}
    given = {"乙": {"a": Decimal(10), "b": Decimal(9)}}
    results = results_of(panel_rubric(MEAN), marks, events=[renamed, event])
    findings = Findings(results, chinese, "1", given=given)
    held = of(findings)
    figures = [value for name, value in held["乙"].items() if name not in {"agency.name", "agency.remark"}]
    assert (held["乙"]["agency.name"], held["乙"]["agency.remark"], set(figures)) == ("示例市乙局", "退出评议", {"—"})
    assert (held["甲"]["agency.name"], held["甲"]["agency.former"]) == ("示例市新局", "示例市甲局")
    assert round_values(findings)["round.agencies"] == Figure("1", score=False)


def test_open_matters_are_told() -> None:
    """An agency without a rank has a dash for it and the reason among its remarks."""
    findings = Findings(open_matters(), chinese, "1")
    unranked = [item.agency for item in findings.results.standings if item.placing is None]
    held = of(findings)
    assert len(unranked) > 0
    assert {held[agency]["agency.rank"] for agency in unranked} == {"—"}
    assert [agency for agency in unranked if not held[agency]["agency.remark"]] == []


def test_vetoes_and_what_does_not_apply() -> None:
    """A veto is yes or no, 不涉及 is a word, another class's criterion is a dash."""
    rubric = (
        HEAD + TWO_PLACES + "rank: {by: exact, share: true}\nnot_applicable: rescale\n"
        "classes: [{id: x, title: 甲类}, {id: y, title: 乙类}]\n"
        f"parts: [{{id: p, title: 评议, by: panel, pool: {MEAN}, criteria: ["
        "{id: a, title: 甲项, points: 10}, {id: b, title: 乙项, points: 10},"
        " {id: c, title: 丙项, for: [y], points: 10}]},\n"
        " {id: v, title: 否决, by: panel, criteria:"
        " [{id: k, title: 事故, marking: {veto: {rated: any, grade: 不合格}}}]}]\n"
    )
    rubric = rubric.replace(
        "not_applicable",
        "grades: {by: exact, bands: [{title: 合格, from: 5}, {title: 不合格, from: 0}]}\nnot_applicable",
        1,
    )
    agencies = [
        {"id": "甲", "name": "甲局", "class": "x", "region": "东区"},
        {"id": "乙", "name": "乙局", "class": "y"},
    ]
    marks = {"甲": {"a": "9 9", "k": "是 否"}, "乙": {"a": "9 9", "b": "8 8", "c": "8 8", "k": "否 否"}}
    spared = [{"agency": "甲", "criterion": "b", "reason": "无此职能"}]
    findings = Findings(results_of(rubric, marks, agencies=agencies, not_applicable=spared), chinese, "1")
    held = of(findings)
    assert [held["甲"][f"agency.part.{node}"] for node in "kbc"] == ["是", "不涉及", "—"]
    assert [held["乙"][f"agency.part.{node}"] for node in "kbc"] == ["否", Figure("8.00"), Figure("8.00")]
    assert [held["甲"]["agency.class"], held["甲"]["agency.region"], held["乙"]["agency.region"]] == [
        "甲类",
        "东区",
        "—",
    ]
