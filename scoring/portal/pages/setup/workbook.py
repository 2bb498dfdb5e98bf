"""The set-up of a round as a file: workbook and rubric out, and in again after a look at the differences."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from rubrics import Problems
from scoring.actions.permissions import Visitor, runs_rounds, while_open
from scoring.actions.taking_up import DryRun, accept, blank_workbook, examine, rubric_of
from scoring.portal.doors import act, page
from scoring.portal.pages.setup.faulty_lines import with_lines
from scoring.portal.pages.setup.files_given import file_needed
from scoring.portal.wording import shown, tr

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_LINES = 500


@page("r/<slug:slug>/setup/", "setup-file", may=runs_rounds)
def ask(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Offer the files of the set-up, and ask for one that was filled in."""
    return _shown(request, visitor)


@page("r/<slug:slug>/setup/workbook.xlsx", "setup-workbook", may=runs_rounds)
def workbook(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Give the set-up workbook as the round is now."""
    assert visitor.round is not None  # noqa: S101 - the address names a round
    name = shown("{round}-set-up.xlsx", round=visitor.round.slug)
    return _file(blank_workbook(visitor.round, tr), name, _EXCEL)


@page("r/<slug:slug>/setup/rubric.yaml", "setup-rubric", may=runs_rounds)
def rubric(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Give the text of the rubric."""
    assert visitor.round is not None  # noqa: S101 - the address names a round
    return _file(rubric_of(visitor.round), f"{visitor.round.slug}-rubric.yaml", "text/plain; charset=utf-8")


@act("r/<slug:slug>/setup/", "setup-file-read", may=runs_rounds, when=while_open)
def read(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show what a file would change; nothing is changed yet."""
    assert visitor.round is not None  # noqa: S101 - the address names a round
    given = None
    try:
        given = file_needed(request, "file")
        dry = examine(visitor.round, given[1], given[0])
    except Problems as problems:
        return _shown(request, visitor, problems=problems, given=given)
    return _shown(request, visitor, dry=dry)


@act("r/<slug:slug>/setup/accept/", "setup-file-accept", may=runs_rounds, when=while_open)
def take(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Take in what was looked at."""
    assert visitor.round is not None  # noqa: S101 - the address names a round
    try:
        given = request.POST
        accept(visitor.round, given.get("kept", ""), visitor.person, visitor.now, given.get("why", ""))
    except Problems as problems:
        return _shown(request, visitor, problems=problems)
    return redirect("round", slug=visitor.round.slug)


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
        "held": visitor.plan.round,
        "rubric": visitor.plan.rubric,
        "dry": dry,
        "lines": lines[:_MOST_LINES],
        "more": len(lines) - len(lines[:_MOST_LINES]),
        "problems": with_lines(problems, given),
    }
    return render(request, "setup/file.html", context, status=422 if problems else 200)


def _file(data: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
