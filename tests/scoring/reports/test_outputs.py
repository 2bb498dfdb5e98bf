"""Every file that a round can become: named by ids only, the same bytes each time, and open to whoever reads it."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from functools import cache

import openpyxl
import pytest
from docx import Document

from rubrics.library import demo_files
from scoring.engine.notices import notices
from scoring.folder import evaluate_folder, write_folder
from scoring.reports.findings import Findings
from scoring.reports.letters import standard_letter
from scoring.reports.outputs import Output, OwnFile, details, letters, own_sheet, public_files, ranked_sheet
from scoring.reports.templates import standard_workbook
from scoring.rounds import DecidedGrade, Decision, Status, status_of
from tests.languages import shown_in

LETTER, SHEET = OwnFile("own-letter.docx", standard_letter()), OwnFile("own.sheet.xlsx", standard_workbook(str))
TITLES = {
    Status.PRELIMINARY: "preliminary result",
    Status.FOR_APPROVAL: "for approval",
    Status.DECIDED: "decided version",
}
STATUSES = tuple(TITLES)


@pytest.fixture(scope="module")
def undecided(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """Return the findings of the demonstration round."""
    folder = tmp_path_factory.mktemp("outputs") / "demo"
    write_folder(folder, demo_files())
    read = evaluate_folder(folder)
    held = read.folder
    return Findings(
        read.results,
        str,
        "1.0",
        notices=tuple(notices(read.results)),
        feedback=held.feedback,
        given=held.self_assessments,
    )


def at(findings: Findings, status: Status) -> Findings:
    """Return findings at a status; what is decided there is what was computed."""
    if status is not Status.DECIDED:
        return replace(findings, status=status)
    grades = tuple(DecidedGrade(agency=one.agency, decided=one.grade) for one in findings.results.standings)
    decision = Decision(pingyi=1, body="领导小组", date="2026-12-01", minutes="〔2026〕1号", grades=grades)
    return replace(findings, decision=decision, status=status_of(decision))


def every(findings: Findings) -> list[Output]:
    """Return all files at once, those from templates of an office's own included."""
    public = public_files(findings, for_approval=findings.status is not Status.DECIDED)
    return [
        ranked_sheet(findings),
        *details(findings, internal=True),
        *public,
        *letters(findings),
        own_sheet(findings, SHEET),
    ]


def written(output: Output) -> bytes:
    """Return the bytes of a file."""
    stream = io.BytesIO()
    output.fill(stream)
    return stream.getvalue()


@pytest.mark.parametrize("status", STATUSES)
def test_the_same_bytes_each_time(undecided: Findings, status: Status) -> None:
    """Of every file, at every status, also of the same findings put together once more."""
    first, second = ({output.name: written(output) for output in every(at(undecided, status))} for _ in range(2))
    assert [name for name in first if first[name] != second[name]] == []
    assert list(first) == list(second)


def test_names_are_made_of_ids(undecided: Findings) -> None:
    """Nothing that people wrote stands in a name, no two files share one, and only letters lie in a folder."""
    names = [output.name for output in every(at(undecided, Status.DECIDED))]
    agencies = undecided.results.round.names
    assert names == [
        "demo-2026-ranked-sheet.xlsx",
        "demo-2026-internal-details.xlsx",
        "demo-2026-key-of-seats.xlsx",
        "demo-2026-public-list.xlsx",
        "demo-2026-public-list.docx",
        "demo-2026-public-list.csv",
        *(f"demo-2026-letters/{agency}.docx" for agency in agencies),
        "demo-2026-own.sheet-filled.xlsx",
    ]
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_letters_from_a_template_of_ones_own(undecided: Findings) -> None:
    """They have the usual names and, the template being the built-in one, the usual bytes but for nothing."""
    usual, own = letters(undecided), letters(undecided, LETTER)
    assert [output.name for output in own] == [output.name for output in usual]
    assert written(own[0]) == written(usual[0])


@cache
def _said(name: str, data: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(shown_in(name, data)))


@pytest.mark.parametrize("status", STATUSES)
def test_every_file_opens_and_says_its_status(undecided: Findings, status: Status) -> None:
    """With the programs that read its kind; the words of no other status stand in it."""
    others = {title for one, title in TITLES.items() if one is not status}
    for output in every(at(undecided, status)):
        data = written(output)
        match output.name.rpartition(".")[2]:
            case "xlsx":
                assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames
            case "docx":
                assert Document(io.BytesIO(data)).paragraphs
            case _:
                assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
        said = _said(output.name, data).replace("anked sheet for approval", "")
        public = "public-list" in output.name and status is Status.PRELIMINARY
        expected = TITLES[Status.FOR_APPROVAL] if public else TITLES[status]
        assert (output.name, expected in said) == (output.name, True)
        assert (output.name, {title for title in others - {expected} if title in said}) == (output.name, set())
