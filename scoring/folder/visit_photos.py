"""The photos that visit forms name, among the files that came with them: found, opened, and known by their content."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rubrics import Message, Place, Problem, Problems, say
from scoring.folder.gathering import Given
from scoring.folder.opening import MEGABYTE
from scoring.folder.visits import kept_name
from scoring.rounds.unknown import quoted
from scoring.rounds.visits import Photo
from scoring.sheets.visits import NamedPhoto
from submissions import stored_file
from submissions.kinds import IMAGES

LARGEST_PHOTO = 64 * MEGABYTE


@dataclass
class PhotoSearch:
    """The files that were `given`, those `used`, and what was found wrong."""

    given: Sequence[Given]
    problems: list[Problem] = field(default_factory=list)
    used: dict[str, Given] = field(default_factory=dict)
    _photos: dict[str, Photo] = field(default_factory=dict)

    def find(self, form: Given, named: Iterable[NamedPhoto]) -> tuple[Photo, ...]:
        """Return the photos that a form names, as far as they are there and can be used."""
        return tuple(photo for one in named if (photo := self._find(form, one)))

    def unused(self, forms: Iterable[Given]) -> tuple[str, ...]:
        """Return the files that no form names."""
        known = {given.label for given in (*self.used.values(), *forms)}
        return tuple(given.label for given in self.given if given.label not in known)

    def kept(self) -> dict[str, Given]:
        """Return the photos that were found by the names under which they are kept."""
        return {kept_name(self._photos[label]): given for label, given in self.used.items() if label in self._photos}

    def _find(self, form: Given, named: NamedPhoto) -> Photo | None:
        found = _nearest(form, list(_called(named.file, self.given)))
        if not found:
            rule = say("the photo “{file}” is not among the files.", file=quoted(named.file))
            self._fault("PHOTO-MISSING", named.place, rule, _ADD)
            return None
        for given in found:
            self.used[given.label] = given
        photos = [photo for given in found if (photo := self._opened(given, named.place))]
        if len({photo.sha256 for photo in photos}) > 1:
            labels = tuple(given.label for given in found)
            rule = say("several files are called “{file}”: {files}.", file=quoted(named.file), files=labels)
            self._fault("PHOTO-TWICE", named.place, rule, say("Write the folder before the name, or give one of them."))
            return None
        return photos[0].model_copy(update={"shows": named.shows or None}) if photos else None

    def _opened(self, given: Given, place: Place) -> Photo | None:
        """Return a photo as it is; None where the file is none or cannot be opened, which is then a problem."""
        if given.label in self._photos:
            return self._photos[given.label]
        name = given.name.rpartition("/")[2]
        try:
            with given.open(LARGEST_PHOTO) as stream:
                stored = stored_file(name, stream)
        except Problems as problems:
            self.problems += problems.items
            return None
        kind, fault = stored.content.kind, stored.content.fault
        if kind not in IMAGES:
            rule = say("“{file}” is no photo: it holds {content}.", file=given.label, content=kind)
            self._fault("PHOTO-KIND", place, rule, say("Hand in one of: {choices}.", choices=tuple(sorted(IMAGES))))
            return None
        if fault is not None:
            rule = say("“{file}” cannot be used: {reason}.", file=given.label, reason=fault)
            self._fault("PHOTO-UNREADABLE", place, rule, say("Fetch it from the camera or the telephone once more."))
            return None
        self._photos[given.label] = Photo(file=name, sha256=stored.sha256, content=kind)
        return self._photos[given.label]

    def _fault(self, code: str, place: Place, rule: Message, remedy: Message) -> None:
        self.problems.append(Problem(code, place, rule, remedy))


def _called(name: str, given: Sequence[Given]) -> Iterator[Given]:
    """Yield the files of this name, in whatever folder where it names none; its ending may be left out."""
    wanted = f"/{_folded(name)}"
    exact = [one for one in given if f"/{_folded(one.name)}".endswith(wanted)]
    yield from exact or (one for one in given if f"/{_folded(one.name)}".rpartition(".")[0].endswith(wanted))


def _nearest(form: Given, found: list[Given]) -> list[Given]:
    """Return those that lie nearest to the form: cameras give the same names to the photos of every visit."""
    home = form.label.split("/")[:-1]
    shared = [_shared(home, one.label.split("/")[:-1]) for one in found]
    return [one for one, depth in zip(found, shared, strict=True) if depth == max(shared)]


def _shared(one: list[str], other: list[str]) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.replace("\\", "/")).casefold().strip("/ ")


_ADD = say("Put it into the folder or zip with the form, or correct the name.")
