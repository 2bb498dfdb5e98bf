"""Every test that needs another program lies where the session that has the program looks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PLACES = {"office": ("office",), "browser": ("journeys",), "postgres": ("scoring", "journeys")}


@pytest.mark.parametrize("mark", PLACES)
def test_marked_tests_lie_where_their_session_looks(mark: str) -> None:
    """The sessions of the noxfile read these folders alone: to read all tests would take as long as some of them."""
    name = f"pytest.mark.{mark}"
    marked = {file for file in TESTS.rglob("*.py") if name in file.read_text("utf-8")} - {Path(__file__)}
    assert marked
    assert [file.name for file in marked if file.relative_to(TESTS).parts[0] not in PLACES[mark]] == []
