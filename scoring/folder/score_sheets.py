"""Score sheets that came back as workbooks, read beside a round folder: what they say, and all that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rubrics import Problem, Problems, say
from scoring.folder.gathering import Given
from scoring.folder.intakes import read_issues, round_key
from scoring.folder.reading import RoundFolder, read_marks
from scoring.rounds import Intake
from scoring.sheets.reading import read_returned
from scoring.sheets.reception import Reception
from scoring.sheets.returned import Returned

# What people put beside score sheets: the signed paper as a scan, a letter, photos.
BESIDE = (
    *(".jpg", ".jpeg", ".png", ".heic", ".bmp", ".gif", ".tif", ".tiff"),
    *(".pdf", ".ofd", ".doc", ".docx", ".wps", ".txt", ".mp4", ".mov"),
)
NO_WORKBOOK = (
    say("there is no workbook among what was named."),
    say("Name the workbooks that came back, or the folder or zip that they are in."),
)


@dataclass(frozen=True)
class SheetsRead:
    """What workbooks say, what is wrong with any of them, and the bytes of those that could be read, by SHA-256."""

    returned: tuple[Returned, ...]
    faults: tuple[Problem, ...]
    contents: dict[str, bytes]


def read_score_sheets(
    held: RoundFolder, given: Sequence[Given], told: Callable[[int, int], None] | None = None
) -> SheetsRead:
    """Return what the workbooks say; `told` is told how many have been read, of how many."""
    reception = Reception(held.round, held.rubric, round_key(held.root, make=False), read_issues(held.root))
    returned: list[Returned] = []
    faults: list[Problem] = []
    contents: dict[str, bytes] = {}
    for done, file in enumerate(given, start=1):
        try:
            data = file.read()
            returned.append(read_returned(data, file.label, reception))
            contents[returned[-1].sha256] = data
        except Problems as problems:
            faults += problems.items
        if told:
            told(done, len(given))
    return SheetsRead(tuple(returned), tuple(faults), contents)


def in_tables(held: RoundFolder, intakes: tuple[Intake, ...]) -> Iterator[Problem]:
    """Yield each table in sheets/ that holds marks which are to be taken in: they would count twice."""
    faults: list[Problem] = []
    read_marks(held.root, held.rubric, held.round, (*held.intakes, *intakes), faults)
    for _file, group in groupby(sorted(faults, key=lambda fault: fault.place.file), key=lambda fault: fault.place.file):
        found = list(group)
        rule = say("marks that are to be taken in stand in this table already: {n}.", n=len(found))
        yield Problem("SHEETS-TABLE", found[0].place, rule, say("Remove them from the table first."))
