"""The written report."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rubrics import ROOT, Rubric
from submissions import StoredFile, read_submission
from submissions.report import check_report
from tests import pdfs

Stored = Callable[[dict[str, bytes]], dict[str, StoredFile]]


def told(rubric: Rubric, report: str, files: dict[str, StoredFile], status: str = "submitted") -> list[str]:
    """Return what is told of a report."""
    submission, locate = read_submission(f"agency: edu\nstatus: {status}\nreport: {report}\n", "s.yaml")
    return [problem.render() for problem in check_report(rubric, submission, files, locate)]


@pytest.mark.parametrize("report", ["{text: 一二三四五 六七八九十}", "{file: a.txt}", "{}"])
def test_a_report_of_the_right_length_has_no_problems(rubric: Rubric, stored: Stored, report: str) -> None:
    """Ten 字 are allowed; white space does not count; a missing report is the form's matter."""
    assert told(rubric, report, stored({"a.txt": "一二三四五\n六七八九十\n".encode("gbk")})) == []


def test_a_report_beyond_its_length_is_told(rubric: Rubric, stored: Stored) -> None:
    """As text and as a file, even in a draft."""
    long = "一二三四五六七八九，十一"
    files = stored({"a.txt": long.encode()})
    expected = (
        "the report has 12 words, 2 more than allowed. "
        "Shorten it to 10 words (each Han character counts as one). [REPORT-LENGTH]"
    )
    assert told(rubric, f"{{text: {long}}}", {}) == [f"s.yaml:3 report.text: {expected}"]
    assert told(rubric, "{file: a.txt}", files, "draft") == [f"s.yaml:3 report.file: {expected}"]


def test_a_report_is_text_or_file(rubric: Rubric, stored: Stored) -> None:
    """Two reports are one too many."""
    assert told(rubric, "{text: 甲, file: a.txt}", stored({"a.txt": "乙".encode()})) == [
        "s.yaml:3 report: the report is given both as text and as a file. Keep one of the two. [REPORT-ONE]"
    ]


def test_the_file_of_a_report_is_checked_like_any_other(rubric: Rubric, stored: Stored, png: bytes) -> None:
    """Missing, changed, and a picture where a document belongs."""
    files = stored({"a.docx": png})
    assert told(rubric, "{file: b.docx}", files) == [
        "s.yaml:3 report.file: the file “b.docx” is missing. Add it, or correct the name. [FILE-MISSING]"
    ]
    assert told(rubric, "{file: a.docx, sha256: 00}", files) == [
        (
            "s.yaml:3 report.sha256: “a.docx” is not the file that was declared: its SHA-256 differs. "
            "Restore the file, or hand in the new one. [FILE-CHANGED]"
        ),
        (
            "s.yaml:3 report.file: “a.docx” holds png, which cannot be a report. "
            "Hand in one of: doc, docx, odf, ofd, pdf, rtf, text. [FILE-KIND]"
        ),
    ]


def test_a_length_that_cannot_be_told_is_told(rubric: Rubric, stored: Stored, pdf: bytes) -> None:
    """A PDF that cannot be read, and one of pictures; without a limit they are welcome."""
    files = stored({"a.pdf": pdf, "b.pdf": pdfs.pdf(""), "c.pdf": pdfs.pdf("一二三四五六七八九十")})
    remedy = "Hand the report in as .docx, as .txt, or as a PDF that was saved and not scanned. [REPORT-UNCOUNTED]"
    assert told(rubric, "{file: a.pdf}", files) == [
        f"s.yaml:3 report.file: the length of “a.pdf” cannot be told, and the rubric limits it. {remedy}"
    ]
    assert told(rubric, "{file: b.pdf}", files) == [
        (
            "s.yaml:3 report.file: “b.pdf” is a scan without text: its length cannot be told, "
            f"and the rubric limits it. {remedy}"
        )
    ]
    assert told(rubric, "{file: c.pdf}", files) == []
    free = rubric.model_copy(update={"report": type(rubric.report)()})
    assert told(free, "{file: a.pdf}", files) == []
    assert told(free, f"{{text: {ROOT * 99}}}", {}) == []
