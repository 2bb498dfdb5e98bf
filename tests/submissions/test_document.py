"""submission.yaml, there and back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rubrics import Place, Problems
from submissions import Evidence, OnSite, Report, Submission, read_submission, write_submission

TEXT = """\
agency: edu
status: returned
reasons: [照片不清]
report: {file: 履职报告.docx}
self: {A1: 9.50, A2: 5}
facts: {viewers: 300000}
evidence:
  - {criterion: A1, kind: 规范文件, title: 清单, file: 清单.pdf, sha256: 00ff}
  - {criterion: A1, kind: 电话, title: 热线, phone: 12348}
  - {criterion: A2, kind: 说明报告, title: 会议记录, on_site: {number: 2020-15, holder: 办公室}}
"""
VALUE = Submission.model_validate(
    {
        "agency": "edu",
        "status": "returned",
        "reasons": ("照片不清",),
        "report": Report(file="履职报告.docx"),
        "self": {"A1": Decimal("9.5"), "A2": Decimal(5)},
        "facts": {"viewers": Decimal(300000)},
        "evidence": (
            Evidence(criterion="A1", kind="规范文件", title="清单", file="清单.pdf", sha256="00ff"),
            Evidence(criterion="A1", kind="电话", title="热线", phone="12348"),
            Evidence(
                criterion="A2", kind="说明报告", title="会议记录", on_site=OnSite(number="2020-15", holder="办公室")
            ),
        ),
    }
)


def test_a_submission_is_read_with_the_place_of_everything() -> None:
    """Values, and the line on which each of them stands."""
    submission, locate = read_submission(TEXT, "submission.yaml")
    assert submission == VALUE
    assert locate(("facts", "viewers")) == Place("submission.yaml", 6, "facts.viewers")


def test_a_submission_in_chinese_words_is_read_alike() -> None:
    """Field names may be Chinese; ids that are Chinese words stay ids, and everything is found on its line."""
    text = (
        TEXT.replace("agency:", "被评议单位:")
        .replace("status: returned", "状态: 退回补正")
        .replace("reasons:", "退回原因:")
        .replace("report: {file:", "履职报告: {文件:")
        .replace("self:", "自评:")
        .replace("facts:", "事实数据:")
        .replace("evidence:", "佐证材料:")
        .replace("criterion:", "指标:")
        .replace("on_site: {number: 2020-15, holder:", "现场备查: {文号: 2020-15, 保管单位:")
    )
    submission, locate = read_submission(text, "submission.yaml")
    assert submission == VALUE
    assert locate(("facts", "viewers")) == Place("submission.yaml", 6, "事实数据.viewers")
    assert locate(("evidence", 2, "on_site", "number")) == Place("submission.yaml", 10, "佐证材料[2].现场备查.文号")


def test_what_is_written_reads_back_unchanged() -> None:
    """Numbers, texts that look like numbers, and everything that was left out."""
    odd = Submission(agency="101", status="draft", facts={"viewers": Decimal("0.10"), "other": Decimal(-5)})
    for one in (VALUE, odd, Submission(agency="edu", status="draft")):
        assert read_submission(write_submission(one), "submission.yaml")[0] == one


def test_what_is_empty_is_not_written() -> None:
    """A new draft is three lines long."""
    assert write_submission(Submission(agency="edu", status="draft")) == "pingyi: 1\nagency: edu\nstatus: draft\n"


def test_every_misfit_of_shape_is_told_at_once() -> None:
    """An unknown key, a word that is none of the states, a number that is none."""
    with pytest.raises(Problems) as raised:
        read_submission("agency: edu\nstatus: done\nself: {A1: 好}\nfakts: {}\n", "submission.yaml")
    assert [(problem.code, problem.place.line) for problem in raised.value.items] == [
        ("SHAPE-VALUE", 2),
        ("SHAPE-VALUE", 3),
        ("SHAPE-UNKNOWN", 4),
    ]
