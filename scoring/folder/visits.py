"""The folder visits/: records of visits and talks, the forms they came from, and photos; nothing there is changed."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

from rubrics import Place, Problem, say, write
from scoring.folder.gathering import Given
from scoring.folder.kept import kept_files, misnamed
from scoring.folder.opening import is_file
from scoring.folder.writing import holding, write_records
from scoring.rounds import Round
from scoring.rounds.visits import Photo, VisitRecord, check_visit, file_name

VISITS, PHOTOS, ORIGINALS = "visits", "photos", "originals"


def read_visits(root: Path, round_: Round) -> tuple[tuple[VisitRecord, ...], list[Problem]]:
    """Return all records of a round folder by number, and every problem of any of them.

    What a record names must be in the round, and its photos beside it.
    """
    found: list[VisitRecord] = []
    faults: list[Problem] = []
    for record, document, name in kept_files(root, VISITS, VisitRecord, faults):
        found.append(record)
        if name != file_name(record.number):
            faults.append(misnamed("VISITS-NAME", document.file, record.number, file_name(record.number)))
        for code, path, rule, remedy in check_visit(record, round_):
            faults.append(Problem(code, document.locate(path), rule, remedy))
        for at, photo in enumerate(record.photos):
            if not is_file(root / VISITS / PHOTOS / kept_name(photo)):
                rule = say("the photo “{file}” is gone from {folder}.", file=photo.file, folder=f"{VISITS}/{PHOTOS}")
                remedy = say("Put it back under the name {name}.", name=kept_name(photo))
                faults.append(Problem("VISITS-PHOTO", document.locate(("photos", at)), rule, remedy))
    return tuple(sorted(found, key=lambda record: record.number)), faults


def kept_name(photo: Photo) -> str:
    """Return the name under which a photo is kept: its SHA-256 and what it is."""
    return f"{photo.sha256}.{photo.content}"


def write_visits(root: Path, records: Sequence[tuple[VisitRecord, bytes]], photos: Mapping[str, Given]) -> list[Path]:
    """Write new records, each with the form it came from, and photos by the names they are kept under; all or none.

    Returns the files of the records. Raises Problems where a number is taken, a photo cannot be read any more, or the
    disk refuses.
    """
    folder = root / VISITS
    files = {folder / file_name(record.number): _plain(record) for record, _ in records}
    taken = {file: Problem("INTAKE-TAKEN", Place(f"{VISITS}/{file.name}"), *_TAKEN) for file in files}
    forms = {folder / ORIGINALS / f"{record.sha256}.xlsx": data for record, data in records}
    pictures = {folder / PHOTOS / name: given for name, given in photos.items()}
    # What was handed in comes first: a record never stands there without it.
    write_records(
        {file: partial(_copy, given) for file, given in pictures.items() if not file.exists()}
        | {file: holding(data) for file, data in forms.items() if not file.exists()}
        | {file: holding(data) for file, data in files.items()},
        new=taken,
    )
    return list(files)


def _plain(record: VisitRecord) -> bytes:
    values = record.model_dump(by_alias=True, exclude_none=True)
    return write({name: held for name, held in values.items() if held not in ((), {})}).encode()


def _copy(given: Given, stream: BinaryIO) -> None:
    with given.open() as source:
        shutil.copyfileobj(source, stream)


_TAKEN = (
    say("there is a record of this number already; somebody else took in records just now."),
    say("Do it once more."),
)
