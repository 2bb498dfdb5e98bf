"""What a set-up workbook says while it is gathered: two documents in the making, and what cells call things."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from pydantic import BaseModel

from rubrics import Message, Path, Place, Problem, Rubric, say
from rubrics.known_keys import standing
from scoring.sheets.setup.assembly import Assembly
from scoring.sheets.setup.ids import AGENCIES as AGENCY_IDS
from scoring.sheets.setup.ids import GROUPS, NODES, ids_of
from scoring.sheets.setup.indicators import indicators, walk
from scoring.sheets.setup.lines import LineError
from scoring.sheets.setup.names import Names
from scoring.sheets.setup.pages import AGENCIES, CRITERIA, FIELD, OTHERS, PANEL, RULES, VALUE, WHERE, Setup
from scoring.sheets.setup.row_ids import agency_ids, group_ids
from scoring.sheets.setup.tables import Row, Sheet
from scoring.sheets.setup.typed import meant
from scoring.sheets.setup.words import METHOD_WORDS, RUBRIC_WORDS, field_path
from submissions.table import clean


class Gathering:
    """The rows of all sheets, the ids of what stands in them, and the rubric and the round that they become."""

    def __init__(self, file: str, sheets: dict[str, Sheet], known: Setup | None) -> None:
        self.places = {page: sheet.place for page, sheet in sheets.items()}
        self.rows = {page: tuple(sheet.rows()) for page, sheet in sheets.items()}
        self.settings = (*self.rows[RULES], *self.rows[OTHERS])
        self.rubric, self.round = Assembly(file), Assembly(file)
        self.faults: list[Problem] = []
        self.ids = ids_of(known)
        self.roots = indicators(self.rows[CRITERIA], self.ids[NODES], self.faults)
        self.nodes = {one.id: one for one in walk(self.roots)}
        self.agency_ids = agency_ids(self.rows[AGENCIES], self.ids[AGENCY_IDS])
        self.group_ids = group_ids(self.rows[PANEL], self.ids[GROUPS])
        self.agencies = _names(self.rows[AGENCIES], self.agency_ids, "name")
        self.groups = _names(self.rows[PANEL], self.group_ids, "group")
        self.classes = Names(_titled(self.settings, "classes"))
        self.facts = Names(_titled(self.settings, "facts"))
        self.methods = Names(METHOD_WORDS | _titled(self.settings, "methods"))
        self.titles = Names({one.id: one.title for one in walk(self.roots)})

    def put(self, path: Path, row: Row, column: str, *, into: type[BaseModel]) -> None:
        """Put a cell that holds a single value where it belongs; an empty one only says where that is."""
        assembly = self.rubric if into is Rubric else self.round
        assembly.mark(path, row.places[column])
        if clean(row[column]):
            assembly.put(path, said(row[column], into, path), row.places[column])

    def lines(self, row: Row, column: str, read: Callable[[str], Any]) -> Any:  # noqa: ANN401 - plain values of any shape
        """Return what a cell says in lines; None where one of them cannot be read."""
        try:
            return read(row[column])
        except LineError as error:
            rule = say("the line “{line}” cannot be read.", line=str(error)[:60])
            self.fault("SETUP-LINE", row.places[column], rule, _EXAMPLES[column])
            return None

    def fault(self, code: str, place: Place, rule: Message, remedy: Message) -> None:
        """Note what is wrong with a cell."""
        self.faults.append(Problem(code, place, rule, remedy))


def said(text: str, shape: type[BaseModel], path: Path) -> Any:  # noqa: ANN401 - any plain value
    """Return the value that a text stands for at a place of a document of this shape."""
    return meant(text, standing(shape, path), path)


def _names(rows: Iterable[Row], ids: Iterable[str], column: str) -> Names:
    return Names({name: clean(row[column]) for row, name in zip(rows, ids, strict=True) if clean(row[column])})


def _titled(rows: Iterable[Row], key: str) -> dict[str, str]:
    """Return by id the titles of what the rubric lists under `key`, among the settings."""
    found: dict[int, dict[str, str]] = {}
    for row in rows:
        path = field_path(Rubric, (), row[FIELD], Names()) if clean(row[WHERE]) in RUBRIC_WORDS else None
        match path:
            case (name, int(at), ("id" | "title") as field) if name == key:
                found.setdefault(at, {})[field] = str(said(row[VALUE], Rubric, path))
    return {item["id"]: item["title"] for item in found.values() if len(item) > 1}


_EXAMPLES: dict[str, Message] = {
    "content": say(
        "Write one level a line, such as “{level}”, or one setting, such as “{setting}”.",
        level="优 10：情形",
        setting="步长：0.5",
    ),
    "evidence": say("Write one kind of evidence a line, such as “{line}”.", line="规范文件（必须）：说明"),
    "recusals": say("Write one agency a line, a colon and the reason."),
    VALUE: say(
        "Write one grade a line, such as “{plain}” or “{limited}”.",
        plain="优秀 90",
        limited="优秀 90：30%，向下取整，末位同分不计入",
    ),
}
