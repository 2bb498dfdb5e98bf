"""The closing of a round: what is still open, the seal, and trying it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from scoring.actions.closing import SealTrial, close, left_open, try_seal
from scoring.actions.permissions import Visitor, runs_rounds, while_open
from scoring.actions.results import outcome_of
from scoring.portal.doors import act, page


@page("r/<slug:slug>/close/", "close-round", may=runs_rounds)
def closing(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show what stands in the way of closing a round, or the seal of a closed one."""
    return _shown(request, visitor, None)


@act("r/<slug:slug>/close/", "seal-round", may=runs_rounds, when=while_open)
def seal_round(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Close a round."""
    assert visitor.round is not None  # noqa: S101 - the address names it
    assert visitor.person is not None  # noqa: S101 - the door lets nobody else in
    close(visitor.round, request.POST.get("seen", ""), visitor.person, visitor.now)
    return redirect("close-round", slug=visitor.round.slug)


@act("r/<slug:slug>/close/trial/", "try-seal", may=runs_rounds)
def trial(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Read everything again and say whether the seal holds."""
    assert visitor.round is not None  # noqa: S101 - the address names it
    return _shown(request, visitor, try_seal(visitor.round))


def _shown(request: HttpRequest, visitor: Visitor, tried: SealTrial | None) -> HttpResponse:
    assert visitor.round is not None  # noqa: S101 - the address names it
    outcome = outcome_of(visitor.round)
    context = {
        "outcome": outcome,
        "open": () if visitor.round.closed else left_open(visitor.round, outcome),
        "trial": tried,
    }
    return render(request, "publishing/closing.html", context)
