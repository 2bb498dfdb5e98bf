"""What a difference says on its one line."""

from __future__ import annotations

from rubrics import Place, say
from scoring.reports.verify.difference import NOTHING, Difference


def test_what_should_stand_there_and_what_does() -> None:
    """Both in the words of the reader's language, and short texts whole."""
    assert Difference(Place("a.csv", line=2), "优秀", "良好").render() == "a.csv:2: should be 优秀, found 良好"
    assert Difference(Place("a.csv"), NOTHING, say("hidden")).render() == "a.csv: should be nothing, found hidden"


def test_long_texts_are_cut_to_where_they_differ() -> None:
    """What is alike around the difference is left out but for what stands next to it."""
    long = "甲" * 200
    told = Difference(Place("a"), f"{long}1{long}", f"{long}23{long}").render()
    beside = "甲" * 24
    assert told == f"a: should be …{beside}1{beside}…, found …{beside}23{beside}…"


def test_where_all_of_a_long_text_differs() -> None:
    """So much of it is told as fits on a few lines."""
    told = Difference(Place("a"), "甲" * 300, "乙").render()
    assert told == f"a: should be {'甲' * 160}…, found 乙"


def test_a_long_text_that_was_cut_short() -> None:
    """What is missing at its end is told, and what stands before it."""
    told = Difference(Place("a"), "甲" * 200 + "丙", "甲" * 200).render()
    assert told == f"a: should be …{'甲' * 24}丙, found …{'甲' * 24}"
