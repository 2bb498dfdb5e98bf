"""The files that a round gives today, in every language, with every option: what was found can be any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from io import BytesIO

from scoring.reports.findings import Findings
from scoring.reports.outputs import Output, OwnFile, details, letters, own_sheet, public_files, ranked_sheet
from scoring.reports.verify.verifying import Candidate
from scoring.rounds import Status


def candidates(languages: Sequence[Findings], templates: Mapping[str, bytes]) -> list[Candidate]:
    """Return all files of a round, none of them made yet; the likeliest language comes first.

    `languages` are the findings in each language; `templates` are the office's own, by name: .docx for letters,
    anything else a workbook to be filled in. Before anything is proposed a file may be a preliminary result or,
    where that was asked for, for approval.
    """
    return [
        Candidate(output.name.rpartition("/")[2], _making(output), f"{at} {output.name}")
        for at, findings in enumerate(languages)
        for status in _statuses(findings)
        for output in _all(replace(findings, status=status), templates)
    ]


def _statuses(findings: Findings) -> tuple[Status, ...]:
    preliminary = findings.status is Status.PRELIMINARY
    return (Status.PRELIMINARY, Status.FOR_APPROVAL) if preliminary else (findings.status,)


def _all(findings: Findings, templates: Mapping[str, bytes]) -> Iterator[Output]:
    yield ranked_sheet(findings)
    yield from details(findings)
    for names, internal in ((False, True), (True, False), (True, True)):
        yield details(findings, names=names, internal=internal)[0]
    if findings.results.rubric.grades:
        yield from public_files(findings, for_approval=True)
    yield from letters(findings)
    for name, data in templates.items():
        template = OwnFile(name, data)
        if name.lower().endswith(".docx"):
            yield from letters(findings, template)
        else:
            yield own_sheet(findings, template)


def _making(output: Output) -> Callable[[], bytes]:
    @cache
    def make() -> bytes:
        stream = BytesIO()
        output.fill(stream)
        return stream.getvalue()

    return make
