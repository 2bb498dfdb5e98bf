"""Who sits where and marks what, once events are taken together."""

from __future__ import annotations

from typing import Any

import pytest

from rubrics import Document, build
from scoring.rounds import Round
from scoring.rounds.roster import Duty
from tests.scoring.rounds.test_rules import member

VISIT, PAPERS = ("site_visit",), ("document_review",)


def a_round(*events: dict[str, Any], **changes: Any) -> Round:  # noqa: ANN401 - parts of a round
    """Return a round of four agencies, a panel of two seats and a council of one, with these events."""
    value = {
        "pingyi": 1,
        "id": "round",
        "title": "评议",
        "organizer": "办公室",
        "rubric": "r",
        "agencies": [{"id": name, "name": f"{name}局"} for name in "abcd"],
        "groups": [
            {"id": "panel", "title": "评议团", "members": [member("j1"), member("j2")]},
            {"id": "council", "title": "联席会议", "members": [member("k1")]},
        ],
        "events": [{"date": "2026-05-01", "reason": "调离", **event} for event in events],
        **changes,
    }
    return build(Round, Document("round.yaml", value, {}))


def replaced(rater: str, by: str, since: str, sheets: str = "valid") -> dict[str, Any]:
    """Return a substitution."""
    return {"replaced": {"rater": rater, "by": member(by), "since": since, "sheets": sheets}}


def assigned(rater: str, date: str = "2026-05-01", **scope: Any) -> dict[str, Any]:  # noqa: ANN401 - lists of ids
    """Return an assignment as an event, by default on the day of the others."""
    return {"date": date, "reason": f"{date}调整", "assigned": {"rater": rater, **scope}}


def duties(round_: Round, rater: str, methods: tuple[str, ...] = ()) -> str:
    """Return what a rater does for the agencies a to d: M marks, n no longer, - never."""
    signs = {Duty.MARKS: "M", Duty.NO_LONGER: "n", Duty.NEVER: "-"}
    found = [round_.roster.duty(rater, agency, methods)[0] for agency in "abcd"]
    assert [duty is Duty.MARKS for duty in found] == [round_.assigned(rater, agency, methods) for agency in "abcd"]
    return "".join(signs[duty] for duty in found)


def test_without_events_everybody_marks_everything() -> None:
    """And sits where the group lists the member."""
    round_ = a_round()
    assert round_.seat_of == {"j1": ("panel", 1, 0), "j2": ("panel", 2, 0), "k1": ("council", 1, 0)}
    assert [duties(round_, rater, VISIT) for rater in round_.raters] == ["MMMM", "MMMM", "MMMM"]


def test_a_substitute_sits_on_the_same_seat() -> None:
    """From the agency named on; before it the predecessor's sheets hold."""
    round_ = a_round(replaced("j1", "j9", "c"))
    assert list(round_.raters) == ["j1", "j9", "j2", "k1"]
    assert [rater.id for rater in round_.raters_of("panel")] == ["j1", "j9", "j2"]
    assert round_.seat_of["j9"] == ("panel", 1, 1)
    assert round_.seat_of["j2"] == ("panel", 2, 0)
    assert (duties(round_, "j1"), duties(round_, "j9"), duties(round_, "j2")) == ("MMnn", "--MM", "MMMM")
    assert round_.roster.duty("j1", "d") == (Duty.NO_LONGER, "调离")


def test_void_sheets_are_set_aside_everywhere() -> None:
    """The substitute marks from the agency named on all the same."""
    round_ = a_round(replaced("j1", "j9", "b", "void"))
    assert (duties(round_, "j1"), duties(round_, "j9")) == ("nnnn", "-MMM")


def test_a_chain_of_substitutes() -> None:
    """Each takes the seat over from the one before."""
    round_ = a_round(replaced("j1", "j8", "b"), replaced("j8", "j9", "d"))
    assert [rater.id for rater in round_.raters_of("panel")] == ["j1", "j8", "j9", "j2"]
    assert [round_.seat_of[rater] for rater in ("j1", "j8", "j9")] == [("panel", 1, n) for n in range(3)]
    assert [duties(round_, rater) for rater in ("j1", "j8", "j9")] == ["Mnnn", "-MMn", "---M"]


def test_an_assignment_while_the_round_runs() -> None:
    """It replaces what was assigned before; what is outside both was never to be marked."""
    round_ = a_round(assigned("j1", agencies=["c", "d"]), assignments=[{"rater": "j1", "agencies": ["a", "c"]}])
    assert duties(round_, "j1") == "n-MM"
    assert round_.roster.duty("j1", "a") == (Duty.NO_LONGER, "2026-05-01调整")


def test_assignments_of_one_day_belong_together() -> None:
    """A later day's replace them."""
    day = [assigned("j1", agencies=["a"], methods=["site_visit"]), assigned("j1", agencies=["b"])]
    both = a_round(*day)
    assert (duties(both, "j1", VISIT), duties(both, "j1", PAPERS)) == ("MMnn", "nMnn")
    later = a_round(*day, assigned("j1", "2026-05-02", agencies=["d"]))
    assert duties(later, "j1", VISIT) == "nnnM"


@pytest.mark.parametrize(
    ("own", "expected"),
    [([], ("MMn-", "--M-")), ([{"rater": "j9", "agencies": ["d"]}], ("MMn-", "---M"))],
)
def test_a_substitute_takes_over_the_assignment(own: list[dict[str, Any]], expected: tuple[str, str]) -> None:
    """Unless there is one of the substitute's own."""
    base = [{"rater": "j1", "agencies": ["a", "b", "c"]}, *own]
    round_ = a_round(replaced("j1", "j9", "c"), assignments=base)
    assert (duties(round_, "j1"), duties(round_, "j9")) == expected


def test_a_substitute_takes_over_what_events_assigned() -> None:
    """What the predecessor last had to mark, not what was assigned at first."""
    base = [{"rater": "j1", "agencies": ["a", "b"]}]
    round_ = a_round(assigned("j1", agencies=["c"]), replaced("j1", "j9", "b"), assignments=base)
    assert (duties(round_, "j1"), duties(round_, "j9")) == ("nnn-", "--M-")


def test_faulty_substitutions_end() -> None:
    """The check tells of them; reading on goes in no circle, and the first substitution of a rater holds."""
    circle = a_round(replaced("j1", "j9", "a"), replaced("j9", "j1", "x"))
    assert [rater.id for rater in circle.raters_of("panel")] == ["j1", "j9", "j2"]
    twice = a_round(replaced("j1", "j8", "b"), replaced("j1", "j9", "c"))
    assert [rater.id for rater in twice.raters_of("panel")] == ["j1", "j8", "j2"]


def test_what_a_rater_was_last_assigned_to() -> None:
    """Nothing for everything; else what was said last, and for a substitute what the predecessor had."""
    own = {"rater": "j1", "agencies": ["a"]}
    round_ = a_round(replaced("j1", "j3", "b"), assigned("j2", "2026-05-02", agencies=["c"]), assignments=[own])
    found = {rater: [item.agencies for item in round_.roster.assigned_to(rater)] for rater in ("j1", "j2", "j3", "k1")}
    assert found == {"j1": [("a",)], "j2": [("c",)], "j3": [("a",)], "k1": []}
