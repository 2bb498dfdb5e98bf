"""The sheets 被评议单位, 评议团 and 评议点位 into the round."""

from __future__ import annotations

from functools import partial

from rubrics import Path
from scoring.rounds import Round
from scoring.sheets.setup.gathering import Gathering
from scoring.sheets.setup.ids import RATERS
from scoring.sheets.setup.ids import SITES as SITE_IDS
from scoring.sheets.setup.lines import read_recusals
from scoring.sheets.setup.pages import AGENCIES, PANEL, SITES
from scoring.sheets.setup.tables import Row
from submissions.table import clean

# Recusals that stand among the other settings come first.
_AFTER_SETTINGS = 1_000_000


def put_agencies(held: Gathering) -> None:
    """Put the agencies into the round, in the order of their rows."""
    for at, (row, name) in enumerate(zip(held.rows[AGENCIES], held.agency_ids, strict=True)):
        path: Path = ("agencies", at)
        held.round.mark(path, row.places["name"])
        held.round.put((*path, "id"), name, row.places["id"])
        for key in ("name", "presents", "region"):
            held.put((*path, key), row, key, into=Round)
        held.round.mark((*path, "class"), row.places["class"])
        if clean(row["class"]):
            held.round.put((*path, "class"), held.classes.id(row["class"]), row.places["class"])


def put_panel(held: Gathering) -> None:
    """Put groups, members and recusals into the round; who is in a group stands in the order of the rows."""
    rows, ids = held.rows[PANEL], held.ids[RATERS]
    ids.take(clean(row["id"]) for row in rows)
    order = list(dict.fromkeys(held.group_ids))
    recusals = _AFTER_SETTINGS
    for number, (row, group) in enumerate(zip(rows, held.group_ids, strict=True)):
        path: Path = ("groups", order.index(group))
        held.round.mark(path, row.places["group"])
        held.round.put((*path, "id"), group, row.places["group_id"])
        held.put((*path, "title"), row, "group", into=Round)
        held.put((*path, "seat"), row, "seat", into=Round)
        rater = clean(row["id"]) or ids.of((group, clean(row["name"])), str(number + 1))
        _put_member(held, (*path, "members", number), row, rater)
        for item in held.lines(row, "recusals", partial(read_recusals, agencies=held.agencies)) or ():
            held.round.put(("recusals", recusals), {"rater": rater, **item}, row.places["recusals"])
            recusals += 1


def _put_member(held: Gathering, path: Path, row: Row, rater: str) -> None:
    # The group's members as a whole are where the first of them stands.
    held.round.mark(path[:-1], row.places["name"])
    held.round.mark(path, row.places["name"])
    held.round.put((*path, "id"), rater, row.places["id"])
    for key in ("name", "kind"):
        held.put((*path, key), row, key, into=Round)


def put_sites(held: Gathering) -> None:
    """Put the places that are visited into the round."""
    rows, ids = held.rows[SITES], held.ids[SITE_IDS]
    ids.take(clean(row["id"]) for row in rows)
    for at, row in enumerate(rows):
        path: Path = ("sites", at)
        agency = held.agencies.id(row["agency"])
        held.round.mark(path, row.places["place"])
        site = clean(row["id"]) or ids.of((agency, clean(row["place"])), str(at + 1))
        held.round.put((*path, "id"), site, row.places["id"])
        held.round.mark((*path, "agency"), row.places["agency"])
        if agency:
            held.round.put((*path, "agency"), agency, row.places["agency"])
        held.put((*path, "place"), row, "place", into=Round)
        held.put((*path, "date"), row, "date", into=Round)
        held.round.mark((*path, "group"), row.places["group"])
        if clean(row["group"]):
            held.round.put((*path, "group"), held.groups.id(row["group"]), row.places["group"])
