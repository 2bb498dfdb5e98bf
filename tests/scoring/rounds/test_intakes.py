"""Tests of scoring.rounds.intakes: which sheet decides which mark, and what its states become."""

from __future__ import annotations

import pytest

from rubrics import Problems, build, parse, tree
from scoring.rounds import AWAITED, Intake, Mark, MarkState, Sheet
from scoring.rounds.expected import expected_marks
from scoring.rounds.intakes import counting, entries_of, file_name
from tests.scoring.rounds.paper_round import a_round, rubric, typed

LEAVES = tuple(leaf for leaf in tree(rubric()).leaves() if leaf.rated)
EXPECTED = expected_marks(LEAVES, a_round()).marks


def said(*intakes: Intake) -> list[tuple[str, str, str, str, str]]:
    """Return the marks that count, each with agency, rater, criterion, text and remark."""
    found = entries_of(intakes, EXPECTED, "intakes")
    return [(entry.agency, entry.rater, entry.criterion, entry.text, entry.remark) for entry in found]


def sheet(marks: dict[str, str] | None = None, **more: object) -> Sheet:
    """Return a sheet of the first rater for the first agency."""
    return Sheet.model_validate({"agency": "a", "rater": "r1", "marks": marks or {}, **more})


def test_a_later_intake_supersedes_what_it_was_asked_for() -> None:
    """Criterion by criterion: also where it says nothing; what it was not asked for stands."""
    first = typed(1, sheet({"half": "8", "plain": "4", "level": "优秀"}))
    second = typed(2, sheet({"half": "9"}), asked=("half", "plain"))
    assert said(second, first) == [("a", "r1", "half", "9", ""), ("a", "r1", "level", "优秀", "")]


def test_of_one_intake_the_last_sheet_decides() -> None:
    """Two sheets of one rater and agency in one intake are in the order of the file."""
    both = typed(1, sheet({"half": "8"}), sheet({"half": "9"}), asked=("half",))
    assert [text for *_, text, _ in said(both)] == ["9"]
    assert counting([both]) == {("a", "r1"): [(both, 1, ("half",))]}


def test_what_was_typed_counts_once_it_was_checked() -> None:
    """The first of two entries says nothing by itself; a file that was read in does."""
    unchecked = typed(2, sheet({"half": "9"}), checked=False)
    assert said(typed(1, sheet({"half": "8"})), unchecked) == [("a", "r1", "half", "8", "")]
    read = unchecked.model_copy(update={"way": "workbook"})
    assert said(read) == [("a", "r1", "half", "9", "")]


def test_a_reason_goes_with_its_mark() -> None:
    """扣分理由 is the remark of the mark."""
    assert said(typed(1, sheet({"half": "3"}, reasons={"half": "无记录"}))) == [("a", "r1", "half", "3", "无记录")]


@pytest.mark.parametrize(("state", "word"), [("recused", "回避"), ("absent", "缺席")])
def test_a_recusal_closes_what_is_awaited(state: str, word: str) -> None:
    """Every criterion that was asked for, with the reason; what the sheet holds besides does not count."""
    intake = typed(1, sheet({"half": "3"}, **{state: "亲属"}), asked=("half", "plain"))
    assert said(intake) == [("a", "r1", "half", word, "亲属"), ("a", "r1", "plain", word, "亲属")]


def test_a_recusal_that_the_round_knows_needs_no_mark() -> None:
    """Who is recused in round.yaml may say so on the sheet too."""
    known = Sheet.model_validate({"agency": "b", "rater": "r2", "recused": "曾任职"})
    assert EXPECTED["b", "r2", "half"] == Mark(MarkState.RECUSED, remark="曾任职")
    assert said(typed(1, known)) == []


def test_a_void_sheet_is_kept_and_its_marks_are_not() -> None:
    """Nor does what it superseded come back: the rater does not count for this agency."""
    void = typed(2, sheet({"half": "9"}, void="两处涂改"), asked=("half",))
    assert said(typed(1, sheet({"half": "8"})), void) == [("a", "r1", "half", "作废", "两处涂改")]


def test_not_applicable_is_for_the_round_to_say() -> None:
    """One rater's word leaves the mark open."""
    assert EXPECTED["a", "r1", "half"] is AWAITED
    assert said(typed(1, sheet({"half": "不涉及"}))) == []


def test_a_mark_knows_its_place() -> None:
    """The file of the intake, and the path in it."""
    (entry,) = entries_of([typed(12, sheet({"half": "8"}))], EXPECTED, "intakes")
    assert (entry.place.file, entry.place.path) == ("intakes/0012.yaml", "sheets[0].marks.half")
    assert file_name(12345) == "12345.yaml"


@pytest.mark.parametrize("at", ["gestern", "2026-03-01", "2026-03-01T09:00:00"])
def test_a_moment_has_its_offset(at: str) -> None:
    """When something was taken in is told so that every clock agrees."""
    text = f"{{pingyi: 1, number: 1, at: '{at}', by: 甲, way: typed, asked: [x], sheets: [{{agency: a, rater: b}}]}}"
    with pytest.raises(Problems) as told:
        build(Intake, parse(text, "f"))
    assert [(item.code, item.place.path) for item in told.value.items] == [("SHAPE-VALUE", "at")]


def test_what_was_signed_in_the_portal_counts() -> None:
    """It needs no check by anybody else, as a workbook needs none; what was typed does."""
    held = typed(1, sheet({"half": "8"}), asked=("half",), checked=False)
    ways = {way: held.model_copy(update={"way": way}).counts for way in ("portal", "workbook", "typed")}
    assert ways == {"portal": True, "workbook": True, "typed": False}
