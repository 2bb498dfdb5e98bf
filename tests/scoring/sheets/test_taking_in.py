"""What becomes an intake, and what says nothing new."""

from __future__ import annotations

from scoring.rounds import Intake, Sheet
from scoring.rounds.intakes import counting
from scoring.sheets.returned import Returned
from scoring.sheets.taking_in import arrivals, intakes_of
from tests.scoring.sheets.returning import FULL, Office, edited, marks, put

AT, BY = "2026-05-03T10:00:00+08:00", "王办"


def test_a_run() -> None:
    """A number each in the order of files; sheets that say nothing are left out."""
    office = Office()
    first, second = office.issue("r1"), office.issue("r2")
    back = [
        office.take(edited(second, marks("a", FULL)), "r2.xlsx"),
        office.take(edited(first, marks("b", FULL)), "r1.xlsx"),
    ]
    found = intakes_of(arrivals(back, ()), (), AT, BY)
    assert [(one.number, one.file, one.issue, one.way, one.at, one.by) for one in found] == [
        (1, "r1.xlsx", 1, "workbook", AT, BY),
        (2, "r2.xlsx", 2, "workbook", AT, BY),
    ]
    assert [one.sheets for one in found] == [(back[1].sheets[1],), (back[0].sheets[0],)]
    assert [one.sha256 for one in found] == [back[1].sha256, back[0].sha256]
    assert found[0].asked == ("A1", "A2", "A3", "A4", "B1", "V1")


def office_with(data: bytes, office: Office) -> tuple[Returned, tuple[Intake, ...]]:
    """Return a workbook that came back and the intakes once it is taken in."""
    returned = office.take(data)
    return returned, intakes_of(arrivals([returned], ()), (), AT, BY)


def test_the_same_file_once_more() -> None:
    """It was taken in already; it does not bring back what was superseded since."""
    office = Office()
    blank = office.issue()
    first, held = office_with(edited(blank, marks("a", FULL)), office)
    second = office.take(edited(blank, marks("a", FULL | {"A1": 9})))
    held = (*held, *intakes_of(arrivals([second], held), held, AT, BY))
    (again,) = arrivals([first], held)
    assert (again.known, again.changes, again.new) == (held[0], (), False)
    assert intakes_of([again], held, AT, BY) == ()
    (key,) = counting(held)
    assert counting(held)[key][0][0].number == 2


def test_another_file_with_nothing_new() -> None:
    """Saved once more by another program."""
    office = Office()
    data = edited(office.issue(), marks("a", FULL))
    _, held = office_with(data, office)
    (again,) = arrivals([office.take(edited(data, put("a", "A1", "mark", "8.50")))], held)
    assert (again.known, again.new) == (None, False)


def test_what_was_emptied() -> None:
    """A cell that was emptied is open again; a page that is empty as a whole takes nothing back."""
    office = Office()
    blank = office.issue()
    _, held = office_with(edited(blank, marks("a", {"A1": 9, "A2": 9})), office)
    (back,) = arrivals([office.take(edited(blank, marks("a", {"A2": 9})))], held)
    (intake,) = intakes_of([back], held, AT, BY)
    assert (intake.number, intake.sheets) == (2, (Sheet(agency="a", rater="r1", marks={"A2": "9"}),))
    (empty,) = arrivals([office.take(blank)], held)
    assert (empty.new, intakes_of([empty], held, AT, BY)) == (False, ())


def test_a_copy_in_the_same_run() -> None:
    """It is said of which file it is a copy, and it is no intake."""
    office = Office()
    data = edited(office.issue(), marks("a", FULL))
    found = arrivals([office.take(data, "b.xlsx"), office.take(data, "a.xlsx")], ())
    assert [(one.returned.file, one.new, one.repeats) for one in found] == [
        ("a.xlsx", True, ()),
        ("b.xlsx", False, ("a.xlsx",)),
    ]
