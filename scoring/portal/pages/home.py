"""The first page: the rounds of the office, or the own round of everybody else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from scoring.actions.permissions import Visitor, signed_in
from scoring.portal.doors import page
from scoring.storage.models import Role, Round

FIRST = {Role.PANEL: "my-agencies", Role.AGENCY: "my-report", Role.OBSERVER: "journal"}
"""Where each role begins in its round."""


@page("", "home", may=signed_in)
def home(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the office its rounds; bring everybody else to where they begin."""
    person = visitor.person
    assert person is not None  # noqa: S101 - the door lets nobody else in
    if person.round is not None:
        return redirect(FIRST[Role(person.role)], slug=person.round.slug)
    return render(request, "home.html", {"rounds": Round.objects.order_by("-created", "-pk")})
