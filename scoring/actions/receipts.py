"""Receipts: when what was handed in, by whom, with the SHA-256 of every file; of every version that is kept."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.actions.reporting import EARLIER, NAME, KeptFile, any_files, read_kept, versions_within
from scoring.storage.models import Round
from submissions import Submission


@dataclass(frozen=True)
class Version:
    """One hand-in of an agency: its number from 1, what it says, and its files by name; `current` is the last one."""

    number: int
    current: bool
    submission: Submission
    files: dict[str, KeptFile]


def versions(round_: Round, agency: str) -> tuple[Version, ...]:
    """Return all that an agency handed in, newest first. One query."""
    held = any_files(round_, agency)
    numbers = versions_within(held)
    found = []
    if NAME in held:
        own = {name: file for name, file in held.items() if not name.startswith(f"{EARLIER}/")}
        found.append(Version(max(numbers, default=0) + 1, True, read_kept(held[NAME].sha256), own))  # noqa: FBT003 - named by its field
    for number in sorted(numbers, reverse=True):
        home = f"{EARLIER}/{number:04}/"
        own = {name.removeprefix(home): file for name, file in held.items() if name.startswith(home)}
        if NAME in own:
            found.append(Version(number, False, read_kept(own[NAME].sha256), own))  # noqa: FBT003 - named by its field
    return tuple(found)


def version_of(round_: Round, agency: str, number: int) -> Version | None:
    """Return what an agency handed in as its nth; None where there is none of this number."""
    return next((version for version in versions(round_, agency) if version.number == number), None)
