"""The written report: one text or one file, readable, and not too long."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics import Locate, Problem, Rubric, say
from submissions.evidence import Files, check_file, readable
from submissions.kinds import DOCUMENTS
from submissions.length import characters
from submissions.model import Submission


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
        yield from _length(characters(report.text), most, ("report", "text"), locate)
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
    elif most is not None and stored.characters is None:
        yield Problem(
            "REPORT-UNCOUNTED",
            locate(("report", "file")),
            say("the length of “{file}” cannot be told, and the rubric limits it.", file=report.file),
            say("Hand the report in as .docx, .txt or .md, or write it under “text”."),
        )
    yield from _length(stored.characters or 0, most, ("report", "file"), locate)


def _length(length: int, most: int | None, path: tuple[str, str], locate: Locate) -> Iterator[Problem]:
    if most is not None and length > most:
        yield Problem(
            "REPORT-LENGTH",
            locate(path),
            say("the report has {length} characters, {over} more than allowed.", length=length, over=length - most),
            say("Shorten it to {most} characters.", most=most),
        )
