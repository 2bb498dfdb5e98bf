"""A new round: like one of the library, from a set-up workbook (筹备表), or around a rubric of one's own."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from rubrics import build, parse, read_rubric, write
from rubrics.library import round_names, round_text, rubric_names, rubric_text
from scoring.actions.intakes import moment_of
from scoring.actions.opening import check_id, open_round
from scoring.folder import write_folder
from scoring.folder.plan import ROUND_FILE
from scoring.folder.setups import with_rubric_file, write_setup_of
from scoring.folder.starting import new_round, placeholders
from scoring.rounds import Round as RoundValue
from scoring.sheets.setup import RUBRIC_FILE, Setup, read_setup
from scoring.sheets.setup.assembly import CellDocument
from scoring.storage.models import Person, Round
from submissions import decode


@dataclass(frozen=True)
class Choice:
    """What the library has to begin with: its name there and its title."""

    name: str
    title: str


@dataclass(frozen=True)
class Named:
    """What a new round is called: `slug` is its id and stands in addresses; "" leaves what the origin says."""

    slug: str = ""
    title: str = ""
    organizer: str = ""

    def over(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of round.yaml with these names."""
        given = {"id": self.slug, "title": self.title, "organizer": self.organizer}
        return {**values, **{key: value for key, value in given.items() if value}}


@cache
def rounds_to_begin_like() -> tuple[Choice, ...]:
    """Return the library's rounds, which name agencies and seats."""
    return tuple(Choice(name, str(_values(round_text(name), name)["title"])) for name in round_names())


@cache
def rubrics_to_begin_with() -> tuple[Choice, ...]:
    """Return the library's rubrics; agencies and seats are still to be named there."""
    return tuple(Choice(name, read_rubric(rubric_text(name), name).title) for name in rubric_names())


def begin_like(like: str, names: Named, person: Person | None, at: datetime) -> Round:
    """Open a round like one of the library, without any mark. Raises Problems, also where its id is taken."""
    files = new_round(like)
    values = names.over(_values(files[ROUND_FILE].decode(), like))
    return _opened({RUBRIC_FILE: files[RUBRIC_FILE]}, values, person, at)


def begin_with_rubric(data: bytes, file: str, names: Named, person: Person | None, at: datetime) -> Round:
    """Open a round around a rubric (YAML); agencies and seats are placeholders. Raises Problems, line by line."""
    text = decode(data, file)
    values = names.over(placeholders(read_rubric(text, file)))
    return _opened({RUBRIC_FILE: text.encode()}, values, person, at)


def begin_with_workbook(data: bytes, file: str, names: Named, person: Person | None, at: datetime) -> Round:
    """Open a round as a set-up workbook says. Raises Problems with all its faults, cell by cell."""
    read = read_setup(data, file)
    given = names.over({})
    renamed = read.round.model_copy(update=given)
    found = with_rubric_file(Setup(read.rubric, renamed), file)
    check_id(found.round.id, new=True)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "round"
        root.mkdir()
        write_setup_of(root, found, (file, data), at=moment_of(at), by=person.name if person else "-")
        return open_round(root, person, at, new=True)


def _opened(files: Mapping[str, bytes], values: dict[str, Any], person: Person | None, at: datetime) -> Round:
    # What was typed is told in words before a folder is made of it.
    build(RoundValue, CellDocument(ROUND_FILE, values, {}, RoundValue))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "round"
        write_folder(root, {**files, ROUND_FILE: write(values).encode()})
        return open_round(root, person, at, new=True)


def _values(text: str, file: str) -> dict[str, Any]:
    values = parse(text, file).value
    assert isinstance(values, dict)  # noqa: S101 - the library's rounds are mappings, by a test
    return values
