"""Remarks that agencies are told with their results, in the office's words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from scoring.actions.deciding import panel_remarks, release, remarks_of
from scoring.actions.permissions import Visitor, runs_rounds, while_settling
from scoring.actions.results import Outcome, outcome_of
from scoring.actions.scorecards import standings_page
from scoring.portal import refusals
from scoring.portal.admitted import round_of
from scoring.portal.doors import act, page
from scoring.portal.listed import page_asked, words_asked

_MORE = 3


@page("r/<slug:slug>/feedback/", "feedback", may=runs_rounds)
def feedback(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show how many remarks every agency is told."""
    outcome = outcome_of(round_of(visitor))
    words = words_asked(request)
    shown = standings_page(outcome, words, page_asked(request))
    counts = {row.agency: len(remarks_of(outcome, row.agency)) for row in shown.rows}
    context = {"shown": shown, "words": words, "counts": counts}
    return render(request, "publishing/feedback.html", context)


@page("r/<slug:slug>/feedback/<str:agency>/", "feedback-to", may=runs_rounds)
def feedback_to(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Show the remarks to one agency as a form, and beside it what the panel wrote."""
    outcome = outcome_of(round_of(visitor))
    if agency not in outcome.by_agency:
        return refusals.nothing_here(request)
    context = {
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
    round_ = round_of(visitor)
    if agency not in outcome_of(round_).by_agency:
        return refusals.nothing_here(request)
    pairs = zip(request.POST.getlist("about"), request.POST.getlist("text"), strict=False)
    remarks = tuple((about, text.strip()) for about, text in pairs if text.strip())
    release(round_, visitor.person, visitor.now, agency, remarks)
    return redirect("feedback", slug=round_.slug)


def _nodes(outcome: Outcome, agency: str) -> tuple[tuple[str, str], ...]:
    found = outcome.results
    own = found.round.classes[agency]
    return tuple(
        (node.id, f"{node.id} {node.node.title}") for node in found.nodes.values() if node.parent and node.concerns(own)
    )
