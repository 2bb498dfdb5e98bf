"""The ids of agencies and groups, row by row: those that are written, else those that the round has, else new ones."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.sheets.setup.ids import Ids
from scoring.sheets.setup.tables import Row
from submissions.table import clean


def agency_ids(rows: Sequence[Row], ids: Ids) -> list[str]:
    """Return the id of every agency."""
    ids.take(clean(row["id"]) for row in rows)
    return [clean(row["id"]) or ids.of(("", clean(row["name"])), str(at)) for at, row in enumerate(rows, start=1)]


def group_ids(rows: Sequence[Row], ids: Ids) -> list[str]:
    """Return the id of every member's group: who names none sits in the group of the row above."""
    by_title = {clean(row["group"]): clean(row["group_id"]) for row in reversed(rows) if clean(row["group_id"])}
    ids.take(by_title.values())
    found: list[str] = []
    for row in rows:
        title, group = clean(row["group"]), clean(row["group_id"])
        if not group and (title or not found):
            group = by_title.get(title) or ids.of(("", title), str(len(set(found)) + 1))
            by_title[title] = group
        found.append(group or found[-1])
    return found
