"""Every worked case in tests/cases; to add a case is to add a file.

Of the published cases that were looked at some do not concern official scores and stand nowhere here: Borda counts
and Kemeny-Young orders (rankings as ballots; the official score is made of points), dense, average and ordinal ranks
(a shared rank is followed by a gap), weights by pairwise comparison that no longer add up to 1 when every level is
rounded (weights are written, never computed; that the stage of rounding matters is shown by isu-components), and a
tolerance within which middle marks must agree (fig-aerobic says what is left out).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from rubrics.library import rubric_names
from rubrics.markings import MARKINGS
from rubrics.methods import POOLS, TIE_KEYS
from tests.worked_case import read_case

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
NAMES = {file.stem for file in CASES}
RULES = {
    "marking": MARKINGS,
    "pool": (*POOLS, "groups", "quorum"),
    "tie": TIE_KEYS,
    "node": ("factor", "subtract", "floor", "cap", "scale", "round", "for"),
    "rounding": ("half_up", "half_even", "truncate"),
    "veto": ("any", "majority", "all", "file", "fact", "number"),
    "quota": ("share-down", "share-up", "number", "of-ranked", "of-all", "per-class", "tie-in", "tie-out"),
    "not-applicable": ("rescale", "full", "zero"),
    "incomplete": ("leave-out", "rescale"),
}


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_worked_case(file: Path) -> None:
    """What the case expects of each agency is what the engine finds."""
    case = read_case(file.read_text("utf-8"), file.name)
    assert {agency: case.computed(agency) for agency in case.expect} == {
        agency: case.expected(agency) for agency in case.expect
    }


def test_the_cases_are_found() -> None:
    """Every case bears a title and a source, and says what it expects of someone."""
    assert [file.name for file in CASES if not file.read_text("utf-8").startswith("title: ")] == []
    assert [file.name for file in CASES if "\nsource: " not in file.read_text("utf-8")] == []
    assert [file.name for file in CASES if "\nexpect:\n  " not in file.read_text("utf-8")] == []


@pytest.mark.parametrize("kind", RULES)
def test_every_rule_has_a_case(kind: str) -> None:
    """For every marking, pool, tie key and so on there is a case that bears its name."""
    assert {f"{kind}-{rule}" for rule in RULES[kind]} - NAMES == set()


def test_every_library_rubric_has_a_case() -> None:
    """For every rubric of the library there is a case that goes through all of it."""
    found = {file.stem for file in CASES if file.stem.startswith("library-")}
    assert found == {f"library-{name}" for name in rubric_names()}
