"""Photos of a visit, brought by a member of the panel: kept with the round, seen by that member and the office."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db import transaction

from rubrics import Place, Problem, Problems, revealed, say
from scoring.actions.content_titles import content_title
from scoring.actions.intakes import moment_of
from scoring.actions.journal import note
from scoring.actions.plans import plan_of
from scoring.actions.records import write
from scoring.actions.reporting import KeptFile, kept_file
from scoring.actions.sent_files import LONGEST_NAME, SentFile, looked_at
from scoring.actions.typed_text import plain
from scoring.folder.taken_photos import TAKEN, photo_path, taken_bytes, taken_from, taken_path
from scoring.folder.visit_photos import LARGEST_PHOTO
from scoring.rounds.taken_photos import PhotosTaken
from scoring.rounds.visits import Photo
from scoring.storage import files
from scoring.storage.models import Person, Record, Round
from submissions import Content
from submissions.kinds import IMAGES

_RECORD = re.compile(rf"{TAKEN}/(\d+)\.yaml")


@dataclass(frozen=True)
class Taken:
    """One photo as pages show it."""

    rater: str
    at: datetime
    shows: str
    file: KeptFile


def keep_photos(  # noqa: PLR0913, PLR0917 - who brings what of whom, what it shows and when
    round_: Round, person: Person, agency: str, sent: Sequence[SentFile], shows: str, at: datetime
) -> int:
    """Keep photos of a visit and return how many are new: one that is sent twice is kept once.

    Raises Problems with every file that is empty, too large, damaged or no photo; then none is kept.
    """
    looked = [(one, _picture(one)) for one in sent]
    faults = [found for _, found in looked if isinstance(found, Problem)]
    if not sent:
        faults.append(Problem("PHOTO-NONE", Place(plan_of(round_).round.names[agency]), *_NONE))
    if faults:
        raise Problems(faults)
    kept = [
        _photo(one, found.kind, shows, files.keep(one.rewound())) for one, found in looked if isinstance(found, Content)
    ]
    with transaction.atomic():
        held = Round.objects.select_for_update().get(pk=round_.pk)
        known = {
            photo.sha256
            for record in _records(held)
            if _whose(record) == (agency, person.seat)
            for photo in record.photos
        }
        new = {photo.sha256: (photo, size) for photo, size in kept if photo.sha256 not in known}
        if not new:
            return 0
        record = PhotosTaken(
            number=_next_number(held),
            agency=agency,
            rater=person.seat,
            at=moment_of(at),
            photos=tuple(photo for photo, _ in new.values()),
        )
        pictures = {photo_path(photo): (photo.sha256, size) for photo, size in new.values()}
        there = set(Record.objects.filter(round=held, current=True, path__in=pictures).values_list("path", flat=True))
        written = {path: what for path, what in pictures.items() if path not in there}
        write(held, person, at, {**written, taken_path(record.number): files.keep(taken_bytes(record))}, [])
        agency_name = plan_of(held).round.names[agency]
        note(held, person, say("{n} photos of a visit to {agency} were added.", n=len(new), agency=agency_name), at)
    round_.refresh_from_db()
    return len(new)


def photos_of(round_: Round, agency: str, rater: str | None = None) -> tuple[Taken, ...]:
    """Return the photos of an agency in the order in which they came, those of one rater or of all."""
    wanted = [
        (record, photo)
        for record in _records(round_)
        if record.agency == agency and rater in {None, record.rater}
        for photo in record.photos
    ]
    paths = {photo_path(photo) for _, photo in wanted}
    held = {one.path: one for one in Record.objects.filter(round=round_, current=True, path__in=paths)}
    return tuple(
        Taken(
            record.rater,
            datetime.fromisoformat(record.at),
            photo.shows or "",
            kept_file(held[photo_path(photo)], photo.file),
        )
        for record, photo in wanted
        if photo_path(photo) in held
    )


def photo_of(round_: Round, agency: str, photo: int, rater: str | None = None) -> KeptFile | None:
    """Return one photo of an agency by its number in the address; None where it is none of these."""
    return next((one.file for one in photos_of(round_, agency, rater) if one.file.id == photo), None)


def _picture(sent: SentFile) -> Content | Problem:
    """Return what a file holds, where it is a photo; else what is wrong with it."""
    found = looked_at(sent, LARGEST_PHOTO)
    if isinstance(found, Content) and found.kind not in IMAGES:
        rule = say("“{file}” is no photo: it holds {content}.", file=sent.name, content=content_title(found.kind))
        return sent.fault("PHOTO-KIND", rule, say("Hand in one of: {choices}.", choices=tuple(sorted(IMAGES))))
    return found


def _photo(sent: SentFile, kind: str, shows: str, kept: tuple[str, int]) -> tuple[Photo, int]:
    """Return a file of the store as a photo, and its size in bytes."""
    sha256, size = kept
    name = revealed(plain(sent.name))[-LONGEST_NAME:] or "—"
    return Photo(file=name, shows=plain(shows) or None, sha256=sha256, content=kind), size


def _records(round_: Round) -> list[PhotosTaken]:
    found = Record.objects.filter(round=round_, current=True, path__startswith=f"{TAKEN}/").order_by("path")
    return [_read(record.sha256, record.path) for record in found if _RECORD.fullmatch(record.path)]


@lru_cache(maxsize=4096)
def _read(sha256: str, path: str) -> PhotosTaken:
    return taken_from(files.where(sha256).read_bytes(), path)


def _whose(record: PhotosTaken) -> tuple[str, str]:
    return record.agency, record.rater


def _next_number(round_: Round) -> int:
    paths = Record.objects.filter(round=round_, path__startswith=f"{TAKEN}/").values_list("path", flat=True)
    return max((int(found[1]) for path in paths if (found := _RECORD.fullmatch(path))), default=0) + 1


_NONE = (say("no photo was chosen."), say("Choose one, or take one with the camera."))
