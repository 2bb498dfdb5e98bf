"""The service worker of a round: panel members' pages open again without a network, over HTTPS."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from scoring.actions.permissions import Visitor, marks_here
from scoring.portal.assets import assets
from scoring.portal.doors import page


@page("r/<slug:slug>/worker.js", "worker", may=marks_here)
def worker(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Give the script from an address at the root of the round: it may look after what lies below, and nothing else."""
    script = assets()["worker.js"]
    return HttpResponse(script.data, content_type=script.type, headers={"Cache-Control": "no-cache"})
