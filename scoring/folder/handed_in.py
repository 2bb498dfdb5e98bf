"""What agencies handed in, to the folder submissions/: a folder an agency, and under its earlier/ what it replaces."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from rubrics import Place, Problem, Problems, say
from scoring.folder.deliveries import Arrival
from scoring.folder.opening import read_within
from scoring.folder.placing import PREFIX, settle
from scoring.folder.submissions import LARGEST_YAML, NAME
from scoring.folder.writing import holding, secure, write_records
from submissions import Status, Submission, decode, move, read_submission, write_submission

HOME, EARLIER, FORM_FILE, TEXT_FILE = "submissions", "earlier", "form.xlsx", "report.txt"


def held_submission(root: Path, agency: str) -> Submission | None:
    """Return what an agency's folder holds now; None where there is none. Raises Problems where it cannot be read."""
    file, label = root / HOME / agency / NAME, f"{HOME}/{agency}/{NAME}"
    if not file.exists():
        return None
    return read_submission(decode(read_within(root, file, label, LARGEST_YAML), label), label)[0]


def may_replace(root: Path, arrivals: Sequence[Arrival]) -> dict[str, Submission | None]:
    """Return what each arrival replaces, by agency; None where it is the first.

    Raises Problems where a submission is accepted already: its facts count, and it is returned before it is replaced.
    """
    held = {arrival.agency: held_submission(root, arrival.agency) for arrival in arrivals}
    accepted = [arrival for arrival in arrivals if (now := held[arrival.agency]) and now.status == "accepted"]
    faults = [Problem("SUBMISSION-ACCEPTED", Place(arrival.form.label), *_ACCEPTED) for arrival in accepted]
    if faults:
        raise Problems(faults)
    return held


def same(held: Submission | None, new: Submission) -> bool:
    """Return whether nothing new came in: all that counts is as it was, whoever took it in and whenever."""
    neutral = {"received": None, "status": "submitted", "reasons": ()}
    return held is not None and held.model_copy(update=neutral) == new.model_copy(update=neutral)


def store(root: Path, arrivals: Sequence[tuple[Arrival, Submission]]) -> list[Path]:
    """Write submissions with their files, all of them or none, and return their folders.

    What an agency handed in before lies under earlier/0001, earlier/0002, … of its folder. Raises Problems where the
    disk refuses; then everything is as it was. (A run that is killed leaves whole what had been there, if not under
    its name, then in the new folder's earlier/ under a name that begins with .pingyi-.)
    """
    home = root / HOME
    try:
        home.mkdir(exist_ok=True)
        with ExitStack() as staged, ExitStack() as undo:
            made = {arrival.agency: _staged(home, arrival, submission, staged) for arrival, submission in arrivals}
            for agency, folder in made.items():
                _swap(home / agency, folder, undo)
            undo.pop_all()
        settle(home)
    except OSError as error:
        place = Place(str(getattr(error, "filename", None) or HOME))
        rule = say("it could not be written ({reason}).", reason=error.strerror or type(error).__name__)
        raise Problems([Problem("FILE-WRITE", place, rule, _CLOSE)]) from error
    return [home / arrival.agency for arrival, _ in arrivals]


def set_status(root: Path, agencies: Sequence[str], to: Status, reasons: tuple[str, ...] = ()) -> None:
    """Accept or return what agencies handed in. Raises Problems where one has not, or cannot be moved so."""
    moved: dict[str, Submission] = {}
    faults: list[Problem] = []
    for agency in dict.fromkeys(agencies):
        place = Place(f"{HOME}/{agency}/{NAME}")
        try:
            held = held_submission(root, agency)
            if held is None:
                faults.append(Problem("SUBMISSION-MISSING", place, *_ABSENT))
            else:
                moved[agency] = move(held, to, place, reasons)
        except Problems as problems:
            faults += problems.items
    if faults:
        raise Problems(faults)
    files = {root / HOME / agency / NAME: write_submission(held).encode() for agency, held in moved.items()}
    write_records({file: holding(data) for file, data in files.items()})


def _staged(home: Path, arrival: Arrival, submission: Submission, until: ExitStack) -> Path:
    """Return a new folder with all that an arrival brought, under a name of its own that goes `until` then."""
    held = Path(until.enter_context(tempfile.TemporaryDirectory(prefix=PREFIX, dir=home, ignore_cleanup_errors=True)))
    folder = held / arrival.agency
    folder.mkdir()
    for name, given in {FORM_FILE: arrival.form, **arrival.files}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        with given.open() as source, file.open("wb") as target:
            shutil.copyfileobj(source, target)
            secure(target)
    report = arrival.stored.get(submission.report.file or "")
    if submission.report.text_file is not None and report is not None:
        _put(folder / submission.report.text_file, (report.text or "").encode())
    _put(folder / NAME, write_submission(submission).encode())
    return folder


def _put(file: Path, data: bytes) -> None:
    with file.open("wb") as stream:
        stream.write(data)
        secure(stream)


def _swap(target: Path, folder: Path, undo: ExitStack) -> None:
    """Put a new folder in the place of an agency's, which goes into it, among those that were there earlier."""
    if target.exists():
        earlier = target / EARLIER
        kept = folder / EARLIER
        if earlier.exists():
            _move(earlier, kept, undo)
        kept.mkdir(exist_ok=True)
        taken = [int(path.name) for path in kept.iterdir() if path.name.isdigit()]
        _move(target, kept / f"{max(taken, default=0) + 1:04}", undo)
    _move(folder, target, undo)


def _move(source: Path, target: Path, undo: ExitStack) -> None:
    source.rename(target)
    undo.callback(target.rename, source)


_ACCEPTED = (
    say("the agency's submission has been accepted already."),
    say("Return it first: pingyi forms return DIR AGENCY --reason TEXT."),
)
_ABSENT = (
    say("the agency has handed in nothing."),
    say("Take its form in first: pingyi forms read DIR FILE --accept."),
)
_CLOSE = say("Close it in other programs, check the disk and your rights, or choose another name; nothing was changed.")
