"""What is begun of sheets and not ended is named before a round is closed."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from rubrics import Message
from scoring.actions.paper_entry import paper_of
from scoring.actions.unfinished import gaps, unchecked_papers
from scoring.storage.models import Round, Sheet, Signing
from tests.portal_people import demo_round
from tests.scoring.actions.counting_desk import count, keep, office

pytestmark = pytest.mark.usefixtures("db")


def told(messages: tuple[Message, ...]) -> list[tuple[str, object, object]]:
    """Return the beginning of each sentence, its number and the names in it."""
    values = [dict(message.values) for message in messages]
    return [
        (message.text.partition(" {n}")[0], value["n"], value["sheets"])
        for message, value in zip(messages, values, strict=True)
    ]


def test_a_paper_that_was_typed_once_is_named_until_it_is_checked() -> None:
    """Of a paper that nobody has checked nothing counts."""
    made = demo_round()
    assert unchecked_papers(made) == ()
    paper = paper_of(made, "court", "r1")
    assert paper is not None
    keep(made, office("张三"), paper)
    made.refresh_from_db()
    words = "paper sheets that are typed and not checked, so that they do not count:"
    assert told(unchecked_papers(made)) == [(words, 1, (f"{_name(made)} 评议员1",))]
    count(made, "court", "r1")
    assert unchecked_papers(made) == ()


def test_what_was_unlocked_is_named_until_something_newer_counts() -> None:
    """Signed once more, or typed from paper since: then the sheet is done; what never came in is told apart."""
    made = demo_round()
    count(made, "court", "r1")  # the intakes 1 and 2
    row = Sheet.objects.create(round=made, agency="court", rater="r1")
    now = timezone.now()
    signing = Signing.objects.create(sheet=row, criteria=["A1"], intake=2, sha256="", at=now, undone=now)
    unlocked, missing = told(gaps(made))
    words = "sheets that are unlocked and not signed again; what was signed before counts:"
    assert unlocked == (words, 1, (f"{_name(made)} 评议员1",))
    assert (missing[0], missing[1]) == ("sheets that are missing or partly filled in:", 70)
    signing.intake = 1
    signing.save()
    assert told(gaps(made)) == [missing]
    signing.intake = 2
    signing.save()
    Signing.objects.create(sheet=row, criteria=["A1"], intake=2, sha256="", at=now)
    assert told(gaps(made)) == [missing]


def test_of_many_sheets_the_first_are_named() -> None:
    """The rest is a number."""
    ((_, n, sheets),) = told(gaps(demo_round()))
    assert isinstance(sheets, tuple)
    assert (n, len(sheets), sheets[-1]) == (71, 11, "…")


def _name(made: Round) -> str:
    from scoring.actions.plans import plan_of

    return plan_of(made).round.names["court"]
