"""The folder submissions/: one folder an agency, with submission.yaml and the files it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from rubrics import Message, Place, Problem, Problems, Rubric, say
from scoring.folder.opening import is_file, is_within, read_within
from scoring.folder.report_texts import text_of
from scoring.rounds import Round
from submissions import (
    Content,
    Report,
    StoredFile,
    Submission,
    TextOf,
    check_answers,
    check_submission,
    decode,
    inside,
    read_submission,
    stored_file,
)

NAME = "submission.yaml"
LARGEST_YAML = 4 * 1024 * 1024
LARGEST_FILE = 512 * 1024 * 1024
LARGEST_REPORT = 64 * 1024 * 1024


def read_submissions(
    root: Path, rubric: Rubric, round_: Round, *, whole: bool = True
) -> tuple[dict[str, Submission], list[Problem]]:
    """Return the submissions of a round folder by agency, in official order, and every problem of any of them.

    Unless they are read as a `whole`, only the self-assessments are checked, and no other file is looked at.

    Only files that a submission names are read, each piece by piece, up to 512 MiB (a report up to 64 MiB);
    links that lead out of the agency's folder are not followed. A submission with problems is returned too
    where its shape allows; an agency without a folder has handed in nothing, which is no problem.
    """
    folder = root / "submissions"
    if not folder.is_dir():
        return {}, []
    found: dict[str, Submission] = {}
    faults: list[Problem] = []
    names = sorted(child.name for child in folder.iterdir() if child.is_dir() and not child.name.startswith("."))
    for name in names:
        if name not in round_.names:
            faults.append(_unknown(name))
            continue
        try:
            spared = round_.spared[name]
            found[name], wrong = _read(folder / name, f"submissions/{name}", rubric, spared, whole=whole)
        except Problems as problems:
            wrong = list(problems.items)
        faults += wrong
    return {agency: found[agency] for agency in round_.names if agency in found}, faults


def _read(
    folder: Path, label: str, rubric: Rubric, spared: frozenset[str], *, whole: bool
) -> tuple[Submission, list[Problem]]:
    file = f"{label}/{NAME}"
    path = folder / NAME
    if not is_within(folder.parent, folder) or not is_within(folder, path) or not is_file(path):
        raise Problems([_absent(file)])
    if path.stat().st_size > LARGEST_YAML:
        raise Problems([_too_long(file)])
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Problems([_withheld(file, error)]) from error
    submission, locate = read_submission(decode(data, file), file)
    if not whole:
        return submission, list(check_answers(rubric, submission, locate, spared=spared, only="self"))
    files = dict(_files(folder, submission))
    return submission, check_submission(rubric, submission, files, locate, folder=folder.name, spared=spared)


def _files(folder: Path, submission: Submission) -> Iterator[tuple[str, StoredFile]]:
    report = submission.report
    for written in dict.fromkeys([report.file, *(piece.file for piece in submission.evidence)]):
        name = inside(written or "")
        if name is None or not is_file(folder / name):
            continue
        if written != report.file:
            yield name, _stored(folder, name, LARGEST_FILE)
            continue
        kept = _kept_text(folder, report)
        stored = _stored(folder, name, LARGEST_REPORT)
        if kept is None or stored.sha256 != report.sha256:
            yield name, _stored(folder, name, LARGEST_REPORT, text_of)
        else:
            yield name, replace(stored, text=kept)


def _kept_text(folder: Path, report: Report) -> str | None:
    """Return the text that was taken out of the report when it came in: a PDF need not be read each time."""
    name = inside(report.text_file or "")
    try:
        return read_within(folder, folder / name, name, LARGEST_REPORT).decode("utf-8") if name else None
    except (Problems, UnicodeDecodeError):
        return None


def _stored(folder: Path, name: str, most: int, text: TextOf | None = None) -> StoredFile:
    path = folder / name
    size = path.stat().st_size
    if not is_within(folder, path):
        return _refused(name, size, say("it is a link that leads out of the folder"))
    if size > most:
        return _refused(name, size, say("it is larger than {n} MB", n=most // 1024**2))
    try:
        with path.open("rb") as stream:
            return stored_file(name, stream, text_of=text)
    except OSError as error:
        return _refused(name, size, say("it cannot be read ({reason})", reason=error.strerror))


def _refused(name: str, size: int, reason: Message) -> StoredFile:
    return StoredFile(name, size, "", Content("unknown", reason))


def _unknown(name: str) -> Problem:
    return Problem(
        "AGENCY-UNKNOWN",
        Place(f"submissions/{name}"),
        say("“{name}” is not an agency of this round.", name=name),
        say("Name the folder with an agency's id as in round.yaml, or move it elsewhere."),
    )


def _absent(file: str) -> Problem:
    return Problem(
        "SUBMISSION-MISSING",
        Place(file),
        say("the agency's folder holds no {name}.", name=NAME),
        say("Add it, or remove the folder."),
    )


def _too_long(file: str) -> Problem:
    return Problem(
        "SUBMISSION-LONG",
        Place(file),
        say("the file is larger than {n} MB.", n=LARGEST_YAML // 1024**2),
        say("Put the report into a file of its own."),
    )


def _withheld(file: str, error: OSError) -> Problem:
    return Problem(
        "SUBMISSION-UNREADABLE",
        Place(file),
        say("the file cannot be read ({reason}).", reason=error.strerror),
        say("Close it elsewhere, or let yourself read it."),
    )
