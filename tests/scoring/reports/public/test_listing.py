"""Who is published with which grade, and when nothing is."""

from __future__ import annotations

import pytest

from rubrics import Problems
from scoring.reports.findings import Findings
from scoring.reports.public.listing import GradeBlock, public_list
from scoring.rounds import Status
from tests.scoring.reports.public.published import RUBRIC, as_computed, decision_of, findings_of, published


def block(title: str, names: tuple[str, ...]) -> GradeBlock:
    """Return the agencies of a grade as they are listed."""
    return GradeBlock(title, f"{title}（{len(names)}个）", names)


COMPUTED = (
    block("优秀", ("示例市司法局", "示例市公路局")),
    block("良好", ("示例市林业局",)),
    block("合格", ("示例市水利局",)),
)


def refused(findings: Findings, *, for_approval: bool = False) -> list[tuple[str, str]]:
    """Return code and file of the problems that a list is refused with."""
    with pytest.raises(Problems) as caught:
        public_list(findings, for_approval=for_approval)
    return [(problem.code, problem.place.file) for problem in caught.value.items]


def test_decided_grades_in_official_order() -> None:
    """Grades best first; within one the round's own order, whoever scored more."""
    found = published()
    assert [item.agency for item in found.standings][:2] == ["gonglu", "yanlv"]
    listed = public_list(findings_of(found, as_computed(found)))
    assert (listed.blocks, listed.draft, listed.status) == (COMPUTED, False, "审定稿")


def test_the_decision_counts_and_not_the_computed_grade() -> None:
    """A decided grade that differs is the one that is published; without one an agency has none yet."""
    grades = {"yanlv": "合格", "senlin": "优秀", "shuili": "优秀"}
    listed = public_list(findings_of(published(), decision_of(grades)))
    assert listed.blocks == (
        block("优秀", ("示例市林业局", "示例市水利局")),
        block("合格", ("示例市司法局",)),
        block("暂未评定等次", ("示例市公路局",)),
    )


def test_nothing_is_published_before_the_decision() -> None:
    """Proposed grades are none."""
    found = published()
    proposed = decision_of({"yanlv": "合格"}, decided=False)
    assert refused(findings_of(found, None)) == [("PUBLIC-UNDECIDED", "decision.yaml")]
    assert refused(findings_of(found, proposed)) == [("PUBLIC-UNDECIDED", "decision.yaml")]


@pytest.mark.parametrize("status", [Status.PRELIMINARY, Status.FOR_APPROVAL])
def test_a_list_for_approval(status: Status) -> None:
    """Proposed grades, else computed ones, marked as such; who decided when is not said yet."""
    proposed = decision_of({"yanlv": "合格"}, decided=False)
    listed = public_list(findings_of(published(), proposed, status), for_approval=True)
    assert (listed.draft, listed.status, listed.about) == (True, "送审稿", ("主办单位：示例市普法办",))
    assert listed.blocks == (
        block("优秀", ("示例市公路局",)),
        block("良好", ("示例市林业局",)),
        block("合格", ("示例市司法局", "示例市水利局")),
    )


def test_a_decided_list_stays_one_when_a_draft_is_asked_for() -> None:
    """The decision is not undone by asking for less."""
    found = findings_of(published(), as_computed(published()))
    assert public_list(found, for_approval=True) == public_list(found)


def test_who_withdrew_and_who_is_open() -> None:
    """Who withdrew is left out; who could not be graded is listed without a grade."""
    withdrawn = [{"withdrawn": {"agency": "yanlv"}, "date": "2026-10-01", "reason": "机构撤销"}]
    found = published(events=withdrawn)
    listed = public_list(findings_of(found, None), for_approval=True)
    assert [block.names for block in listed.blocks] == [("示例市公路局",), ("示例市林业局",), ("示例市水利局",)]
    waiting = published({"yanlv": {"a": "9 - 9", "b": "8 8 8"}, "senlin": {"a": "9 9 9", "b": "8 8 8"}})
    listed = public_list(findings_of(waiting, None), for_approval=True)
    assert listed.blocks == (block("优秀", ("示例市林业局",)), block("暂未评定等次", ("示例市司法局",)))


def test_what_stands_above_the_list() -> None:
    """Round, organizer, period, and who decided when by which minutes; an invented round says so."""
    found = published(period={"from": "2025-09-01", "to": "2026-08-31"})
    listed = public_list(findings_of(found, as_computed(found)))
    assert listed.title == "示例市评议等次名单"
    assert listed.about == (
        "主办单位：示例市普法办",
        "评议期间：2025-09-01至2026-08-31",
        "审定机构：示例市普法工作领导小组",
        "审定日期：2026-10-30",
        "会议纪要：示普纪〔2026〕3号",
    )
    assert listed.statement == "虚构示例。"
    sample = published(rubric=RUBRIC.replace("basis: 试验\n", "basis: 试验\nsample: 分值为示例\n"), fictional=False)
    assert public_list(findings_of(sample, as_computed(sample))).statement == "样例：分值为示例"
    real = published(fictional=False)
    assert public_list(findings_of(real, as_computed(real))).statement == ""


def test_names_are_one_line() -> None:
    """Runs of spaces become one, wide ones too."""
    found = published({"yanlv": {"a": "9 9 9", "b": "8 8 8"}}, agencies=[{"id": "yanlv", "name": "示例市　 司法  局"}])
    assert public_list(findings_of(found, as_computed(found))).blocks == (block("优秀", ("示例市 司法 局",)),)


def test_a_rubric_without_grades() -> None:
    """There is nothing to publish, and that is said."""
    plain = published(rubric="\n".join(line for line in RUBRIC.splitlines() if not line.startswith("grades")))
    assert refused(findings_of(plain, None), for_approval=True) == [("PUBLIC-GRADES", "rubric.yaml")]
