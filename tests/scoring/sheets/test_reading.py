"""A score sheet that came back, from its bytes to marks and words."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from rubrics import Place, Problems
from scoring.rounds import Sheet
from scoring.sheets.layout import MATRIX
from scoring.sheets.returned import Erratum
from tests.scoring.sheets.returning import FULL, ROUND, RUBRIC, Office, edited, marks, page, put, spot

WORDS = "第一行\n“第二行”𠮷👩‍👩‍👧 é<b>&amp; =1+1\t尾"


def test_marks_words_and_places() -> None:
    """Marks are tidied, words are as they were typed to the last character, and each knows its cell."""
    office = Office()
    data = edited(
        office.issue(),
        marks("a", {**FULL, "A1": " ８．５分", "A2": "3"}),
        put("a", "A2", "reason", WORDS),
        put("a", "~highlights", "text", WORDS),
        put("b", "~problems", "text", "无"),
        put("b", "~suggestions", "text", "  多到现场 "),
        put("c", "~recused", "text", "配偶在此任职"),
    )
    found = office.take(data)
    said = {**{name: str(mark) for name, mark in FULL.items()}, "A2": "3"}
    assert found.sheets == (
        Sheet(agency="a", rater="r1", marks=said, reasons={"A2": WORDS}, highlights=WORDS),
        Sheet(agency="b", rater="r1", problems="无", suggestions="  多到现场 "),
        Sheet(agency="c", rater="r1", recused="配偶在此任职"),
    )
    assert (found.rater, found.issue, found.layout, found.open) == ("r1", 1, "per-agency", 6)
    assert found.asked == ("A1", "A2", "A3", "A4", "B1", "V1")
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    assert found.places["a", "A2", "mark"] == Place("back.xlsx", sheet="教育局", cell="I6")
    assert found.places["a", "A2", "reason"] == Place("back.xlsx", sheet="教育局", cell="J6")
    assert len(found.places) == 11
    assert (found.errata, found.notes) == ((), ())


def test_a_matrix() -> None:
    """Rows are agencies and columns criteria; what does not concern an agency is printed and not read."""
    office = Office(RUBRIC.replace("    reason_below: 60%\n", ""))
    data = edited(
        office.issue(layout=MATRIX),
        put("~matrix", "a", "A1", 1),
        put("~matrix", "b", "V1", "否"),
        put("~matrix", "c", "A2", "回避"),
        put("~matrix", "c", "~recused", "配偶在此任职"),
    )
    found = office.take(data)
    assert found.sheets == (
        Sheet(agency="a", rater="r1", marks={"A1": "1"}),
        Sheet(agency="b", rater="r1", marks={"V1": "否"}),
        Sheet(agency="c", rater="r1", marks={"A2": "回避"}, recused="配偶在此任职"),
    )
    assert (found.layout, found.open) == ("matrix", 10)
    assert found.places["c", "~recused", "text"].cell == "K8"


def test_the_sheets_of_one_method() -> None:
    """Only its criteria are asked for."""
    office = Office()
    found = office.take(edited(office.issue(method="site_visit"), put("a", "A3", "mark", "良")))
    assert (found.asked, found.sheets[0]) == (("A2", "A3"), Sheet(agency="a", rater="r1", marks={"A3": "良"}))


def test_what_is_told_and_not_refused() -> None:
    """不涉及 of a rater, marks beside a recusal, a page that is gone, low marks that have no room for a reason."""
    office = Office()
    data = edited(
        office.issue(),
        marks("a", {"A1": "不涉及", "A4": "不涉及"}),
        put("b", "A1", "mark", 1),
        put("b", "~recused", "text", "曾任职"),
        lambda book: book.remove(page(book, "c")),
    )
    found = office.take(data)
    assert [sheet.marks for sheet in found.sheets] == [{"A1": "不涉及", "A4": "不涉及"}, {"A1": "1"}]
    assert [note.render() for note in found.notes] == [
        "丙局: the page is gone; nothing is read for it.",
        "教育局: 不涉及 at A1, A4 is kept; it counts once the round says so.",
        "教育局考试中心: recused; the marks beside it are kept, but do not count.",
    ]


def test_a_limit_for_reasons_that_came_after_a_matrix_was_issued() -> None:
    """The matrix has no room for reasons: it is told."""
    office = Office(RUBRIC.replace("    reason_below: 60%\n", ""))
    data = edited(office.issue(layout=MATRIX), put("~matrix", "a", "A1", 1), put("~matrix", "a", "A2", 9))
    (_, low) = Office(RUBRIC, issues=office.issues).take(data).notes
    assert low.render() == "教育局: low marks, for which there is no room for a reason: A1."


def test_an_error_of_writing_that_was_corrected() -> None:
    """The sheet is valid; what it was issued with is listed beside what is right."""
    office = Office(RUBRIC.replace("普法活动", "普法活运"))
    data = edited(office.issue(), marks("a", FULL))
    found = Office(RUBRIC, issues=office.issues).take(data)
    assert found.sheets == office.take(data).sheets
    assert found.errata == (Erratum("A3", "普法活运", "普法活动"),)
    assert [note.render()[:39] for note in found.notes] == ["issued before a correction of wording ("]


def test_an_agency_that_was_renamed() -> None:
    """Its page still bears the earlier name."""
    office = Office()
    data = edited(office.issue(), marks("c", {"A1": 9}))
    event = "events: [{date: 2026-05-02, reason: 机构改革, renamed: {agency: c, name: 新局}}]\n"
    renamed = replace(office, round_yaml=ROUND + event)
    assert renamed.take(data).sheets[2].marks == {"A1": "9"}


def test_a_round_that_changed_since() -> None:
    """A mark of an agency that the rater is recused from by now is refused, an open sheet of it is not."""
    office = Office()
    data = edited(office.issue(), marks("a", {"A1": 9}))
    blank = office.issue()
    office.round_yaml = ROUND.replace("agency: d,", "agency: a,")
    with pytest.raises(Problems) as caught:
        office.take(data)
    (fault,) = caught.value.items
    assert (fault.code, fault.place.cell) == ("MARK-CLOSED", "I5")
    assert office.take(blank).sheets[0] == Sheet(agency="a", rater="r1")


def test_the_word_for_what_the_round_says_anyway() -> None:
    """A rater who writes 回避 where the round says so already says nothing wrong, and nothing new."""
    office = Office()
    data = edited(office.issue(), marks("a", {"A1": "回避", "A2": "—", "A3": "不涉及"}))
    office.round_yaml = ROUND.replace("agency: d,", "agency: a,")
    found = office.take(data)
    assert (found.sheets[0], found.places) == (Sheet(agency="a", rater="r1"), {})


def test_all_faults_at_once() -> None:
    """Those of pages and those of cells, in the order of their places."""
    office = Office()

    def spoil(book: object) -> None:
        spot(page(book, "a"), "A2", "label").value = "别的"

    with pytest.raises(Problems) as caught:
        office.take(edited(office.issue(), marks("b", {"A1": 99, "A2": "x"}), spoil))
    assert [(item.code, item.place.sheet, item.place.cell) for item in caught.value.items] == [
        ("FORM-LABEL", "教育局", "D6"),
        ("MARK-RANGE", "教育局考试中心", "I5"),
        ("MARK-NUMBER", "教育局考试中心", "I6"),
    ]
