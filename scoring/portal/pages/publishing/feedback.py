"""Remarks that agencies are told with their results, in the office's words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from scoring.actions.deciding import panel_remarks, release, remarks_of
from scoring.actions.permissions import Visitor, runs_rounds, while_settling
from scoring.actions.results import Outcome, outcome_of
from scoring.actions.scorecards import standings_page
from scoring.portal import refusals
from scoring.portal.doors import act, page
from scoring.portal.pages.publishing.paging import page_number

_MORE = 3


@page("r/<slug:slug>/feedback/", "feedback", may=runs_rounds)
def feedback(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show how many remarks every agency is told."""
    assert visitor.round is not None  # noqa: S101 - the address names it
    outcome = outcome_of(visitor.round)
    search = request.GET.get("q", "")
    shown = standings_page(outcome, search, page_number(request))
    counts = {row.agency: len(remarks_of(outcome, row.agency)) for row in shown.rows}
    context = {"shown": shown, "search": search, "counts": counts, "here": "feedback"}
    return render(request, "publishing/feedback.html", context)


@page("r/<slug:slug>/feedback/<str:agency>/", "feedback-to", may=runs_rounds)
def feedback_to(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Show the remarks to one agency as a form, and beside it what the panel wrote."""
    assert visitor.round is not None  # noqa: S101 - the address names it
    outcome = outcome_of(visitor.round)
    if agency not in outcome.by_agency:
        return refusals.nothing_here(request)
    context = {
        "agency": agency,
        "name": outcome.results.round.names[agency],
        "remarks": (*remarks_of(outcome, agency), *[("", "")] * _MORE),
        "panel": panel_remarks(outcome, agency),
        "nodes": _nodes(outcome, agency),
        "hindered": while_settling(visitor),
    }
    return render(request, "publishing/feedback_to.html", context)


@act("r/<slug:slug>/feedback/<str:agency>/", "release-feedback", may=runs_rounds, when=while_settling)
def release_feedback(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Write the remarks to one agency; those without a text are left out."""
    assert visitor.round is not None  # noqa: S101 - the address names it
    if agency not in outcome_of(visitor.round).by_agency:
        return refusals.nothing_here(request)
    pairs = zip(request.POST.getlist("about"), request.POST.getlist("text"), strict=False)
    remarks = tuple((about, text.strip()) for about, text in pairs if text.strip())
    release(visitor.round, visitor.person, visitor.now, agency, remarks)
    return redirect("feedback", slug=visitor.round.slug)


def _nodes(outcome: Outcome, agency: str) -> tuple[tuple[str, str], ...]:
    found = outcome.results
    own = found.round.classes[agency]
    return tuple(
        (node.id, f"{node.id} {node.node.title}") for node in found.nodes.values() if node.parent and node.concerns(own)
    )
