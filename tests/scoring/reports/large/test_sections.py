"""Where sheets end: whole regions together, legal names, nothing lost."""

from __future__ import annotations

import pytest

from rubrics import Problems
from scoring.reports.large.sections import Section, legal_name, sections

EAST, WEST = "东区", "西区"


def test_what_fits_keeps_its_order() -> None:
    """One sheet: official order, whatever the regions."""
    assert sections([EAST, WEST, EAST], [2, 2, 2], 6) == (Section((0, 1, 2)),)


def test_whole_regions_stay_together() -> None:
    """In the order of their first agencies, as many on a sheet as it has room for; no region has a group of its own."""
    regions = [EAST, WEST, EAST, None, "南区"]
    assert sections(regions, [1] * 5, 3) == (
        Section((0, 2, 1), (EAST, WEST)),
        Section((3, 4), ("—", "南区")),
    )


def test_a_region_too_long_is_continued() -> None:
    """On sheets of its own, numbered; what comes before and after has its own too."""
    regions = [EAST, WEST, WEST, WEST, "南区"]
    assert sections(regions, [1] * 5, 2) == (
        Section((0,), (EAST,)),
        Section((1, 2), (WEST,), 1),
        Section((3,), (WEST,), 2),
        Section((4,), ("南区",)),
    )


def test_without_regions_a_list_is_simply_continued() -> None:
    """Agencies of several rows are never cut."""
    assert sections([None] * 3, [2, 2, 2], 5) == (Section((0, 1), (), 1), Section((2,), (), 2))


def test_an_agency_longer_than_a_sheet_is_refused() -> None:
    """Its rows would be lost."""
    with pytest.raises(Problems, match="an agency has 3 rows, a sheet has room for 2"):
        sections([None], [3], 2)


@pytest.mark.parametrize(
    ("section", "title"),
    [
        (Section((0,)), "S"),
        (Section((0,), (), 2), "S 2"),
        (Section((0,), (EAST,)), "S (东区)"),
        (Section((0,), (EAST, "北区", WEST)), "S (东区–西区)"),
        (Section((0,), (EAST,), 3), "S (东区, 3)"),
    ],
)
def test_titles_say_what_a_sheet_holds(section: Section, title: str) -> None:
    """The list's own title, then regions or the number."""
    assert section.title("S").render() == title


@pytest.mark.parametrize(
    ("title", "taken", "name"),
    [
        ("分项得分(东区)", [], "分项得分(东区)"),
        ("S", ["s"], "S 2"),
        ("S", ["s", "S 2"], "S 3"),
        ("'a/b[c]'", [], "a b c"),
        ("[]", [], "—"),
        ("S (" + "长" * 40 + ")", [], "S (" + "长" * 26 + "…)"),
        ("长" * 31, [], "长" * 31),
        ("长" * 32, [], "长" * 30 + "…"),
        ("长" * 40, ["长" * 30 + "…"], "长" * 28 + "… 2"),
        ("𠮷" * 16, [], "𠮷" * 15 + "…"),
    ],
)
def test_names_are_legal_in_excel(title: str, taken: list[str], name: str) -> None:
    """At most 31 units of UTF-16, none of the seven signs, no apostrophe at either end, each name once."""
    assert legal_name(title, taken) == name
