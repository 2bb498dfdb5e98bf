"""A round of the database becomes a round folder, with all but the ways in: `import` makes the round of it again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from scoring.actions.carried import (
    FILES,
    ROUND_OWN,
    ROUND_ROW,
    SEAL_KEY,
    Numbers,
    bytes_of,
    carried_tables,
    file_of,
    rows_of,
)
from scoring.actions.records import current
from scoring.actions.rows import lines, plain
from scoring.folder import write_folder
from scoring.storage import files
from scoring.storage.models import Round
from scoring.storage.snapshots import snapshot


def export_round(round_: Round, target: Path) -> int:
    """Write a round as a folder, and return how many files it has.

    The key of its seals stays here: sheets that were issued are taken in here and nowhere else. Raises Problems where
    `target` is not empty or cannot be written.
    """
    with snapshot():
        round_ = Round.objects.get(pk=round_.pk)
        tables = {ROUND_ROW: b"".join(lines([plain(round_, ROUND_OWN)]))}
        named: set[str] = set()
        numbers: Numbers = {}
        for model in carried_tables():
            rows = list(rows_of(model, round_, numbers))
            named.update(bytes_of(rows))
            if rows:
                tables[file_of(model)] = b"".join(lines(rows))
        stored = {record.path: record.sha256 for path, record in current(round_).items() if path != SEAL_KEY}
    stored |= {FILES + sha256: sha256 for sha256 in sorted(named - set(stored.values()))}
    write_folder(target, _Content(tables, stored))
    return len(tables) + len(stored)


class _Content(Mapping[str, bytes]):
    """What a folder will hold: texts made here, and files of the store, which are read one at a time."""

    def __init__(self, made: Mapping[str, bytes], stored: Mapping[str, str]) -> None:
        self._made = made
        self._stored = stored

    def __getitem__(self, path: str) -> bytes:
        if path in self._made:
            return self._made[path]
        return files.where(self._stored[path]).read_bytes()

    def __iter__(self) -> Iterator[str]:
        yield from sorted({*self._made, *self._stored})

    def __len__(self) -> int:
        return len(self._made) + len(self._stored)
