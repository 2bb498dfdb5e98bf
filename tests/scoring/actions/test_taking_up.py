"""A set-up workbook or a rubric for a round that is there: first what it would change, then the change."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from rubrics import Problems, fingerprints
from scoring.folder import write_file
from scoring.folder.writing import holding
from scoring.sheets.setup.pages import AGENCIES, OTHERS
from tests.portal_data import data_folder
from tests.scoring.sheets.setup.workbooks import Book

data_folder()

from scoring.actions.plans import plan_of
from scoring.actions.records import change, content, current
from scoring.actions.taking_up import accept, blank_workbook, examine, rubric_of
from scoring.storage.models import JournalLine, Role, Round, Save, Sheet
from tests.portal_people import demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")


def _filled(round_: Round, *cells: tuple[str, int, str, object]) -> bytes:
    book = Book(blank_workbook(round_, str))
    for page, row, column, value in cells:
        book.cell(page, row, column).value = value
    return book.data()


def test_the_workbook_comes_back_unchanged() -> None:
    """Then there is nothing to take in."""
    made = demo_round()
    assert examine(made, _filled(made), "筹备表.xlsx").lines == ()


def test_changes_are_shown_and_then_made() -> None:
    """Nothing changes before it is accepted; then the round, its title in the table, and the journal."""
    made, office = demo_round(), somebody(Role.OFFICE, name="普法办")
    revision = made.revision
    dry = examine(made, _filled(made, (AGENCIES, 1, "name", "示例市法院")), "筹备表.xlsx")
    lines = [line.render() for line in dry.lines]
    assert (lines, dry.marks, made.revision) == (
        ["评议活动 被评议单位／court／名称: 示例市中级人民法院 → 示例市法院"],
        0,
        revision,
    )
    accept(made, dry.kept, office, timezone.now())
    assert plan_of(made).round.names["court"] == "示例市法院"
    assert [path for path in current(made) if path.startswith("setups/0")] == ["setups/0001.yaml"]
    line = JournalLine.objects.latest("pk")
    assert (line.text, line.values) == ("The set-up was taken from the file {file}.", {"file": "筹备表.xlsx"})


def test_not_twice_and_not_over_another_change() -> None:
    """What was looked at no longer holds once the set-up was changed; a paper that nobody signed never does."""
    made = demo_round()
    dry = examine(made, _filled(made, (AGENCIES, 1, "name", "示例市法院")), "筹备表.xlsx")
    accept(made, dry.kept, None, timezone.now())
    codes = []
    for kept in (dry.kept, "x", ""):
        with pytest.raises(Problems) as told:
            accept(made, kept, None, timezone.now())
        codes += [item.code for item in told.value.items]
    assert codes == ["SETUP-MOVED"] * 3


def test_a_file_of_another_round() -> None:
    """The id of a round never changes."""
    made = demo_round()
    book = Book(_filled(made))
    row = next(n for n in range(1, 40) if book.cell(OTHERS, n, "value").value == "demo-2026")
    book.cell(OTHERS, row, "value").value = "other"
    with pytest.raises(Problems) as told:
        examine(made, book.data(), "筹备表.xlsx")
    assert [item.code for item in told.value.items] == ["SETUP-ROUND"]


def test_a_rubric_keeps_its_text() -> None:
    """A rubric that is uploaded replaces the round's, comments and all."""
    made = demo_round()
    text = rubric_of(made).decode().replace("pingyi: 1", "# 修订稿\npingyi: 1", 1)
    changed = text.replace("total: 100", "total: 100\nreason_below: 60%", 1)
    dry = examine(made, changed.encode(), "细则.yaml")
    assert len(dry.lines) == 2
    accept(made, dry.kept, None, timezone.now())
    assert (content(made, "rubric.yaml"), rubric_of(made)) == (changed.encode(), changed.encode())


def test_a_rubric_of_other_groups() -> None:
    """A rubric that the round's panel cannot mark is refused in the words of the set-up."""
    made = demo_round()
    text = rubric_of(made).decode().replace("by: panel", "by: council")
    with pytest.raises(Problems) as told:
        examine(made, text.encode(), "细则.yaml")
    assert [item.code for item in told.value.items] == ["GROUP-IDLE", "GROUP-UNKNOWN"]


def test_marks_that_are_being_filled_in_are_counted() -> None:
    """Where what is counted would change, the office is told how many marks are saved already."""
    made = demo_round()
    sheet = Sheet.objects.create(round=made, rater="r1", agency="court")
    Save.objects.create(sheet=sheet, criterion="A1", value="8", device="d", seq=1, at=timezone.now())
    text = rubric_of(made).decode()
    wording = examine(made, text.replace("title: ", "title: 新", 1).encode(), "细则.yaml")
    places = text.replace("places: 2", "places: 1", 1)
    assert places != text
    assert (wording.marks, examine(made, places.encode(), "细则.yaml").marks) == (0, 1)


def test_a_round_with_a_rubric_of_the_library() -> None:
    """It can be taken out as text, and an own one takes its place in a file."""
    made = demo_round()
    text = content(made, "round.yaml")
    assert text is not None
    named = text.replace(b"rubric: rubric.yaml", b"rubric: shenzhen-sample")
    change(made, None, timezone.now(), lambda root: write_file(root / "round.yaml", holding(named)))
    own = rubric_of(made).replace(b"places: 2", b"places: 3", 1)
    accept(made, examine(made, own, "细则.yaml").kept, None, timezone.now())
    assert content(made, "rubric.yaml") == own


def test_a_correction_of_the_wording_is_an_event() -> None:
    """Once marks are saved, only wording that changes wants a reason, and stands among the events."""
    made = demo_round()
    sheet = Sheet.objects.create(round=made, rater="r1", agency="court")
    Save.objects.create(sheet=sheet, criterion="A1", value="8", device="d", seq=1, at=timezone.now())
    before = plan_of(made).rubric
    text = rubric_of(made).decode().replace("title: ", "title: 新", 1)
    dry = examine(made, text.encode(), "细则.yaml")
    assert dry.correction
    with pytest.raises(Problems) as told:
        accept(made, dry.kept, None, timezone.now(), " ")
    assert [item.code for item in told.value.items] == ["EVENT-WHY"]
    accept(made, dry.kept, None, timezone.now(), "错别字")
    (event,) = plan_of(made).round.events
    assert event.corrected is not None
    assert (event.reason, (event.corrected.scoring, event.corrected.text)) == ("错别字", fingerprints(before).short)


def test_corrected_and_put_back() -> None:
    """Wording may go back to what it was, which is a correction of its own; not on a day before the first."""
    made = demo_round()
    sheet = Sheet.objects.create(round=made, rater="r1", agency="court")
    Save.objects.create(sheet=sheet, criterion="A1", value="8", device="d", seq=1, at=timezone.now())
    text, now = rubric_of(made), timezone.now()
    changed = text.decode().replace("title: ", "title: 新", 1).encode()
    accept(made, examine(made, changed, "细则.yaml").kept, None, now, "错别字")
    dry = examine(made, text, "细则.yaml")
    with pytest.raises(Problems) as told:
        accept(made, dry.kept, None, now - timedelta(days=2), "改回")
    assert [item.code for item in told.value.items] == ["EVENT-CORRECTED"]
    accept(made, dry.kept, None, now, "改回")
    assert ([event.reason for event in plan_of(made).round.events], rubric_of(made)) == (["错别字", "改回"], text)


def test_marks_that_would_not_fit() -> None:
    """A rubric without a criterion that is marked already is refused, at the marks and at the self-assessments."""
    made = demo_round(marks=True)
    text = rubric_of(made).decode().replace("id: A1\n", "id: A0\n", 1)
    with pytest.raises(Problems) as told:
        examine(made, text.encode(), "细则.yaml")
    assert {item.place.file.split("/")[0] for item in told.value.items} == {"sheets", "submissions"}
