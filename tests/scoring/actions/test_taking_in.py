"""Score sheets as Excel, out of the portal and back."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.utils import timezone

from rubrics import Problems
from scoring.rounds.sheet_states import SheetState
from scoring.sheets.layout import MATRIX, PER_AGENCY
from tests.portal_data import data_folder
from tests.scoring.sheets.returning import FULL, ROUND, RUBRIC, edited, marks, put

data_folder()

from scoring.actions.counted import counted
from scoring.actions.intakes import intakes_of
from scoring.actions.journal import told
from scoring.actions.records import change, current
from scoring.actions.taking_in import Choice, DryRun, issue_sheets, issued_sheets, look_at_sheets, take_in_sheets
from scoring.actions.uploads_of_tables import Kept, keep_uploads
from scoring.sheets import matrix
from scoring.storage.models import JournalLine, Person, Round
from tests.scoring.actions.counting_desk import folder_round, office

pytestmark = pytest.mark.usefixtures("db")


def _small() -> Round:
    return folder_round({"round.yaml": ROUND, "rubric.yaml": RUBRIC})


def _issue(made: Round, person: Person, *raters: str, layout: str = PER_AGENCY) -> tuple[str, bytes]:
    return issue_sheets(made, person, Choice(raters, None, layout, filled=False), timezone.now(), str)


def _kept(*files: tuple[str, bytes]) -> Kept:
    return keep_uploads((name, [data]) for name, data in files)


def test_workbooks_are_issued_and_entered() -> None:
    """One alone is a workbook, several are a zip; each stands in the register, none of them is back."""
    made = _small()
    assert _issue(made, office("王办"), "r1")[0] == "r1.xlsx"
    name, data = _issue(made, office("李办"))
    assert (name, sorted(zipfile.ZipFile(io.BytesIO(data)).namelist())) == (
        "small-2026-score-sheets.zip",
        ["r1.xlsx", "r2.xlsx", "r3.xlsx"],
    )
    assert [(item.number, item.to, item.by, back) for item, back in issued_sheets(made)] == [
        (4, "r3", "李办", False),
        (3, "r2", "李办", False),
        (2, "r1", "李办", False),
        (1, "r1", "王办", False),
    ]
    assert (
        made.journal.order_by("-id").values_list("text", flat=True)[0] == "Score sheets were issued as workbooks: {n}."
    )


def test_nothing_is_issued_to_nobody() -> None:
    """Raters without anything to mark get no workbook, and the register stays."""
    made = _small()
    lines = "".join(f"  - {{rater: r2, agency: {agency}, reason: 亲属}}\n" for agency in "abcd")
    text = ROUND.replace("recusals: [{rater: r1, agency: d, reason: 曾任职}]", f"recusals:\n{lines}")

    def recuse(root: Path) -> None:
        file = root / "round.yaml"
        file.unlink()
        file.write_text(text, "utf-8")

    change(made, None, timezone.now(), recuse)
    with pytest.raises(Problems) as refused:
        _issue(made, office("王办"), "r2")
    assert [problem.code for problem in refused.value.items] == ["SHEETS-NOBODY"]
    assert issued_sheets(made) == ()


def test_a_layout_that_does_not_fit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """All agencies on one page have room for so many criteria and no more; then nothing is issued."""
    made, person = _small(), office("王办")
    assert _issue(made, person, "r1", layout=MATRIX)[0] == "r1-matrix.xlsx"
    monkeypatch.setattr(matrix, "MOST_CRITERIA", 5)
    with pytest.raises(Problems) as refused:
        _issue(made, person, "r1", layout=MATRIX)
    assert [problem.code for problem in refused.value.items] == ["SHEETS-MATRIX"]
    assert len(issued_sheets(made)) == 1


def test_what_came_back_is_shown_and_then_taken_in() -> None:
    """Cell by cell first; then an intake with the file beside it, and the same file a second time is known."""
    made, person = _small(), office("王办")
    data = edited(_issue(made, person, "r1")[1], marks("a", FULL), put("a", "A2", "reason", "少"))
    kept, at = _kept(("张三.xlsx", data)), timezone.now()
    run = look_at_sheets(made, kept, at, "王办")
    (book,) = run.books
    assert (book.rater, book.issue, book.new, run.problems) == ("张三", 1, True, ())
    cells = [(cell.agency, str(getattr(cell.item, "text", cell.item)), cell.after) for cell in book.cells]
    assert cells[:2] == [("教育局", "责任清单", "8.5"), ("教育局", "学法用法", "9")]
    assert ("教育局", "{id} reason", "少") in cells
    assert counted(made).states["a", "r1"].state is SheetState.AWAITED
    assert take_in_sheets(made, person, kept, run.shown, at) == 1
    assert counted(made).states["a", "r1"].state is SheetState.IN
    line = told(JournalLine.objects.latest("pk"))
    assert line.render() == "Score sheets were read in from 1 workbooks: 评议员1."
    assert [back for _, back in issued_sheets(made)] == [True]
    assert sum(path.startswith("intakes/originals/") for path in current(made)) == 1
    again = look_at_sheets(made, kept, at, "王办")
    assert (again.new, again.books[0].told[0].text[:36]) == (0, "This very file was taken in already:")


def test_what_was_not_shown_is_not_taken_in() -> None:
    """Where something else came in meanwhile the dry run is shown anew, and nothing is written."""
    made, person = _small(), office("王办")
    data = edited(_issue(made, person, "r1")[1], marks("a", FULL))
    done = take_in_sheets(made, person, _kept(("r1.xlsx", data)), "something else", timezone.now())
    assert (isinstance(done, DryRun), intakes_of(made)) == (True, ())


def test_all_that_is_wrong_is_told() -> None:
    """A mark out of range with its cell, a file that is no workbook; what lies beside in a zip is passed over."""
    made, person = _small(), office("王办")
    data = edited(_issue(made, person, "r1")[1], marks("a", {**FULL, "A1": 12}))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("r1.xlsx", data)
        archive.writestr("签名.jpg", b"\xff\xd8\xff")
        archive.writestr("r9.xlsx", b"no workbook")
    run = look_at_sheets(made, _kept(("交回.zip", stream.getvalue())), timezone.now(), "王办")
    (fault,) = (problem for problem in run.problems if problem.code == "MARK-RANGE")
    assert dict(fault.rule.values)["id"] == "责任清单"
    assert (len(run.problems), run.beside, run.new) == (2, ("交回.zip/签名.jpg",), 0)


def test_a_zip_that_cannot_be_opened_and_one_without_workbooks() -> None:
    """Both are told as problems of the file."""
    made = _small()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("签名.jpg", b"\xff\xd8\xff")
    codes = [
        [problem.code for problem in look_at_sheets(made, _kept((name, data)), timezone.now(), "王办").problems]
        for name, data in (("坏.zip", b"PK\x03\x04nonsense"), ("空.zip", stream.getvalue()))
    ]
    assert codes == [["FILE-UNREADABLE"], ["SHEETS-NONE"]]
