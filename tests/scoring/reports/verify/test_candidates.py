"""All files that a round gives, and that they are told from each other."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from rubrics import Problems
from scoring.engine.results import Results
from scoring.reports.findings import Findings
from scoring.reports.letters import standard_letter
from scoring.reports.templates import standard_workbook
from scoring.reports.verify import verify
from scoring.reports.verify.candidates import candidates
from scoring.rounds import Status
from tests.scoring.reports.public.published import MARKS, as_computed, findings_of, published
from tests.scoring.reports.verify.made import findings

ROUND = "pingyi-round-2026"
FILLED = f"{ROUND}-自备-filled.xlsx"


def names(found: Findings) -> Counter[str]:
    """Return how many candidates have which name, without the round's id."""
    return Counter(item.name.removeprefix(f"{ROUND}-") for item in candidates([found], {}))


def test_every_kind_of_file_is_among_them() -> None:
    """Details with and without names and analysis; a letter to each agency; twice while nothing is proposed."""
    found = published()
    decided = names(findings_of(found, as_computed(found)))
    assert decided == Counter(
        {
            "ranked-sheet.xlsx": 1,
            "internal-details.xlsx": 4,
            "key-of-seats.xlsx": 1,
            "public-list.xlsx": 1,
            "public-list.docx": 1,
            "public-list.csv": 1,
            **{f"{agency}.docx": 1 for agency in MARKS},
        }
    )
    assert names(findings_of(found, None)) == Counter({name: 2 * number for name, number in decided.items()})
    assert names(findings_of(found, None, Status.FOR_APPROVAL)) == decided


def test_every_file_is_recognized_among_all_others() -> None:
    """By what is in it: each as itself, in each language, with no difference."""
    english = replace(findings(), translate=str)
    made = candidates([findings(), english], {})
    chosen = [*made[:3], made[5], *made[6:10], made[len(made) // 2], made[-1]]
    found = [verify(f"a{item.name[-5:]}", item.make(), made) for item in chosen]
    assert [(one.name, one.differences) for one in found] == [(item.name, ()) for item in chosen]


def test_templates_of_ones_own() -> None:
    """A workbook is filled in once, a letter for each agency."""
    own = {"自备.xlsx": standard_workbook(str), "自备.docx": standard_letter(str)}
    made = candidates([replace(findings(), status=Status.FOR_APPROVAL)], own)
    assert [item.name for item in made if "自备" in item.name] == [FILLED]
    assert sum(item.name == "yanlv.docx" for item in made) == 2
    filled = next(item for item in made if item.name == FILLED)
    assert verify("b.xlsx", filled.make(), made).name == FILLED
    with pytest.raises(Problems):
        candidates([findings()], {"坏.xlsx": b"x"})[-1].make()


def many() -> Results:
    """Return a round too large for live formulas."""
    return published({f"unit-{at}": {"a": "9 8 7", "b": "8 8 8"} for at in range(61)})


def test_rounds_too_large_for_formulas() -> None:
    """Their workbooks are recognized as well."""
    made = candidates([replace(findings(), results=many())], {})
    found = [verify("a.xlsx", made[at].make(), made[:5]) for at in (0, 1)]
    assert [(one.name, one.differences) for one in found] == [(made[0].name, ()), (made[1].name, ())]
