"""The seal of a workbook that was issued to be filled in: what it was issued for, and that nobody changed it.

It stands in a very hidden sheet as JSON and an HMAC-SHA256 of it with the round's key. On paper the first eight
characters of the HMAC are its 校验码.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field

from rubrics import Message, Place, Problem, Problems, say
from submissions.worksheets import Worksheet

SEAL_SHEET = "pingyi"
_FIRST = "pingyi seal 1"
# A cell holds 32,767 characters; what is between people's words in JSON is ASCII.
_PIECE = 30_000


@dataclass(frozen=True)
class Seal:
    """What a workbook was issued for.

    `form` is its kind, such as score-sheet; `to` the rater or agency, "" where it is anybody's; `number` its issue
    number (0 where issues are not counted); `scoring` and `text` the rubric's whole fingerprints, "" where it has
    none. `pages` are the titles of its pages by id, `labels` the visible label of every row by the row's id, both as
    they were issued; `settings` whatever else the kind needs, such as layout and method.
    """

    form: str
    round: str
    to: str = ""
    number: int = 0
    scoring: str = ""
    text: str = ""
    pages: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)

    def code(self, key: bytes) -> str:
        """Return the eight characters that are printed as 校验码."""
        return _sign(self._content(), key)[:8].upper()

    def cells(self, key: bytes) -> tuple[str, ...]:
        """Return what stands in column A of the very hidden sheet SEAL_SHEET, from row 1."""
        content = self._content()
        pieces = [content[at : at + _PIECE] for at in range(0, len(content), _PIECE)]
        return (_FIRST, _sign(content, key), *pieces)

    def _content(self) -> str:
        # ASCII only: no program that saves the workbook can change a letter of it.
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))


def read_seal(worksheets: Iterable[Worksheet], key: bytes, file: str) -> Seal:
    """Return the seal of a workbook, found by what it holds and not by the sheet's name.

    Raises Problems: SEAL-MISSING where no sheet holds one, SEAL-TWICE where several differ, SEAL-BROKEN where it was
    changed or was made with another round's key.
    """
    found = {cells for sheet in worksheets if (cells := _column(sheet))}
    if not found:
        rule = say("the workbook has lost the hidden sheet that says what it was issued for.")
        raise _refused("SEAL-MISSING", file, rule)
    if len(found) > 1:
        raise _refused("SEAL-TWICE", file, say("the workbook holds the hidden sheets of several issued workbooks."))
    signature, *pieces = found.pop()[1:]
    content = "".join(pieces)
    if not hmac.compare_digest(_sign(content, key).encode(), signature.encode(errors="replace")):
        rule = say("the workbook was not issued in this round, or its hidden sheet was changed.")
        raise _refused("SEAL-BROKEN", file, rule)
    return Seal(**json.loads(content))


def _column(sheet: Worksheet) -> tuple[str, ...] | None:
    """Return the cells of a seal; None for a sheet that is none."""
    if sheet.cells.get((1, 0)) != _FIRST:
        return None
    cells = tuple(str(sheet.cells.get((row, 0), "")) for row in range(1, 1 + max(row for row, _ in sheet.cells)))
    return cells if len(cells) > 1 else (*cells, "")


def _sign(content: str, key: bytes) -> str:
    # What was issued is ASCII: nothing that UTF-8 lacks can be part of it.
    return hmac.new(key, content.encode(errors="replace"), hashlib.sha256).hexdigest()


def _refused(code: str, file: str, rule: Message) -> Problems:
    remedy = say("Copy what was filled in into the workbook that was issued for this round, or issue a new one.")
    return Problems([Problem(code, Place(file), rule, remedy)])
