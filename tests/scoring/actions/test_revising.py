"""round.yaml changed by values: checked as a whole, kept as a version, told in the journal."""

from __future__ import annotations

import pytest
from django.utils import timezone

from rubrics import Problems, say
from scoring.rounds import Round as RoundValue
from tests.portal_data import data_folder

data_folder()

from scoring.actions.plans import plan_of
from scoring.actions.revising import Values, revise
from scoring.storage.models import JournalLine, Record, Role
from tests.portal_people import demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")


def test_a_change_is_a_version_and_a_line() -> None:
    """The round says what was changed, the table of rounds too, and the journal who did it."""
    made, office = demo_round(), somebody(Role.OFFICE, name="普法办")

    def work(before: RoundValue, values: Values) -> None:
        assert before.title == made.title
        values["title"] = "另一个名称"

    revise(made, office, timezone.now(), work, say("It was changed: {n}.", n=1))
    assert (made.title, plan_of(made).round.title) == ("另一个名称", "另一个名称")
    assert Record.objects.filter(round=made, path="round.yaml").count() == 2
    line = JournalLine.objects.latest("pk")
    assert (line.text, line.values, line.name) == ("It was changed: {n}.", {"n": 1}, "普法办")


def test_what_stays_the_same_leaves_no_trace() -> None:
    """Neither a version nor a line of the journal."""
    made = demo_round()
    before = (made.revision, JournalLine.objects.count())

    def work(held: RoundValue, values: Values) -> None:
        values["title"] = held.title

    revise(made, None, timezone.now(), work, say("It was changed: {n}.", n=1))
    assert (made.revision, JournalLine.objects.count()) == before


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("title", "", "SHAPE-VALUE"),
        ("recusals", [{"rater": "r1", "agency": "nobody", "reason": "x"}], "ROUND-UNKNOWN"),
    ],
)
def test_what_a_round_may_not_say(field: str, value: object, code: str) -> None:
    """It is refused in the words of the set-up, and nothing is kept."""
    made = demo_round()
    revision = made.revision

    def work(before: RoundValue, values: Values) -> None:
        values[field] = value

    with pytest.raises(Problems) as told:
        revise(made, None, timezone.now(), work, say("It was changed: {n}.", n=1))
    made.refresh_from_db()
    assert ([item.code for item in told.value.items], made.revision) == ([code], revision)


def test_marks_that_would_not_fit() -> None:
    """A round with marks and reports cannot lose the agency that they are of."""
    made = demo_round(marks=True)

    def work(before: RoundValue, values: Values) -> None:
        values["agencies"] = [item for item in values["agencies"] if item["id"] != "court"]

    with pytest.raises(Problems) as told:
        revise(made, None, timezone.now(), work, say("It was changed: {n}.", n=1))
    assert {item.place.file.split("/")[0] for item in told.value.items} == {"sheets", "submissions"}
