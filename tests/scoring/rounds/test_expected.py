"""Which marks are expected of whom, and what each event does to a round with half its sheets in."""

from __future__ import annotations

from typing import Any

from rubrics import Place, Rubric, tree
from scoring.rounds import Entry, Mark, MarkState, marks_from
from scoring.rounds.expected import expected_marks
from tests.scoring.rounds.test_roster import a_round, assigned, replaced
from tests.scoring.rounds.test_rules import NOT_APPLICABLE, PANEL, rubric
from tests.scoring.rounds.test_rules_of_duties import APART

GIVEN, AWAITED = "8", ""
SIGNS = {
    MarkState.GIVEN: "8",
    MarkState.AWAITED: ".",
    MarkState.RECUSED: "R",
    MarkState.ABSENT: "A",
    MarkState.UNASSIGNED: "U",
    MarkState.NOT_APPLICABLE: "N",
}


def said() -> Rubric:
    """Return a rubric of two criteria, one by site visit and one by documents, each pooled for itself."""
    return rubric(parts=APART, not_applicable="zero")


def sheets(given: str, raters: tuple[str, ...] = ("j1", "j2")) -> list[Entry]:
    """Return the sheets of raters who have marked the agencies `given` by both methods."""
    place = Place("sheets/marks.csv", 2)
    return [Entry(agency, rater, leaf, "8", place) for agency in given for rater in raters for leaf in LEAVES]


LEAVES = ("visit", "papers")


def after(*events: dict[str, Any], given: str = "ab", raters: tuple[str, ...] = ("j1", "j2"), **changes: Any) -> Any:  # noqa: ANN401 - parts of a round
    """Return a function from rater (and criterion) to the states of the agencies a to d, half the sheets being in."""
    round_ = a_round(*events, **{"groups": [PANEL], **changes})
    marks, problems = marks_from(said(), round_, sheets(given, raters))
    assert problems == []

    def states(rater: str, leaf: str = "visit") -> str:
        return "".join(SIGNS[marks[agency, rater, leaf].state] for agency in "abcd")

    return states


def remark(event: dict[str, Any], rater: str, agency: str) -> str:
    """Return what stands beside a mark after an event."""
    marks, _ = marks_from(said(), a_round(event, groups=[PANEL]), sheets("ab"))
    return marks[agency, rater, "visit"].remark


def test_half_the_sheets() -> None:
    """Two of four agencies are marked, the others awaited."""
    states = after()
    assert [states(rater, leaf) for rater in ("j1", "j2") for leaf in LEAVES] == ["88.."] * 4


def test_an_agency_is_renamed() -> None:
    """Its marks stay."""
    assert after({"renamed": {"agency": "a", "name": "新局"}})("j1") == "88.."


def test_an_agency_withdraws() -> None:
    """Its marks are kept, those that are awaited stay so."""
    event = {"withdrawn": {"agency": "a"}}
    assert (after(event)("j1"), after(event, given="b")("j1")) == ("88..", ".8..")


def test_a_rater_is_replaced_and_the_sheets_are_valid() -> None:
    """The substitute goes on where the predecessor stopped."""
    event = replaced("j1", "j9", "c")
    states = after(event)
    assert (states("j1"), states("j9"), states("j2")) == ("88UU", "UU..", "88..")
    assert (remark(event, "j1", "c"), remark(event, "j9", "a")) == ("调离", "调离")


def test_a_rater_is_replaced_and_the_sheets_are_void() -> None:
    """All that the predecessor gave is set aside; the substitute begins with the agency named."""
    event = replaced("j1", "j9", "a", "void")
    states = after(event)
    assert (states("j1"), states("j9"), states("j2")) == ("UUUU", "....", "88..")
    assert remark(event, "j1", "a") == "调离"


def test_marks_of_a_predecessor_from_the_agency_on_are_set_aside() -> None:
    """Sheets that came in before the event are no fault."""
    assert after(replaced("j1", "j9", "b"))("j1") == "8UUU"


def test_a_substitute_marks_nothing_before_the_agency() -> None:
    """Such a mark is a fault of the sheet."""
    round_ = a_round(replaced("j1", "j9", "b"), groups=[PANEL])
    _, problems = marks_from(said(), round_, sheets("ab", ("j9",)))
    assert [(item.code, item.rule.render()) for item in problems] == [
        ("MARK-CLOSED", f"“j9” is unassigned for “{leaf}” of “a” in round.yaml, but there is a mark.")
        for leaf in LEAVES
    ]


def test_a_rater_is_assigned_to_some_agencies() -> None:
    """Marks that were given for others are set aside."""
    event = assigned("j1", agencies=["b", "c"])
    assert after(event)("j1") == "U8.U"
    assert remark(event, "j1", "a") == "2026-05-01调整"


def test_a_rater_is_assigned_to_some_methods() -> None:
    """The other criteria are not asked for."""
    states = after(assigned("j1", methods=["site_visit"]))
    assert (states("j1", "visit"), states("j1", "papers")) == ("88..", "UUUU")


def test_a_recusal_comes_to_light_late() -> None:
    """The marks that were given are set aside, with the reason, and nobody has to touch the sheets."""
    event = {"recused": {"rater": "j1", "agency": "a"}}
    states = after(event, {"recused": {"rater": "j1", "agency": "c"}})
    assert (states("j1"), states("j1", "papers"), states("j2")) == ("R8R.", "R8R.", "88..")
    assert remark(event, "j1", "a") == "调离"


def test_a_recusal_known_beforehand_and_a_mark_contradict_each_other() -> None:
    """An event for the same pair changes nothing about it."""
    recusal = {"rater": "j1", "agency": "a", "reason": "亲属"}
    round_ = a_round({"recused": {"rater": "j1", "agency": "a"}}, groups=[PANEL], recusals=[recusal])
    marks, problems = marks_from(said(), round_, sheets("a", ("j1",)))
    assert [item.code for item in problems] == ["MARK-CLOSED", "MARK-CLOSED"]
    assert marks["a", "j1", "visit"] == Mark(MarkState.RECUSED, remark="亲属")


def test_a_declared_absence() -> None:
    """What is still awaited is closed, what was given stays."""
    event = {"absent": {"rater": "j1"}}
    states = after(event)
    assert (states("j1"), states("j1", "papers"), states("j2")) == ("88AA", "88AA", "88..")
    assert remark(event, "j1", "d") == "调离"


def test_an_absence_for_some() -> None:
    """Of the agencies, or of the methods, that are named; two absences of a rater add up."""
    some = {"absent": {"rater": "j1", "agencies": ["b", "c"]}}
    assert after(some)("j1") == "88A."
    visits = {"absent": {"rater": "j1", "methods": ["site_visit"]}}
    assert [after(visits)("j1", leaf) for leaf in LEAVES] == ["88AA", "88.."]
    assert [after(some, visits)("j1", leaf) for leaf in LEAVES] == ["88AA", "88A."]


def test_the_wording_is_corrected() -> None:
    """No mark changes."""
    assert after({"corrected": {"text": "00000000", "scoring": "00000000"}})("j1") == "88.."


def test_what_comes_first() -> None:
    """不涉及 before a recusal, a recusal before an assignment, each before an absence."""
    spared = {**NOT_APPLICABLE, "agency": "a", "criterion": "visit"}
    known = [{"rater": "j1", "agency": "b", "reason": "亲属"}]
    events = [{"recused": {"rater": "j1", "agency": name}} for name in "ac"]
    events += [assigned("j1", agencies=["d"]), {"absent": {"rater": "j1"}}]
    states = after(*events, given="", not_applicable=[spared], recusals=known)
    assert (states("j1", "visit"), states("j1", "papers")) == ("NRRA", "RRRA")


def test_nothing_is_expected_of_another_class() -> None:
    """And of a group that the round does not have."""
    other = {"id": "other", "title": "另", "by": "nobody", "points": 100, "pool": {"mean": {}}}
    parts = [{**APART[0], "for": ["one"]}, other]
    leaves = [leaf for leaf in tree(rubric(parts=parts, classes=CLASSES)).leaves() if leaf.rated]
    agencies = [{"id": "a", "name": "甲局", "class": "one"}, {"id": "b", "name": "乙局", "class": "two"}]
    marks = expected_marks(tuple(leaves), a_round(agencies=agencies, groups=[PANEL])).after_events()
    assert marks.keys() == {("a", rater, leaf) for rater in ("j1", "j2") for leaf in LEAVES}


CLASSES = [{"id": name, "title": name} for name in ("one", "two")]


def test_all_groups_of_a_pool_are_expected() -> None:
    """The members of each."""
    pool = {"groups": {"panel": 60, "council": 40}, "each": {"mean": {}}, "empty_group": "refuse"}
    leaves = tree(rubric(parts=[{"id": "all", "title": "评分", "pool": pool, "points": 100}])).leaves()
    marks = expected_marks(leaves, a_round()).after_events()
    assert marks.keys() == {(agency, rater, "all") for agency in "abcd" for rater in ("j1", "j2", "k1")}


def test_what_was_given_stays_beside_a_mark_set_aside() -> None:
    """As it was written; nothing where no mark had come in."""
    event = {"recused": {"rater": "j1", "agency": "a"}}
    round_ = a_round(event, {"recused": {"rater": "j1", "agency": "c"}}, groups=[PANEL])
    marks, _ = marks_from(said(), round_, sheets("ab"))
    held = {agency: marks[agency, "j1", "visit"] for agency in "abc"}
    assert {agency: (mark.state, mark.points, mark.written) for agency, mark in held.items()} == {
        "a": (MarkState.RECUSED, None, "8"),
        "b": (MarkState.GIVEN, 8, None),
        "c": (MarkState.RECUSED, None, None),
    }
