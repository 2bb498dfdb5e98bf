"""Figures from outside, shown and taken in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from rubrics import Problems
from tests.portal_data import data_folder
from tests.scoring.rounds.outside import EDU, EXAM, PARKS, ROUND, RUBRIC

data_folder()

from scoring.actions.figures import look_at_figures, sources_of, take_in_figures, taken_in
from scoring.actions.records import content
from scoring.actions.uploads_of_tables import Kept, keep_uploads
from scoring.storage.models import Round
from tests.scoring.actions.counting_desk import folder_round, office

pytestmark = pytest.mark.usefixtures("db")


def _round() -> Round:
    return folder_round({"round.yaml": ROUND, "rubric.yaml": RUBRIC})


def _table(*values: str) -> Kept:
    rows = "".join(f"{name},{value}\n" for name, value in zip((EDU, EXAM, PARKS), values, strict=True))
    return keep_uploads([("日常.csv", [f"单位,分值\n{rows}".encode()])])


def test_a_table_is_shown_beside_what_stands_there() -> None:
    """New first; once it is taken in the same is known, and another one is told cell by cell."""
    made, person, kept, at = _round(), office("王办"), _table("90", "80", "70"), timezone.now()
    seen = look_at_figures(made, kept, "daily")
    assert [(row.agency, row.now, row.before, row.state.text) for row in seen.rows][:1] == [(EDU, ("90",), (), "new")]
    taken = take_in_figures(
        made, person, kept, "daily", shown=seen.shown, about=("2026-05-01", "市考核办"), at=at, tr=str
    )
    assert taken is not None
    assert (taken.number, taken.by, taken.date, taken.provider) == (1, "王办", "2026-05-01", "市考核办")
    assert (content(made, "imports/daily.csv") or b"").decode("utf-8-sig").splitlines()[1] == "edu,90"
    known = look_at_figures(made, kept, "daily").known
    assert known is not None
    later = at + timedelta(minutes=1)
    other = look_at_figures(made, _table("90", "85", "70"), "daily")
    assert [row.state.text for row in other.rows] == ["unchanged", "changed", "unchanged"]
    take_in_figures(
        made, person, _table("90", "85", "70"), "daily", shown=other.shown, about=(None, None), at=later, tr=str
    )
    assert [(one.number, holds) for one, holds in taken_in(made)] == [(2, True), (1, False)]
    assert made.journal.order_by("-id").values_list("text", flat=True)[0] == (
        "Figures “{source}” were taken in, number {n}."
    )


def test_what_was_not_shown_is_not_taken_in() -> None:
    """Another preview than the one that was looked at changes nothing."""
    made = _round()
    kept = _table("90", "80", "70")
    about = (None, None)
    done = take_in_figures(made, office("王办"), kept, "daily", shown="else", about=about, at=timezone.now(), tr=str)
    assert (done, taken_in(made)) == (None, ())


def test_faults_are_told_and_sources_named() -> None:
    """Every cell that cannot be read; a source that nothing reads is one too."""
    made = _round()
    for source, code in (("daily", "VALUE-NUMBER"), ("nothing", "IMPORT-UNKNOWN")):
        with pytest.raises(Problems) as told:
            look_at_figures(made, _table("90", "八十", "70"), source)
        assert [problem.code for problem in told.value.items] == [code]
    assert sources_of(made)["survey"] == "问卷"
    assert set(sources_of(made)) == {"daily", "level", "late", "survey", "typed", "online", "fraud"}
