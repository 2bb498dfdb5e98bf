"""Every file that a round's findings can become: its usual name, and how it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import BinaryIO

from scoring.reports.findings import Findings

# Writers are imported when a file of theirs is asked for: those of .docx alone cost more than ranking a round.
# ruff: noqa: PLC0415

Fill = Callable[[BinaryIO], None]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Output:
    """A file: its name below the folder of outputs (with / between), and what writes it to a stream."""

    name: str
    fill: Fill


@dataclass(frozen=True)
class OwnFile:
    """A template of the office's own: its name as in messages, and what it holds."""

    name: str
    data: bytes


def ranked_sheet(findings: Findings, progress: Progress | None = None) -> Output:
    """Return 送审表, the ranked sheet that is signed; of many agencies in values only."""
    name = findings.say("{round}-ranked-sheet.xlsx", round=findings.results.round.id)
    if not findings.live:
        from scoring.reports.large.workbook import write_large

        return Output(name, partial(write_large, findings, progress=progress))
    from scoring.reports.workbook.editions import write_for_approval

    return Output(name, partial(write_for_approval, findings))


def details(
    findings: Findings, *, names: bool = False, internal: bool = False, progress: Progress | None = None
) -> tuple[Output, ...]:
    """Return 内部明细; without raters' names the key of seats (席位对照表) is a file of its own."""
    round_ = findings.results.round.id
    detail = Output(
        findings.say("{round}-internal-details.xlsx", round=round_),
        _detail(findings, names=names, internal=internal, progress=progress),
    )
    if names:
        return (detail,)
    from scoring.reports.workbook.seat_key import write_key

    return detail, Output(findings.say("{round}-key-of-seats.xlsx", round=round_), partial(write_key, findings))


def _detail(findings: Findings, *, names: bool, internal: bool, progress: Progress | None) -> Fill:
    if not findings.live:
        from scoring.reports.large.workbook import write_large

        return partial(write_large, findings, detail=True, names=names, internal=internal, progress=progress)
    from scoring.reports.workbook.editions import write_detail

    return partial(write_detail, findings, names=names, internal=internal)


def public_files(findings: Findings, *, for_approval: bool = False) -> tuple[Output, ...]:
    """Return 公布稿 as .xlsx, .docx and .csv. Raises Problems while nothing is decided, unless it is for approval."""
    from scoring.reports.public.document import write_public_document
    from scoring.reports.public.listing import public_list
    from scoring.reports.public.table import write_public_table
    from scoring.reports.public.workbook import write_public_workbook

    held = public_list(findings, for_approval=for_approval)
    stem = findings.say("{round}-public-list", round=findings.results.round.id)
    writers = {"xlsx": write_public_workbook, "docx": write_public_document, "csv": write_public_table}
    return tuple(Output(f"{stem}.{kind}", partial(write, held)) for kind, write in writers.items())


def letters(findings: Findings, template: OwnFile | None = None) -> tuple[Output, ...]:
    """Return 反馈意见书 of every agency that takes part. Raises Problems for a template that cannot be used."""
    from scoring.reports.letters import check_letter_template, standard_letter, write_letter

    if template is not None:
        check_letter_template(template.data, template.name)
    round_ = findings.results.round
    folder = findings.say("{round}-letters", round=round_.id)

    @cache
    def used() -> tuple[bytes, str]:
        """Return the template, built once for all letters, in the language that is spoken when the first is written."""
        return (template.data, template.name) if template else (standard_letter(findings.translate), "letter.docx")

    def letter(agency: str) -> Output:
        return Output(f"{folder}/{agency}.docx", lambda stream: write_letter(findings, agency, stream, *used()))

    return tuple(letter(agency) for agency in round_.names if agency not in round_.withdrawn)


def own_sheet(findings: Findings, template: OwnFile) -> Output:
    """Return the office's own .xlsx, filled; named for the template."""
    from scoring.reports.templates import fill_workbook

    stem = template.name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    name = findings.say("{round}-{template}-filled.xlsx", round=findings.results.round.id, template=stem)
    return Output(name, partial(fill_workbook, findings, template.data, template.name))
