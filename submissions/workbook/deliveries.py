"""A form together with the files that came along with it: which file each name in the form means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rubrics import Document, Path, Place, Problem, Problems, build, say
from submissions.model import Receipt, Submission
from submissions.stored import StoredFile
from submissions.workbook.reading import Filled
from submissions.workbook.typed import compared

FILES, TEXT_FILE = "files", "report.txt"
_UNFIT = re.compile(r'[<>:"|?*\x00-\x1f]')
# Names that Windows keeps for devices, whatever their ending.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Delivery:
    """A form and its files: `files` by the name under which each is kept the one it was given as; `extra` is not named.

    `answers` name files as they are kept; a name that means none of them stays as it was typed.
    """

    filled: Filled
    answers: Mapping[str, Any]
    files: Mapping[str, str]
    extra: tuple[str, ...] = ()

    @property
    def report(self) -> str | None:
        """The name under which the report is kept; None where none is named."""
        file: str | None = self.answers["report"].get("file")
        return file

    def submission(self, stored: Mapping[str, StoredFile], received: Receipt | None = None) -> Submission:
        """Return the submission; `stored` are its files. Raises Problems with every value of a wrong shape."""
        filled = self.filled
        values = {
            "pingyi": 1,
            "agency": filled.blank.agency,
            "status": "submitted",
            "report": _known(self._with_text(stored)),
            "self": self.answers.get("self", {}),
            "facts": self.answers.get("facts", {}),
            "evidence": [_known(self._with_sha256(piece, stored)) for piece in self.answers.get("evidence", ())],
            "contact": self.answers["contact"],
            "received": None if received is None else received.model_dump(),
        }
        return build(Submission, _InCells(filled.page.file, values, {}, filled))

    def _with_text(self, stored: Mapping[str, StoredFile]) -> dict[str, Any]:
        report = self._with_sha256(self.answers["report"], stored)
        held = stored.get(report.get("file") or "")
        return {**report, "text_file": TEXT_FILE if held and held.text else None}

    @staticmethod
    def _with_sha256(piece: Mapping[str, Any], stored: Mapping[str, StoredFile]) -> dict[str, Any]:
        held = stored.get(piece.get("file") or "")
        return {**piece, "sha256": piece.get("sha256") or (held.sha256 if held and held.sha256 else None)}


def deliver(filled: Filled, names: Sequence[str], form: str) -> Delivery:
    """Return a form with the files that it means, out of `names` (paths with /); `form` is its own path among them.

    A name is found by its path beside the form or anywhere, by its last part, whatever the case, width and white
    space, and without its ending, in that order. Raises Problems where a name may mean several of the files.
    """
    search = _Search(tuple(name for name in names if name != form), form.rpartition("/")[0])
    report = dict(filled.answers["report"])
    report["file"] = search.kept(report.get("file"), filled.locate(("report", "file")))
    pieces = []
    for nth, piece in enumerate(filled.answers.get("evidence", ())):
        file = search.kept(piece.get("file"), filled.locate(("evidence", nth, "file")))
        pieces.append({**piece, "file": file})
    if search.faults:
        raise Problems(search.faults)
    extra = tuple(name for name in search.names if name not in search.found)
    answers = {**filled.answers, "report": report, "evidence": pieces}
    return Delivery(filled, answers, {kept: given for given, kept in search.found.items()}, extra)


@dataclass
class _Search:
    """The names that were given, and those that were found so far with the names under which they are kept."""

    names: tuple[str, ...]
    folder: str
    found: dict[str, str] = field(default_factory=dict)
    faults: list[Problem] = field(default_factory=list)

    def kept(self, typed: str | None, place: Place) -> str | None:
        """Return the name under which the file is kept that is meant; what was typed where there is none."""
        if not typed:
            return None
        meant = next((hits for like in _LIKENESSES if (hits := self._like(like, typed))), [])
        if len(meant) > 1:
            rule = say("“{file}” may be any of: {choices}.", file=typed, choices=tuple(meant[:5]))
            self.faults.append(Problem("FILE-SEVERAL", place, rule, say("Write the name with its folder and ending.")))
        if len(meant) != 1:
            return typed
        return self.found.setdefault(meant[0], self._free(meant[0]))

    def _like(self, like: Callable[[str], str], typed: str) -> list[str]:
        wanted = like(typed)
        beside = like(f"{self.folder}/{typed}")
        hits = [name for name in self.names if like(name) in {wanted, beside} or like(name).endswith(f"/{wanted}")]
        # What lies beside the form is meant before what lies elsewhere under the same name.
        near = [name for name in hits if like(name) == beside]
        return near if len(near) == 1 else hits

    def _free(self, given: str) -> str:
        # What lies elsewhere is kept without its folders, which say where somebody's zip was.
        within = not self.folder or given.startswith(f"{self.folder}/")
        inner = given.removeprefix(f"{self.folder}/") if within else given.rpartition("/")[2]
        steps = [_fit(step) for step in inner.split("/")]
        name, taken = "/".join([FILES, *steps]), {compared(kept) for kept in self.found.values()}
        stem, dot, ending = name.rpartition(".")
        stem, ending = (stem, dot + ending) if dot and "/" not in ending else (name, "")
        n = 1
        while compared(name) in taken:
            n += 1
            name = f"{stem}-{n}{ending}"
        return name


@dataclass(frozen=True)
class _InCells(Document):
    """Values whose places are cells."""

    filled: Filled

    def locate(self, path: Path) -> Place:
        """Return the cell of a value."""
        return self.filled.locate(path)


def _fit(step: str) -> str:
    """Return a part of a path that every system can bear."""
    plain = _UNFIT.sub("_", unicodedata.normalize("NFC", step)).rstrip(". ")
    return f"_{plain}" if not plain or _DEVICES.fullmatch(plain) else plain


def _path(name: str) -> str:
    return unicodedata.normalize("NFC", name).replace("\\", "/").removeprefix("./").strip("/ ").casefold()


def _last(name: str) -> str:
    return _path(name).rpartition("/")[2]


def _loosely(name: str) -> str:
    return compared(_last(name))


def _stem(name: str) -> str:
    stem, dot, _ = _loosely(name).rpartition(".")
    return stem if dot else _loosely(name)


_LIKENESSES = (_path, _last, _loosely, _stem)


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
