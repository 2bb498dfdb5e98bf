"""Everything that is wrong with a submission, at once."""

from __future__ import annotations

from collections.abc import Callable

from rubrics import Rubric
from submissions import StoredFile, check_submission, read_submission

Stored = Callable[[dict[str, bytes]], dict[str, StoredFile]]


def test_all_faults_are_told_in_the_order_of_their_places(rubric: Rubric, stored: Stored, png: bytes) -> None:
    """The agency of another folder, the report, the answers, the evidence."""
    text = (
        "agency: civil\n"
        "status: accepted\n"
        "report: {text: 一二三四五六七八九十又一}\n"
        "self: {A1: 11, A2: 5}\n"
        "facts: {}\n"
        "evidence:\n"
        "  - {criterion: A1, kind: 规范文件, title: 清单, file: ../a.pdf}\n"
        "  - {criterion: A2, kind: 规范文件, title: 会场, file: b.png}\n"
    )
    submission, locate = read_submission(text, "s.yaml")
    found = check_submission(rubric, submission, stored({"b.png": png}), locate, folder="edu")
    assert [(problem.place.line, problem.code) for problem in found] == [
        (1, "AGENCY-FOLDER"),
        (3, "REPORT-LENGTH"),
        (4, "SELF-RANGE"),
        (5, "FACT-MISSING"),
        (7, "FILE-OUTSIDE"),
        (8, "EVIDENCE-KIND"),
    ]
    assert found[0].rule.render() == "the agency is “civil”, but the folder is named “edu”."


def test_a_sound_submission_has_no_problems(rubric: Rubric, stored: Stored, pdf: bytes) -> None:
    """With a folder of its name, and without any folder."""
    text = (
        "{agency: edu, status: accepted, report: {text: 履职}, facts: {viewers: 1},"
        " evidence: [{criterion: A1, kind: 规范文件, title: 清单, file: a.pdf}]}"
    )
    submission, locate = read_submission(text, "s.yaml")
    files = stored({"a.pdf": pdf})
    assert check_submission(rubric, submission, files, locate) == []
    assert check_submission(rubric, submission, files, locate, folder="edu") == []


def test_a_returned_submission_says_why(rubric: Rubric) -> None:
    """Without reasons nobody could put it right."""
    for reasons, codes in (("[]", ["STATUS-REASON"]), ("[照片不清]", [])):
        submission, locate = read_submission(f"agency: edu\nstatus: returned\nreasons: {reasons}\n", "s.yaml")
        assert [problem.code for problem in check_submission(rubric, submission, {}, locate)] == codes
