"""Tests of rubrics.tree."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from rubrics import ROOT, Part, Rubric, TreeNode, read_rubric, tree
from rubrics.tree import combined_earnable, earnable, import_sources, unscaled_earnable

GOOD = Path(__file__).parents[1] / "examples" / "good"


def rubric(name: str) -> Rubric:
    """Return a good example."""
    return read_rubric((GOOD / f"{name}.yaml").read_text(encoding="utf-8"), name)


def nodes(name: str) -> dict[str, TreeNode]:
    """Return the nodes of a good example by id."""
    return {node.id: node for node in tree(rubric(name)).walk()}


def test_the_tree_is_walked_from_the_root_in_the_rubrics_order() -> None:
    """Each node comes before its children; the rubric itself is `total`."""
    found = tree(rubric("jiangmen-2020"))
    assert [(node.id, node.depth) for node in found.walk()] == [
        (ROOT, 0),
        ("public", 1),
        ("panel", 1),
        ("A", 2),
        ("A1", 3),
        ("council", 1),
    ]
    assert [leaf.id for leaf in found.leaves()] == ["public", "A1", "council"]


def test_a_node_knows_its_path_and_parent() -> None:
    """The path leads to the place in the file."""
    found = nodes("jiangmen-2020")
    assert found["A1"].path == ("parts", 1, "parts", 0, "criteria", 0)
    assert [node.parent and node.parent.id for node in found.values()] == [None, ROOT, ROOT, "panel", "A", ROOT]


def test_a_group_is_inherited_until_another_is_named() -> None:
    """`by` holds for everything below; what is given has no group of its own."""
    assert {name: node.group for name, node in nodes("every-operation").items() if node.leaf} == {
        "V1": "panel",
        "V2": "panel",
        "report": "panel",
        "shared": "council",
        "F1": None,
        "F2": None,
        "F3": None,
        "F4": None,
        "W1": "council",
        "W2": "council",
    }


def test_a_rubric_marked_by_one_group() -> None:
    """`by` at the root holds for all."""
    assert {node.group for node in nodes("pooled-at-the-root").values()} == {"panel"}


def test_where_values_are_pooled() -> None:
    """The nearest pool at or above a node; below it a value belongs to a rater."""
    found = nodes("every-operation")
    assert {name: (node.pooled_at.id if node.pooled_at else None, node.below_pool) for name, node in found.items()} == {
        ROOT: (None, False),
        "panel": (None, False),
        "visits": ("visits", False),
        "V1": ("visits", True),
        "V2": ("visits", True),
        "report": ("report", False),
        "shared": ("shared", False),
        "figures": (None, False),
        "F1": (None, False),
        "F2": (None, False),
        "F3": (None, False),
        "F4": (None, False),
        "weighted": ("weighted", False),
        "W1": ("weighted", True),
        "W2": ("weighted", True),
    }


def test_which_leaves_raters_mark() -> None:
    """Points and levels are marked; bands and given values are not; a branch is no leaf."""
    found = nodes("every-operation")
    assert [name for name, node in found.items() if node.rated] == ["V1", "V2", "report", "shared", "W1", "W2"]
    branches = [name for name, node in found.items() if node.leaf is None]
    assert branches == [ROOT, "panel", "visits", "figures", "weighted"]


def test_what_can_be_earned() -> None:
    """Points, the best level or band, a scale; factors count; a value without scale leaves all above it unknown."""
    assert {name: node.earnable for name, node in nodes("every-operation").items()} == {
        ROOT: Fraction(75 + 215 + 30),
        "panel": Fraction(75),
        "visits": Fraction(70),
        "V1": Fraction(60),
        "V2": Fraction(10),
        "report": Fraction(40),
        "shared": Fraction(15),
        "figures": Fraction(215),
        "F1": Fraction(10),
        "F2": Fraction(5),
        "F3": Fraction(100),
        "F4": Fraction(100),
        "weighted": Fraction(30),
        "W1": Fraction(10),
        "W2": Fraction(2),
    }


def test_weights() -> None:
    """A weight is what is written, 0 where none is; children with weights are combined by them."""
    found = nodes("jiangmen-2020")
    assert {name: (node.weight, node.weighted) for name, node in found.items()} == {
        ROOT: (Fraction(0), True),
        "public": (Fraction(40), False),
        "panel": (Fraction(40), False),
        "A": (Fraction(0), False),
        "A1": (Fraction(0), False),
        "council": (Fraction(20), False),
    }


def test_weighted_children_earn_what_is_declared_or_else_their_weights() -> None:
    """A total or points say what 100 % is worth; without them the weights themselves are points."""
    declared = nodes("jiangmen-2020")[ROOT]
    undeclared = tree(rubric("jiangmen-2020").model_copy(update={"total": None}))
    assert (declared.earnable, undeclared.earnable) == (Fraction(100), Fraction(100))
    halved = tree(rubric("jiangmen-2020").model_copy(update={"total": 50}))
    assert halved.earnable == 50


def test_without_a_scale_nothing_above_knows_what_can_be_earned() -> None:
    """One given value without scale or points makes the sum unknown, and no factor makes it known."""
    text = (GOOD / "every-operation.yaml").read_text(encoding="utf-8")
    unknown = read_rubric(text.replace("points: 100, marking: {given", "factor: 2, marking: {given"), "r.yaml")
    found = {node.id: node.earnable for node in tree(unknown).walk()}
    assert (found["F3"], found["figures"], found[ROOT], found["panel"]) == (None, None, None, Fraction(75))


def test_the_imports_a_rubric_reads() -> None:
    """What is given and what is subtracted, each once."""
    assert import_sources(rubric("every-operation")) == ("satisfaction", "quiz", "penalties", "late")


def test_what_passes_a_pool_and_what_does_not() -> None:
    """A veto that raters mark is settled by itself; a bonus that they mark is pooled."""
    found = nodes("whole-language")
    rated = {name: node.pooled_leaf for name, node in found.items() if node.rated}
    assert [name for name, pooled in rated.items() if not pooled] == ["A7", "C4", "C5"]
    assert [name for name, node in found.items() if node.veto] == ["A7", "C4", "C5", "V1", "V2"]
    assert rated["A5"] is True


def test_extras_earn_nothing() -> None:
    """Bonus, penalty and veto, and parts of nothing else."""
    assert [name for name, node in nodes("whole-language").items() if node.extra] == [
        *("A5", "A6", "A7", "B3", "rated-vetoes", "C4", "C5"),
        *("extra", "X1", "X2", "X3", "X4", "vetoes", "V1", "V2"),
    ]


def test_the_groups_of_a_pool_go_before_by() -> None:
    """Where the pool names groups, all of them mark; elsewhere the group of the nearest `by`; else nobody."""
    found = nodes("whole-language")
    assert {name: found[name].groups for name in ("A1", "groups", "peers", "C4", "D1")} == {
        "A1": ("panel",),
        "groups": ("panel", "council"),
        "peers": ("peers", "council"),
        "C4": ("panel",),
        "D1": (),
    }


def test_classes() -> None:
    """A node with `for` concerns the classes it names, and what stands below it no others."""
    found = nodes("whole-language")
    assert found["E1"].agency_classes == ("dept", "town")
    assert {name: [found[name].concerns(one) for one in ("dept", "town")] for name in ("total", "A1", "E1", "F1")} == {
        "total": [True, True],
        "A1": [True, True],
        "E1": [True, False],
        "F1": [False, True],
    }
    assert [earnable(found[name], "town") for name in ("dept", "E1", "town")] == [0, 0, 110]


def test_operations_change_what_can_be_earned() -> None:
    """The sum of three values times 0.5; a cap; a scale; the sum of one middle value is one value."""
    found = nodes("whole-language")
    assert {
        name: (found[name].combined_earnable, found[name].earnable) for name in ("middle", "trimmed", "polls", "groups")
    } == {
        "middle": (Fraction(25), Fraction(75, 2)),
        "trimmed": (Fraction(20), Fraction(20)),
        "polls": (Fraction(200), Fraction(50)),
        "groups": (Fraction(20), Fraction(20)),
    }


def test_what_does_not_apply_is_not_earned() -> None:
    """A leaf that is spared earns nothing; a scale keeps the share; weights keep the whole while anything applies."""
    found = nodes("whole-language")
    polls = found["polls"]
    assert earnable(polls, "dept", frozenset({"D2"})) == Fraction(50 * 100, 200)
    assert unscaled_earnable(polls, "dept", frozenset({"D2"})) == 100
    assert combined_earnable(found[ROOT], "dept", frozenset({"E1", "E2", "E3"})) == 100
    everything = frozenset(leaf.id for leaf in found[ROOT].leaves())
    assert earnable(found[ROOT], "dept", everything) == 0


def test_a_scale_over_something_unknown_leaves_what_is_known() -> None:
    """A given value without a scale is refused there; with it spared, what is left is what can be earned."""
    criteria = [
        {"id": "A1", "title": "得分", "marking": {"given": {"from": "a", "scale": 5}}},
        {"id": "A2", "title": "外部得分", "marking": {"given": {"from": "b"}}},
    ]
    part = Part.model_validate({"id": "A", "title": "外部", "scale": 50, "criteria": criteria})
    node = tree(rubric("whole-language").model_copy(update={"parts": (part,), "classes": ()})).children[0]
    assert (earnable(node, None), earnable(node, None, frozenset({"A2"}))) == (None, Fraction(5))
