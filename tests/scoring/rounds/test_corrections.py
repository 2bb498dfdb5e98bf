"""What changed after the first reading."""

from __future__ import annotations

from rubrics import Message
from scoring.rounds import Check, Intake, Sheet
from scoring.rounds.corrections import WHOLE_SHEET, corrections


def intake(number: int, *, checked: bool = True, asked: tuple[str, ...] = ("x", "y"), **sheet: object) -> Intake:
    """Return a typed intake of one sheet."""
    return Intake(
        pingyi=1,
        number=number,
        at="2026-05-02T09:00:00+08:00",
        by="王",
        way="typed",
        check=Check(way="read_back", by="李") if checked else None,
        asked=asked,
        sheets=(Sheet.model_validate({"agency": "a", "rater": "r1", **sheet}),),
    )


def changes(*intakes: Intake) -> list[tuple[int, str, str, str]]:
    """Return the corrections: number of the intake, criterion, before, after."""
    found = corrections(intakes)
    assert {(item.agency, item.rater) for item in found} <= {("a", "r1")}
    words = [(_text(item.before), _text(item.after)) for item in found]
    return [(item.intake.number, item.criterion, *pair) for item, pair in zip(found, words, strict=True)]


def _text(words: str | Message) -> str:
    return words if isinstance(words, str) else words.render()


def test_a_changed_mark() -> None:
    """Every later intake is held against what stood before it, in the order of their numbers."""
    first, second, third = (intake(n, marks={"x": str(7 + n), "y": "5"}) for n in (1, 2, 3))
    assert changes(third, first, second) == [(2, "x", "8", "9"), (3, "x", "9", "10")]


def test_filling_in_is_no_correction_and_emptying_is() -> None:
    """What was open comes in at some time; what is open again was changed."""
    assert changes(intake(1, marks={"x": "8"}), intake(2, marks={"x": "8", "y": "5"})) == []
    assert changes(intake(1, marks={"x": "8", "y": "5"}), intake(2, marks={"x": "8"})) == [(2, "y", "5", "")]


def test_what_was_not_asked_for_is_not_changed() -> None:
    """A sheet of one method says nothing about the other criteria."""
    assert changes(intake(1, marks={"x": "8"}), intake(2, asked=("y",), marks={"y": "5"})) == []


def test_what_was_not_checked_is_no_reading() -> None:
    """It never counted."""
    assert changes(intake(1, checked=False, marks={"x": "7"}), intake(2, marks={"x": "8"})) == []


def test_a_whole_sheet_is_closed_and_opened() -> None:
    """Told once for the sheet; the marks are compared with those from before it was closed."""
    found = changes(
        intake(1, marks={"x": "8"}),
        intake(2, marks={"x": "8"}, void="未签名"),
        intake(3, recused="曾任职"),
        intake(4, absent="出差"),
        intake(5, marks={"x": "9"}),
    )
    assert found == [
        (2, WHOLE_SHEET, "", "void (未签名)"),
        (3, WHOLE_SHEET, "void (未签名)", "recused (曾任职)"),
        (4, WHOLE_SHEET, "recused (曾任职)", "absent (出差)"),
        (5, WHOLE_SHEET, "absent (出差)", ""),
        (5, "x", "8", "9"),
    ]


def test_a_sheet_that_was_closed_from_the_first_is_no_correction() -> None:
    """There was nothing before."""
    assert changes(intake(1, recused="曾任职"), intake(2, recused="曾任职")) == []
