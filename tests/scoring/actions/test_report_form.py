"""The form of a report, made from the rubric."""

from __future__ import annotations

from decimal import Decimal

import pytest

pytestmark = pytest.mark.usefixtures("db")


def test_the_form_asks_what_the_rubric_asks() -> None:
    """Criterion by criterion, with levels to choose from and the kinds of evidence with their notes."""
    from tests.agency_desks import fresh_desk

    form = fresh_desk().form
    assert (form.words, form.facts, len(form.sections)) == (5000, (), 15)
    section = form.section("A2")
    assert section is not None
    assert section.assessed is not None
    assert section.asking is not None
    assert section.heading == "2 责任清单、年度计划和闭环落实"
    assert section.assessed.choices == (("8", "优 8"), ("7", "良 7"), ("5", "中 5"), ("2.5", "差 2.5"))
    assert section.asking.kinds == ("规范文件", "说明报告")
    assert section.asking.required == {"规范文件"}
    assert section.asking.ways == ("file", "on_site")
    assert dict(section.asking.notes) == {"规范文件": "现行清单和年度计划", "说明报告": "计划完成情况，不超过两页"}
    assert [(part, len(sections)) for part, sections in form.parts][:2] == [
        ("普法责任制机制建设", 3),
        ("系统内学法用法", 3),
    ]
    assert form.title("self.A2") == form.title("evidence.A2") == section.heading


def test_numbers_and_facts_have_their_bounds() -> None:
    """A criterion in points says from where to where; a fact bears its unit."""
    from rubrics import read_rubric
    from rubrics.library import rubric_text
    from scoring.actions.plans import Plan
    from scoring.actions.report_form import form_of
    from scoring.rounds.calendar import Calendar
    from tests.agency_desks import fresh_desk

    plan = fresh_desk().plan
    text = rubric_text("jiangmen-2020")
    form = form_of(Plan(plan.round, read_rubric(text, "r"), Calendar()), "market")
    assert [(fact.name, fact.unit) for fact in form.facts] == [
        (f"facts.{fact.id}", fact.unit) for fact in read_rubric(text, "r").facts
    ]
    numbers = [section.assessed for section in form.sections if section.assessed and not section.assessed.choices]
    assert all(isinstance(field.most, int | Decimal) for field in numbers)
