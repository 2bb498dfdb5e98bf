"""Tests of scoring.rounds.drafts: a sheet while it is typed."""

from __future__ import annotations

from fractions import Fraction

from rubrics import Message
from scoring.rounds import Sheet
from scoring.rounds.drafts import Draft, draft_of
from scoring.rounds.papers import Paper
from tests.scoring.rounds.paper_round import leaf, paper

THREE = paper("half", "plain", "level")


def taken(draft: Draft, *words: str) -> Draft:
    """Return a draft with marks that are sound."""
    found = draft.taken(list(words))
    assert isinstance(found, Draft)
    return found


def said(found: Draft | tuple[Message, ...]) -> list[str]:
    """Return what is wrong, in words."""
    assert isinstance(found, tuple)
    return [message.render() for message in found]


def test_marks_line_by_line() -> None:
    """Two on one line, one on the next; then the sheet is complete."""
    draft = taken(Draft(THREE), "8", "5")
    assert (draft.next, draft.complete, draft.lines) == (3, False, (2,))
    whole = taken(draft, "良")
    assert (whole.marks, whole.complete, whole.lines) == (("8", "5", "良好"), True, (2, 1))


def test_a_line_with_a_fault_is_taken_as_a_whole_or_not_at_all() -> None:
    """All faults of a line are told, by the number of the item."""
    assert said(Draft(THREE).taken(["8", "6", "优"])) == [
        (
            "item 2: 6 is outside the scale of “plain”, 0 to 5. "
            "Enter a number from 0 to 5, or recused, absent, unassigned."
        ),
        "item 3: “优” is not a level of “level”. Write one of: 优秀(10), 良好(8), 优良(9).",
    ]


def test_more_marks_than_items() -> None:
    """Nothing is shifted: the line is refused."""
    assert said(taken(Draft(THREE), "8").taken(["5", "良", "3"])) == ["3 marks are too many: 2 items are open."]
    closed = Draft(THREE).saying("absent", "因公")
    assert said(closed.taken(["8"])) == ["1 marks are too many: 0 items are open."]


def test_changing_an_item() -> None:
    """Only what was typed can be changed."""
    draft = taken(Draft(THREE), "8", "5")
    changed = draft.changed(1, "7.5")
    assert isinstance(changed, Draft)
    assert changed.marks == ("7.5", "5")
    assert [said(draft.changed(n, "8")) for n in (0, 3)] == [["there is no item 0 yet."], ["there is no item 3 yet."]]
    assert said(draft.changed(2, "x")) == [
        "item 2: “x” is not a plain number. Enter a number with plain digits, or recused, absent, unassigned."
    ]


def test_undoing() -> None:
    """The last line goes, or why no mark counts; of an empty sheet nothing."""
    draft = taken(taken(Draft(THREE), "8", "5"), "良")
    assert draft.undone().marks == ("8", "5")
    assert draft.saying("void", "涂改").undone() == draft
    assert Draft(THREE).undone() == Draft(THREE)


def test_what_is_untouched() -> None:
    """A box alone is something."""
    assert Draft(THREE).untouched
    assert not Draft(THREE).saying("problems", "无").untouched


def test_the_sum_and_the_paper() -> None:
    """Items and what had come in are added up; open cells, vetoes and 不涉及 are not."""
    whole = Paper("a", "r1", tuple(leaf(name) for name in ("veto", "half", "plain", "off", "level")), Fraction(7, 2))
    draft = taken(Draft(whole, spareable=True), "1", "8.5", "不涉及", "1", "-")
    assert draft.sum == Fraction(17)
    told = [Draft(whole, marks=draft.marks, total=total).disagrees for total in (None, "17.0", "18")]
    assert told == [False, False, True]
    assert not Draft(whole, marks=draft.marks, total="18", said={"void": "涂改"}).disagrees


def test_low_marks_need_a_reason() -> None:
    """Below 60 % of what can be earned; a bonus earns nothing, and what is recused has no points."""
    draft = taken(Draft(paper("half", "plain", "level", "plus", "rank")), "5.5", "3", "缺席", "0", "三等")
    assert draft.lacking == (1, 5)
    assert draft.reasoned(1, "材料不全").lacking == (5,)


def test_a_share_that_is_nowhere_written() -> None:
    """Then no mark needs a reason."""
    node = leaf("half")
    bare = type(node)(node.node, node.path, None, node.group)
    assert taken(Draft(Paper("a", "r1", (bare,))), "0").lacking == ()


def test_the_sheet_there_and_back() -> None:
    """What is open is left out; boxes, reasons and the total stay."""
    draft = taken(Draft(THREE), "8", "-", "良").reasoned(1, "材料不全").saying("problems", "少").saying("void", "涂改")
    sheet = Sheet(
        agency="a",
        rater="r1",
        marks={"half": "8", "level": "良好"},
        reasons={"half": "材料不全"},
        problems="少",
        void="涂改",
    )
    assert draft.sheet == sheet
    assert draft_of(THREE, sheet).sheet == sheet
    assert draft_of(THREE, sheet).undone().undone().marks == ()
