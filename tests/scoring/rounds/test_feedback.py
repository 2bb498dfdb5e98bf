"""The remarks that the office releases, and what may be wrong with them."""

from __future__ import annotations

from rubrics import Document, read_rubric
from rubrics.library import rubric_text
from scoring.rounds import Feedback, Remark, check_feedback
from tests.scoring.rounds.test_roster import a_round

RUBRIC = read_rubric(rubric_text("shenzhen-sample"), "rubric.yaml")


def told(*remarks: Remark) -> list[tuple[str, str, str]]:
    """Return code, place and rule of every fault."""
    feedback, locate = Feedback(pingyi=1, remarks=remarks), Document("feedback.yaml", {}, {}).locate
    return [
        (item.code, item.place.path, item.rule.render()) for item in check_feedback(feedback, a_round(), RUBRIC, locate)
    ]


def test_sound_remarks() -> None:
    """About a part, a criterion, or the whole."""
    criterion = RUBRIC.parts[0].criteria[0].id
    about = (None, RUBRIC.parts[0].id, criterion)
    assert told(*(Remark(agency="a", about=node, text="好") for node in about)) == []


def test_unknown_agencies_and_criteria() -> None:
    """Each is told with its place."""
    assert told(Remark(agency="x", text="好"), Remark(agency="a", about="Z9", text="好")) == [
        ("ROUND-UNKNOWN", "remarks[0].agency", "the agency “x” is not part of this round."),
        ("FEEDBACK-ABOUT", "remarks[1].about", "the rubric has no part or criterion “Z9”."),
    ]


def test_remarks_by_agency() -> None:
    """Several to one agency stay in the file's order."""
    first, second, other = (Remark(agency=agency, text=text) for agency, text in (("b", "1"), ("b", "2"), ("a", "3")))
    assert Feedback(pingyi=1, remarks=(first, other, second)).by_agency == {"b": (first, second), "a": (other,)}
