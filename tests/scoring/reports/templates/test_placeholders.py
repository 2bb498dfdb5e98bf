"""Tests of scoring.reports.templates.placeholders."""

from __future__ import annotations

import pytest

from rubrics import Place
from scoring.reports.findings import Findings
from scoring.reports.templates.placeholders import faults, known_placeholders, malformed, placeholders
from tests.scoring.reports.workbook.rounds import trimmed

KNOWN = known_placeholders(Findings(trimmed(), str, "1"))


def test_placeholders_of_a_text() -> None:
    """From left to right, with white space around the name or without."""
    found = placeholders("第{{agency.rank}}名：{{ agency.part.A.1-2 }}")
    assert [(item.name, item.start, item.end) for item in found] == [
        ("agency.rank", 1, 16),
        ("agency.part.A.1-2", 18, 41),
    ]


@pytest.mark.parametrize("text", ["{{", "a}}", "{{a}", "{{a}} {{b", "｛｛agency.name｝｝", "{｛a｝}", "{{a{{b}}"])
def test_braces_that_do_not_belong_together(text: str) -> None:
    """Not closed, not opened, or typed with an input method."""
    assert malformed(text)


@pytest.mark.parametrize("text", ["", "{a}", "集合{1,2}", "{{a}}", "{{{a}}}"])
def test_other_braces_are_text(text: str) -> None:
    """A single brace is a sign like any other."""
    assert not malformed(text)


def test_every_part_and_criterion_is_known() -> None:
    """With its title; the total is agency.total."""
    parts = {name: meaning.render() for name, meaning in KNOWN.items() if name.startswith("agency.part.")}
    assert parts == {"agency.part.p": "score: 评议", "agency.part.a": "score: 甲项", "agency.part.b": "score: 乙项"}


def test_an_unknown_placeholder_is_named_once_with_what_is_near() -> None:
    """All known ones are listed; without a near one there is no guess."""
    near, far = faults("{{agency.nmae}} {{agency.nmae}} {{？}}", Place("a.xlsx"), KNOWN)
    assert (near.code, near.rule.render()) == ("TEMPLATE-UNKNOWN", "“agency.nmae” is no placeholder.")
    listed = ", ".join(KNOWN)
    assert near.remedy.render() == f"Did you mean “agency.name”? Known: {listed}."
    assert far.remedy.render() == f"Known: {listed}."


def test_a_long_list_is_cut() -> None:
    """A rubric of a hundred criteria does not fill the screen."""
    (problem,) = faults("{{？}}", Place("a.xlsx"), {f"agency.part.{at}": KNOWN["status"] for at in range(100)})
    assert problem.remedy.render().count(", ") == 60
    assert problem.remedy.render().endswith(", ….")


def test_malformed_braces_are_a_problem_of_their_own() -> None:
    """Beside the placeholders that are right."""
    (problem,) = faults("{{status}} {{x", Place("a.xlsx", cell="B2"), KNOWN)
    assert (problem.code, problem.place.cell) == ("TEMPLATE-BRACES", "B2")
