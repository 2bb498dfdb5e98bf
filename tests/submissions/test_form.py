"""The answer form of a rubric."""

from __future__ import annotations

import json
from decimal import Decimal

from jsonschema import Draft202012Validator

from rubrics import Rubric, read_rubric
from submissions import answer_form, form_text

TEXT = {"type": "string", "minLength": 1}


def plain(rubric: str) -> Rubric:
    """Return a rubric that asks for nothing but marks; `rubric` is its panel."""
    pooled = rubric if "pool:" in rubric else f"pool: {{mean: {{}}}}, {rubric}"
    return read_rubric(
        "{pingyi: 1, id: p, title: 评分, basis: 办法, rounding: {places: 2, mode: half_up},"
        " rank: {by: exact, share: true},"
        f" parts: [{{id: all, title: 评分, by: panel, {pooled}}}]}}",
        "rubric.yaml",
    )


def test_a_form_asks_what_the_rubric_asks(rubric: Rubric) -> None:
    """Points by range, levels by choice, facts with unit and bounds, evidence by kind; bands are no question."""
    form = answer_form(rubric)
    assert form["title"] == "示例评分细则"
    assert form["required"] == ["report", "facts", "evidence"]
    assert form["properties"]["report"]["x-max-chars"] == 10
    assert form["properties"]["self"] == {
        "type": "object",
        "properties": {
            "A1": {"title": "普法责任清单", "type": "number", "minimum": 0, "maximum": 10},
            "A2": {"title": "学法用法", "enum": [5, Decimal("2.5")]},
        },
        "required": ["A1", "A2"],
        "additionalProperties": False,
    }
    assert form["properties"]["facts"] == {
        "type": "object",
        "properties": {
            "viewers": {"title": "观看人次", "type": "number", "minimum": 0, "maximum": 9000000, "x-unit": "人次"}
        },
        "required": ["viewers"],
        "additionalProperties": False,
    }


def test_a_form_says_which_evidence_is_required(rubric: Rubric) -> None:
    """For each criterion that asks for evidence: the kinds, the required ones, and the rubric's note."""
    evidence = answer_form(rubric)["properties"]["evidence"]
    assert (list(evidence["properties"]), evidence["required"]) == (["A1", "A2"], ["A1"])
    first, second = evidence["properties"].values()
    assert first["title"] == "普法责任清单"
    assert first["items"]["properties"]["kind"] == {"enum": ["规范文件", "网址", "电话"]}
    assert first["items"]["required"] == ["kind", "title"]
    assert first["allOf"] == [{"contains": {"properties": {"kind": {"const": "规范文件"}}}}]
    assert ("allOf" in second, second["x-note"]) == (False, {"实景图片": "会场全景"})


def test_a_form_is_a_json_schema(rubric: Rubric) -> None:
    """It keeps to the meta-schema, as values and as text."""
    Draft202012Validator.check_schema(answer_form(rubric))
    read = json.loads(form_text(answer_form(rubric)), parse_float=Decimal)
    assert read == answer_form(rubric)


def test_a_form_is_always_the_same(rubric: Rubric) -> None:
    """Two runs, one text, in the rubric's order."""
    again = Rubric.model_validate(rubric.model_dump(by_alias=True))
    assert form_text(answer_form(again)) == form_text(answer_form(rubric))


def test_a_rubric_that_only_has_marks_requires_nothing() -> None:
    """Neither a report, nor facts, nor evidence; a part marked as a whole can be self-assessed."""
    form = answer_form(plain("points: 40"))
    assert form["required"] == []
    assert form["properties"]["self"]["properties"] == {
        "all": {"title": "评分", "type": "number", "minimum": 0, "maximum": 40}
    }
    assert form["properties"]["evidence"]["properties"] == {}


def test_the_bounds_of_a_marking_come_before_the_points() -> None:
    """A marking may begin below zero or end elsewhere."""
    rubric = plain("criteria: [{id: A, title: 甲, marking: {points: {min: -2.5, max: 8}}}]")
    assert answer_form(rubric)["properties"]["self"]["properties"]["A"] == {
        "title": "甲",
        "type": "number",
        "minimum": Decimal("-2.5"),
        "maximum": 8,
    }


def test_a_self_assessment_is_in_points_of_what_can_be_earned() -> None:
    """However a rater marks: items, a number counted, or findings; bonus, penalty and veto are not asked for."""
    form = answer_form(
        plain(
            "pool: {mean: {}, incomplete: leave_out}, criteria: ["
            "{id: list, title: 清单, marking: {checklist: [{title: 甲, points: 2}, {title: 乙, points: 1.5}]}},"
            "{id: count, title: 计数, points: 6, marking: {count: {rated: true, each: 1, cap: 6}}},"
            "{id: found, title: 扣分, points: 10, marking: {deductions: {rated: true, each: 1, floor: 4}}},"
            "{id: plus, title: 加分, marking: {bonus: {rated: true, cap: 2}}},"
            "{id: minus, title: 减分, marking: {penalty: {rated: true}}},"
            "{id: veto, title: 一票否决, marking: {veto: {rated: any, score: 0}}}]"
        )
    )
    assert form["properties"]["self"]["properties"] == {
        "list": {"title": "清单", "type": "number", "minimum": 0, "maximum": Decimal("3.5")},
        "count": {"title": "计数", "type": "number", "minimum": 0, "maximum": 6},
        "found": {"title": "扣分", "type": "number", "minimum": 4, "maximum": 10},
    }


def test_what_is_written_for_a_class_may_be_left_out() -> None:
    """The form does not know whose it is: only what concerns every class is required."""
    form = answer_form(
        read_rubric(
            "{pingyi: 1, id: p, title: 评分, basis: 办法, rounding: {places: 2, mode: half_up},"
            " rank: {by: exact, share: true}, classes: [{id: 一类, title: 一类}, {id: 二类, title: 二类}],"
            " parts: [{id: all, title: 评分, by: panel, pool: {mean: {}, incomplete: leave_out}, criteria: ["
            "{id: A, title: 甲, points: 4, evidence: [{kind: 网址, required: true}]},"
            "{id: B, title: 乙, points: 4, for: [一类], evidence: [{kind: 网址, required: true}]},"
            "{id: C, title: 丙, points: 4, for: [二类]}]}]}",
            "rubric.yaml",
        )
    )
    parts = form["properties"]
    assert (list(parts["self"]["properties"]), parts["self"]["required"]) == (["A", "B", "C"], ["A"])
    assert (list(parts["evidence"]["properties"]), parts["evidence"]["required"]) == (["A", "B"], ["A"])
