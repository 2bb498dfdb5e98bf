"""The matrix of agencies and raters: who is still missing."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scoring.actions.matrix import Sign, matrix
from scoring.actions.permissions import Visitor, runs_rounds
from scoring.actions.plan_titles import methods_of
from scoring.portal.admitted import round_of
from scoring.portal.doors import page
from scoring.portal.listed import page_asked


@page("r/<slug:slug>/matrix/", "matrix", may=runs_rounds)
def show(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show every sheet's state, for one method and one group where they are chosen."""
    methods = methods_of(visitor.plan)
    groups = {group.id: group.title for group in visitor.plan.round.groups}
    method = _known(request.GET.get("method", ""), methods)
    group = _known(request.GET.get("group", ""), groups)
    found = matrix(round_of(visitor), method, group, page_asked(request), page_asked(request, "across"))
    context = {
        "found": found,
        "methods": methods,
        "groups": groups,
        "method": method,
        "group": group,
        "signs": Sign,
    }
    return render(request, "running/matrix.html", context)


def _known(text: str, known: Mapping[str, object]) -> str | None:
    return text if text in known else None
