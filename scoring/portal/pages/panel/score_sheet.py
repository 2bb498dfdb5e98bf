"""The score sheet of a member for one agency."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rubrics import Message
from rubrics.wording import method_title
from scoring.actions.marking import score_sheet, sections_of, sheet_row
from scoring.actions.permissions import Visitor, scores_here
from scoring.actions.plans import Plan
from scoring.actions.reporting import material
from scoring.portal.doors import page
from scoring.portal.lane import outbox_of
from scoring.portal.pages.panel.controls import control_of, figure, limit_of
from scoring.portal.wording import shown


@page("r/<slug:slug>/mark/<str:agency>/", "score-sheet", may=scores_here)
def show(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Show the sheet as it stands; what is typed goes to the lane of saves, cell by cell."""
    assert visitor.person is not None and visitor.round is not None  # noqa: S101, PT018 - the door lets nobody else in
    rater, plan = visitor.person.seat, visitor.plan
    row = sheet_row(visitor.round, rater, agency)
    sheet = score_sheet(plan, row, visitor.now)
    mine = plan.agencies_of(rater)
    at = mine.index(agency)
    context = {
        "outbox": outbox_of(request),
        "figure": figure,
        "row": row,
        "sheet": sheet,
        "sections": sections_of(sheet.lines),
        "controls": {line.leaf.id: control_of(line) for line in sheet.lines},
        "limits": {line.leaf.id: limit_of(line) for line in sheet.lines},
        "methods": _methods(plan),
        "markable": any(line.open and not line.locked for line in sheet.lines) and not visitor.round.closed,
        "material": material(visitor.round, agency),
        "facts": plan.rubric.facts,
        "name": plan.round.names[agency],
        "names": plan.round.names,
        "before": mine[at - 1] if at else None,
        "after": mine[at + 1] if at + 1 < len(mine) else None,
        "place": (at + 1, len(mine)),
    }
    return render(request, "panel/score_sheet.html", context)


def _methods(plan: Plan) -> dict[str, str]:
    named = {method for leaf in plan.leaves.values() if leaf.leaf for method in leaf.leaf.methods}
    titles = {method: method_title(plan.rubric, method) for method in named}
    return {method: shown(title) if isinstance(title, Message) else title for method, title in titles.items()}
