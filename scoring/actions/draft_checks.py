"""A draft as the submission that it would be, and what is still missing or wrong, each fault beside its field."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rubrics import Document, Message, Path, Place, Problem, Problems, build, say
from scoring.actions.desks import Desk
from scoring.actions.drafting import Draft
from scoring.actions.report_form import WAY_TITLES, Form
from scoring.folder.handed_in import TEXT_FILE
from scoring.rounds.half_width import half_width
from scoring.storage import files
from scoring.storage.models import Piece, Upload
from submissions import Content, StoredFile, Submission, check_submission, stored_file
from submissions.workbook.deliveries import FILES
from submissions.workbook.typed import compared, day_meant, number_meant

_UNFIT = frozenset('<>:"|?*\\/')
_DEVICES = ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))


@dataclass(frozen=True)
class Fault:
    """Something missing or wrong: the field where it stands, what that is called, and the problem."""

    field: str
    title: str | Message
    problem: Problem


@dataclass
class Built:
    """A draft put together: the values of submission.yaml, where each stands in the form, the files by kept name."""

    values: dict[str, Any]
    places: dict[Path, str]
    uploads: dict[str, Upload]
    faults: list[Problem] = field(default_factory=list)

    def locate(self, path: Path) -> Place:
        """Return the field of a value, or of the nearest thing around it; a criterion's evidence is a place too."""
        if path[:1] == ("evidence",) and len(path) > 1 and isinstance(path[1], str):
            return Place(f"evidence.{path[1]}")
        near = (self.places[path[:end]] for end in range(len(path), 0, -1) if path[:end] in self.places)
        return Place(next(near, ".".join(map(str, path[:2]))))

    def submission(self) -> Submission:
        """Return the submission. Raises Problems where a value has a wrong shape."""
        return build(Submission, _Typed("", self.values, {}, self))


@dataclass(frozen=True)
class _Typed(Document):
    """Values whose places are fields."""

    built: Built

    def locate(self, path: Path) -> Place:
        """Return the field of a value."""
        return self.built.locate(path)


def built_from(desk: Desk, draft: Draft) -> Built:
    """Return a draft as what it would be when handed in now; what cannot be meant is among its faults."""
    form = desk.form
    made = Built({"pingyi": 1, "agency": desk.agency, "status": "submitted"}, {}, {})
    units = {fact.name: fact.unit for fact in form.facts}
    for part in ("self", "facts"):
        made.values[part] = {}
        for name in (name for name in form.names if name.startswith(f"{part}.")):
            typed, id_ = draft.get(name).strip(), name.partition(".")[2]
            made.places[part, id_] = name
            if typed and (number := number_meant(typed, units.get(name))) is not None:
                made.values[part][id_] = number
            elif typed:
                made.faults.append(Problem("ANSWER-NUMBER", Place(name), _NO_NUMBER.filled(text=typed[:60]), _NUMBER))
    _report(draft, made)
    made.values["contact"] = {
        key: said for key in ("name", "phone") if (said := draft.get(f"contact.{key}").strip())
    } or None
    made.values["evidence"] = []
    for section in form.sections:
        for piece in draft.pieces_of(section.id):
            _piece(draft, piece, made)
    return made


def faults_of(desk: Desk, draft: Draft, *, real: bool = False) -> tuple[Built, list[Fault]]:
    """Return a draft put together, and all that is missing or wrong before it can be handed in.

    With `real` every file is read once more; else what was found when it came in is believed.
    """
    made, form = built_from(desk, draft), desk.form
    found = list(made.faults)
    try:
        spared = desk.plan.round.spared.get(desk.agency, frozenset())
        stored = {name: _stored(name, upload, real=real) for name, upload in made.uploads.items()}
        found += check_submission(desk.plan.rubric, made.submission(), stored, made.locate, spared=spared)
    except Problems as problems:
        found += problems.items
    found = [_as_named(problem, made.uploads) for problem in found]
    order = {name: at for at, name in enumerate(_order(form, draft))}
    found.sort(key=lambda problem: order.get(problem.place.file, order.get(_owner(problem.place.file), -1)))
    return made, [Fault(problem.place.file, _title(problem.place.file, form, draft), problem) for problem in found]


def _as_named(problem: Problem, uploads: Mapping[str, Upload]) -> Problem:
    """Return a problem that calls each file what its owner calls it, not by the name under which it is kept."""
    spoken = tuple(
        (key, uploads[value].name if isinstance(value, str) and value in uploads else value)
        for key, value in problem.rule.values
    )
    return replace(problem, rule=replace(problem.rule, values=spoken))


def _report(draft: Draft, made: Built) -> None:
    report: dict[str, Any] = {}
    made.places["report",] = made.places["report", "text"] = "report.text"
    if text := draft.get("report.text").strip():
        report["text"] = text
    if upload := draft.report:
        name = _name(upload, made)
        report |= {"file": name, "sha256": upload.sha256}
        made.places["report", "file"] = "report.file"
        if upload.text:
            report["text_file"] = TEXT_FILE
    made.values["report"] = report


def _piece(draft: Draft, piece: Piece, made: Built) -> None:
    at, prefix = len(made.values["evidence"]), f"piece.{piece.number}"
    said = {name: " ".join(draft.said(piece, name).split()) for name in _LINES}
    values: dict[str, Any] = {
        "criterion": piece.criterion,
        "kind": said["kind"],
        "note": draft.said(piece, "note").strip(),
    }
    if piece.way == "file" and piece.upload is not None:
        values |= {"file": _name(piece.upload, made), "sha256": piece.upload.sha256}
    elif piece.way in {"url", "phone"}:
        values[piece.way] = half_width(said[piece.way])
    elif piece.way == "on_site" and (said["number"] or said["holder"]):
        values["on_site"] = {key: said[key] for key in ("number", "holder") if said[key]}
    elif piece.way == "disc" and said["label"]:
        values |= {"disc": {"label": said["label"]}, "sha256": "".join(said["sha256"].split()).lower()}
    values["title"] = said["title"] or said["url"] or said["phone"] or said["kind"] or piece.criterion
    if said["date"]:
        day = day_meant(said["date"])
        values["date"] = day
        if day is None:
            made.faults.append(
                Problem("ANSWER-DAY", Place(f"{prefix}.date"), _NO_DAY.filled(text=said["date"][:60]), _DAY)
            )
    made.places["evidence", at] = f"{prefix}.{_MAIN[piece.way]}"
    for path, name in _PLACES.items():
        made.places["evidence", at, *path] = f"{prefix}.{name}"
    made.values["evidence"].append({name: value for name, value in values.items() if value})


def _name(upload: Upload, made: Built) -> str:
    """Return the name under which a file is kept: one that every system can bear, and that no other file has."""
    known = next((name for name, held in made.uploads.items() if held.pk == upload.pk), None)
    if known:
        return known
    given = unicodedata.normalize("NFC", upload.name)
    plain = "".join("_" if sign in _UNFIT or not sign.isprintable() else sign for sign in given).strip(". ") or "_"
    stem, dot, ending = plain.rpartition(".")
    stem, ending = (stem, f".{ending}") if dot and stem else (plain, "")
    if stem.partition(".")[0].casefold() in _DEVICES:
        stem = f"_{stem}"
    taken, n, name = {compared(name) for name in made.uploads}, 1, f"{FILES}/{stem}{ending}"
    while compared(name) in taken:
        n += 1
        name = f"{FILES}/{stem}-{n}{ending}"
    made.uploads[name] = upload
    return name


def _stored(name: str, upload: Upload, *, real: bool) -> StoredFile:
    text = None
    if upload.text:
        text = files.where(upload.text).read_bytes().decode()
    if not real:
        return StoredFile(name, upload.size, upload.sha256, Content(upload.kind), text)
    with files.where(upload.sha256).open("rb") as stream:
        held = stored_file(name, stream)
    return StoredFile(name, held.size, held.sha256, held.content, text)


def _order(form: Form, draft: Draft) -> Iterator[str]:
    """Yield the fields in the order in which they stand on the page."""
    yield from ("report.text", "report.file", *(fact.name for fact in form.facts))
    for section in form.sections:
        yield f"self.{section.id}"
        yield f"evidence.{section.id}"
        yield from (f"piece.{piece.number}" for piece in draft.pieces_of(section.id))


def _owner(name: str) -> str:
    return ".".join(name.split(".")[:2])


def _title(name: str, form: Form, draft: Draft) -> str | Message:
    if name.startswith("piece."):
        number = int(name.split(".")[1])
        piece = next(held for held in draft.pieces if held.number == number)
        said = draft.said(piece, "title") or WAY_TITLES[piece.way]
        return _PIECE.filled(criterion=form.title(f"evidence.{piece.criterion}"), title=said)
    return form.title(name)


_LINES = ("kind", "title", "url", "phone", "number", "holder", "label", "sha256", "date")
_MAIN = {"file": "title", "url": "url", "phone": "phone", "on_site": "number", "disc": "label"}
_PLACES: Mapping[tuple[str, ...], str] = {
    ("kind",): "kind",
    ("title",): "title",
    ("file",): "title",
    ("url",): "url",
    ("phone",): "phone",
    ("on_site", "number"): "number",
    ("on_site", "holder"): "holder",
    ("disc", "label"): "label",
    ("sha256",): "sha256",
    ("date",): "date",
    ("note",): "note",
}
_PIECE = say("{criterion}: {title}")
_NO_NUMBER = say("“{text}” is not a number.")
_NUMBER = say("Write a number, such as 8 or 8.5.")
_NO_DAY = say("“{text}” is no day.")
_DAY = say("Write a day such as 2026-01-31.")
