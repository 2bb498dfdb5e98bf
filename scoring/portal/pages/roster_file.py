"""The list of people as a workbook: given out, read back as a rehearsal, then taken in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rubrics import Problem, Problems, say
from scoring.actions.people import ROLES, chairs
from scoring.actions.permissions import Visitor, runs_rounds
from scoring.actions.roster_file import blank_roster, compare, keep_roster, kept_roster, take_in
from scoring.portal import refusals
from scoring.portal.admitted import person_of, round_of
from scoring.portal.doors import act, page
from scoring.portal.downloads import made
from scoring.portal.wording import shown, tr


@page("r/<slug:slug>/people/file/", "people-file", may=runs_rounds)
def ask(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Give the list out, and ask for it filled in."""
    return _page(request)


@page("r/<slug:slug>/people/file/blank/", "people-file-blank", may=runs_rounds)
def blank(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Download the list as it is now."""
    round_ = round_of(visitor)
    name = shown(say("{round} people.xlsx", round=round_.slug))
    return made(name, blank_roster(round_, tr))


@act("r/<slug:slug>/people/file/", "read-people-file", may=runs_rounds)
def rehearse(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show what taking in a filled-in list would do; nothing is changed yet."""
    file = request.FILES.get("file")
    if file is None:
        return redirect("people-file", slug=round_of(visitor).slug)
    try:
        key, entries = keep_roster(round_of(visitor), file.read(), file.name or "")
    except Problems as problems:
        return _page(request, problems.items)
    rows = compare(round_of(visitor), entries)
    changes = [row for row in rows if row.anything]
    context = {"key": key, "changes": changes, "same": len(rows) - len(changes), "roles": ROLES}
    return render(request, "people/file_read.html", {**context, "chairs": chairs(round_of(visitor))})


@act("r/<slug:slug>/people/file/accept/", "accept-people-file", may=runs_rounds)
def accept(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Take in the list that was read."""
    entries = kept_roster(round_of(visitor), request.POST.get("key", ""))
    if entries is None:
        return refusals.nothing_here(request)
    take_in(round_of(visitor), entries, person_of(visitor), visitor.now)
    return redirect("people", slug=round_of(visitor).slug)


def _page(request: HttpRequest, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    return render(request, "people/file.html", {"problems": problems}, status=422 if problems else 200)
