"""Every worked case in tests/cases; to add a case is to add a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.worked_case import read_case

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_worked_case(file: Path) -> None:
    """What the case expects of each agency is what the engine finds."""
    case = read_case(file.read_text("utf-8"), file.name)
    assert {agency: case.computed(agency) for agency in case.expect} == {
        agency: case.expected(agency) for agency in case.expect
    }


def test_the_cases_are_found() -> None:
    """The folder is not empty, and every case bears a title and a source."""
    assert len(CASES) >= 15
    assert [file.name for file in CASES if not file.read_text("utf-8").startswith("title: ")] == []
    assert [file.name for file in CASES if "\nsource: " not in file.read_text("utf-8")] == []
