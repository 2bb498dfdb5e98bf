"""Tests of rubrics.fingerprint."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

import pytest

from rubrics import Fingerprints, fingerprints, parse, read_rubric, write

EXAMPLE = Path(__file__).parents[1] / "examples" / "good" / "every-operation.yaml"
TEXT = EXAMPLE.read_text(encoding="utf-8")
BEFORE = fingerprints(read_rubric(TEXT, EXAMPLE.name))


def after(change: Callable[[Any], None]) -> Fingerprints:
    """Return the fingerprints of the example once `change` has been made to its values."""
    values = parse(TEXT, EXAMPLE.name).value
    change(values)
    return fingerprints(read_rubric(write(values), EXAMPLE.name))


def put(*path: str | int, to: object) -> Callable[[Any], None]:
    """Return the change that puts a value at a path."""

    def change(values: Any) -> None:  # noqa: ANN401 - whatever YAML held
        for step in path[:-1]:
            values = values[step]
        values[path[-1]] = to

    return change


CRITERION = ("parts", 0, "parts", 0, "criteria", 0)
WORDING = {
    "title of the rubric": put("title", to="新"),
    "basis": put("basis", to="新"),
    "sample": put("sample", to="新"),
    "source": put("source", to="新"),
    "title of a part": put("parts", 0, "title", to="新"),
    "text of a part": put("parts", 0, "text", to="新"),
    "title of a criterion": put(*CRITERION, "title", to="新"),
    "no": put(*CRITERION, "no", to=7),
    "evidence": put(*CRITERION, "evidence", to=[]),
    "report": put("report", to={"max_chars": 3000}),
    "title of a method": put("methods", 0, "title", to="新"),
    "title of a fact": put("facts", 0, "title", to="新"),
    "unit of a fact": put("facts", 0, "unit", to="新"),
    "descriptor of a level": put("parts", 2, "criteria", 1, "marking", "levels", 0, "when", to="新"),
}
FIGURES = {
    "id of the rubric": put("id", to="new"),
    "id of a criterion": put(*CRITERION, "id", to="new"),
    "rounding": put("rounding", "places", to=2),
    "mode of rounding": put("rounding", "mode", to="half_up"),
    "rounding of a node": put("parts", 0, "round", "places", to=3),
    "factor": put("parts", 0, "factor", to=2),
    "lowest mark": put(*CRITERION, "marking", "points", "min", to=0),
    "points": put("parts", 0, "parts", 1, "points", to=41),
    "step": put(*CRITERION, "marking", "points", "step", to=1),
    "pool": put("parts", 0, "parts", 0, "pool", "trimmed_mean", "when_more_than", to=5),
    "incomplete": put("parts", 0, "parts", 0, "pool", "incomplete", to="rescale"),
    "quorum": put("parts", 0, "parts", 0, "pool", "quorum", to=3),
    "points of a level": put("parts", 2, "criteria", 1, "marking", "levels", 0, "points", to=3),
    "band": put("parts", 1, "criteria", 0, "marking", "bands", "table", 1, "points", to=6),
    "group": put("parts", 2, "by", to="new"),
    "source of a subtraction": put("subtract", "from", to="new"),
    "by exact or shown": put("rank", "by", to="shown"),
    "tie chain": put("rank", "ties", to=["panel"]),
    "order of parts": lambda values: values["parts"].reverse(),
    "grades": put("grades", to={"by": "exact", "bands": [{"title": "合格", "from": 0}]}),
}


def reweight(values: Any) -> None:  # noqa: ANN401 - whatever YAML held
    """Move ten of the hundred from one criterion to the other."""
    values["parts"][2]["criteria"][0]["weight"] = 60
    values["parts"][2]["criteria"][1]["weight"] = 40


def reorder(values: Any) -> None:  # noqa: ANN401 - whatever YAML held
    """Write the keys of the rubric in another order."""
    for key in sorted(values):
        values[key] = values.pop(key)


FIGURES["weights"] = reweight
NOTHING: dict[str, Callable[[Any], None]] = {
    "places of a number": put("parts", 0, "factor", to=Decimal("0.600")),
    "zero written otherwise": put("facts", 0, "min", to=Decimal("-0.0")),
    "order of keys": reorder,
    "an empty list": put("grades", to=None),
}


@pytest.mark.parametrize("change", WORDING.values(), ids=WORDING)
def test_wording_changes_the_text_fingerprint_only(change: Callable[[Any], None]) -> None:
    """A corrected typing error leaves the scoring fingerprint as it was."""
    now = after(change)
    assert (now.scoring == BEFORE.scoring, now.text == BEFORE.text) == (True, False)


@pytest.mark.parametrize("change", FIGURES.values(), ids=FIGURES)
def test_what_can_move_a_figure_changes_both(change: Callable[[Any], None]) -> None:
    """Whatever could change a score, a rank or a grade is another rubric."""
    now = after(change)
    assert (now.scoring == BEFORE.scoring, now.text == BEFORE.text) == (False, False)


@pytest.mark.parametrize("change", NOTHING.values(), ids=NOTHING)
def test_another_way_of_writing_changes_nothing(change: Callable[[Any], None]) -> None:
    """Order of keys, places of a number and what is left empty are not part of a rubric."""
    assert after(change) == BEFORE


def test_numbers_that_differ_differ() -> None:
    """The last of 28 digits counts, whatever precision the program runs with."""
    with localcontext(prec=3):
        one, other = (after(put("parts", 0, "factor", to=Decimal(f"0.{'6' * 26}{last}"))) for last in "67")
    assert one.scoring != other.scoring


def test_the_fingerprints_of_a_published_rubric_stay() -> None:
    """Golden values: a change here would make every published round look altered."""
    golden = Fingerprints(
        scoring="68a956ff06b6e4b40e1b237b46a0f2794ff5582bbc4fcd9449cfd61ca1edd5b1",
        text="4cf21db7052263fad531e1a52e9bc1674fade90a93cf11ab67643d1efcdc8474",
    )
    assert golden == BEFORE


def test_factors_and_groups_enter_the_scoring_fingerprint() -> None:
    """A factor from a file and a plain one, weights of groups: each is another rubric; another order is not."""
    path = EXAMPLE.with_name("whole-language.yaml")
    text = path.read_text(encoding="utf-8")
    before = fingerprints(read_rubric(text, path.name))
    changes = [
        ("factor: {from: rooms}", "factor: {from: halls}"),
        ("factor: {from: rooms}", "factor: 2"),
        ("{panel: 60, council: 40}", "{panel: 50, council: 50}"),
        ("{panel: 60, council: 40}", "{panel: 60, experts: 40}"),
        ("{panel: 60, council: 40}", "{council: 40.0, panel: 60}"),
    ]
    after_each = [fingerprints(read_rubric(text.replace(*change), path.name)) for change in changes]
    assert [now.scoring == before.scoring for now in after_each] == [False, False, False, False, True]
    assert len({now.scoring for now in after_each}) == len(changes)


def test_eight_characters_on_paper() -> None:
    """What is printed is the beginning of each, in capitals."""
    assert Fingerprints("abcdef0123456789", "0123456789abcdef").short == ("ABCDEF01", "01234567")
