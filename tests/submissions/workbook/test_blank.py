"""What a form asks of an agency."""

from __future__ import annotations

from dataclasses import replace

from submissions.workbook import Blank, heading
from tests.agency_forms import blank_of, rubric


def asked(agency: str) -> Blank:
    """Return the form of an agency."""
    blank = blank_of(agency)
    assert blank is not None
    return blank


def test_what_is_asked_depends_on_the_agency() -> None:
    """Its class, and what does not concern it; a bonus is nobody's to claim, and what facts give is not assessed."""
    assert [node.id for node in asked("edu").assessed] == ["A1", "A2", "A3", "A4"]
    assert [node.id for node in asked("town").assessed] == ["A1", "A2", "A3"]
    assert [node.id for node in asked("civil").assessed] == ["A1", "A2", "A3", "A4"]
    assert [one.row for one in asked("edu").evidence] == ["A1:规范文件", "A1:网址", "A2:实景图片", "A2:宣传视频"]
    assert [one.row for one in asked("civil").evidence] == ["A2:实景图片", "A2:宣传视频"]


def test_a_kind_that_is_asked_for_twice_has_one_row() -> None:
    """Required if either is, with both notes."""
    twice = rubric().model_dump(by_alias=True, exclude_none=True)
    twice["parts"][0]["criteria"][0]["evidence"] = [
        *({"kind": "照片", "note": "全景"}, {"kind": "照片", "required": True, "note": "近景"}, {"kind": "照片"}),
    ]
    blank = replace(asked("town"), rubric=type(rubric()).model_validate(twice))
    assert [(one.row, one.required, one.note) for one in blank.evidence[:1]] == [("A1:照片", True, "全景\n近景")]


def test_every_row_has_a_label() -> None:
    """The title of what it asks for; a number too where titles are chosen from a list."""
    assert asked("town").labels == {
        "~agency": "示例镇",
        "A1": "责任清单",
        "A2": "学法用法",
        "A3": "扣分项",
        "facts/viewers": "直播观看人次",
        "facts/cases": "典型案例",
        "A1:规范文件": "1 责任清单",
        "A1:网址": "1 责任清单",
        "A2:实景图片": "2 学法用法",
        "A2:宣传视频": "2 学法用法",
    }
    assert [heading(node) for node in asked("edu").assessed][3:] == ["机关专项"]


def test_the_seal_says_what_was_issued() -> None:
    """For which round, to whom, under which number, and how it read."""
    seal = replace(asked("edu"), number=7).seal({"~cover": "封面"})
    assert (seal.form, seal.round, seal.to, seal.number) == ("agency-form", "small-2026", "edu", 7)
    assert (dict(seal.pages), seal.labels, seal.text) == (
        {"~cover/edu": "封面"},
        asked("edu").labels,
        asked("edu").prints.text,
    )
