"""The cells of score sheets: what each holds now, in one query for as many sheets as are asked for."""

from __future__ import annotations

from django.db.models import Max, QuerySet

from rubrics import say
from scoring.rounds.intakes import BOXES
from scoring.storage.models import Round, Save, Sheet

BOX_TITLES = dict(zip(BOXES, (say("Highlights"), say("Problems"), say("Suggestions")), strict=True))
"""What a member writes about an agency as a whole; a box is saved as a cell called `~` and its name."""


def box_cell(box: str) -> str:
    """Return the name under which a box is saved."""
    return f"~{box}"


def cells_of(sheet: Sheet) -> dict[str, Save]:
    """Return the newest save of every cell of a sheet by criterion or box."""
    return {save.criterion: save for save in _newest(Save.objects.filter(sheet=sheet))}


def cells_of_rater(round_: Round, rater: str) -> dict[str, dict[str, Save]]:
    """Return the newest saves of all sheets of a rater by agency and cell."""
    found: dict[str, dict[str, Save]] = {}
    saves = Save.objects.filter(sheet__round=round_, sheet__rater=rater)
    for save in _newest(saves).select_related("sheet"):
        found.setdefault(save.sheet.agency, {})[save.criterion] = save
    return found


def _newest(saves: QuerySet[Save]) -> QuerySet[Save]:
    newest = saves.order_by().values("sheet", "criterion").annotate(newest=Max("pk")).values("newest")
    return Save.objects.filter(pk__in=newest)
