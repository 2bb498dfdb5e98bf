"""The matrix of agencies and raters: who is still missing."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scoring.actions.matrix import PAGE, Sign, matrix, methods_of
from scoring.actions.permissions import Visitor, runs_rounds
from scoring.portal.doors import page
from scoring.portal.pages.running.asked import number, round_of


@page("r/<slug:slug>/matrix/", "matrix", may=runs_rounds)
def show(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show every sheet's state, for one method and one group where they are chosen."""
    methods = methods_of(visitor.plan)
    groups = {group.id: group.title for group in visitor.plan.round.groups}
    method = _known(request.GET.get("method", ""), methods)
    group = _known(request.GET.get("group", ""), groups)
    down, across = number(request, "page", 1), number(request, "across", 1)
    found = matrix(round_of(visitor), method, group, down, across)
    context = {
        "found": found,
        "methods": methods,
        "groups": groups,
        "method": method,
        "group": group,
        "signs": Sign,
        "page": down,
        "across": across,
        "pages": max(-(-found.agencies // PAGE), 1),
        "pages_across": max(-(-found.raters // PAGE), 1),
    }
    return render(request, "running/matrix.html", context)


def _known(text: str, known: Mapping[str, object]) -> str | None:
    return text if text in known else None
