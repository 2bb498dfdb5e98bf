"""Pages of forms that came back, whatever people and programs did to them."""

from __future__ import annotations

from rubrics import Message, Place, say
from submissions import FormPage, Worksheet, pages_of

DATE = say("a date or time")
Cells = dict[tuple[int, int], str | Message]


def page(*rows: tuple[str | Message, ...]) -> FormPage:
    """Return a page of these rows, from row 1 and column A."""
    cells: Cells = {
        (row, column): text for row, held in enumerate(rows, start=1) for column, text in enumerate(held) if text != ""
    }
    return FormPage(Worksheet("a.xlsx", "教育局", cells))


HEAD = ("pingyi:edu", "label", "mark", "reason")
PLAIN = page(HEAD, ("", "考核内容", "得分", "理由"), ("A1", "责任清单", "8", ""), ("A2", "以案释法", " ", "迟"))


def told(found: object) -> list[tuple[str, str]]:
    """Return code and cell of problems."""
    return [(problem.code, problem.place.cell) for problem in found]  # type: ignore[attr-defined]


def test_fields_are_found_by_their_ids() -> None:
    """As they were typed; a field that is not there is empty, and its place is the page."""
    assert PLAIN.id == "edu"
    assert (PLAIN.rows, PLAIN.columns) == ({"A1": (3,), "A2": (4,)}, {"label": (1,), "mark": (2,), "reason": (3,)})
    fields = [("A1", "mark"), ("A2", "mark"), ("A2", "reason"), ("A3", "mark"), ("A1", "none")]
    assert [PLAIN.text(field) for field in fields] == ["8", "", "迟", "", ""]
    assert [PLAIN.place(field).cell for field in fields] == ["C3", "C4", "D4", "", ""]
    assert PLAIN.place(("A3", "mark")) == Place("a.xlsx", sheet="教育局")


def test_rows_and_columns_may_move() -> None:
    """Inserted, sorted, and moved: ids go along with what they stand for."""
    moved = page(
        ("pingyi:edu", "reason", "", "mark", "label"),
        ("", "", "小计"),
        ("A2", "迟", "", "", "以案释法"),
        (),
        ("A1", "", "", "8", "责任清单"),
    )
    for field in (("A1", "mark"), ("A2", "mark"), ("A1", "reason"), ("A2", "reason")):
        assert moved.text(field) == PLAIN.text(field)
    assert list(moved.mislabelled([("A1", "责任清单"), ("A2", "以案释法")])) == []


def test_pages_are_told_from_other_sheets() -> None:
    """By the id in A1, in the order of the workbook."""
    others = [page(), page(("教育局",)), page((DATE,)), page(("pingyi:",)), page(("pingyi seal 1",))]
    found = pages_of(other.worksheet for other in [*others, page(("pingyi:~cover",)), PLAIN])
    assert [held.id for held in found] == ["~cover", "edu"]


def test_ids_are_texts() -> None:
    """What a program made something else of is no id; a number is a text here."""
    found = page(("pingyi:edu", DATE, "7"), (DATE, "", "x"), ("3", "", "y"))
    assert (found.rows, found.columns, found.text(("3", "7"))) == ({"3": (3,)}, {"7": (2,)}, "y")


def test_copies_that_agree() -> None:
    """A row or a column may be there twice: whichever says something is meant, and white space says nothing."""
    found = page(
        (*HEAD, "mark"), ("A1", "一", "", "", "8"), ("A1", "一", " 8 ", "迟 到\n了"), ("A1", "一", "", "迟到了")
    )
    assert (found.text(("A1", "mark")), found.place(("A1", "mark")).cell) == ("8", "C2")
    assert list(found.faults([("A1", "mark"), ("A1", "reason"), ("A9", "mark")])) == []


def test_copies_that_contradict_each_other() -> None:
    """Every one that says something else than the first is told, with where that one is."""
    found = page((*HEAD, "mark"), ("A1", "一", "8", "", "9"), ("A1", "一", DATE, "", "8"), ("A2", "二", "7"))
    faults = list(found.faults([("A1", "mark"), ("A2", "mark")]))
    assert told(faults) == [("FORM-TWICE", "E2"), ("FORM-TWICE", "C3")]
    assert [fault.rule.render() for fault in faults] == [
        "this field is also in cell C2, with something else in it."
    ] * 2
    assert found.text(("A1", "mark")) == "8"


def test_labels_that_are_not_what_was_issued() -> None:
    """Then an id stands beside somebody else's row; how lines are broken, and what cannot be seen, does not matter."""
    found = page(HEAD, ("A1", "责任 清单\n(一)"), ("A2", "以案释法"), ("A3",), ("A1", DATE))
    assert list(found.mislabelled([("A1", "责任清单(一)\u200b")]))[1:] == []
    issued = [("A1", "责任清单(一)"), ("A2", "责任清单"), ("A3", "三"), ("A4", "四")]
    faults = list(found.mislabelled(issued))
    assert told(faults) == [("FORM-LABEL", "B5"), ("FORM-LABEL", "B3"), ("FORM-LABEL", "B4")]
    assert faults[1].rule.render() == "this row was issued as “责任清单”, but that is not what stands here."


def test_what_stands_in_rows_of_nothing() -> None:
    """A mark in a row that lost its id belongs to nobody; headings and blanks are none."""
    found = page(
        HEAD, ("A1", "一", "8"), ("", "二", "9"), ("X", "三", DATE, "理由"), ("", "四", " "), ("", "五", "", "迟")
    )
    assert list(found.strays(["A1"], ["mark", "reason"])) == [(3, 2), (4, 2), (4, 3), (6, 3)]
    assert list(found.strays(["A1", "X"], ["mark"])) == [(3, 2)]
