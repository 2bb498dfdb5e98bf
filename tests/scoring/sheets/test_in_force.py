"""What is in force already and is put into the cells again."""

from __future__ import annotations

from scoring.rounds import Check, Intake, Sheet
from scoring.sheets.in_force import InForce, in_force

ALL = frozenset({"A", "B", "C"})


def intake(number: int, asked: tuple[str, ...], *, checked: bool = True, **sheet: object) -> Intake:
    """Return an intake of one sheet of rater r for agency a."""
    return Intake(
        pingyi=1,
        number=number,
        at="2026-05-01T09:00:00+08:00",
        by="x",
        way="typed",
        asked=asked,
        check=Check(way="read_back", by="y") if checked else None,
        sheets=(Sheet.model_validate({"agency": "a", "rater": "r", **sheet}),),
    )


def test_newer_sheets_supersede_older_ones_criterion_by_criterion() -> None:
    """What the newer one was asked for is decided by it, open cells too; the boxes are the newest sheet's."""
    first = intake(1, ("A", "B", "C"), marks={"A": "1", "B": "2", "C": "3"}, reasons={"C": "late"}, highlights="old")
    second = intake(2, ("A", "B"), marks={"A": "8.50"}, problems="new\nline", suggestions="s")
    assert in_force((first, second), ALL) == {
        ("a", "r"): InForce({"A": "8.50", "C": "3"}, {"C": "late"}, {"~problems": "new\nline", "~suggestions": "s"})
    }


def test_only_the_criteria_of_the_workbook_count() -> None:
    """The boxes of a sheet for another method stay where they are."""
    first = intake(1, ("A",), marks={"A": "1"}, recused="kin")
    second = intake(2, ("B",), marks={"B": "2"}, highlights="of B")
    assert in_force((first, second), frozenset({"A"})) == {("a", "r"): InForce({"A": "1"}, {}, {"~recused": "kin"})}


def test_a_void_sheet_leaves_its_cells_open() -> None:
    """So does one that nobody has checked, but that one lets an older one stand."""
    first = intake(1, ("A",), marks={"A": "1"})
    assert in_force((first, intake(2, ("A",), void="torn", marks={"A": "2"})), ALL) == {("a", "r"): InForce()}
    assert in_force((first, intake(2, ("A",), checked=False, marks={"A": "2"})), ALL) == {
        ("a", "r"): InForce({"A": "1"})
    }
