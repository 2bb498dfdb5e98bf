"""The closing of a round: what is still open, the seal, and trying it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from scoring.actions.closing import SealTrial, close, left_open, try_seal
from scoring.actions.permissions import Visitor, runs_rounds, while_open
from scoring.actions.results import outcome_of
from scoring.actions.unfinished import gaps
from scoring.portal.admitted import person_of, round_of
from scoring.portal.doors import act, page


@page("r/<slug:slug>/close/", "close-round", may=runs_rounds)
def closing(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show what stands in the way of closing a round, or the seal of a closed one."""
    return _shown(request, visitor, None)


@act("r/<slug:slug>/close/", "seal-round", may=runs_rounds, when=while_open)
def seal_round(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Close a round."""
    round_ = round_of(visitor)
    close(round_, request.POST.get("seen", ""), person_of(visitor), visitor.now)
    return redirect("close-round", slug=round_.slug)


@act("r/<slug:slug>/close/trial/", "try-seal", may=runs_rounds)
def trial(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Read everything again and say whether the seal holds."""
    return _shown(request, visitor, try_seal(round_of(visitor)))


def _shown(request: HttpRequest, visitor: Visitor, tried: SealTrial | None) -> HttpResponse:
    round_ = round_of(visitor)
    outcome = outcome_of(round_)
    context = {
        "outcome": outcome,
        "open": () if round_.closed else left_open(round_, outcome),
        "gaps": () if round_.closed else gaps(round_),
        "trial": tried,
    }
    return render(request, "publishing/closing.html", context)
