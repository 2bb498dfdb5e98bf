"""Problems beside their lines."""

from __future__ import annotations

from rubrics import Place, Problem, Problems, say
from tests.portal_data import data_folder

data_folder()

from scoring.portal.pages.setup.faulty_lines import MOST, with_lines


def _problems(*places: Place) -> Problems:
    return Problems(Problem("X", place, say("wrong."), say("Mend it.")) for place in places)


def test_each_beside_its_line() -> None:
    """Lines of that file alone, cut where they are endless; a problem without a line has none."""
    text = "a: 1\n  b: 2\n" + "c" * 300
    places = (Place("f.yaml"), Place("f.yaml", 2), Place("f.yaml", 3), Place("f.yaml", 9), Place("g.yaml", 1))
    found = with_lines(_problems(*places), ("f.yaml", text.encode()))
    assert [fault.line for fault in found.shown] == ["", "b: 2", "c" * 160 + "…", "", ""]


def test_what_is_no_text_has_no_lines() -> None:
    """Nothing was given, a workbook, bytes of no known writing."""
    found = [
        with_lines(_problems(Place("f", 1)), given).shown[0].line
        for given in (None, ("f", b"PK\0"), ("f", b"\xff\xff\xff"))
    ]
    assert (found, with_lines(None, None).shown) == (["", "", ""], ())


def test_not_thousands() -> None:
    """The first are shown, and how many more there are."""
    found = with_lines(_problems(*(Place("f", line) for line in range(1, MOST + 6))), None)
    assert (len(found.shown), found.more) == (MOST, 5)
