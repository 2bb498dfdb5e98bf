"""Tests of rubrics.wording."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rubrics import Rounding, Rubric, read_rubric, say, tree
from rubrics.methods import POOLS, TIE_KEYS, GradeBand, Grades, Pool, TieKey
from rubrics.wording import METHODS, method_title, node_words, pool_words, quota_words, rounding_words, tie_words

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
        ("half_up", "rounded to 2 decimal places, half away from zero"),
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
            {"middle_sum": {"n": 3, "odd": "high"}, "quorum": "majority"},
            (
                "sum of the 3 middle values, as many dropped above as below; of an odd number to drop, one more of the "
                "highest, values from more than half of the seats must be present"
            ),
        ),
        (
            {"middle_sum": {"n": 1, "odd": "low"}},
            (
                "sum of the 1 middle values, as many dropped above as below; of an odd number to drop, one more of the "
                "lowest"
            ),
        ),
        (
            {
                "groups": {"panel": 60, "council": Decimal("40.0")},
                "each": {"mean": {}, "quorum": 2},
                "empty_group": "refuse",
                "quorum": 5,
            },
            (
                "groups by weight: panel 60%, council 40.0%, within each group (mean of all values, at least 2 "
                "values must be present), of all groups together at least 5 values must be present, no score while a "
                "group has no values"
            ),
        ),
        (
            {"groups": {"a": 50, "b": 50}, "each": {"median": {}}, "empty_group": "redistribute"},
            (
                "groups by weight: a 50%, b 50%, within each group (median of all values), the weight of a group "
                "without values is shared out among the others"
            ),
        ),
        (
            {"mean": {}, "incomplete": "rescale"},
            "mean of all values, who did not mark every item counts with the items marked, converted to all points",
        ),
        (
            {"median": {}, "alike": "void"},
            "median of all values, the sheets of a rater who gave all agencies the same marks are void",
        ),
    ],
)
def test_a_pool_in_words(pool: dict[str, Any], words: str) -> None:
    """The rule, then quorum and incomplete sheets where they are written."""
    assert pool_words(Pool.model_validate(pool)).render() == words


def test_every_pool_has_words() -> None:
    """What the language declares is what can be told."""
    settings: dict[str, Any] = {"trimmed_mean": {"drop": 1, "when_more_than": 5}, "middle_sum": {"n": 3, "odd": "low"}}
    words = {pool_words(Pool.model_validate({name: settings.get(name, {})})) for name in POOLS}
    assert len(words) == len(POOLS)


def test_groups_are_named_by_their_titles() -> None:
    """Where the caller knows them."""
    pool = Pool.model_validate({"groups": {"panel": 60, "council": 40}, "each": {"mean": {}}})
    assert pool_words(pool, {"panel": "评议团"}).render() == (
        "groups by weight: 评议团 60%, council 40%, within each group (mean of all values)"
    )


def test_every_tie_key_has_words() -> None:
    """Each its own."""
    assert len({tie_words(TieKey.model_validate({name: "p"}), "p") for name in TIE_KEYS}) == len(TIE_KEYS)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ({"node": "p"}, "score of “评议团评分”"),
        ({"untrimmed": "p"}, "mean of “评议团评分” with nothing dropped"),
        ({"best_mark": "p"}, "highest single mark of “评议团评分”"),
        ({"preferred": "p"}, "number of raters who gave more in “评议团评分”"),
    ],
)
def test_a_tie_key_in_words(key: dict[str, str], words: str) -> None:
    """The node is named by its title."""
    assert tie_words(TieKey.model_validate(key), "评议团评分").render() == words


def test_the_operations_of_a_node_in_words() -> None:
    """For which classes a node is, then what is done with its score, in the order in which it is done."""
    told = {
        node.id: tuple(words.render() for words in node_words(node)) for node in tree(rubric("whole-language")).walk()
    }
    assert {name: words for name, words in told.items() if words} == {
        "total": (
            "multiplied by the agency's coefficient (imports/rooms.csv)",
            "less the agency's deductions (imports/deducted.csv)",
            "not below 0",
            "at most 120",
        ),
        "middle": ("multiplied by 0.5",),
        "trimmed": ("at most 20",),
        "C1": ("not below 2",),
        "polls": ("what can be earned here is brought to 50",),
        "dept": ("only for 部门",),
        "town": ("only for 乡镇",),
        "extra": ("at most 20",),
    }


@pytest.mark.parametrize(
    ("quota", "settings", "words"),
    [
        (None, {}, "优秀 from 90"),
        ({"number": 3, "tie": "in"}, {}, "优秀 from 90, at most 3 agencies, who share the last place all get it"),
        (
            {"share": "40%", "round": "down", "tie": "out"},
            {"of": "ranked"},
            (
                "优秀 from 90, at most 40% of those that are ranked (rounded down), who share the last place do not "
                "get it, where there is not room for all of them"
            ),
        ),
        (
            {"share": "12.5%", "round": "up", "tie": "in"},
            {"of": "all", "per": "class"},
            (
                "优秀 from 90, at most 12.5% of all that take part (rounded up), each class by itself, who share the "
                "last place all get it"
            ),
        ),
    ],
)
def test_a_quota_in_words(quota: dict[str, Any] | None, settings: dict[str, str], words: str) -> None:
    """From which score on, how many at most, of whom, and what happens at the boundary."""
    band = GradeBand.model_validate({"title": "优秀", "from": 90, "quota": quota})
    assert quota_words(band, Grades.model_validate({"by": "exact", "bands": [band], **settings})).render() == words
