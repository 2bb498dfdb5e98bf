"""The score sheet of a member for one agency."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scoring.actions.marking import score_sheet, sections_of, sheet_row
from scoring.actions.permissions import Visitor, scores_here
from scoring.actions.plan_titles import methods_of
from scoring.actions.reporting import material
from scoring.portal.admitted import person_of, round_of
from scoring.portal.doors import page
from scoring.portal.lane import outbox_of
from scoring.portal.pages.panel.controls import control_of, figure, limit_of
from scoring.portal.wording import shown


@page("r/<slug:slug>/mark/<str:agency>/", "score-sheet", may=scores_here)
def show(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Show the sheet as it stands; what is typed goes to the lane of saves, cell by cell."""
    round_ = round_of(visitor)
    rater, plan = person_of(visitor).seat, visitor.plan
    row = sheet_row(round_, rater, agency)
    sheet = score_sheet(plan, row, visitor.now)
    mine = plan.agencies_of(rater)
    at = mine.index(agency)
    signing = row.signings.order_by("-pk").first()
    context = {
        "outbox": outbox_of(request),
        "figure": figure,
        "row": row,
        "sheet": sheet,
        "unlocked": signing if signing and signing.undone else None,
        "sections": sections_of(sheet.lines),
        "controls": {line.leaf.id: control_of(line) for line in sheet.lines},
        "limits": {line.leaf.id: limit_of(line) for line in sheet.lines},
        "methods": {method: shown(title) for method, title in methods_of(plan).items()},
        "markable": any(line.open and not line.locked for line in sheet.lines) and not round_.closed,
        "material": material(round_, agency),
        "facts": plan.rubric.facts,
        "name": plan.round.names[agency],
        "names": plan.round.names,
        "before": mine[at - 1] if at else None,
        "after": mine[at + 1] if at + 1 < len(mine) else None,
        "place": (at + 1, len(mine)),
    }
    return render(request, "panel/score_sheet.html", context)
