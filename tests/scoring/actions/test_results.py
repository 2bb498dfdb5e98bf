"""Results: those of the folder door, computed once for each state, and as they were when they were given out."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from django.utils import timezone

from rubrics import Problems
from rubrics.library import demo_files
from scoring.engine.version import VERSION
from scoring.folder import evaluate_folder, write_folder
from scoring.reports.record import standings_record
from tests.portal_data import data_folder

data_folder()

from scoring.actions.deciding import Grades, decide
from scoring.actions.records import change, current
from scoring.actions.results import listing, outcome_from, outcome_of, sources
from scoring.rounds import Status
from scoring.storage import files
from scoring.storage.models import Record, Round
from tests.settled_round import HEADING, decided_round, give, marked_round

pytestmark = pytest.mark.usefixtures("db")
NOW = timezone.now()


def without_a_mark(round_: Round) -> Round:
    """Return the round after the last line of its first sheet was taken away."""

    def work(root: Path) -> None:
        sheet = min((root / "sheets").iterdir())
        lines = sheet.read_text("utf-8").splitlines(keepends=True)
        sheet.unlink()
        sheet.write_text("".join(lines[:-1]), "utf-8")

    change(round_, None, NOW, work)
    return round_


def test_the_figures_are_those_of_the_folder_door(tmp_path: Path) -> None:
    """The portal's standings are, field by field, what `pingyi rank --json` says of the same files."""
    write_folder(tmp_path / "round", demo_files())
    read = evaluate_folder(tmp_path / "round")
    outcome = outcome_of(marked_round())
    assert standings_record(outcome.results, str, outcome.decision) == standings_record(read.results, str)


def test_a_state_is_computed_once() -> None:
    """Nothing is computed again until a record changes."""
    round_ = marked_round()
    first = outcome_of(round_)
    assert outcome_of(Round.objects.get(pk=round_.pk)) is first
    assert outcome_of(without_a_mark(round_)) is not first


def test_figures_tell_results_apart() -> None:
    """The digest is the same for the same results, and another once a mark or the decision is another."""
    round_ = marked_round()
    found = [outcome_of(round_).figures]
    change(round_, None, NOW, lambda root: (root / "note.txt").write_text("nothing of it counts", "utf-8"))
    assert outcome_of(round_).figures == found[0]
    decide(round_, found[0], None, NOW, HEADING, {}, others_as_computed=True)
    found.append(outcome_of(round_).figures)
    found.append(outcome_of(without_a_mark(round_)).figures)
    assert len(set(found)) == 3


def test_a_decision_that_no_longer_fits_is_told_beside_the_results() -> None:
    """Results whose decision needs a new look can be seen; no file is made of them."""
    round_ = marked_round()
    outcome = outcome_of(round_)
    grades = {"court": Grades("", "合格", "经会议研究")}
    decide(round_, outcome.figures, None, NOW, HEADING, grades, others_as_computed=True)

    def unexplained(root: Path) -> None:
        text = (root / "decision.yaml").read_text("utf-8")
        (root / "decision.yaml").unlink()
        (root / "decision.yaml").write_text(re.sub("\n *reason: 经会议研究", "", text), "utf-8")

    change(round_, None, NOW, unexplained)
    found = outcome_of(round_)
    told = [(problem.code, problem.place.file) for problem in found.problems]
    assert told == [("DECISION-REASON", "示例市中级人民法院")]
    assert found.by_agency["court"].score == outcome.by_agency["court"].score
    with pytest.raises(Problems):
        found.findings(str)


def test_a_decision_of_a_stranger_is_told_beside_the_results() -> None:
    """A folder that came in may decide a grade of nobody: it is told, and everything else can be seen."""
    round_ = decided_round()

    def renamed(root: Path) -> None:
        text = (root / "decision.yaml").read_text("utf-8").replace("agency: court", "agency: stranger")
        (root / "decision.yaml").unlink()
        (root / "decision.yaml").write_text(text, "utf-8")

    change(round_, None, NOW, renamed)
    told = {(problem.code, problem.place.file) for problem in outcome_of(round_).problems}
    missing = ("DECISION-MISSING", "decision.yaml")
    assert told == {missing, ("DECISION-REASON", "stranger"), ("ROUND-UNKNOWN", "stranger")}


def test_findings_say_how_far_the_round_has_come() -> None:
    """Preliminary, for approval when that is asked for, decided; with the engine's version."""
    undecided = outcome_of(marked_round())
    assert undecided.findings(str).status is Status.PRELIMINARY
    assert undecided.findings(str, for_approval=True).status is Status.FOR_APPROVAL
    assert undecided.findings(str).engine_version == VERSION
    Round.objects.all().delete()
    assert outcome_of(decided_round()).findings(str).status is Status.DECIDED


def test_what_was_given_out_stays_as_it_was() -> None:
    """From the list of its records a result comes out the same, whatever changed since."""
    round_ = give(decided_round(), "letters")
    publication = round_.publications.get()
    before = outcome_of(round_)
    without_a_mark(round_)
    assert outcome_of(round_).figures != before.figures
    assert outcome_from(publication.records).figures == before.figures == publication.figures


@pytest.mark.parametrize("path", ["../../reached", "/reached", "sheets/../../reached"])
def test_a_list_that_leads_out_of_its_folder_is_refused(path: str, db: Path) -> None:
    """A list that came with somebody's folder writes nowhere but into the folder that is laid out for it."""
    bytes_, _ = files.keep(b"hostile")
    with pytest.raises(Problems) as caught:
        outcome_from(files.keep(f"{bytes_}  {path}\n".encode())[0])
    assert [problem.code for problem in caught.value.items] == ["FILE-OUTSIDE"]
    assert [*db.rglob("reached")] == []


def test_a_list_of_records_is_as_sha256sum_writes_it() -> None:
    """A line for each record by path; neither the key of seals nor what was given out is a source."""
    round_ = give(decided_round(), "approval")
    Record.objects.create(round=round_, path=".pingyi/key", sha256="0" * 64, size=1, at=NOW)
    lines = sources(round_).decode().splitlines()
    held = {path: record.sha256 for path, record in current(round_).items()}
    assert lines == [
        f"{sha256}  {path}" for path, sha256 in sorted(held.items()) if not path.startswith((".pingyi/", "published/"))
    ]
    assert listing([Record(path="b", sha256="2"), Record(path="a", sha256="1")]) == b"1  a\n2  b\n"
    first = lines[0].partition("  ")
    assert hashlib.sha256(files.where(first[0]).read_bytes()).hexdigest() == first[0]
