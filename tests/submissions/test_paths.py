"""Names of files within an agency's folder."""

from __future__ import annotations

import pytest

from submissions import inside


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("清单.pdf", "清单.pdf"),
        ("./佐证//清单.pdf", "佐证/清单.pdf"),
        ("佐证\\清单.pdf", "佐证/清单.pdf"),
        ("a..b", "a..b"),
    ],
)
def test_a_name_within_the_folder_is_put_in_order(written: str, name: str) -> None:
    """Slashes and backslashes mean the same."""
    assert inside(written) == name


@pytest.mark.parametrize(
    "written", ["../a", "a/../../b", "a\\..\\b", "/etc/passwd", "\\\\host\\a", "C:\\a", "c:a", "a\0b", "", ".", "./"]
)
def test_a_name_that_leaves_the_folder_is_refused(written: str) -> None:
    """Absolute names, drives, parents, control characters, and names of nothing."""
    assert inside(written) is None
