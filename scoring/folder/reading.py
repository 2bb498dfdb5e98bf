"""A round folder to values: every file read, every problem of every file told at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from itertools import chain
from pathlib import Path
from typing import TypeVar

from rubrics import (
    Document,
    Locate,
    Place,
    Problem,
    Problems,
    Rubric,
    Settings,
    build,
    import_sources,
    parse,
    say,
    tree,
)
from scoring.folder.intakes import INTAKES, read_intakes
from scoring.folder.opening import LARGEST_TABLE, read_within
from scoring.folder.plan import round_and_rubric, text_within
from scoring.folder.submissions import read_submissions
from scoring.rounds import (
    Collected,
    Decision,
    Entry,
    Feedback,
    Mark,
    MarkKey,
    Round,
    check_decision,
    check_feedback,
    marks_from,
)
from scoring.rounds.expected import expected_marks
from scoring.rounds.imports import Imported, values_from
from scoring.rounds.intakes import Intake, entries_of
from scoring.rounds.tables import marks_of
from submissions import Submission, Table, accepted_facts, read_csv, read_workbook

DECISION_FILE = "decision.yaml"
FEEDBACK_FILE = "feedback.yaml"

Shape = TypeVar("Shape", bound=Settings)


class Reading(Enum):
    """How much of a folder is read.

    `FIGURES` leaves submissions, with all the evidence they name, unread where no fact of theirs enters a figure;
    `ANSWERS` then reads their self-assessments; `EVERYTHING` reads and checks all files.
    """

    FIGURES = "figures"
    ANSWERS = "answers"
    EVERYTHING = "everything"


@dataclass(frozen=True)
class RoundFolder:
    """A round folder whose every file was read and found sound.

    `decision` is None until decision.yaml is written; it is sound only if `decision_problems` has none.
    """

    root: Path
    round: Round
    rubric: Rubric
    collected: Collected
    submissions: dict[str, Submission] = field(default_factory=dict)
    decision: Decision | None = None
    feedback: Feedback | None = None
    decision_document: Document = field(default_factory=lambda: Document(DECISION_FILE, None, {}))
    intakes: tuple[Intake, ...] = ()

    @property
    def self_assessments(self) -> dict[str, dict[str, Decimal]]:
        """What agencies gave themselves, by agency and criterion; only what was handed in and not sent back."""
        return {
            agency: held.self_assessment
            for agency, held in self.submissions.items()
            if held.complete and held.self_assessment
        }

    def decision_problems(self, computed: Mapping[str, str | None], locate: Locate | None = None) -> list[Problem]:
        """Return what is wrong with the decision, given each agency's computed grade (None where it has none).

        `locate` tells the places of faults; without it they are lines of decision.yaml.
        """
        if self.decision is None:
            return []
        titles = tuple(band.title for band in self.rubric.grades.bands) if self.rubric.grades else ()
        return check_decision(self.decision, self.round, titles, computed, locate or self.decision_document.locate)


def read_folder(root: Path, reading: Reading = Reading.EVERYTHING) -> RoundFolder:
    """Return the round that `root` holds. Raises Problems with all faults of all files that are read."""
    faults: list[Problem] = []
    round_, rubric = round_and_rubric(root, faults)
    if round_ is None or rubric is None:
        for _ in _tables(root / "sheets", root, faults):
            pass
        raise Problems(faults)
    intakes, wrong = read_intakes(root)
    faults += wrong
    marks = read_marks(root, rubric, round_, intakes, faults)
    imports = _imports(root, rubric, round_, faults)
    submissions: dict[str, Submission] = {}
    whole = bool(rubric.facts) or reading is Reading.EVERYTHING
    if whole or reading is Reading.ANSWERS:
        submissions, wrong = read_submissions(root, rubric, round_, whole=whole)
        faults += wrong
    if reading is Reading.EVERYTHING:
        from scoring.folder.registers import register_problems  # noqa: PLC0415 - no figure needs what they import

        faults += register_problems(root, round_)
    decision, document = _settled(root, DECISION_FILE, Decision, faults)
    feedback, released = _settled(root, FEEDBACK_FILE, Feedback, faults)
    if feedback is not None:
        faults += check_feedback(feedback, round_, rubric, released.locate)
    if faults:
        raise Problems(faults)
    collected = Collected(
        marks,
        {source: held.values for source, held in imports.items()},
        accepted_facts(submissions.values()),
        {source: held.ballots for source, held in imports.items() if held.ballots},
    )
    return RoundFolder(root, round_, rubric, collected, submissions, decision, feedback, document, intakes)


def beside_marks(root: Path, rubric: Rubric, round_: Round) -> list[Problem]:
    """Return what is wrong with the figures from outside and the answers of agencies, given a rubric and a round."""
    faults: list[Problem] = []
    _imports(root, rubric, round_, faults)
    return faults + read_submissions(root, rubric, round_, whole=False)[1]


def _settled(root: Path, name: str, shape: type[Shape], faults: list[Problem]) -> tuple[Shape | None, Document]:
    """Return what a file says that the office writes once the marks are in; None where there is none yet."""
    document = Document(name, None, {})
    if not (root / name).exists():
        return None, document
    try:
        document = parse(text_within(root, name), name)
        return build(shape, document), document
    except Problems as problems:
        faults += problems.items
        return None, document


def read_marks(
    root: Path, rubric: Rubric, round_: Round, intakes: tuple[Intake, ...], faults: list[Problem]
) -> Mapping[MarkKey, Mark]:
    """Return the marks that these intakes and the tables in sheets/ give together; what is wrong goes to `faults`."""
    sheets: list[Iterable[Entry]] = []
    if intakes:
        leaves = tuple(leaf for leaf in tree(rubric).leaves() if leaf.rated)
        sheets.append(tuple(entries_of(intakes, expected_marks(leaves, round_).marks, INTAKES)))
    for table in _tables(root / "sheets", root, faults):
        found, wrong = marks_of(table)
        sheets.append(found)
        faults += wrong
    marks, wrong = marks_from(rubric, round_, _Chained(sheets))
    faults += wrong
    return marks


@dataclass(frozen=True)
class _Chained:
    """The marks of all tables, one table after the other, made anew each time they are gone through."""

    sheets: list[Iterable[Entry]]

    def __iter__(self) -> Iterator[Entry]:
        return chain.from_iterable(self.sheets)


def _tables(folder: Path, root: Path, faults: list[Problem]) -> Iterator[Table]:
    """Yield the tables of all .csv and .xlsx files; what cannot be read is a fault."""
    for file in _listed(folder, root, faults):
        label = file.relative_to(root).as_posix()
        try:
            match file.suffix.lower():
                case ".csv":
                    yield read_csv(read_within(root, file, label, LARGEST_TABLE), label)
                case ".xlsx":
                    data = read_within(root, file, label, LARGEST_TABLE)
                    yield from (table for table in read_workbook(data, label) if table.rows)
                case _:
                    faults.append(_unknown_file(label))
        except Problems as problems:
            faults += problems.items


def _listed(folder: Path, root: Path, faults: list[Problem]) -> list[Path]:
    """Return the files of a folder by name, without those that systems and programs leave lying about."""
    try:
        files = sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        label = folder.relative_to(root).as_posix()
        faults.append(
            Problem(
                "FOLDER-UNREADABLE",
                Place(label),
                say("the folder cannot be read ({reason}).", reason=error.strerror),
                say("Let yourself read it."),
            )
        )
        return []
    return [file for file in files if not file.name.startswith((".", "~$"))]


def _imports(root: Path, rubric: Rubric, round_: Round, faults: list[Problem]) -> dict[str, Imported]:
    sources = import_sources(rubric)
    values: dict[str, Imported] = {}
    for table in _tables(root / "imports", root, faults):
        source = Path(table.file).stem
        if source not in sources:
            faults.append(
                Problem(
                    "IMPORT-UNKNOWN",
                    Place(table.file),
                    say("nothing in the rubric reads “{name}”.", name=source),
                    say("Known: {known}.", known=sources or "—"),
                )
            )
        elif source in values:
            faults.append(
                Problem(
                    "IMPORT-TWICE",
                    Place(table.file),
                    say("the values of “{name}” come from two tables.", name=source),
                    say("Keep one of the two."),
                )
            )
        else:
            values[source], wrong = values_from(table, source, rubric, round_)
            faults += wrong
    return values


def _unknown_file(label: str) -> Problem:
    return Problem(
        "FILE-KIND",
        Place(label),
        say("only .csv and .xlsx files can be read here."),
        say("Save it as .xlsx or as CSV UTF-8, or move it elsewhere."),
    )
