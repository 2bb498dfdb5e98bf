"""Tests of rubrics.wording."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rubrics import Rounding, Rubric, read_rubric, say
from rubrics.methods import Pool, TieKey
from rubrics.wording import METHODS, method_title, pool_words, rounding_words, tie_words

GOOD = Path(__file__).parents[1] / "examples" / "good"


def rubric(name: str) -> Rubric:
    """Return a good example."""
    return read_rubric((GOOD / f"{name}.yaml").read_text(encoding="utf-8"), name)


def test_the_title_of_a_method() -> None:
    """A rubric's own methods have its own titles; the built-in ones are translated."""
    own = rubric("every-operation")
    assert method_title(own, "phone_check") == "电话抽查"
    assert method_title(own, "site_visit") == METHODS["site_visit"] == say("site visit")


def test_a_rubric_may_rename_a_built_in_method() -> None:
    """What the rubric calls it goes before what we call it."""
    text = (GOOD / "every-operation.yaml").read_text(encoding="utf-8")
    renamed = text.replace("methods: [{id: ph", "methods: [{id: interview, title: 座谈}, {id: ph")
    assert method_title(read_rubric(renamed, "r.yaml"), "interview") == "座谈"


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("half_up", "rounded to 2 decimal places, half away from zero (四舍五入)"),
        ("half_even", "rounded to 2 decimal places, half to even (GB/T 8170)"),
        ("truncate", "rounded to 2 decimal places, cut off"),
    ],
)
def test_rounding_in_words(mode: Any, words: str) -> None:  # noqa: ANN401 - a column of the table
    """Places, and how a half is decided."""
    assert rounding_words(Rounding(places=2, mode=mode)).render() == words


@pytest.mark.parametrize(
    ("pool", "words"),
    [
        ({"mean": {}}, "mean of all values"),
        ({"median": {}, "quorum": 3}, "median of all values, at least 3 values must be present"),
        ({"consensus": {}}, "the one value all agree on"),
        (
            {"trimmed_mean": {"drop": 1, "when_more_than": 5}, "quorum": 5, "incomplete": "leave_out"},
            (
                "with more than 5 values 1 highest and 1 lowest are dropped, then the mean; otherwise the mean of all, "
                "at least 5 values must be present, who did not mark every item is not counted"
            ),
        ),
        (
            {"mean": {}, "incomplete": "rescale"},
            "mean of all values, who did not mark every item counts with the items marked, converted to all points",
        ),
    ],
)
def test_a_pool_in_words(pool: dict[str, Any], words: str) -> None:
    """The rule, then quorum and incomplete sheets where they are written."""
    assert pool_words(Pool.model_validate(pool)).render() == words


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ({"node": "p"}, "score of “评议团评分”"),
        ({"untrimmed": "p"}, "mean of “评议团评分” with nothing dropped"),
        ({"best_mark": "p"}, "highest single mark of “评议团评分”"),
    ],
)
def test_a_tie_key_in_words(key: dict[str, str], words: str) -> None:
    """The node is named by its title."""
    assert tie_words(TieKey.model_validate(key), "评议团评分").render() == words
