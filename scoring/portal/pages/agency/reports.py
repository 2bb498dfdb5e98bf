"""The office's view of the reports: who handed in, what; accepted, returned for correction, given more time."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from rubrics import Place, Problem, Problems, say
from scoring.actions.desks import Desk
from scoring.actions.permissions import Visitor, runs_rounds, while_open
from scoring.actions.receipts import versions
from scoring.actions.report_form import WAY_TITLES, form_of
from scoring.actions.reporting import Material, shown_material
from scoring.actions.reports_listing import NOTHING, listing, title_of
from scoring.actions.returning import accept, extend, send_back
from scoring.portal import refusals
from scoring.portal.admitted import round_of
from scoring.portal.doors import act, page
from scoring.portal.listed import page_asked, words_asked
from submissions.lifecycle import STATUS_TITLES

_LIST = "r/<slug:slug>/reports/"
_ONE = "r/<slug:slug>/agencies/<str:agency>/report-of/"


@page(_LIST, "reports", may=runs_rounds)
def reports(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """List the agencies with the state of their reports."""
    status = request.GET.get("status", "")
    status = status if status in {NOTHING, *STATUS_TITLES} else ""
    words = words_asked(request)
    found = listing(round_of(visitor), visitor.plan, search=words, status=status, page=page_asked(request))
    titles = {key: title_of(key) for key in found.counts}
    context = {"found": found, "words": words, "status": status, "titles": titles}
    return render(request, "agency/reports.html", context)


@act(_LIST, "accept-reports", may=runs_rounds, when=while_open)
def accept_several(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Accept the reports that are ticked, all of them or none."""
    round_ = round_of(visitor)
    chosen = [agency for agency in request.POST.getlist("agency") if agency in visitor.plan.round.names]
    accept(round_, visitor.person, visitor.now, chosen)
    return redirect("reports", slug=round_.slug)


@page(_ONE, "report-of", may=runs_rounds)
def report_of(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Show what one agency handed in, with what can be done about it."""
    return _report_of(request, visitor, agency, None)


@act(f"{_ONE}accept/", "accept-report", may=runs_rounds, when=while_open)
def accept_one(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Accept one report."""
    round_ = round_of(visitor)
    accept(round_, visitor.person, visitor.now, [agency])
    return redirect("report-of", slug=round_.slug, agency=agency)


@act(f"{_ONE}return/", "return-report", may=runs_rounds, when=while_open)
def send_one_back(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Return one report with reasons, one a line, and time to put it right."""
    desk = _desk(visitor, agency)
    try:
        send_back(desk, request.POST.get("reasons", "").splitlines(), _moment(request.POST.get("until", "")))
    except Problems as problems:
        return _report_of(request, visitor, agency, problems)
    return redirect("report-of", slug=desk.round.slug, agency=agency)


@act(f"{_ONE}extend/", "extend-deadline", may=runs_rounds, when=while_open)
def give_time(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Give one agency until later."""
    desk = _desk(visitor, agency)
    try:
        extend(desk, _moment(request.POST.get("until") or "—") or desk.at, request.POST.get("reason", ""))
    except Problems as problems:
        return _report_of(request, visitor, agency, problems)
    return redirect("report-of", slug=desk.round.slug, agency=agency)


def _report_of(request: HttpRequest, visitor: Visitor, agency: str, problems: Problems | None) -> HttpResponse:
    plan = visitor.plan
    if agency not in plan.round.names:
        return refusals.nothing_here(request)
    held = versions(round_of(visitor), agency)
    current = next((version for version in held if version.current), None)
    submission = current.submission if current else None
    context = {
        "agency": agency,
        "name": plan.round.names[agency],
        "form": form_of(plan, agency),
        "material": shown_material(current.submission, current.files) if current else Material(),
        "submission": submission,
        "status": title_of(submission.status if submission else NOTHING),
        "versions": held,
        "ways": WAY_TITLES,
        "deadline": plan.calendar.deadline(agency),
        "extension": next((item for item in plan.calendar.extensions if item.agency == agency), None),
        "problems": problems.items if problems else (),
        "typed": request.POST,
    }
    return render(request, "agency/report_of.html", context, status=422 if problems else 200)


def _desk(visitor: Visitor, agency: str) -> Desk:
    return Desk(round_of(visitor), agency, visitor.person, visitor.now)


def _moment(text: str) -> datetime | None:
    """Return a day and time of China as a browser sends them; None where none was typed."""
    if not text:
        return None
    try:
        return timezone.make_aware(datetime.fromisoformat(text).replace(tzinfo=None))
    except ValueError:
        raise Problems([Problem("EXTENSION-MOMENT", Place(text[:40]), _NO_MOMENT, _WRITE)]) from None


_NO_MOMENT = say("this is no day and time.")
_WRITE = say("Choose a day and time, such as 2026-06-30 17:30.")
