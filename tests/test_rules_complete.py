"""What a rubric may name, what the engine performs, what is put into words, worked and documented: one and the same.

A rule that is declared and not performed would be refused by nobody until a real round used it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from rubrics import GroupPool, Marking, Pool, Rounding, Rubric, VetoMarking
from rubrics.markings import MARKINGS
from rubrics.methods import POOLS, TIE_KEYS, Grades, Quota, TieKey
from rubrics.model import Criterion, Node
from rubrics.scalars import Settings
from rubrics.wording import node_words, pool_words
from rubrics.wording_of_markings import WORDS
from scoring.engine.pooling import DROPS
from scoring.engine.results import Results
from scoring.engine.steps import told
from scoring.engine.values import Step
from scoring.reports.workbook.pooled import FORMULAS
from scoring.rounds.worth import WORTH
from tests.worked_case import read_case

FOLDER = Path(__file__).parent
SOURCE = (FOLDER.parent / "docs" / "how-scores-are-made.source.md").read_text(encoding="utf-8")
RULE = re.compile(
    r"^### .*? · (?P<names>`.*`)\n\n(?P<prose>(?:(?!###|<!--).*\n)*?)\n(?P<cases>(?:<!-- .* -->\n\n?)+)", re.MULTILINE
)
# Who marks and what is pooled is told elsewhere; where a mark needs a reason no figure changes.
NO_OPERATION = ("by", "pool", "reason_below")
CASE = re.compile(r"<!-- ((not-applicable|[a-z0-9]+)-([\w-]+)) -->")


def fields(model: type[Settings], *without: str) -> set[str]:
    """Return the keys of a settings class as files write them."""
    return {field.alias or name for name, field in model.model_fields.items()} - set(without)


def choices(model: type[Settings], name: str) -> set[str]:
    """Return the words that one key may have as its value."""
    return {word for part in flat(model.model_fields[name].annotation) if isinstance(word := part, str)}


def flat(annotation: object) -> Iterator[object]:
    """Yield everything that a type is made of."""
    yield annotation
    for part in get_args(annotation):
        yield from flat(part)


@cache
def paragraphs() -> dict[str, list[str]]:
    """Return the names that have a paragraph of their own, by the kind of their first case."""
    found: dict[str, list[str]] = {}
    for rule in RULE.finditer(SOURCE):
        first = CASE.search(rule["cases"])
        assert first is not None
        found.setdefault(first[2], []).extend(re.findall(r"`(\w+)`", rule["names"]))
    return found


def case(name: str) -> Results:
    """Return what the engine finds in a case."""
    return read_case((FOLDER / "cases" / f"{name}.yaml").read_text(encoding="utf-8"), name).found


def cases(kind: str) -> set[str]:
    """Return the names of the cases of a kind."""
    return {file.stem.removeprefix(f"{kind}-") for file in (FOLDER / "cases").glob(f"{kind}-*.yaml")}


@pytest.mark.parametrize(
    ("kind", "declared"),
    [
        ("marking", fields(Marking)),
        ("not-applicable", choices(Rubric, "not_applicable")),
        ("node", fields(Node, *NO_OPERATION) | (fields(Criterion) & {"for"})),
        ("rounding", choices(Rounding, "mode")),
        ("pool", fields(Pool, "incomplete")),
        ("incomplete", fields(Pool) & {"incomplete"}),
        ("tie", fields(TieKey)),
        ("quota", fields(Quota) | fields(Grades, "by", "bands")),
        ("veto", fields(VetoMarking, "rated") | choices(VetoMarking, "rated")),
    ],
)
def test_everything_a_rubric_may_write_has_a_paragraph(kind: str, declared: set[str]) -> None:
    """Each key or value that names a rule has one paragraph in how-scores-are-made, and nothing else has."""
    assert sorted(paragraphs()[kind]) == sorted(declared)


def test_a_paragraph_is_one_paragraph_and_has_a_case() -> None:
    """Below each heading of a rule stand one paragraph and cases that exist; no case is told twice."""
    rules = list(RULE.finditer(SOURCE))
    assert len(rules) == len(re.findall("^### ", SOURCE, re.MULTILINE))
    assert [rule["names"] for rule in rules if not rule["prose"].strip() or "\n\n" in rule["prose"]] == []
    told_of = [found[1] for found in CASE.finditer(SOURCE)]
    assert [name for name in told_of if not (FOLDER / "cases" / f"{name}.yaml").exists()] == []
    assert len(told_of) == len(set(told_of)) == SOURCE.count("<!--")


def test_declared_markings_are_performed() -> None:
    """Settings, function, words and case files of markings have the same names."""
    assert fields(Marking) == set(MARKINGS)
    assert list(WORTH) == list(MARKINGS)
    assert list(WORDS) == list(MARKINGS)
    assert cases("marking") == set(MARKINGS)


def test_declared_pools_are_performed() -> None:
    """Settings, function, workbook formula and case files of pools have the same names."""
    assert fields(GroupPool) - {"quorum"} == set(POOLS)
    assert list(DROPS) == list(POOLS)
    assert list(FORMULAS) == list(POOLS)
    assert cases("pool") & set(POOLS) == set(POOLS)


def test_every_pool_has_words() -> None:
    """What a pool does is said in words of its own; what it did for an agency is told."""
    words = set()
    for rule in POOLS:
        found = case(f"pool-{rule}")
        node = next(node for node in found.nodes.values() if node.node.pool)
        assert node.node.pool
        assert node.node.pool.rule == rule
        words.add(pool_words(node.node.pool).text)
        assert [step for step, _ in told(found, node, next(iter(found.rows)))][-1] is Step.POOLED
    assert len(words) == len(POOLS)


def test_declared_tie_keys_are_performed() -> None:
    """Each tie key decides its own case, has words of its own, and is all that its case needs."""
    assert fields(TieKey) == set(TIE_KEYS)
    words = set()
    for key in TIE_KEYS:
        found = case(f"tie-{key}")
        (declared,) = found.rubric.rank.ties
        assert getattr(declared, key) is not None
        assert {item.placing.decided_by for item in found.standings if item.placing} - {None} == {declared.name}
        words.add(found.tie_words(declared.name).text)
    assert len(words) == len(TIE_KEYS)


@pytest.mark.parametrize("name", sorted(fields(Node, *NO_OPERATION, "round") | {"for"}))
def test_every_operation_has_words(name: str) -> None:
    """What a node does is said in words; rounding has words of its own."""
    found = case(f"node-{name}")
    assert [words for node in found.nodes.values() for words in node_words(node)] != []


def test_every_step_is_told() -> None:
    """For everything that can happen to a score there is a case in which explain tells of it."""
    seen = {
        step
        for file in sorted((FOLDER / "cases").glob("*.yaml"))
        for found in [case(file.stem)]
        for node in found.nodes.values()
        for agency in found.rows
        for step, _ in told(found, node, agency)
    }
    assert seen == set(Step)
