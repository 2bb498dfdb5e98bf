"""What happens to a round while it runs: entered, told as sentences, taken back."""

from __future__ import annotations

import pytest
from django.utils import timezone

from rubrics import Problems, fingerprints
from tests.portal_data import data_folder

data_folder()

from scoring.actions.eventful import enter, happened, take_back
from scoring.actions.plans import plan_of
from scoring.actions.revising import revise
from scoring.storage.models import JournalLine
from tests.portal_people import demo_round

pytestmark = pytest.mark.usefixtures("db")
DAY = {"date": "2026-05-01", "reason": "因故"}


@pytest.mark.parametrize(
    ("kind", "typed", "told", "line"),
    [
        (
            "renamed",
            {"agency": "metro", "name": "示例轨道集团"},
            "The agency 示例地铁集团 is called 示例轨道集团 now.",
            "The agency 示例地铁集团 is called 示例轨道集团 now.",
        ),
        ("withdrawn", {"agency": "示例地铁集团"}, "示例地铁集团 withdrew.", "示例地铁集团 withdrew."),
        (
            "recused",
            {"rater": "r1", "agency": "court"},
            "评议员甲 is recused from 示例市中级人民法院.",
            "评议员甲 is recused from 示例市中级人民法院.",
        ),
        (
            "replaced",
            {"rater": "r1", "name": "评议员癸", "kind_of_member": "律师", "agency": "ecology", "sheets": "valid"},
            "评议员癸 sits on the seat of 评议员甲, from 示例市生态环境局 on.",
            "评议员癸 sits on the seat of 评议员甲, from 示例市生态环境局 on.",
        ),
        (
            "absent",
            {"rater": "r2", "agency": "court", "method": "site_visit"},
            "评议员乙 is absent: 示例市中级人民法院; only site visit.",
            "评议员乙 was entered as absent.",
        ),
        ("absent", {"rater": "r2"}, "评议员乙 is absent: all agencies.", "评议员乙 was entered as absent."),
    ],
)
def test_entered_and_told(kind: str, typed: dict[str, str], told: str, line: str) -> None:
    """Each kind stands in the round as a sentence, with day and reason, and in the journal."""
    made = demo_round()
    enter(made, None, timezone.now(), kind, {**DAY, **typed})
    *_, last = happened(plan_of(made))
    assert (last.date, last.what.render(), last.reason) == ("2026-05-01", told, "因故")
    held = JournalLine.objects.latest("pk")
    assert held.text.format(**held.values) == line


def test_a_successor_gets_an_id_of_its_own() -> None:
    """Also the successor of a successor."""
    made = demo_round()
    for rater, since in (("r1", "education"), ("r1-2", "market")):
        typed = {**DAY, "rater": rater, "name": "新人", "agency": since, "sheets": "void"}
        enter(made, None, timezone.now(), "replaced", typed)
    assert list(plan_of(made).round.raters)[:4] == ["r1", "r1-2", "r1-2-2", "r2"]
    assert [event.replaced.sheets for event in plan_of(made).round.events if event.replaced] == ["void", "void"]


def test_in_the_order_of_their_days() -> None:
    """What is entered late stands where it belongs."""
    made = demo_round()
    for date, agency in (("2026-05-02", "court"), ("2026-05-01", "health"), ("2026-05-02", "market")):
        typed = {"date": date, "reason": "因故", "rater": "r1", "agency": agency}
        enter(made, None, timezone.now(), "recused", typed)
    found = [event.recused.agency for event in plan_of(made).round.events if event.recused]
    assert found == ["health", "court", "market"]


@pytest.mark.parametrize(
    ("kind", "typed", "codes"),
    [
        ("corrected", DAY, ["EVENT-KIND"]),
        ("withdrawn", {"agency": "court"}, ["SHAPE-VALUE"] * 2),
        ("withdrawn", {**DAY, "agency": "nobody"}, ["ROUND-UNKNOWN"]),
        ("renamed", {**DAY, "agency": "metro", "name": "示例市教育局"}, ["EVENT-NAME"]),
        ("recused", {**DAY, "rater": "", "agency": "court"}, ["SHAPE-VALUE"]),
    ],
)
def test_what_cannot_have_happened(kind: str, typed: dict[str, str], codes: list[str]) -> None:
    """It is refused with all that is wrong, and nothing is kept."""
    made = demo_round()
    with pytest.raises(Problems) as told:
        enter(made, None, timezone.now(), kind, typed)
    assert ([item.code for item in told.value.items], plan_of(made).round.events) == (codes, ())


def test_taken_back() -> None:
    """An event goes, and so does a recusal that was known beforehand; the journal says why."""
    made = demo_round()
    enter(made, None, timezone.now(), "withdrawn", {**DAY, "agency": "court"})
    known, event = happened(plan_of(made))
    assert (known.date, known.what.render()) == ("", "评议员己 is recused from 示例地铁集团.")
    for item in (event, known):
        take_back(made, None, timezone.now(), item.key, " 录入错误 ")
    held = plan_of(made).round
    assert (held.events, held.recusals) == ((), ())
    line = JournalLine.objects.latest("pk")
    assert (line.text, line.values) == ("An event was taken back: {why}", {"why": "录入错误"})


@pytest.mark.parametrize(("gone", "why", "code"), [(False, " ", "EVENT-WHY"), (True, "录入错误", "EVENT-GONE")])
def test_taken_back_for_a_reason_and_only_once(gone: bool, why: str, code: str) -> None:
    """Without a reason nothing is taken back, and what is gone cannot be."""
    made = demo_round()
    enter(made, None, timezone.now(), "withdrawn", {**DAY, "agency": "court"})
    key = happened(plan_of(made))[-1].key
    if gone:
        take_back(made, None, timezone.now(), key, why)
    with pytest.raises(Problems) as told:
        take_back(made, None, timezone.now(), key, why)
    assert [item.code for item in told.value.items] == [code]


def test_a_correction_of_the_rubric_is_told() -> None:
    """It stands in the list although no form enters it."""
    made = demo_round()
    scoring, _ = fingerprints(plan_of(made).rubric).short
    event = {**DAY, "corrected": {"text": "0123ABCD", "scoring": scoring}}
    revise(made, None, timezone.now(), lambda _, values: values.update(events=[event]), happened(plan_of(made))[0].what)
    assert happened(plan_of(made))[-1].what.render() == (
        "The rubric's wording was corrected; what counts stayed the same."
    )


def test_pressed_twice_is_entered_once() -> None:
    """The very same event does not stand there twice."""
    made = demo_round()
    for _ in range(2):
        enter(made, None, timezone.now(), "recused", {**DAY, "rater": "r1", "agency": "court"})
    assert [event.date for event in plan_of(made).round.events] == ["2026-05-01"]


@pytest.mark.parametrize(("rater", "agency"), [("r1", "court"), ("r6", "metro")])
def test_a_recusal_stands_there_once(rater: str, agency: str) -> None:
    """Whoever is recused already, by an event or from the beginning, is not entered with another reason."""
    made = demo_round()
    enter(made, None, timezone.now(), "recused", {**DAY, "rater": "r1", "agency": "court"})
    with pytest.raises(Problems) as told:
        enter(made, None, timezone.now(), "recused", {**DAY, "rater": rater, "agency": agency, "reason": "另有原因"})
    assert ([item.code for item in told.value.items], len(plan_of(made).round.events)) == (["EVENT-KNOWN"], 1)
