"""What an agency handed in, as others read it: its self-assessment and evidence beside each criterion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from scoring.storage import files
from scoring.storage.models import Record, Round
from submissions import Evidence, Submission, decode, examine, inside, read_submission

HOME, EARLIER, NAME = "submissions", "earlier", "submission.yaml"
PICTURES = ("png", "jpeg", "gif", "webp")


@dataclass(frozen=True)
class KeptFile:
    """A file that was handed in. `id` names it in the address; `kind` is what it holds by its content."""

    id: int
    name: str
    sha256: str
    size: int
    kind: str

    @property
    def preview(self) -> str:
        """How it can be shown: picture, pdf, or "" where it can only be saved."""
        return "picture" if self.kind in PICTURES else self.kind if self.kind == "pdf" else ""


@dataclass(frozen=True)
class Shown:
    """One piece of evidence with its file; None where it has none: an address, a number, material on site, a disc."""

    piece: Evidence
    file: KeptFile | None


@dataclass(frozen=True)
class Material:
    """What an agency handed in and was not sent back: points and evidence by criterion, and the written report."""

    self_assessment: Mapping[str, Decimal] = field(default_factory=dict)
    evidence: Mapping[str, tuple[Shown, ...]] = field(default_factory=dict)
    facts: Mapping[str, Decimal] = field(default_factory=dict)
    report_text: str = ""
    report_file: KeptFile | None = None


def home_of(agency: str) -> str:
    """Return the path below which an agency's material lies, with the slash at its end."""
    return f"{HOME}/{agency}/"


def submission_of(round_: Round, agency: str) -> Submission | None:
    """Return what an agency's folder holds now, whatever its status; None where nothing was handed in."""
    record = Record.objects.filter(round=round_, path=f"{home_of(agency)}{NAME}", current=True).first()
    return read_kept(record.sha256) if record else None


def material(round_: Round, agency: str) -> Material:
    """Return what an agency handed in, by criterion; nothing of what is a draft or was sent back. One query."""
    held = kept_files(round_, agency)
    named = held.get(NAME)
    submission = read_kept(named.sha256) if named else None
    return shown_material(submission, held) if submission and submission.complete else Material()


def shown_material(submission: Submission, held: Mapping[str, KeptFile]) -> Material:
    """Return what a submission says with the files that it names, out of `held` by name within the agency's folder."""
    evidence: dict[str, list[Shown]] = {}
    for piece in submission.evidence:
        evidence.setdefault(piece.criterion, []).append(Shown(piece, held.get(inside(piece.file or "") or "")))
    return Material(
        dict(submission.self_assessment),
        {criterion: tuple(pieces) for criterion, pieces in evidence.items()},
        dict(submission.facts),
        submission.report.text or "",
        held.get(inside(submission.report.file or "") or ""),
    )


def kept_files(round_: Round, agency: str) -> dict[str, KeptFile]:
    """Return the files of what an agency handed in last, by name within its folder. One query."""
    return {name: file for name, file in any_files(round_, agency).items() if not name.startswith(f"{EARLIER}/")}


def any_files(round_: Round, agency: str) -> dict[str, KeptFile]:
    """Return all files of an agency by name within its folder, those of earlier versions included. One query."""
    return {name: kept_file(record, name) for name, record in records_of(round_, agency).items()}


def records_of(round_: Round, agency: str) -> dict[str, Record]:
    """Return the records of an agency's folder by name within it. One query."""
    home = home_of(agency)
    found = Record.objects.filter(round=round_, current=True, path__startswith=home).order_by("path")
    # On SQLite LIKE takes no notice of case: what only looks like the agency's folder is left out here.
    return {record.path.removeprefix(home): record for record in found if record.path.startswith(home)}


def versions_within(names: Iterable[str]) -> set[int]:
    """Return the numbers of the earlier versions that files of an agency's folder belong to."""
    steps = (name.split("/") for name in names)
    return {int(step[1]) for step in steps if step[0] == EARLIER and step[1].isdecimal()}


def evidence_file(round_: Round, agency: str, file: int) -> KeptFile | None:
    """Return a file that an agency handed in and was not sent back; None where it is none of these."""
    found = material(round_, agency)
    files_ = [shown.file for pieces in found.evidence.values() for shown in pieces]
    return next((held for held in (found.report_file, *files_) if held and held.id == file), None)


def any_file(round_: Round, agency: str, file: int) -> KeptFile | None:
    """Return a file of an agency's folder, earlier versions and what was sent back included; None where it is none."""
    record = Record.objects.filter(round=round_, current=True, pk=file).first()
    home = home_of(agency)
    return kept_file(record, record.path.removeprefix(home)) if record and record.path.startswith(home) else None


def kept_file(record: Record, name: str) -> KeptFile:
    """Return a record as a file that pages show."""
    return KeptFile(record.pk, name.rpartition("/")[2], record.sha256, record.size, content_of(record.sha256))


@lru_cache(maxsize=4096)
def content_of(sha256: str) -> str:
    """Return the type of a file of the store: what its content says, never its name; "empty" where it is not there."""
    try:
        with files.where(sha256).open("rb") as stream:
            return examine(stream).kind
    except FileNotFoundError:
        return "empty"


@lru_cache(maxsize=512)
def read_kept(sha256: str) -> Submission:
    """Return the submission that a file of the store holds. Raises Problems where it holds none."""
    return read_submission(decode(files.where(sha256).read_bytes(), NAME), NAME)[0]
