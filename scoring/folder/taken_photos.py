"""The folder visits/taken/: which photos members brought by portal; the photos lie in visits/photos/."""

from __future__ import annotations

from pathlib import Path

from rubrics import Problem, build, parse, say, write
from scoring.folder.kept import kept_files, misnamed
from scoring.folder.opening import is_file
from scoring.folder.visits import PHOTOS, VISITS, kept_name
from scoring.rounds import Round
from scoring.rounds.taken_photos import PhotosTaken, check_taken
from scoring.rounds.visits import Photo, file_name
from submissions import decode

TAKEN = f"{VISITS}/taken"


def read_taken(root: Path, round_: Round) -> tuple[tuple[PhotosTaken, ...], list[Problem]]:
    """Return all records of a round folder by number, and every problem of any of them."""
    found: list[PhotosTaken] = []
    faults: list[Problem] = []
    for record, document, name in kept_files(root, TAKEN, PhotosTaken, faults):
        found.append(record)
        if name != file_name(record.number):
            faults.append(misnamed("VISITS-NAME", document.file, record.number, file_name(record.number)))
        for code, path, rule, remedy in check_taken(record, round_):
            faults.append(Problem(code, document.locate(path), rule, remedy))
        for at, photo in enumerate(record.photos):
            if not is_file(root / photo_path(photo)):
                rule = say("the photo “{file}” is gone from {folder}.", file=photo.file, folder=f"{VISITS}/{PHOTOS}")
                remedy = say("Put it back under the name {name}.", name=kept_name(photo))
                faults.append(Problem("VISITS-PHOTO", document.locate(("photos", at)), rule, remedy))
    return tuple(sorted(found, key=lambda record: record.number)), faults


def photo_path(photo: Photo) -> str:
    """Return where a photo lies in a round folder."""
    return f"{VISITS}/{PHOTOS}/{kept_name(photo)}"


def taken_path(number: int) -> str:
    """Return where the record of this number lies in a round folder."""
    return f"{TAKEN}/{file_name(number)}"


def taken_bytes(record: PhotosTaken) -> bytes:
    """Return what the file of a record holds."""
    return write(record.model_dump(by_alias=True, exclude_none=True)).encode()


def taken_from(data: bytes, file: str) -> PhotosTaken:
    """Return the record that a file holds. Raises Problems where it holds none."""
    return build(PhotosTaken, parse(decode(data, file), file))
