"""An agency's own report: what is still missing, until when, what was handed in, and handing it in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from rubrics import Place, Problem, Problems, say
from scoring.actions.desks import Desk
from scoring.actions.own_report import own_report
from scoring.actions.permissions import Visitor, answers_here, while_reporting
from scoring.actions.reports_listing import title_of
from scoring.actions.submitting import begin, submit
from scoring.portal.admitted import person_of, round_of
from scoring.portal.doors import act, page

HOME = "r/<slug:slug>/agencies/<str:agency>/report/"


def desk_of(visitor: Visitor) -> Desk:
    """Return the desk of somebody of an agency: the one that the address names, else the visitor's own."""
    person = person_of(visitor)
    return Desk(round_of(visitor), visitor.agency or person.seat, person, visitor.now)


@page("r/<slug:slug>/my-report/", "my-report", may=answers_here)
def my_report(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show how far the own report has come."""
    desk = desk_of(visitor)
    report = own_report(desk)
    return render(
        request,
        "agency/my_report.html",
        {
            "desk": desk,
            "report": report,
            "status": title_of(report.status),
            "closed": while_reporting(_named(visitor, desk.agency)),
        },
    )


@act(f"{HOME}begin/", "begin-report", may=answers_here, when=while_reporting)
def begin_report(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Begin a draft from what was handed in before, and go to the form."""
    begin(desk_of(visitor))
    return redirect("report-form", slug=_slug(visitor), agency=agency)


@page(f"{HOME}submit/", "submit-report", may=answers_here, when=while_reporting)
def look_over(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Show what would be handed in, or what is missing for it."""
    return _look_over(request, visitor, None)


@act(f"{HOME}submit/", "submit-report-now", may=answers_here, when=while_reporting)
def hand_in(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Hand the report in, and show the receipt."""
    desk = desk_of(visitor)
    if request.POST.get("clean") != "yes":
        return _look_over(request, visitor, Problems([Problem("SUBMIT-SECRET", Place(desk.name), _NOT_SAID, _SAY)]))
    try:
        done = submit(desk)
    except Problems as problems:
        return _look_over(request, visitor, problems)
    address = reverse("receipt", kwargs={"slug": _slug(visitor), "agency": agency, "number": done.number})
    return redirect(address if done.new else f"{address}?again")


def _look_over(request: HttpRequest, visitor: Visitor, problems: Problems | None) -> HttpResponse:
    desk = desk_of(visitor)
    report = own_report(desk)
    told = problems.items if problems else ()
    context = {"desk": desk, "report": report, "counts": report.draft.counts, "problems": told}
    return render(request, "agency/submit.html", context, status=422 if problems else 200)


def _named(visitor: Visitor, agency: str) -> Visitor:
    """Return the same visitor asking for an agency's things."""
    return Visitor(visitor.person, visitor.now, visitor.round, agency)


def _slug(visitor: Visitor) -> str:
    return visitor.round.slug if visitor.round else ""


_NOT_SAID = say("it was not confirmed that nothing secret is in the report.")
_SAY = say("Look through it once more, and tick the line.")
