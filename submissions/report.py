"""The written report: one text or one file, readable, and not too long."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics import Locate, Problem, Rubric, say
from submissions.evidence import Files, check_file, readable
from submissions.kinds import DOCUMENTS
from submissions.length import word_count
from submissions.model import Submission
from submissions.stored import StoredFile


def check_report(rubric: Rubric, submission: Submission, files: Files, locate: Locate) -> Iterator[Problem]:
    """Yield what is wrong with the report; its absence is the form's matter."""
    report, most = submission.report, rubric.report.max_chars
    if report.text is not None and report.file is not None:
        yield Problem(
            "REPORT-ONE",
            locate(("report",)),
            say("the report is given both as text and as a file."),
            say("Keep one of the two."),
        )
    if report.text is not None:
        yield from _length(word_count(report.text), most, ("report", "text"), locate)
    if report.file is None:
        return
    yield from check_file(report.file, report.sha256, files, (locate, ("report",)), complete=submission.complete)
    stored = readable(report.file, files)
    if stored is None:
        return
    if stored.content.kind not in DOCUMENTS:
        yield Problem(
            "FILE-KIND",
            locate(("report", "file")),
            say("“{file}” holds {content}, which cannot be a report.", file=report.file, content=stored.content.kind),
            say("Hand in one of: {choices}.", choices=tuple(sorted(DOCUMENTS))),
        )
    elif most is not None and (stored.length is None or scanned(stored)):
        yield Problem(
            "REPORT-UNCOUNTED",
            locate(("report", "file")),
            _UNCOUNTED[scanned(stored)].filled(file=report.file),
            say("Hand the report in as .docx, as .txt, or as a PDF that was saved and not scanned."),
        )
    yield from _length(stored.length or 0, most, ("report", "file"), locate)


def scanned(stored: StoredFile) -> bool:
    """Return whether a report is pictures of pages: nobody can count them, or search them."""
    return stored.content.kind == "pdf" and stored.length == 0


_UNCOUNTED = {
    True: say("“{file}” is a scan without text: its length cannot be told, and the rubric limits it."),
    False: say("the length of “{file}” cannot be told, and the rubric limits it."),
}


def _length(length: int, most: int | None, path: tuple[str, str], locate: Locate) -> Iterator[Problem]:
    if most is not None and length > most:
        yield Problem(
            "REPORT-LENGTH",
            locate(path),
            say("the report has {length} words, {over} more than allowed.", length=length, over=length - most),
            say("Shorten it to {most} words (each Han character counts as one).", most=most),
        )
