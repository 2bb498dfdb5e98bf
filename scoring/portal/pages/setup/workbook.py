"""The set-up of a round as a file: workbook and rubric out, and in again after a look at the differences."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rubrics import Problems
from scoring.actions.permissions import Visitor, runs_rounds, while_open
from scoring.actions.taking_up import DryRun, accept, blank_workbook, examine, rubric_of
from scoring.portal.admitted import round_of
from scoring.portal.doors import act, page
from scoring.portal.downloads import made
from scoring.portal.pages.setup.faulty_lines import with_lines
from scoring.portal.pages.setup.files_given import file_needed
from scoring.portal.wording import shown, tr

_MOST_LINES = 500


@page("r/<slug:slug>/setup/", "setup-file", may=runs_rounds)
def ask(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Offer the files of the set-up, and ask for one that was filled in."""
    return _shown(request, visitor)


@page("r/<slug:slug>/setup/workbook.xlsx", "setup-workbook", may=runs_rounds)
def workbook(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Give the set-up workbook as the round is now."""
    round_ = round_of(visitor)
    name = shown("{round}-set-up.xlsx", round=round_.slug)
    return made(name, blank_workbook(round_, tr))


@page("r/<slug:slug>/setup/rubric.yaml", "setup-rubric", may=runs_rounds)
def rubric(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Give the text of the rubric."""
    round_ = round_of(visitor)
    return made(f"{round_.slug}-rubric.yaml", rubric_of(round_))


@act("r/<slug:slug>/setup/", "setup-file-read", may=runs_rounds, when=while_open)
def read(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show what a file would change; nothing is changed yet."""
    given = None
    try:
        given = file_needed(request, "file")
        dry = examine(round_of(visitor), given[1], given[0])
    except Problems as problems:
        return _shown(request, visitor, problems=problems, given=given)
    return _shown(request, visitor, dry=dry)


@act("r/<slug:slug>/setup/accept/", "setup-file-accept", may=runs_rounds, when=while_open)
def take(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Take in what was looked at."""
    round_ = round_of(visitor)
    try:
        given = request.POST
        accept(round_, given.get("kept", ""), visitor.person, visitor.now, given.get("why", ""))
    except Problems as problems:
        return _shown(request, visitor, problems=problems)
    return redirect("round", slug=round_.slug)


def _shown(
    request: HttpRequest,
    visitor: Visitor,
    dry: DryRun | None = None,
    problems: Problems | None = None,
    given: tuple[str, bytes] | None = None,
) -> HttpResponse:
    lines = dry.lines if dry else ()
    context = {
        "round": visitor.round,
        "rubric": visitor.plan.rubric,
        "dry": dry,
        "lines": lines[:_MOST_LINES],
        "more": len(lines) - len(lines[:_MOST_LINES]),
        "problems": with_lines(problems, given),
    }
    return render(request, "setup/file.html", context, status=422 if problems else 200)
