"""Drafts of reports: what an agency types is kept field by field, and nobody else reads it before it is handed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from rubrics import Place, Problem, Problems, say
from scoring.actions.desks import Desk
from scoring.actions.report_form import PIECE_FIELDS
from scoring.storage.models import Answer, Piece, Round, Upload

LONGEST_ANSWER, LONGEST_REPORT = 4000, 200_000
REPORT_TEXT, REPORT_FILE = "report.text", "report.file"


@dataclass(frozen=True)
class Draft:
    """What an agency has typed and brought so far: answers by field, pieces of evidence, files by number."""

    answers: Mapping[str, str] = field(default_factory=dict)
    editions: Mapping[str, int] = field(default_factory=dict)
    pieces: tuple[Piece, ...] = ()
    uploads: Mapping[int, Upload] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """Return what was typed into a field; "" where nothing was."""
        return self.answers.get(name, "")

    def said(self, piece: Piece, name: str) -> str:
        """Return what was typed about a piece of evidence."""
        return self.get(f"piece.{piece.number}.{name}")

    def editions_of(self, piece: Piece) -> dict[str, int]:
        """Return the editions of what is said about a piece of evidence, by field."""
        prefix = f"piece.{piece.number}."
        return {name: edition for name, edition in self.editions.items() if name.startswith(prefix)}

    def pieces_of(self, criterion: str) -> tuple[Piece, ...]:
        """Return the pieces of evidence for a criterion, in the order in which they were added."""
        return tuple(piece for piece in self.pieces if piece.criterion == criterion)

    @property
    def report(self) -> Upload | None:
        """The file that is the report; None where there is none."""
        number = self.get(REPORT_FILE)
        return self.uploads.get(int(number)) if number else None

    @property
    def counts(self) -> dict[str, int]:
        """How many criteria are self-assessed, how many facts are given, how many pieces of evidence are files."""
        given = Counter(name.partition(".")[0] for name, value in self.answers.items() if value)
        files = sum(piece.way == "file" for piece in self.pieces)
        return {"assessed": given["self"], "facts": given["facts"], "files": files}

    @property
    def begun(self) -> bool:
        """Whether anything was typed or brought."""
        return bool(self.pieces) or any(self.answers.values())


@dataclass(frozen=True)
class Other:
    """What somebody else made of a field meanwhile."""

    value: str
    edition: int
    at: datetime
    name: str


@dataclass(frozen=True)
class Saved:
    """What became of a save: the editions of what is kept now, and what was not kept because the page was stale."""

    kept: Mapping[str, int]
    stale: Mapping[str, Other]


def draft_of(round_: Round, agency: str) -> Draft:
    """Return an agency's draft, an empty one where it has not begun. Three queries."""
    answers = tuple(Answer.objects.filter(round=round_, agency=agency))
    pieces = Piece.objects.filter(round=round_, agency=agency, gone=False).order_by("number")
    uploads = Upload.objects.filter(round=round_, agency=agency)
    held = {upload.number: upload for upload in uploads}
    by_key = {upload.pk: upload for upload in held.values()}
    for piece in (found := tuple(pieces)):
        if piece.upload_id is not None:
            piece.upload = by_key[piece.upload_id]
    return Draft(
        {answer.field: answer.value for answer in answers},
        {answer.field: answer.edition for answer in answers},
        found,
        held,
    )


def save_answers(desk: Desk, values: Mapping[str, str], seen: Mapping[str, int]) -> Saved:
    """Keep what was typed; `seen` are the editions that the page had. Nothing is written to the journal: it is a draft.

    A field that somebody else changed meanwhile is left as it is, and told. Raises Problems where a field is not asked
    for, or holds more than anybody reads.
    """
    kept: dict[str, int] = {}
    stale: dict[str, Other] = {}
    with transaction.atomic():
        pieces = Piece.objects.filter(round=desk.round, agency=desk.agency, gone=False).values_list("number", flat=True)
        _refuse(values, {*desk.form.names, *(f"piece.{number}.{name}" for number in pieces for name in PIECE_FIELDS)})
        held = _held(desk, values)
        if fresh := [_answer(desk, name, value) for name, value in values.items() if value and name not in held]:
            # A page that is left sends what is typed twice at once: whichever comes second finds what the first wrote.
            Answer.objects.bulk_create(fresh, ignore_conflicts=True)
            held = _held(desk, values)
        for name, value in values.items():
            row = held.get(name)
            if row is not None and row.value != value:
                if row.edition != seen.get(name, 0):
                    stale[name] = Other(row.value, row.edition, row.at, row.by.name if row.by else "")
                    continue
                _alter(desk, row, value)
            kept[name] = row.edition if row else 0
    return Saved(kept, stale)


def set_answer(desk: Desk, name: str, value: str) -> None:
    """Let a field hold a value, whatever it held: what the portal itself fills in."""
    row = Answer.objects.filter(round=desk.round, agency=desk.agency, field=name).first()
    if row is None:
        _answer(desk, name, value).save()
    elif row.value != value:
        _alter(desk, row, value)


def add_piece(
    desk: Desk, criterion: str, way: str, upload: Upload | None = None, kinds: tuple[str, ...] | None = None
) -> Piece:
    """Add a piece of evidence for a criterion, handed in by a way; its kind is the first of `kinds`, or that fits.

    Raises Problems where the criterion does not ask for any that may be handed in so.
    """
    section = desk.form.section(criterion)
    fitting = section.asking.kinds_by(way) if section and section.asking else ()
    if not fitting:
        raise Problems([Problem("EVIDENCE-UNKNOWN", Place(criterion), _NOT_ASKED, _RELOAD)])
    with transaction.atomic():
        piece = Piece.objects.create(
            round=desk.round, agency=desk.agency, number=_next(desk), criterion=criterion, way=way, upload=upload
        )
        set_answer(desk, f"piece.{piece.number}.kind", (kinds or fitting)[0])
        if upload is not None:
            set_answer(desk, f"piece.{piece.number}.title", upload.name.rpartition(".")[0] or upload.name)
    return piece


def remove_piece(desk: Desk, number: int) -> str | None:
    """Take a piece of evidence out of the draft and return its criterion; None where there is none of this number."""
    piece = Piece.objects.filter(round=desk.round, agency=desk.agency, number=number).first()
    if piece is None:
        return None
    piece.gone = True
    piece.save(update_fields=["gone"])
    return piece.criterion


def _held(desk: Desk, names: Iterable[str]) -> dict[str, Answer]:
    """Return the rows of these fields; nobody else changes them until the transaction ends."""
    rows = Answer.objects.select_for_update(of=("self",)).select_related("by")
    return {row.field: row for row in rows.filter(round=desk.round, agency=desk.agency, field__in=list(names))}


def _answer(desk: Desk, name: str, value: str) -> Answer:
    return Answer(round=desk.round, agency=desk.agency, field=name, value=value, at=desk.at, by=desk.person)


def _alter(desk: Desk, row: Answer, value: str) -> None:
    row.value, row.edition, row.at, row.by = value, row.edition + 1, desk.at, desk.person
    row.save(update_fields=["value", "edition", "at", "by"])


def _next(desk: Desk) -> int:
    # The row of the round is held so that two at once do not get the same number.
    Round.objects.select_for_update().get(pk=desk.round.pk)
    mine = Piece.objects.filter(round=desk.round, agency=desk.agency)
    held: int | None = mine.aggregate(most=Max("number"))["most"]
    return (held or 0) + 1


def _refuse(values: Mapping[str, str], known: set[str]) -> None:
    faults = [Problem("FIELD-UNKNOWN", Place(name[:60]), _NOT_ASKED, _RELOAD) for name in values if name not in known]
    for name, value in values.items():
        most = LONGEST_REPORT if name == REPORT_TEXT else LONGEST_ANSWER
        if len(value) > most:
            faults.append(Problem("FIELD-LONG", Place(name[:60]), _LONG.filled(n=most), _SHORTEN))
    if faults:
        raise Problems(faults)


_NOT_ASKED = say("this is not asked for here.")
_RELOAD = say("Reload the page: the form may have changed.")
_LONG = say("there are more than {n} characters here.")
_SHORTEN = say("Shorten it, or hand it in as a file.")
